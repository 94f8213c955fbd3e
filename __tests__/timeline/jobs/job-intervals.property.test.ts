import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { ObservedJob } from '../../../src/schema/observed/run-observation.ts'
import { toInstant } from '../../../src/timeline/instant.ts'
import { buildTimelineJob } from '../../../src/timeline/jobs/timeline-job.ts'
import { propertyRuns } from '../../property-runs.ts'
import { aContext, aPlannedJob } from '../a-job.ts'
import { base, instant, maybe, step, time, trace } from '../any-times.ts'
import { faultsOf } from '../invariants.ts'

const job: fc.Arbitrary<ObservedJob> = fc.record({
  id: fc.constant('1'),
  name: fc.constant('build'),
  hasRunner: fc.boolean(),
  api: fc.record({
    status: fc.constantFrom('completed', 'in_progress', 'queued', 'waiting', 'pending', 'requested', undefined),
    conclusion: fc.constantFrom('success', 'failure', 'cancelled', 'skipped', 'timed_out', 'neutral', undefined),
    createdAt: maybe,
    startedAt: maybe,
    completedAt: maybe,
    labels: fc.constantFrom<string[]>([], ['ubuntu-latest']),
    steps: fc.array(step, { maxLength: 12 }),
  }),
})

const context = fc
  .record({
    trace: fc.option(trace, { nil: undefined }),
    ready: fc.option(
      instant.map(micros => ({
        at: base + micros,
        source: 'api' as const,
        confidence: 'medium' as const,
        resolutionMs: 1_000,
      })),
      { nil: undefined },
    ),
    waits: fc.array(
      fc.record({
        from: time,
        to: time,
        environment: fc.constant('production'),
        source: fc.constant('api' as const),
        confidence: fc.constant('high' as const),
      }),
      { maxLength: 2 },
    ),
    environment: fc.constantFrom('production', undefined),
    probablyHeld: fc.boolean(),
    carriedOver: fc.boolean(),
    blocking: fc.boolean(),
    signals: fc.constantFrom<('timed-out' | 'runner-lost')[]>([], ['timed-out'], ['runner-lost']),
  })
  .map(({ blocking, ...rest }) => aContext({ ...rest, planned: aPlannedJob({ hasConcurrency: blocking }) }))

describe('whatever the sources say', () => {
  test('a job’s intervals neither overlap nor leave holes, none is negative, and the sum is the whole', () => {
    fc.assert(
      fc.property(job, context, (observed, around) => {
        expect(faultsOf(buildTimelineJob(observed, around).job)).toEqual([])
      }),
      { numRuns: propertyRuns(10_000) },
    )
  })

  test('the end is never after the latest instant that any source names', () => {
    fc.assert(
      fc.property(job, context, (observed, around) => {
        const timed = buildTimelineJob(observed, around)
        const named = JSON.stringify([observed, around]).match(/2026-03-01T[0-9:.]+Z/g) ?? []
        const latest = Math.max(around.observedAt, around.ready?.at ?? 0, ...named.map(value => toInstant(value) ?? 0))
        expect(timed.to ?? 0).toBeLessThanOrEqual(latest)
      }),
      { numRuns: propertyRuns(2_000) },
    )
  })
})

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { ControlTrace, ObservedJob } from '../../src/model/run-observation.ts'
import { fromInstant, toInstant } from '../../src/timeline/instant.ts'
import { timelineJobOf } from '../../src/timeline/timeline-job.ts'
import { aContext, aPlannedJob } from './a-job.ts'
import { faultsOf } from './invariants.ts'

/** Any instant of a quarter of an hour, in whole seconds as REST gives them or sharper, in any order. */
const instant = fc.oneof(
  fc.integer({ min: 0, max: 900 }).map(seconds => seconds * 1_000_000),
  fc.integer({ min: 0, max: 900_000_000 }),
)
const base = toInstant('2026-03-01T10:00:00Z') ?? 0
const time = instant.map(micros => fromInstant(base + micros))
const maybe = fc.option(time, { nil: undefined })

const NAMES = [
  'Set up job',
  'Initialize containers',
  'Pre Run actions/cache@v4',
  'Run actions/cache@v4',
  'Run actions/checkout@v4',
  'Run npm ci',
  'Run npm test',
  'Run actions/upload-artifact@v4',
  'Post to the channel',
  'Post Run actions/cache@v4',
  'Complete job',
]

const step = fc.record({
  number: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  name: fc.constantFrom(...NAMES),
  startedAt: maybe,
  finishedAt: maybe,
  outcome: fc.constantFrom('success', 'failure', 'cancelled', 'skipped', undefined),
  source: fc.constant('api' as const),
})

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

const trace: fc.Arbitrary<ControlTrace | undefined> = fc.option(
  fc.record({
    admittedAt: maybe,
    queuedAt: maybe,
    assignedAt: maybe,
    runnerAt: maybe,
    saidBusy: fc.boolean(),
    resolutionMs: fc.constantFrom(1, 0.0001),
  }),
  { nil: undefined },
)

const context = fc
  .record({
    trace,
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
        expect(faultsOf(timelineJobOf(observed, around).job)).toEqual([])
      }),
      { numRuns: 10_000 },
    )
  })

  test('the end is never after the latest instant that any source names', () => {
    fc.assert(
      fc.property(job, context, (observed, around) => {
        const timed = timelineJobOf(observed, around)
        const named = JSON.stringify([observed, around]).match(/2026-03-01T[0-9:.]+Z/g) ?? []
        const latest = Math.max(around.observedAt, around.ready?.at ?? 0, ...named.map(value => toInstant(value) ?? 0))
        expect(timed.to ?? 0).toBeLessThanOrEqual(latest)
      }),
      { numRuns: 2_000 },
    )
  })
})

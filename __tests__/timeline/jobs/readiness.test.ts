import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { ObservedJob } from '../../../src/schema/observed/run-observation.ts'
import type { JobGraph } from '../../../src/timeline/graph/job-graph.ts'
import { fromInstant, toInstant } from '../../../src/timeline/instant.ts'
import { createReadiness } from '../../../src/timeline/jobs/readiness.ts'
import { propertyRuns } from '../../property-runs.ts'
import { aTimedJob, at } from '../a-job.ts'

type Spec = { readonly needs?: readonly string[]; readonly end?: string; readonly more?: Partial<ObservedJob['api']> }
type Specs = Readonly<Record<string, Spec>>

const jobsOf = (specs: Specs): readonly ObservedJob[] =>
  Object.entries(specs).map(([id, { end, more }]) =>
    aTimedJob({ id, ...(end === undefined ? {} : { completed: end }), more: more ?? {} }),
  )
/** `needs: undefined` is a job whose edges nobody knows. */
const graphOf = (specs: Specs): JobGraph => ({ edges: 'known', findNeeds: id => specs[id]?.needs })
const START = toInstant(at('10:00:00'))
const readyAt = (specs: Specs, id: string, start = START, inferred = false) => {
  const ready = createReadiness(jobsOf(specs), graphOf(specs), start, inferred)(id)
  return ready === undefined ? undefined : `${fromInstant(ready.at).slice(11, 19)} ${ready.confidence}`
}

const SKIPPED = { conclusion: 'skipped' } as const

describe('a job could have begun', () => {
  test.each<readonly [string, Specs, string | undefined]>([
    ['when the attempt began, if it needs nothing', { x: { needs: [] } }, '10:00:00 high'],
    ['nobody knows when, without edges', { x: {} }, undefined],
    [
      'when the last of its needs was done',
      { a: { needs: [], end: '10:05:00' }, b: { needs: [], end: '10:03:00' }, x: { needs: ['a', 'b'] } },
      '10:05:00 medium',
    ],
    [
      'not before the attempt, whenever a carried-over need ended',
      { a: { needs: [], end: '09:05:00' }, x: { needs: ['a'] } },
      '10:00:00 medium',
    ],
    [
      'after what a skipped need waited for: its own times tell nothing',
      {
        a: { needs: [], end: '10:04:00' },
        b: { needs: ['a'], end: '11:59:00', more: SKIPPED },
        x: { needs: ['b'] },
      },
      '10:04:00 medium',
    ],
    [
      'with the attempt, after a skipped root',
      { a: { needs: [], more: SKIPPED }, x: { needs: ['a'] } },
      '10:00:00 medium',
    ],
    [
      'nobody knows when, if the edges of a skipped need are unknown',
      { a: { more: SKIPPED }, x: { needs: ['a'] } },
      undefined,
    ],
    [
      'not yet, while a need runs',
      {
        a: { needs: [], more: { status: 'in_progress' } },
        b: { needs: [], end: '10:03:00' },
        x: { needs: ['b', 'a'] },
      },
      undefined,
    ],
    ['nobody knows when, if a need has no end', { a: { needs: [] }, x: { needs: ['a'] } }, undefined],
    ['nobody knows when, if a need is not listed', { x: { needs: ['gone'] } }, undefined],
    [
      'after a cancelled need too (`always()`)',
      { a: { needs: [], end: '10:02:00', more: { conclusion: 'cancelled' } }, x: { needs: ['a'] } },
      '10:02:00 medium',
    ],
  ])('%s', (_, specs, expected) => {
    expect(readyAt(specs, 'x')).toBe(expected)
  })

  test('without the attempt’s start: roots are unknown, needs still tell', () => {
    const specs = { a: { needs: [], end: '10:02:00' }, x: { needs: ['a'] } }
    const ready = createReadiness(jobsOf(specs), graphOf(specs), undefined, false)
    expect(ready('a')).toBeUndefined()
    expect(ready('x')?.at).toBe(toInstant(at('10:02:00')))
  })

  test('an inferred file makes its edges inferred; that a root waits for nothing is one of them', () => {
    const specs = { a: { needs: [], end: '10:02:00' }, x: { needs: ['a'] } }
    expect([readyAt(specs, 'x', START, true), readyAt(specs, 'a', START, true)]).toEqual([
      '10:02:00 low',
      '10:00:00 low',
    ])
  })

  test('skipped jobs in a circle end nowhere, and end', () => {
    const specs: Specs = { a: { needs: ['b'], more: SKIPPED }, b: { needs: ['a'], more: SKIPPED }, x: { needs: ['a'] } }
    expect(readyAt(specs, 'x')).toBeUndefined()
  })

  test('a thousand skipped jobs in a row hand the start on', () => {
    const specs: Record<string, Spec> = { 0: { needs: [], more: SKIPPED } }
    for (let id = 1; id < 1_000; id++) specs[id] = { needs: [String(id - 1)], more: SKIPPED }
    expect(readyAt(specs, '999')).toBe('10:00:00 medium')
  })
})

test('whatever the graph: never before the attempt, never before the end of a need that ran, whatever the order', () => {
  const anEnd = fc.integer({ min: 0, max: 3_599 }).map(second => new Date(second * 1_000).toISOString().slice(11, 19))
  const spec = fc.record({
    end: fc.option(
      anEnd.map(clock => clock.replace(/^00/, '10')),
      { nil: undefined },
    ),
    skipped: fc.boolean(),
    running: fc.boolean(),
    knows: fc.boolean(),
    before: fc.array(fc.nat({ max: 9 }), { maxLength: 4 }),
  })
  fc.assert(
    fc.property(fc.array(spec, { minLength: 1, maxLength: 10 }), list => {
      const specs = Object.fromEntries(
        list.map(({ end, skipped, running, knows, before }, index) => [
          String(index),
          {
            ...(knows ? { needs: before.filter(id => id < index).map(String) } : {}),
            ...(end === undefined || running ? {} : { end }),
            more: running ? { status: 'in_progress' } : skipped ? SKIPPED : {},
          },
        ]),
      )
      const [jobs, graph] = [jobsOf(specs), graphOf(specs)]
      const ready = createReadiness(jobs, graph, START, false)
      const reversed = createReadiness(jobs.toReversed(), graph, START, false)
      for (const job of jobs) reversed(job.id)
      for (const job of jobs.toReversed()) {
        const mark = ready(job.id)
        expect(reversed(job.id)).toEqual(mark)
        if (mark === undefined) continue
        expect(mark.at).toBeGreaterThanOrEqual(START ?? 0)
        for (const need of graph.findNeeds(job.id) ?? []) {
          const { api } = jobs.find(one => one.id === need) ?? { api: undefined }
          if (api?.conclusion !== 'skipped')
            expect(mark.at).toBeGreaterThanOrEqual(toInstant(api?.completedAt) ?? Infinity)
        }
      }
    }),
    { numRuns: propertyRuns(2_000) },
  )
})

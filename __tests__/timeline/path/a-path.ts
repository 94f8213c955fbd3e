import fc from 'fast-check'
import type { Interval } from '../../../src/schema/run/run-timeline.ts'
import type { JobGraph } from '../../../src/timeline/graph/job-graph.ts'
import { fromInstant, type Instant, toInstant } from '../../../src/timeline/instant.ts'
import type { PathJob } from '../../../src/timeline/path/path-job.ts'

const ZERO = toInstant('2026-03-01T10:00:00Z') ?? 0

/** Seconds of the test's run as an instant. */
export const second = (seconds: number): Instant => ZERO + Math.round(seconds * 1_000_000)

type Stretch = readonly [state: Interval['state'], seconds: number]

/** A job from a second on, one interval after the other. */
export const aPathJob = (
  id: string,
  from: number,
  stretches: readonly Stretch[],
  more: Partial<PathJob> = {},
): PathJob => {
  let at = from
  const intervals = stretches.map(([state, seconds]): Interval => {
    const start = at
    at += seconds
    return {
      state,
      start: fromInstant(second(start)),
      end: fromInstant(second(at)),
      source: 'api',
      confidence: 'high',
      resolutionMs: 1_000,
      clamped: false,
    }
  })
  const [admittedAt, completedAt] = [second(from), second(at)]
  return { id, name: `job ${id}`, admittedAt, completedAt, intervals, labels: ['linux', 'arm'], ...more }
}

/** Needs by job id; a job that is not named has unknown ones. Equal needs are one array, as graphOf makes them. */
export const aGraph = (needs: Readonly<Record<string, readonly string[]>>): JobGraph => {
  const shared = new Map<string, readonly string[]>()
  const ofJob = new Map<string, readonly string[]>()
  for (const [id, list] of Object.entries(needs)) {
    const group = shared.get(list.join()) ?? list
    shared.set(list.join(), group)
    ofJob.set(id, group)
  }
  return { edges: 'known', findNeeds: id => ofJob.get(id) }
}

/** A run as a scheduler made it: each job some time after the last of its needs. */
export type Network = {
  readonly jobs: readonly PathJob[]
  readonly needs: Readonly<Record<string, readonly string[]>>
  readonly lags: readonly number[]
  readonly queued: readonly number[]
  readonly worked: readonly number[]
}

const length = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }))

export const networks = (lag: fc.Arbitrary<number>): fc.Arbitrary<Network> =>
  fc
    .array(
      fc.record({
        lag,
        queued: length,
        worked: length,
        needs: fc.array(fc.nat(40), { maxLength: 5 }),
        like: fc.nat(3),
      }),
      { minLength: 1, maxLength: 16 },
    )
    .map(specs => {
      const needs: string[][] = []
      const ends: number[] = []
      const jobs = specs.map((spec, index) => {
        // Now and then the same needs as the job before, so that groups are shared.
        const before = needs[index - 1]
        const own = index === 0 ? [] : [...new Set(spec.needs.map(need => String(need % index)))]
        const list = spec.like === 0 && before !== undefined ? before : own
        needs.push(list)
        const ready = list.reduce((last, id) => Math.max(last, ends[Number(id)] ?? 0), 0)
        const job = aPathJob(String(index), ready + spec.lag, [
          ['queued', spec.queued],
          ['executing', spec.worked],
        ])
        ends.push(ready + spec.lag + spec.queued + spec.worked)
        return job
      })
      return {
        jobs,
        needs: Object.fromEntries(needs.entries()),
        lags: specs.map(spec => spec.lag),
        queued: specs.map(spec => spec.queued),
        worked: specs.map(spec => spec.worked),
      }
    })

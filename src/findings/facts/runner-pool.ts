import { grouped } from '../../core/grouped.ts'
import { toMillis } from '../../core/time.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { findSpan, listRunJobs, measureOverlap, measureSpan, ON_RUNNER, type RunJob, type Span } from './run-jobs.ts'
import { type QueuedJob, simulateQueue } from './simulate-queue.ts'

/** A job of a pool with the time in which it waited for a runner, and the time in which it had one. */
export type PoolJob = { readonly job: RunJob; readonly waited: Span | undefined; readonly ran: Span | undefined }

/** The jobs of a run that asked for the same labels. */
export type RunnerPool = {
  /** Labels, sorted, joined by `, `. */
  readonly labels: string
  readonly isHosted: boolean | undefined
  /** Names of its self-hosted runners that this run saw. Hosted ones have a new name for each job. */
  readonly runners: readonly string[]
  readonly groups: readonly string[]
  readonly jobs: readonly PoolJob[]
}

/** Returns labels as the key of a pool: their order means nothing. */
const joinLabels = (labels: readonly string[]): string => [...labels].sort().join(', ')

/** Lists the pools. A queue with low confidence may be a gate or a concurrency group, so it is no wait here. */
export const listPools = (manifest: RunManifest): readonly RunnerPool[] => {
  const jobs = listRunJobs(manifest).filter(({ timed }) => timed.labels.length > 0)
  return [...grouped(jobs, ({ timed }) => joinLabels(timed.labels))].map(([labels, same]) => {
    const hosted = new Set(same.flatMap(({ timed }) => timed.isHosted ?? []))
    const isHosted = hosted.size === 1 ? hosted.has(true) : undefined
    return {
      labels,
      isHosted,
      runners: isHosted === false ? [...new Set(same.flatMap(({ timed }) => timed.runner ?? []))] : [],
      groups: [...new Set(same.flatMap(({ reported }) => reported.api?.runnerGroup ?? []))],
      jobs: same.map(job => ({
        job,
        waited: findSpan({ ...job.timed, intervals: job.timed.intervals.filter(isCertain) }, QUEUED),
        ran: findSpan(job.timed, ON_RUNNER),
      })),
    }
  })
}

const QUEUED: Parameters<typeof findSpan>[1] = new Set(['queued'] as const)

const isCertain = ({ confidence }: RunJob['timed']['intervals'][number]): boolean => confidence !== 'low'

/** A job that had a runner of the pool while another one waited. */
export type Holder = { readonly job: RunJob; readonly ms: number; readonly ran: Span }

/** Lists the jobs of this run that ran on the pool during a wait, the longest first. */
export const findHolders = (pool: RunnerPool, waiting: PoolJob): readonly Holder[] =>
  pool.jobs
    .flatMap(({ job, ran }) => {
      const ms = ran === undefined || waiting.waited === undefined ? 0 : measureOverlap(ran, waiting.waited)
      return ran === undefined || ms <= 0 || job === waiting.job ? [] : [{ job, ms, ran }]
    })
    .toSorted((a, b) => b.ms - a.ms)

/** Measures the part of a wait in which at least so many jobs of this run had a runner of the pool, 0 to 1. */
export const measureHeld = (waited: Span, holders: readonly Holder[], runners: number): number => {
  const changes = holders
    .flatMap(({ ran }) => [
      { at: Math.max(ran.from, waited.from), by: 1 },
      { at: Math.min(ran.to, waited.to), by: -1 },
    ])
    .toSorted((a, b) => a.at - b.at || a.by - b.by)
  let [held, busy, since] = [0, 0, waited.from]
  for (const { at, by } of changes) {
    if (busy >= runners) held += at - since
    busy += by
    since = at
  }
  return held / measureSpan(waited)
}

/** Returns the highest number of jobs of the pool that had a runner at once. */
export const measurePeak = ({ jobs }: RunnerPool): number => {
  const changes = jobs
    .flatMap(({ ran }) =>
      ran === undefined
        ? []
        : [
            { at: ran.from, by: 1 },
            { at: ran.to, by: -1 },
          ],
    )
    .toSorted((a, b) => a.at - b.at || a.by - b.by)
  let [busy, peak] = [0, 0]
  for (const { by } of changes) {
    busy += by
    peak = Math.max(peak, busy)
  }
  return peak
}

/**
 * Computes by how much the run would have been shorter with one more runner in the pool, from the run’s own queue;
 * undefined where it cannot be computed.
 */
export const measureSaving = (manifest: RunManifest, pool: RunnerPool, runners: number): number | undefined => {
  const members = new Set(pool.jobs.map(({ job }) => job.timed.id))
  const ends = new Map((manifest.timeline?.jobs ?? []).map(job => [job.id, toMillis(job.completedAt ?? '')]))
  const start = toMillis(manifest.timeline?.criticalPath?.start ?? '')
  if (start === undefined) return undefined
  const jobs = listRunJobs(manifest).flatMap(({ timed }): readonly QueuedJob[] => {
    const [waited, ran] = [findSpan(timed, QUEUED), findSpan(timed, ON_RUNNER)]
    if (ran === undefined) return []
    const ready = timed.needs.reduce((last, id) => Math.max(last, ends.get(id) ?? last), start)
    return [
      {
        id: timed.id,
        needs: timed.needs,
        lagMs: Math.max(0, (waited?.from ?? ran.from) - ready),
        queueMs: waited === undefined ? 0 : Math.max(0, ran.from - waited.from),
        ownMs: Math.max(0, (ends.get(timed.id) ?? ran.to) - ran.from),
        isInPool: members.has(timed.id),
      },
    ]
  })
  const [now, then] = [simulateQueue(jobs, runners), simulateQueue(jobs, runners + 1)]
  return now === undefined || then === undefined ? undefined : now - then
}

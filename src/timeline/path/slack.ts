import type { JobGraph } from '../graph/job-graph.ts'
import { needsAmong } from '../graph/needs-among.ts'
import { type Instant, measureMillis, toInstant } from '../instant.ts'
import { longestPaths, type Weight } from './longest-paths.ts'
import type { PathJob } from './path-job.ts'

export type Slack = { readonly ifInstantMs: number; readonly ifNotQueuedMs: number }

/**
 * Measures how much shorter the run would have been if a job took no time, or did not queue, all else equal. Each job
 * begins when its needs are over, after the same wait as recorded, and takes as long as it did. Returns undefined if an
 * edge is unknown: any job may then have delayed any other.
 */
export const measureSlack = (
  graph: JobGraph,
  jobs: readonly PathJob[],
  runStart: Instant,
): ReadonlyMap<string, Slack> | undefined => {
  const byId = new Map(jobs.map(job => [job.id, job]))
  const findNeeds = needsAmong(graph, new Set(byId.keys()))
  const weights = new Map<string, Weight>()
  const ready = readyAt(byId, runStart)
  for (const job of byId.values()) {
    const needs = findNeeds(job.id)
    if (needs === undefined) return undefined
    const from = Math.max(job.admittedAt, runStart)
    const own = Math.max(0, job.completedAt - from)
    weights.set(job.id, { lag: Math.max(0, from - ready(needs)), own })
  }
  const paths = longestPaths(weights, findNeeds)
  if (paths === undefined) return undefined
  const slack = [...byId.values()].map(job => {
    const through = paths.through.get(job.id) ?? 0
    const around = paths.around.get(job.id) ?? 0
    const without = (time: number): number => measureMillis(Math.max(around, through - time), paths.longest)
    const own = weights.get(job.id)?.own ?? 0
    return [
      job.id,
      { ifInstantMs: without(own), ifNotQueuedMs: without(Math.min(own, queuedTime(job, runStart))) },
    ] as const
  })
  return new Map(slack)
}

/** Returns when the last of some jobs was over. Jobs with the same needs share the result. */
const readyAt = (jobs: ReadonlyMap<string, PathJob>, runStart: Instant) => {
  const known = new Map<readonly string[], Instant>()
  return (needs: readonly string[]): Instant => {
    const ready =
      known.get(needs) ?? needs.reduce((last, id) => Math.max(last, jobs.get(id)?.completedAt ?? last), runStart)
    known.set(needs, ready)
    return ready
  }
}

const queuedTime = ({ intervals, admittedAt, completedAt }: PathJob, runStart: Instant): number =>
  intervals
    .filter(({ state }) => state === 'queued')
    .reduce((sum, { start, end }) => {
      const from = Math.max(toInstant(start) ?? completedAt, admittedAt, runStart)
      return sum + Math.max(0, Math.min(toInstant(end) ?? from, completedAt) - from)
    }, 0)

import type { ObservedJob } from '../../schema/observed/run-observation.ts'
import type { JobGraph, Needs } from '../graph/job-graph.ts'
import { type Instant, toInstant } from '../instant.ts'
import type { Timestamp } from './interval-candidate.ts'

/** Returns when a job could have begun; undefined if its edges are unknown, or if a need has not ended. */
export type Readiness = (jobId: string) => Timestamp | undefined

/**
 * Builds the lookup. A job is ready when the last of its needs has completed; a root is ready when the attempt began. A
 * skipped need takes no time: recorded ones end up to weeks before they began. So the readiness of a skipped need is
 * that of its own needs.
 */
export const createReadiness = (
  jobs: readonly ObservedJob[],
  graph: JobGraph,
  start: Instant | undefined,
  inferred: boolean,
): Readiness => {
  const byId = new Map(jobs.map(job => [job.id, job]))
  // One array represents one group, so each group is searched once.
  const ofGroup = new Map<Needs, Instant | undefined>()
  const findEnd = (id: string): Instant | undefined => {
    const job = byId.get(id)
    if (job === undefined || job.api.status !== 'completed') return undefined
    return job.api.conclusion === 'skipped' ? latestNeed(id) : toInstant(job.api.completedAt)
  }
  const latestNeed = (id: string): Instant | undefined => {
    const needs = graph.findNeeds(id)
    if (needs === undefined || needs.length === 0) return needs === undefined ? undefined : start
    if (!ofGroup.has(needs)) {
      // Set first: a valid file has no cycle, and an invalid one must not hang.
      ofGroup.set(needs, undefined)
      const ends = needs.map(findEnd)
      ofGroup.set(needs, latest(start === undefined ? ends : [...ends, start]))
    }
    return ofGroup.get(needs)
  }
  return id => {
    const at = latestNeed(id)
    const isRoot = graph.findNeeds(id)?.length === 0
    // If the file may be another than the run's, a job without needs is inferred in the same way as needs are.
    const confidence = inferred ? 'low' : isRoot ? 'high' : 'medium'
    return at === undefined ? undefined : { at, source: 'api', confidence, resolutionMs: 1_000 }
  }
}

/** Returns undefined if one instant is unknown: the latest of the others might be too early. */
const latest = (instants: readonly (Instant | undefined)[]): Instant | undefined =>
  instants.reduce(
    (best, one) => (best === undefined || one === undefined ? undefined : Math.max(best, one)),
    instants[0],
  )

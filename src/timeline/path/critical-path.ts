import type { CriticalPath } from '../../schema/run/run-timeline.ts'
import { type JobGraph, rateEdgeKnowledge } from '../graph/job-graph.ts'
import { fromInstant, type Instant, measureMillis } from '../instant.ts'
import { sumStates } from '../jobs/job-intervals.ts'
import { byId, type PathJob } from './path-job.ts'
import { joined, listSegments, type PathSegment, waitBefore } from './path-segments.ts'
import { predecessors } from './predecessor.ts'

/** The schema's cap. */
const MAX_SEGMENTS = 5_000

/**
 * Finds the path from the start of the run to its last completion: backwards, from each job to the job that it waited
 * for longest. The segments cover that time once. Returns undefined if no job ended after the start.
 */
export const findCriticalPath = (
  graph: JobGraph,
  jobs: readonly PathJob[],
  runStart: Instant,
): CriticalPath | undefined => {
  const last = lastCompleted(jobs)
  if (last === undefined || last.completedAt <= runStart) return undefined
  const { steps, known } = walkBack(graph, jobs, last, runStart)
  const segments = capped(joined(steps.reverse().flat()), runStart)
  return {
    edges: rateEdgeKnowledge(known, steps.length),
    start: fromInstant(runStart),
    end: fromInstant(last.completedAt),
    totalMs: measureMillis(runStart, last.completedAt),
    statesMs: { ...sumStates(segments) },
    segments: [...segments],
  }
}

const lastCompleted = (jobs: readonly PathJob[]): PathJob | undefined =>
  jobs.reduce<PathJob | undefined>((last, job) => {
    if (last === undefined) return job
    return (job.completedAt - last.completedAt || byId(last, job)) > 0 ? job : last
  }, undefined)

/**
 * Lists the segments of each job of the path, last job first. Times that contradict the graph add nothing, so the path
 * never overlaps.
 */
const walkBack = (graph: JobGraph, jobs: readonly PathJob[], last: PathJob, runStart: Instant) => {
  const before = predecessors(graph, jobs)
  const visited = new Set<string>()
  const steps: (readonly PathSegment[])[] = []
  let known = 0
  let at = last.completedAt
  let current: PathJob | undefined = last
  while (current !== undefined && at > runStart && !visited.has(current.id)) {
    visited.add(current.id)
    const job: PathJob = current
    const from = clamp(job.admittedAt, runStart, at)
    const previous = before(job)
    // A job that is on the path already was found by its time, against the graph: nothing is known before it.
    const next = previous.job !== undefined && visited.has(previous.job.id) ? undefined : previous.job
    const isKnown = previous.known && next === previous.job
    const ready = next === undefined ? runStart : clamp(next.completedAt, runStart, from)
    steps.push([
      ...waitBefore(next === undefined ? undefined : job, ready, from, isKnown),
      ...listSegments(job, from, at),
    ])
    known += Number(isKnown)
    at = ready
    current = next
  }
  return { steps, known }
}

const clamp = (instant: Instant, from: Instant, to: Instant): Instant => Math.min(Math.max(instant, from), to)

/** Replaces the oldest segments beyond the cap by one unobserved interval. */
const capped = (segments: readonly PathSegment[], runStart: Instant): readonly PathSegment[] => {
  if (segments.length <= MAX_SEGMENTS) return segments
  const kept = segments.slice(1 - MAX_SEGMENTS)
  const [first] = kept
  const start = fromInstant(runStart)
  return first === undefined ? [] : [{ state: 'unobserved', start, end: first.start, confidence: 'low' }, ...kept]
}

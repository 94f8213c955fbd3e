import type { JobGraph } from '../graph/job-graph.ts'
import { needsAmong } from '../graph/needs-among.ts'
import type { Instant } from '../instant.ts'
import { byId, type PathJob, tookTime } from './path-job.ts'

/** The job that another one waited for longest. Without a job: it could begin with the run. */
export type Predecessor = {
  readonly job: PathJob | undefined
  /** True if the graph has the edge; else the job is only the last one that was over before. */
  readonly known: boolean
}

/** REST's times are whole seconds: a job that was over within the second may have been over before. */
const RESOLUTION = 1_000_000

/**
 * Builds the lookup. With edges, the predecessor is the need that was over last. Without edges, it is the job that was
 * over last before the first evidence of this one; the two may be unrelated. Jobs without a time of their own are
 * skipped.
 */
export const predecessors = (graph: JobGraph, jobs: readonly PathJob[]): ((of: PathJob) => Predecessor) => {
  const byJobId = new Map(jobs.map(job => [job.id, job]))
  const findNeeds = needsAmong(graph, new Set(byJobId.keys()))
  const ended = jobs.filter(tookTime).sort(byCompletion)
  const before = (job: PathJob): PathJob | undefined => {
    let at = countUntil(ended, job.admittedAt + RESOLUTION) - 1
    while ((ended[at]?.admittedAt ?? -Infinity) >= job.admittedAt) at -= 1
    return ended[at]
  }
  return of => {
    const passed = new Set<string>()
    let job = of
    while (!passed.has(job.id)) {
      passed.add(job.id)
      const needs = findNeeds(job.id)
      if (needs === undefined) return { job: before(job), known: false }
      const last = findLast(needs, byJobId)
      if (last === undefined || tookTime(last)) return { job: last, known: true }
      job = last
    }
    return { job: undefined, known: false }
  }
}

/**
 * Returns the job that completed last. Between equals it prefers one that took time, since a skipped job does not show
 * what it waited for.
 */
const findLast = (ids: readonly string[], jobs: ReadonlyMap<string, PathJob>): PathJob | undefined => {
  let last: PathJob | undefined
  for (const id of ids) {
    const job = jobs.get(id)
    if (job !== undefined && (last === undefined || isLater(job, last))) last = job
  }
  return last
}

const isLater = (a: PathJob, b: PathJob): boolean =>
  (a.completedAt - b.completedAt || Number(tookTime(a)) - Number(tookTime(b)) || byId(b, a)) > 0

/** Sorts by completion. If two were over at once, the earlier job comes last. */
const byCompletion = (a: PathJob, b: PathJob): number => a.completedAt - b.completedAt || byId(b, a)

/** Counts the jobs, in order of completion, that were over at the instant. */
const countUntil = (jobs: readonly PathJob[], instant: Instant): number => {
  let [from, to] = [0, jobs.length]
  while (from < to) {
    const middle = (from + to) >> 1
    const job = jobs[middle]
    if (job !== undefined && job.completedAt <= instant) from = middle + 1
    else to = middle
  }
  return from
}

import { LIMITS } from '../core/limits.ts'
import type { RunTimeline, Timeline } from '../schema/run/run-timeline.ts'

/**
 * Returns a timeline that fits into a document: the jobs of the given ids, in their order. Path, end, waits and retries
 * come from all jobs, before the cut.
 */
export const cutTimeline = <T extends Timeline>(timeline: T, ids: ReadonlySet<string>): T => ({
  ...timeline,
  jobs: timeline.jobs.filter(({ id }) => ids.has(id)).map(cutNeeds),
  pseudoJobs: timeline.pseudoJobs.slice(0, LIMITS.jobsInReport),
  retries: timeline.retries.slice(0, LIMITS.jobsInReport),
  attempts: timeline.attempts.map(attempt => ({ ...attempt, jobs: attempt.jobs.slice(0, LIMITS.jobsInReport) })),
})

const cutNeeds = <J extends Timeline['jobs'][number]>(job: J): J =>
  job.needs.length <= LIMITS.jobsInReport ? job : { ...job, needs: job.needs.slice(0, LIMITS.jobsInReport) }

/**
 * Returns the document with the jobs that fit, jobs that did not end well first. A cut document states how all jobs
 * ended.
 */
export const cutRunTimeline = (document: RunTimeline): RunTimeline => {
  const { jobs } = document
  const bad = jobs.filter(({ conclusion, failure }) => failure !== undefined || !GOOD.has(conclusion ?? 'success'))
  const kept = new Set([...new Set([...bad, ...jobs])].slice(0, LIMITS.jobsInReport).map(({ id }) => id))
  const cut = cutTimeline(document, kept)
  return jobs.length <= LIMITS.jobsInReport
    ? cut
    : { ...cut, notShown: { jobs: jobs.length - kept.size, ended: countEnds(jobs) } }
}

const GOOD: ReadonlySet<string> = new Set(['success', 'skipped'])

/** Counts the jobs by GitHub's conclusion, or by their status if they have none. */
const countEnds = (jobs: RunTimeline['jobs']): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>()
  for (const { conclusion, status } of jobs) {
    const ended = conclusion ?? status ?? 'unknown'
    counts.set(ended, (counts.get(ended) ?? 0) + 1)
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
}

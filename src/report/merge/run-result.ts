import { LIMITS } from '../../model/limits.ts'
import type { ReportedJob, RunManifest } from '../../model/run-manifest.ts'
import { conclusionOf, hasFailed } from './headline.ts'
import type { Needs } from './job-key.ts'

/** What is known of the jobs beside the jobs themselves. */
type Known = {
  /** GitHub's list; undefined where it was refused. */
  readonly jobs: unknown
  readonly jobsComplete: boolean
  readonly needs: Needs | undefined
  readonly neededResults?: readonly string[] | undefined
}

/**
 * Worst of the jobs: failure, then cancelled, then incomplete (a job has no conclusion yet), then success. Without
 * GitHub's list the results of `needs` speak for jobs that left no manifest.
 */
export const resultOf = (jobs: readonly ReportedJob[], known: Known): RunManifest['result'] => {
  const unlisted = known.jobs === undefined ? (known.neededResults ?? []) : []
  if (jobs.some(hasFailed) || unlisted.includes('failure')) return 'failure'
  const isCancelled = jobs.some(job => conclusionOf(job) === 'cancelled' && job.needsResult !== 'success')
  if (isCancelled || unlisted.includes('cancelled')) return 'cancelled'
  return jobs.some(job => conclusionOf(job) === undefined) ? 'incomplete' : 'success'
}

/**
 * How many jobs ran and how many of them left a manifest. Skipped jobs and those that never started leave none. Results
 * of jobs that nobody names are jobs, and nobody can say that all of them are recorded.
 */
export const completenessOf = (jobs: readonly ReportedJob[], known: Known): RunManifest['completeness'] => {
  const ran = jobs.filter(job => job.presence !== 'skipped' && job.presence !== 'not-started')
  const recorded = ran.filter(job => job.record !== undefined)
  const listed = known.jobs !== undefined
  const nameless = listed || known.needs !== undefined ? undefined : known.neededResults
  const inNeeds = (nameless ?? []).filter(result => result !== 'skipped').length
  return {
    by: listed ? 'job-id' : 'job-key',
    complete: recorded.length === ran.length && nameless === undefined && (!listed || known.jobsComplete),
    known: Math.max(ran.length, inNeeds),
    recorded: recorded.length,
    notWaitedFor: jobs
      .filter(job => job.waitedFor === false)
      .map(job => job.name)
      .slice(0, LIMITS.jobsInReport),
  }
}

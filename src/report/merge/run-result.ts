import { LIMITS } from '../../model/limits.ts'
import type { ReportedJob, RunManifest } from '../../model/run-manifest.ts'
import { conclusionOf, hasFailed } from './headline.ts'

/** Worst of the jobs: failure, then cancelled, then incomplete (a job has no conclusion yet), then success. */
export const resultOf = (jobs: readonly ReportedJob[]): RunManifest['result'] => {
  if (jobs.some(hasFailed)) return 'failure'
  if (jobs.some(job => conclusionOf(job) === 'cancelled' && job.needsResult !== 'success')) return 'cancelled'
  return jobs.some(job => conclusionOf(job) === undefined) ? 'incomplete' : 'success'
}

/** How many jobs ran and how many of them left a manifest. Skipped jobs and those that never started leave none. */
export const completenessOf = (
  jobs: readonly ReportedJob[],
  list: { readonly jobs: unknown; readonly jobsComplete: boolean },
): RunManifest['completeness'] => {
  const ran = jobs.filter(job => job.presence !== 'skipped' && job.presence !== 'not-started')
  const recorded = ran.filter(job => job.record !== undefined)
  const listed = list.jobs !== undefined
  return {
    by: listed ? 'job-id' : 'job-key',
    complete: recorded.length === ran.length && (!listed || list.jobsComplete),
    known: ran.length,
    recorded: recorded.length,
    notWaitedFor: jobs
      .filter(job => job.waitedFor === false)
      .map(job => job.name)
      .slice(0, LIMITS.jobsInReport),
  }
}

import type { ReportedJob } from '../../schema/run/run-manifest.ts'
import type { PlannedJobs } from '../planned-jobs.ts'

/** How a job ended, as far as it is known. */
export type Standing = 'succeeded' | 'failed' | 'cancelled' | 'skipped' | 'tolerated' | 'unfinished' | 'unclear'

/** The results in `needs`, by key only where the workflow passed the keys. */
export type NeededResults = {
  readonly results: readonly string[]
  readonly ofKey: (key: string) => string | undefined
}

/** Facts beside the jobs themselves. */
export type StandingContext = {
  readonly needs: NeededResults | undefined
  readonly planned: PlannedJobs | undefined
  /**
   * Whether GitHub's conclusion of another run is `success`: no job of it failed untolerated. False for the report's
   * own run.
   */
  readonly runSucceeded: boolean
}

/** Conclusions that make a run red. */
export const FAILED: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure', 'action_required'])

/** Returns how a job ended. For a listed job GitHub decides; for any other, `needs` and then the job's own status. */
export const getStanding = (job: ReportedJob, context: StandingContext): Standing =>
  job.api === undefined ? unlisted(job) : listed(job, job.api, context)

const listed = (job: ReportedJob, api: NonNullable<ReportedJob['api']>, context: StandingContext): Standing => {
  const needed = neededResult(job, context)
  if (api.status !== undefined && api.status !== 'completed') {
    // The job list lags behind the end of a job; `needs` does not.
    if (needed === 'success') return 'succeeded'
    return job.record?.job.status?.value === 'failure' ? 'failed' : 'unfinished'
  }
  const { conclusion } = api
  if (conclusion === 'success' || conclusion === 'skipped') return conclusion === 'success' ? 'succeeded' : 'skipped'
  const ended = conclusion === 'cancelled' ? 'cancelled' : FAILED.has(conclusion ?? '') ? 'failed' : undefined
  if (ended === undefined) return 'unclear'
  if (context.runSucceeded || needed === 'success') return 'tolerated'
  // A key that was guessed from a name, or that the job states itself, may belong to another job.
  return job.needsResult === 'success' ? 'unclear' : ended
}

/**
 * Returns the result in `needs` of a job with a key in the workflow file. Where only results were passed and all are
 * successes, each key that the report's own job needs has a success.
 */
const neededResult = ({ id, api }: ReportedJob, { needs, planned }: StandingContext): string | undefined => {
  const key = id === undefined ? undefined : planned?.keys.get(id)
  if (needs === undefined || planned === undefined || key === undefined) return undefined
  const isOfAll = needs.results.length === planned.ownNeeds.size && planned.ownNeeds.has(key)
  // A job that did not end well was not skipped. Where no result is bad, its own result is a success.
  const hasRun = api?.conclusion !== undefined && api.conclusion !== 'skipped'
  const isTolerated = planned.isCertain && hasRun && !needs.results.some(isBad)
  return needs.ofKey(key) ?? (isOfAll && (haveAllSucceeded(needs) || isTolerated) ? 'success' : undefined)
}

const isBad = (result: string): boolean => result !== 'success' && result !== 'skipped'

/** Whether there is at least one result and each is a success. A skipped job has not passed. */
export const haveAllSucceeded = ({ results }: NeededResults): boolean =>
  results.length > 0 && results.every(result => result === 'success')

const unlisted = ({ needsResult, record }: ReportedJob): Standing => {
  const own = record?.job.status?.value
  switch (needsResult) {
    case 'success':
      return own === 'failure' ? 'tolerated' : 'succeeded'
    case 'failure':
      return 'failed'
    case 'cancelled':
    case 'skipped':
      return needsResult
    default:
      // A job's own status counts against it, and never for it.
      return own === 'failure' ? 'failed' : own === 'cancelled' ? 'cancelled' : 'unclear'
  }
}

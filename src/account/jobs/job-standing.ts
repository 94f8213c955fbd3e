import type { ReportedJob } from '../../schema/run/run-manifest.ts'
import type { PlannedJobs } from '../planned-jobs.ts'

/** How a job ended, as far as it is known. */
export type Standing = 'succeeded' | 'failed' | 'cancelled' | 'skipped' | 'tolerated' | 'unfinished' | 'unclear'

/** The results that `needs` gave. By key only where the workflow passed the keys. */
export type NeededResults = {
  readonly results: readonly string[]
  readonly ofKey: (key: string) => string | undefined
}

/** What is known beside the jobs themselves. */
export type StandingContext = {
  readonly needs: NeededResults | undefined
  readonly planned: PlannedJobs | undefined
  /** Another run than the report's own whose conclusion is `success` by GitHub: no job of it failed untolerated. */
  readonly runSucceeded: boolean
}

/** Conclusions that make a run red. */
export const FAILED: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure', 'action_required'])

/** What GitHub says of a job that it lists; of one that it does not list, `needs` and then the job's own word. */
export const getStanding = (job: ReportedJob, context: StandingContext): Standing =>
  job.api === undefined ? unlisted(job) : listed(job, job.api, context)

const listed = (job: ReportedJob, api: NonNullable<ReportedJob['api']>, context: StandingContext): Standing => {
  const needed = neededResult(job, context)
  if (api.status !== undefined && api.status !== 'completed') {
    // The list lags behind the end of a job; `needs` does not.
    if (needed === 'success') return 'succeeded'
    return job.record?.job.status?.value === 'failure' ? 'failed' : 'unfinished'
  }
  const { conclusion } = api
  if (conclusion === 'success' || conclusion === 'skipped') return conclusion === 'success' ? 'succeeded' : 'skipped'
  const ended = conclusion === 'cancelled' ? 'cancelled' : FAILED.has(conclusion ?? '') ? 'failed' : undefined
  if (ended === undefined) return 'unclear'
  if (context.runSucceeded || needed === 'success') return 'tolerated'
  // A key that was only guessed from a name, or that the job gives itself, may be another job's.
  return job.needsResult === 'success' ? 'unclear' : ended
}

/**
 * What `needs` says of a job whose key the workflow file gives. Where only results were passed, all of them successes,
 * each of the keys that the report's own job needs has one.
 */
const neededResult = ({ id, api }: ReportedJob, { needs, planned }: StandingContext): string | undefined => {
  const key = id === undefined ? undefined : planned?.keys.get(id)
  if (needs === undefined || planned === undefined || key === undefined) return undefined
  const isOfAll = needs.results.length === planned.ownNeeds.size && planned.ownNeeds.has(key)
  // A job that did not end well was not skipped: where no result is bad, its own is a success.
  const hasRun = api?.conclusion !== undefined && api.conclusion !== 'skipped'
  const isTolerated = planned.isCertain && hasRun && !needs.results.some(isBad)
  return needs.ofKey(key) ?? (isOfAll && (haveAllSucceeded(needs) || isTolerated) ? 'success' : undefined)
}

const isBad = (result: string): boolean => result !== 'success' && result !== 'skipped'

/** At least one, and each of them a success: what was skipped has not passed. */
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
      // What a job says of itself counts against it, and never for it.
      return own === 'failure' ? 'failed' : own === 'cancelled' ? 'cancelled' : 'unclear'
  }
}

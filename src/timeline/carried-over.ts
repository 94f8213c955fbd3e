import type { ObservedJob } from '../model/run-observation.ts'
import { millisBetween } from '../model/time.ts'

/** The attempt being reported and when it began (RFC 3339 UTC), where known. */
export type AttemptFacts = { readonly attempt: number; readonly startedAt: string | undefined }

/**
 * A job that "re-run failed jobs" did not run again: the list of the new attempt shows it with its old attempt or with
 * a start before this attempt began.
 */
export const isCarriedOver = (job: Pick<ObservedJob, 'api'>, { attempt, startedAt }: AttemptFacts): boolean => {
  if (attempt === 1) return false
  if (job.api.attempt !== undefined && job.api.attempt < attempt) return true
  const early = millisBetween(job.api.startedAt, startedAt)
  return early !== undefined && early > 0
}

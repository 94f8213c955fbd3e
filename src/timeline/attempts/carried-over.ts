import { millisBetween } from '../../core/time.ts'
import type { ObservedJob } from '../../schema/observed/run-observation.ts'

/** The reported attempt and when it began (RFC 3339 UTC), if known. */
export type AttemptFacts = { readonly attempt: number; readonly startedAt: string | undefined }

/**
 * Returns true for a job that "re-run failed jobs" did not run again: the list of the new attempt shows it with its old
 * attempt or with times before this attempt began. A job that no runner took has no start, but an end. A skipped job's
 * end is no evidence, since recorded ones are weeks before the run (scribd/github-action-datadog-reporting#39).
 */
export const isCarriedOver = (job: Pick<ObservedJob, 'api'>, { attempt, startedAt }: AttemptFacts): boolean => {
  if (attempt === 1) return false
  const { api } = job
  if (api.attempt !== undefined && api.attempt < attempt) return true
  const sign = api.startedAt ?? (api.conclusion === 'skipped' ? undefined : api.completedAt)
  const early = millisBetween(sign, startedAt)
  return early !== undefined && early > 0
}

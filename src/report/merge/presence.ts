import type { Presence } from '../../model/run-manifest.ts'
import { millisBetween } from '../../model/time.ts'
import type { ListedJob } from '../../sources/rest/job.ts'
import type { Match } from './match-manifests.ts'

/** The attempt being reported and when it began (RFC 3339 UTC), where known. */
export type AttemptFacts = { readonly attempt: number; readonly startedAt: string | undefined }

/**
 * A job that "re-run failed jobs" did not run again: the list of the new attempt shows it with its old attempt or with
 * a start before this attempt began.
 */
const isCarriedOver = (job: ListedJob, { attempt, startedAt }: AttemptFacts): boolean => {
  if (attempt === 1) return false
  if (job.api.attempt !== undefined && job.api.attempt < attempt) return true
  const early = millisBetween(job.api.startedAt, startedAt)
  return early !== undefined && early > 0
}

/** What a job of the list left behind. The report's own job is running while it writes. */
export const presenceOf = (
  job: ListedJob,
  match: Match | undefined,
  attempt: AttemptFacts,
  ownJobId: string,
): Presence => {
  if (job.id === ownJobId) return 'in-progress'
  if (job.api.conclusion === 'skipped') return 'skipped'
  if (match?.kind === 'conflict') return 'conflict'
  if (match?.kind === 'one') return 'recorded'
  if (isCarriedOver(job, attempt)) return 'carried-over'
  switch (job.api.status) {
    case 'completed':
      return job.hasRunner || job.api.steps.length > 0 ? 'not-recorded' : 'not-started'
    case 'in_progress':
      return 'in-progress'
    default:
      return 'not-started'
  }
}

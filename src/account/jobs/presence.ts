import type { ListedJob } from '../../github/rest/job.ts'
import type { Presence } from '../../schema/run/run-manifest.ts'
import { type AttemptFacts, isCarriedOver } from '../../timeline/attempts/carried-over.ts'
import type { Match } from '../match-manifests.ts'

/** Returns the presence of a listed job. The report's own job is running while it writes. */
export const getPresence = (
  job: ListedJob,
  match: Match | undefined,
  attempt: AttemptFacts,
  ownJobId: string,
): Presence => {
  if (job.id === ownJobId) return 'in-progress'
  if (job.api.conclusion === 'skipped') return 'skipped'
  if (match?.isConflict === true) return 'conflict'
  if (match?.taken?.candidate.manifest.run.attempt.value === attempt.attempt) return 'recorded'
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

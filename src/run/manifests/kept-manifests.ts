import { realJobs } from '../../account/build-account.ts'
import type { Sorted } from '../../account/candidate.ts'
import { matchManifests, withoutRejected } from '../../account/match-manifests.ts'
import type { ListedJob } from '../../github/rest/job.ts'
import type { ObservedJob } from '../../schema/observed/run-observation.ts'
import type { AttemptFacts } from '../../timeline/attempts/carried-over.ts'
import type { Logs } from '../logs/read-logs.ts'

type Seen = {
  readonly jobs: readonly ListedJob[] | undefined
  readonly attempt: AttemptFacts
  readonly earlierJobs: readonly ObservedJob[]
  readonly ownJobId: string
}

/**
 * Returns the manifests without those that their own job's steps and log reject: these are no evidence of times or
 * producers.
 */
export const keepManifests = ({ jobs, ownJobId, ...seen }: Seen, sorted: Sorted, logs: Logs): Sorted => {
  if (jobs === undefined) return sorted
  const { facts, unread } = logs
  return withoutRejected(
    sorted,
    matchManifests({ ...seen, jobs: realJobs(jobs, ownJobId), sorted, logs: facts, unread }),
  )
}

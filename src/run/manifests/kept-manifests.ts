import type { ObservedJob } from '../../model/run-observation.ts'
import type { World } from '../../report/connect.ts'
import type { Listed } from '../list-run.ts'
import type { Sorted } from '../../account/candidate.ts'
import { matchManifests, withoutRejected } from '../../account/match-manifests.ts'
import { realJobs } from '../../account/build-account.ts'
import type { Logs } from '../logs/read-logs.ts'

/** Manifests that their own jobs refuse tell nothing of the run: neither its times, nor who made what. */
export const keptManifests = (
  { attempt, followed, inputs }: World,
  listed: Listed,
  sorted: Sorted,
  logs: Logs,
  earlierJobs: readonly ObservedJob[],
): Sorted => {
  if (listed.jobs === undefined) return sorted
  const matches = matchManifests({
    jobs: realJobs(listed.jobs, followed ? '' : inputs.jobId),
    sorted,
    attempt: { attempt, startedAt: listed.facts.startedAt },
    earlierJobs,
    logs: logs.facts,
    unread: logs.unread,
  })
  return withoutRejected(sorted, matches)
}

import type { ObservedJob } from '../schema/observed/run-observation.ts'
import type { World } from './connect.ts'
import type { Listed } from './list-run.ts'
import type { Sorted } from './merge/candidate.ts'
import { matchManifests, withoutRejected } from './merge/match-manifests.ts'
import { realJobs } from './merge/merge-run.ts'
import type { Logs } from './read-logs.ts'

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

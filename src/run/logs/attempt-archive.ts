import { LIMITS } from '../../core/limits.ts'
import type { Refusal, RunClient } from '../../github/rest/client.ts'
import { type RunLogArchive, readRunLogArchive } from '../../log/archive/run-log-archive.ts'
import type { ObservedJob } from '../../schema/observed/run-observation.ts'
import type { Gap } from '../../schema/values/fact.ts'

export type AttemptPlace = { readonly repository: string; readonly runId: string; readonly attempt: number }

export type AttemptArchive =
  | { readonly ok: true; readonly archive: RunLogArchive; readonly gaps: readonly Gap[] }
  | Refusal

/**
 * Reads GET …/attempts/{n}/logs: the logs of the given jobs of one attempt in one request. The archive exists from the
 * end of the run to the end of its retention.
 */
export const readAttemptArchive = async (
  client: RunClient,
  { repository, runId, attempt }: AttemptPlace,
  jobs: readonly Pick<ObservedJob, 'id' | 'name' | 'api'>[],
): Promise<AttemptArchive> => {
  const path = `/repos/${repository}/actions/runs/${runId}/attempts/${attempt}/logs`
  const answer = await client.getBytes(path, LIMITS.runLogArchive)
  if (!answer.ok) return answer
  const { value: archive, gaps } = readRunLogArchive(
    answer.value,
    jobs.map(({ id, name, api }) => ({ id, name, startedAt: api.startedAt, runnerName: api.runnerName })),
  )
  return { ok: true, archive, gaps }
}

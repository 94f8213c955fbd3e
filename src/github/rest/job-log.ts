import { LIMITS } from '../../core/limits.ts'
import type { LogIntake } from '../../log/read-log.ts'
import type { RestAnswer, RunClient } from './client.ts'

/**
 * GET /repos/{repo}/actions/jobs/{id}/logs, read as it comes, at most LIMITS.jobLog bytes, of which none is held. `begin` is
 * called anew with each try. 404 while the job runs, 410 past retention.
 */
export const fetchJobLog = async <T>(
  client: RunClient,
  repository: string,
  jobId: string,
  begin: () => LogIntake<T>,
): Promise<RestAnswer<T>> => {
  let log = begin()
  let isStreamed = false
  const answer = await client.getBytes(`/repos/${repository}/actions/jobs/${jobId}/logs`, LIMITS.jobLog, () => {
    if (isStreamed) log = begin()
    isStreamed = true
    return log.write
  })
  if (!answer.ok) return answer
  // A folder answers at once.
  if (!isStreamed) log.write(answer.value)
  return { ...answer, value: log.end() }
}

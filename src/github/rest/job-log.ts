import { LIMITS } from '../../core/limits.ts'
import type { LogIntake } from '../../log/read-log.ts'
import type { RestAnswer, RunClient } from './client.ts'

/**
 * Reads GET /repos/{repo}/actions/jobs/{id}/logs as a stream of at most LIMITS.jobLog bytes and keeps none of it.
 * `begin` is called again for each try. The answer is 404 while the job runs, 410 after the retention period.
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
  // A folder answers immediately.
  if (!isStreamed) log.write(answer.value)
  return { ...answer, value: log.end() }
}

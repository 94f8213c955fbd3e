import { LIMITS } from '../../core/limits.ts'
import { createLogScan, type LogFacts } from '../../log/anchor/log-scan.ts'
import type { RestAnswer, RunClient } from './client.ts'

/** A job's log as it was read: what the scan of all of it found, and its bytes where they are not too many to be held. */
export type JobLog = { readonly facts: LogFacts; readonly bytes: Uint8Array | undefined }

/**
 * GET /repos/{repo}/actions/jobs/{id}/logs, read whole as it comes: at most LIMITS.jobLog bytes, of which
 * LIMITS.jobLogTail are held. 404 while the job runs, 410 past retention.
 */
export const fetchJobLog = async (
  client: RunClient,
  repository: string,
  jobId: string,
): Promise<RestAnswer<JobLog>> => {
  let reading = beginLog()
  let isStreamed = false
  const answer = await client.getBytes(`/repos/${repository}/actions/jobs/${jobId}/logs`, LIMITS.jobLog, () => {
    reading = beginLog()
    isStreamed = true
    return reading.write
  })
  if (!answer.ok) return answer
  // A folder answers at once.
  if (!isStreamed) reading.write(answer.value)
  return { ...answer, value: reading.end() }
}

/** The same of a log that is there. */
export const readJobLogBytes = (bytes: Uint8Array): JobLog => {
  const reading = beginLog()
  reading.write(bytes)
  return reading.end()
}

const beginLog = () => {
  const scan = createLogScan()
  let chunks: Uint8Array[] = []
  let size = 0
  return {
    write: (chunk: Uint8Array): void => {
      scan.write(chunk)
      size += chunk.byteLength
      if (size <= LIMITS.jobLogTail) chunks.push(chunk)
      else chunks = []
    },
    end: (): JobLog => ({
      facts: scan.end(),
      bytes: size > LIMITS.jobLogTail ? undefined : join(chunks),
    }),
  }
}

const join = (chunks: readonly Uint8Array[]): Uint8Array =>
  chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)

import { type DigestLine, parseDigestLine } from '../../model/artifact-name.ts'
import { LIMITS } from '../../model/limits.ts'
import { linesWith } from '../lines-with.ts'
import type { RestAnswer, RunClient } from './client.ts'

/** What the log of a finished job tells the report. Only the job itself can write there. */
export type LogFacts = {
  /** Manifest digests (`sha256:<hex>`): the last that the log names for each job id and attempt, in the order of lines. */
  readonly digestLines: readonly DigestLine[]
  /** A step downloaded artifacts of ours: it takes all that the run has. */
  readonly downloadsOurs: boolean
  /** Our upload was tried and failed, so that a missing artifact was not a choice. */
  readonly uploadFailed: boolean
}

/** In every line that is looked for. */
const OURS = 'pipeline-trace'
const STAMP = /^\uFEFF?\d{4}-\d\d-\d\dT[0-9:.]{1,30}Z /
// actions/download-artifact src/download-artifact.ts: "- <name> (ID: <id>, Size: <n>, Expected Digest: …)"
const DOWNLOADED = /^- pipeline-trace-(?:job|run)-[0-9A-Za-z-]{1,200} \(ID: /
const FAILED_UPLOAD = /upload of pipeline-trace-job-[0-9A-Za-z-]{1,200} (?:failed|did not finish)/

/** GET /repos/{repo}/actions/jobs/{id}/logs, at most LIMITS.jobLogTail bytes. 404 while the job runs, 410 past retention. */
export const fetchJobLog = (client: RunClient, repository: string, jobId: string): Promise<RestAnswer<Uint8Array>> =>
  client.getBytes(`/repos/${repository}/actions/jobs/${jobId}/logs`, LIMITS.jobLogTail)

/** Pure: the facts of a whole log text. */
export const scanLog = (text: string): LogFacts => {
  const lines = Array.from(linesWith(text, OURS), line => line.slice(0, 1_000).replace(STAMP, '').trimEnd())
  return {
    digestLines: lastDigests(lines),
    downloadsOurs: lines.some(line => DOWNLOADED.test(line)),
    uploadFailed: lines.some(line => FAILED_UPLOAD.test(line)),
  }
}

/** Jobs and attempts that are kept of one log. */
const MAX_DIGESTS = 1_000

/** However many lines a step prints, it cannot push the recorder's line out: that one comes after them. */
const lastDigests = (lines: readonly string[]): LogFacts['digestLines'] => {
  const last = new Map<string, DigestLine>()
  for (const line of lines) {
    const read = parseDigestLine(line)
    if (read === undefined) continue
    const key = `${read.jobId} ${read.attempt}`
    last.delete(key)
    last.set(key, read)
  }
  return [...last.values()].slice(-MAX_DIGESTS)
}

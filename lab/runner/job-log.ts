import { closeSync, openSync, rmSync } from 'node:fs'
import type { Clock } from './clock.ts'
import type { SecretMask } from './secret-mask.ts'
import { writeAnyway } from './write-anyway.ts'

/** The log of the job: what REST serves, and at the same time the job's page file under `_diag`. */
export type JobLog = {
  /** Writes one entry. Line breaks inside stay: only the first line of an entry has a time, as on GitHub. */
  readonly write: (text: string) => void
  readonly error: (message: string) => void
  readonly warning: (message: string) => void
  /** Written only where step debugging is on. */
  readonly debug: (message: string) => void
  /** The whole log so far: UTF-8 with a byte order mark, `<time> <text>\n`. */
  readonly bytes: () => Uint8Array
  /** Closes and deletes the page: the runner keeps it until the job ends (src/Runner.Common/JobServerQueue.cs). */
  readonly close: () => void
}

/** Limit of an issue's message (actions/runner src/Runner.Worker/ExecutionContext.cs `_maxIssueMessageLength`). */
const MAX_ISSUE_MESSAGE = 4_096

/** A step that prints without end must not fill the memory of the lab. */
const MAX_BYTES = 512 * 1_048_576
const CUT = `Lab: the log is over ${MAX_BYTES / 1_048_576} MiB, the rest is not kept\n`

/** Opens the log. `pageFile` is `_diag/pages/<timelineId>_<backendJobId>_1.log` (src/Runner.Common/Logging.cs). */
export const openJobLog = (pageFile: string, clock: Clock, mask: SecretMask, debugging: boolean): JobLog => {
  const page = openSync(pageFile, 'w')
  const chunks: Buffer[] = []
  let size = 0
  const append = (text: string): void => {
    if (size > MAX_BYTES) return
    const chunk = Buffer.from(text)
    size += chunk.length
    chunks.push(size > MAX_BYTES ? Buffer.from(CUT) : chunk)
    writeAnyway(page, chunk)
  }
  append('\uFEFF')
  const write = (text: string): void => append(`${clock().text} ${mask.mask(text)}\n`)
  const issue = (tag: string, message: string): void =>
    write(`##[${tag}]${mask.mask(message).slice(0, MAX_ISSUE_MESSAGE)}`)
  return {
    write,
    error: message => issue('error', message),
    warning: message => issue('warning', message),
    debug: message => {
      if (debugging) write(`##[debug]${message}`)
    },
    bytes: () => new Uint8Array(Buffer.concat(chunks)),
    close: () => {
      closeSync(page)
      rmSync(pageFile, { force: true, recursive: true })
    },
  }
}

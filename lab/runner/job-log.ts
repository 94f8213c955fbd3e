import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import type { Clock } from './clock.ts'
import type { SecretMask } from './secret-mask.ts'

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

/** Opens the log. `pageFile` is `_diag/pages/<timelineId>_<backendJobId>_1.log` (src/Runner.Common/Logging.cs). */
export const openJobLog = (pageFile: string, clock: Clock, mask: SecretMask, debugging: boolean): JobLog => {
  const page = openSync(pageFile, 'w')
  const chunks: Buffer[] = []
  const append = (text: string): void => {
    const chunk = Buffer.from(text)
    chunks.push(chunk)
    writeSync(page, chunk)
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
      rmSync(pageFile, { force: true })
    },
  }
}

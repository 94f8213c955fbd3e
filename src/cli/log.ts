import { type FileHandle, open } from 'node:fs/promises'
import { TraceError } from '../core/error.ts'
import { redactSecrets, redactThenCut } from '../core/redact/redact.ts'
import { decideFailureOfLog } from '../findings/failures/decide-failure.ts'
import { chunksOfFile, type ReadFailure } from '../log/lines/chunks-of-file.ts'
import { toLogFacts } from '../log/log-facts.ts'
import { readLog } from '../log/read-log.ts'
import { ALL_READERS } from '../log/readers.ts'
import { toServiceUses } from '../log/service-uses.ts'
import { escapeJson } from '../render/text/escape.ts'
import { EXIT } from './exit.ts'
import type { LogCommand } from './inputs/log-inputs.ts'
import { chunksOfStandardInput } from './inputs/standard-input.ts'
import { type LogAccount, logText } from './log-text.ts'
import type { CommandOutcome } from './outcome.ts'

/**
 * Runs `pipeline-trace log`: prints the facts in the log of one job, each with its line. The file is read as a stream;
 * `-` is standard input. @throws TraceError USAGE for a file that cannot be opened.
 */
export const log = async (command: LogCommand): Promise<CommandOutcome> => {
  const failure: ReadFailure = {}
  if (command.file === '-') return readAs(command, chunksOfStandardInput(failure), failure)
  const handle = await openLog(command.file)
  try {
    return await readAs(command, chunksOfFile(handle.fd, failure), failure)
  } finally {
    await handle.close()
  }
}

const readAs = async (
  { file, format }: LogCommand,
  chunks: Iterable<Uint8Array>,
  failure: ReadFailure,
): Promise<CommandOutcome> => {
  const account = redactSecrets(await readAccount(chunks)).value
  const name = file === '-' ? 'standard input' : file
  return {
    output: format === 'json' ? logJson(account) : logText(account),
    exitCode: failure.code === undefined ? EXIT.ok : account.bytes === 0 ? EXIT.nothing : EXIT.incomplete,
    errors: failure.code === undefined ? [] : [`${name} could only be read in part: ${failure.code}`],
  }
}

const readAccount = async (chunks: Iterable<Uint8Array>): Promise<LogAccount> => {
  const reading = await readLog(chunks, ALL_READERS)
  const { gaps, end } = reading
  return {
    facts: toLogFacts(reading),
    // Services are hints: a script can print any line.
    services: toServiceUses(reading),
    packages: reading.packages.map(({ value, line, step }) => ({
      ...value,
      line,
      step: step.title === '' ? undefined : redactThenCut(step.title, MAX_TITLE),
    })),
    failure: decideFailureOfLog(reading)?.failure,
    gaps,
    lines: end.lines,
    bytes: end.bytes,
  }
}

const MAX_TITLE = 200

const openLog = async (file: string): Promise<FileHandle> => {
  try {
    const handle = await open(file)
    const what = await otherThanLog(handle)
    if (what === undefined) return handle
    await handle.close()
    throw new TraceError('USAGE', `${file} is ${what}`, { hint: 'Name the log of one job' })
  } catch (error) {
    if (error instanceof TraceError) throw error
    throw new TraceError('USAGE', `${file} cannot be read`, { hint: 'Name the log of a job', cause: error })
  }
}

/** A zip begins with the signature of its first entry, or with that of its end (PKWARE APPNOTE.TXT 4.3.7, 4.3.16). */
const ZIP: ReadonlySet<string> = new Set(['PK\u0003\u0004', 'PK\u0005\u0006'])

/**
 * Returns what the file is when it is not a job log but another download of GitHub. Only a file is checked by its
 * beginning, because a pipe can be read only once.
 */
const otherThanLog = async (handle: FileHandle): Promise<string | undefined> => {
  const stat = await handle.stat()
  if (stat.isDirectory()) return 'a folder'
  if (!stat.isFile() || stat.size < 4) return undefined
  const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0)
  return ZIP.has(buffer.toString('latin1')) ? 'an archive: unpack it first' : undefined
}

const logJson = (account: LogAccount): string =>
  `${escapeJson(JSON.stringify({ schemaVersion: 1, kind: 'job-log-facts', ...account }, undefined, 2))}\n`

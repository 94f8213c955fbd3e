import { type FileHandle, open } from 'node:fs/promises'
import { TraceError } from '../model/error.ts'
import { escapeJson } from '../render/escape.ts'
import { chunksOfFile, type ReadFailure } from '../sources/job-log/chunks-of-file.ts'
import { type LogReading, readLogFacts } from '../sources/job-log/read-log-facts.ts'
import { EXIT } from './exit.ts'
import type { LogCommand } from './log-inputs.ts'
import { logText } from './log-text.ts'
import type { CommandOutcome } from './outcome.ts'

/**
 * `pipeline-trace log`: what the log of one job tells, with the line of each fact. The file is read as a stream.
 * @throws TraceError USAGE for a file that cannot be opened.
 */
export const log = async ({ file, format }: LogCommand): Promise<CommandOutcome> => {
  const handle = await openLog(file)
  const failure: ReadFailure = {}
  try {
    const reading = await readLogFacts(chunksOfFile(handle.fd, failure))
    return {
      output: format === 'json' ? logJson(reading) : logText(reading),
      exitCode: failure.code === undefined ? EXIT.ok : EXIT.incomplete,
      errors: failure.code === undefined ? [] : [`${file} could only be read in part: ${failure.code}`],
    }
  } finally {
    await handle.close()
  }
}

const openLog = async (file: string): Promise<FileHandle> => {
  try {
    const handle = await open(file)
    if (!(await handle.stat()).isDirectory()) return handle
    await handle.close()
  } catch (error) {
    throw new TraceError('USAGE', `${file} cannot be read`, { hint: 'Name the log of a job', cause: error })
  }
  throw new TraceError('USAGE', `${file} is a folder`, { hint: 'Name the log of one job' })
}

const logJson = ({ facts, gaps, lines, bytes }: LogReading): string =>
  `${escapeJson(JSON.stringify({ schemaVersion: 1, kind: 'job-log-facts', facts, gaps, lines, bytes }, undefined, 2))}\n`

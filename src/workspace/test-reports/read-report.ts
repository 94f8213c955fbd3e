import { constants } from 'node:fs'
import { type FileHandle, open, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { LIMITS } from '../../core/limits.ts'
import { toGapReason } from '../../io/runner-file.ts'
import { readJsonReport } from './read-json-report.ts'
import { createJunitReader } from './read-junit.ts'
import { type ReportRead, unread } from './test-case.ts'

/** What all reports of a job may still take together. */
export type ReportAllowance = { bytes: number; cases: number; values: number }

export type ReportContext = {
  /** The workspace, without links. */
  readonly root: string
  /** Milliseconds at which the job began, if that is known. */
  readonly since: number | undefined
  readonly allowance: ReportAllowance
  readonly isOver: () => boolean
}

/** File systems store times with up to two seconds (FAT), and a file of the job must not count as older. */
const CLOCK_STEP_MS = 2_000

/**
 * Reads one report. Only a regular file of this job is read, without following a link, and not past the caps. The first
 * character tells XML from JSON: tools and users name the files as they like.
 */
export const readReport = async (path: string, context: ReportContext): Promise<ReportRead> => {
  if (context.isOver()) return unread('deadline')
  const whole = join(context.root, path)
  try {
    if ((await realpath(whole)) !== whole) return unread('not-applicable', LINK)
    const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0)
    const file = await open(whole, flags)
    try {
      const stat = await file.stat()
      if (!stat.isFile()) return unread('not-readable')
      if (context.since !== undefined && stat.mtimeMs < context.since - CLOCK_STEP_MS)
        return unread('not-applicable', 'older than the job')
      if (stat.size > LIMITS.testReport || stat.size > context.allowance.bytes) return unread('too-large')
      context.allowance.bytes -= stat.size
      return await readOpen(file, stat.size, context)
    } finally {
      await file.close()
    }
  } catch (error) {
    return unread(toGapReason(error))
  }
}

export const LINK = 'a symbolic link, which is not followed'

const readOpen = async (file: FileHandle, size: number, context: ReportContext): Promise<ReportRead> => {
  const buffer = Buffer.alloc(Math.min(LIMITS.testReportChunk, size))
  const first = await file.read(buffer, 0, buffer.length, 0)
  const beginning = buffer.subarray(0, first.bytesRead)
  const decoder = createDecoder(beginning)
  const text = decoder.decode(beginning, { stream: true })
  switch (text.trimStart().at(0)) {
    case '<':
      return readXml(text, file, { size, buffer, at: first.bytesRead, decoder }, context)
    case '{':
      return readJson(file, size, context)
    default:
      return unread('malformed', 'neither XML nor JSON')
  }
}

type Decoder = InstanceType<typeof TextDecoder>

/** Creates the decoder of the encoding that an XML declaration names, else of UTF-8. */
const createDecoder = (beginning: Uint8Array): Decoder => {
  const head = new TextDecoder('latin1').decode(beginning.subarray(0, 200))
  const [, label = 'utf-8'] = /^<\?xml [^>]{0,120}encoding=["']([\w-]{1,40})["']/.exec(head) ?? []
  try {
    return new TextDecoder(label)
  } catch {
    return new TextDecoder()
  }
}

type Position = { readonly size: number; readonly buffer: Buffer; readonly at: number; readonly decoder: Decoder }

/** Reads XML as a stream, so that its size costs time alone. A file that still grows is read to its size at opening. */
const readXml = async (
  beginning: string,
  file: FileHandle,
  { size, buffer, at: from, decoder }: Position,
  { allowance, isOver }: ReportContext,
): Promise<ReportRead> => {
  const reader = createJunitReader(() => {
    allowance.cases -= 1
    return allowance.cases >= 0
  })
  let goesOn = reader.write(beginning.trimStart())
  let at = from
  while (goesOn && at < size) {
    if (isOver()) return unread('deadline')
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, size - at), at)
    if (bytesRead === 0) break
    at += bytesRead
    goesOn = reader.write(decoder.decode(buffer.subarray(0, bytesRead), { stream: true }))
  }
  return reader.end()
}

const readJson = async (file: FileHandle, size: number, { allowance }: ReportContext): Promise<ReportRead> => {
  if (size > LIMITS.testReportJson) return unread('too-large')
  const bytes = Buffer.alloc(size)
  const { bytesRead } = await file.read(bytes, 0, size, 0)
  const read = readJsonReport(new TextDecoder().decode(bytes.subarray(0, bytesRead)), allowance.values)
  if (read.kind === 'unread') return read
  allowance.cases -= read.cases.length
  return allowance.cases < 0 ? unread('too-large', 'too many test cases') : read
}

import type { AnchorLog } from '../../schema/observed/anchor-log.ts'
import { createAnchorScan, STAMP_LENGTH } from './anchor-lines.ts'
import { createLineCutter } from './line-cutter.ts'

/** What the log of a finished job tells the report of its manifest. Only the job itself can write there. */
export type LogFacts = {
  readonly anchor: AnchorLog
  /** A step downloaded artifacts of ours: it takes all that the run has. */
  readonly downloadsOurs: boolean
  /** Our upload was tried and failed, so that a missing artifact was not a choice. */
  readonly uploadFailed: boolean
  /** Artifacts that the log says to have been deleted by its job. */
  readonly deleted: readonly DeletedArtifact[]
}

export type DeletedArtifact = { readonly name: string; readonly id: string }

export type LogScan = {
  readonly write: (chunk: Uint8Array) => void
  readonly end: () => LogFacts
}

const MAX_DELETED = 1_000

/** Beginnings of the lines that are read whole. */
const BEGINNINGS = [
  '##[group]Run ',
  '##[group]Download immutable ',
  '##[notice]',
  'Post job cleanup.',
  'Prepare all required ',
  'pipeline-trace manifest ',
  'Download action repository ',
  'Cleaning up orphan processes',
  "Artifact '",
  '- pipeline-trace-',
].map(text => Buffer.from(text))

const byFirst = new Map<number, readonly Buffer[]>()
for (const beginning of BEGINNINGS) {
  const first = beginning[0] ?? 0
  byFirst.set(first, [...(byFirst.get(first) ?? []), beginning])
}

// actions/download-artifact src/download-artifact.ts: "- <name> (ID: <id>, Size: <n>, Expected Digest: …)"
const DOWNLOADED = /^- pipeline-trace-(?:job|run)-[0-9A-Za-z-]{1,200} \(ID: /
const FAILED_UPLOAD = /upload of pipeline-trace-job-[0-9A-Za-z-]{1,200} (?:failed|did not finish)/
/**
 * actions/toolkit packages/artifact/src/internal/delete/delete-artifact.ts; so print actions/upload-artifact with
 * `overwrite: true` and actions/upload-artifact/merge with `delete-merged: true`, which both call it.
 */
const DELETED = /^Artifact '([^'\r\n]{1,512})' \(ID: (\d{1,20})\) deleted$/

/**
 * One pass over the bytes of a whole log of any size, memory bounded. Lines that nothing looks for are neither copied nor
 * decoded.
 */
export const createLogScan = (): LogScan => {
  const anchor = createAnchorScan()
  const deleted = new Map<string, DeletedArtifact>()
  let downloadsOurs = false
  let uploadFailed = false
  const readText = (text: string): void => {
    downloadsOurs ||= DOWNLOADED.test(text)
    uploadFailed ||= FAILED_UPLOAD.test(text)
    const [, name, id] = DELETED.exec(text) ?? []
    if (name !== undefined && id !== undefined && deleted.size < MAX_DELETED) deleted.set(id, { name, id })
  }
  const cutter = createLineCutter((buffer, start, end) => {
    const from = buffer[start] === MARK ? start + 3 : start
    const to = buffer[end - 1] === CARRIAGE_RETURN ? end - 1 : end
    const isTimed = hasStamp(buffer, from, to)
    const text = isTimed ? from + STAMP_LENGTH + 1 : from
    if (!anchor.needsEveryLine() && !isLookedFor(buffer, text, to)) return anchor.skip(buffer, from, isTimed)
    const line = buffer.toString('utf8', from, to)
    anchor.read(line)
    readText(isTimed ? line.slice(STAMP_LENGTH + 1) : line)
  })
  return {
    write: cutter.write,
    end: () => {
      cutter.end()
      return { anchor: anchor.end(), downloadsOurs, uploadFailed, deleted: [...deleted.values()] }
    },
  }
}

/** A byte order mark can stand at the start of any block of a log (actions/runner src/Runner.Common/Logging.cs). */
const MARK = 0xef
const [CARRIAGE_RETURN, MINUS, LETTER_T, POINT, LETTER_Z, SPACE] = [0x0d, 0x2d, 0x54, 0x2e, 0x5a, 0x20]

/** Whether a line has the runner's form of a time: `2026-07-29T18:08:10.2373950Z `. */
const hasStamp = (bytes: Buffer, at: number, end: number): boolean =>
  end - at > STAMP_LENGTH &&
  bytes[at + 4] === MINUS &&
  bytes[at + 10] === LETTER_T &&
  bytes[at + 19] === POINT &&
  bytes[at + 27] === LETTER_Z &&
  bytes[at + STAMP_LENGTH] === SPACE

const isLookedFor = (bytes: Buffer, at: number, end: number): boolean =>
  (byFirst.get(bytes[at] ?? 0) ?? []).some(
    beginning => end - at >= beginning.length && beginning.compare(bytes, at, at + beginning.length) === 0,
  )

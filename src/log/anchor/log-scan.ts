import type { AnchorLog } from '../../schema/observed/anchor-log.ts'
import type { LinePatterns } from '../lines/word-table.ts'
import { createAnchorScan, STAMP_LENGTH } from './anchor-lines.ts'

/** The facts in the log of a finished job that tie a manifest to it. Only the job itself can write to its log. */
export type LogFacts = {
  readonly anchor: AnchorLog
  /** A step downloaded artifacts of the recorder or the report: it takes all that the run has. */
  readonly downloadsOurs: boolean
  /** The recorder tried to upload its artifact and failed, so a missing artifact is no choice of the user. */
  readonly uploadFailed: boolean
  /** Artifacts that the job deleted, according to its log. */
  readonly deleted: readonly DeletedArtifact[]
}

export type DeletedArtifact = { readonly name: string; readonly id: string }

/** Reads the lines of one scan, beside the readers of facts. */
export type AnchorReader = {
  /** Reads one line of the scan, with its number. */
  readonly read: (raw: string, number: number) => void
  readonly needsEveryLine: () => boolean
  /** A line with an earlier time than this counts with any text: it refutes the time of a line that was read. */
  readonly latestTime: () => string | undefined
  readonly facts: () => LogFacts
}

const MAX_DELETED = 1_000

/** Beginnings of the lines that are read completely. */
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
]

export const ANCHOR_PATTERNS: LinePatterns = { prefixes: BEGINNINGS }

// actions/download-artifact src/download-artifact.ts: "- <name> (ID: <id>, Size: <n>, Expected Digest: …)"
const DOWNLOADED = /^- pipeline-trace-(?:job|run)-[0-9A-Za-z-]{1,200} \(ID: /
const FAILED_UPLOAD = /upload of pipeline-trace-job-[0-9A-Za-z-]{1,200} (?:failed|did not finish)/
/**
 * actions/toolkit packages/artifact/src/internal/delete/delete-artifact.ts prints it. actions/upload-artifact with
 * `overwrite: true` and actions/upload-artifact/merge with `delete-merged: true` both call that file.
 */
const DELETED = /^Artifact '([^'\r\n]{1,512})' \(ID: (\d{1,20})\) deleted$/

/** Reads what ties a manifest to its job. Memory is bounded for a log of any size. */
export const createAnchorReader = (): AnchorReader => {
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
  const read = (raw: string, number: number): void => {
    const line = withoutMarks(raw)
    const isTimed = hasStamp(line)
    const begin = isTimed ? STAMP_LENGTH + 1 : 0
    if (anchor.needsEveryLine() || hasBeginning(line, begin)) {
      anchor.read(line, number)
      readText(line.slice(begin))
    } else if (isTimed && isBefore(line, anchor.latestTime())) anchor.skip(line.slice(0, STAMP_LENGTH))
  }
  return {
    read,
    needsEveryLine: anchor.needsEveryLine,
    latestTime: anchor.latestTime,
    facts: () => ({ anchor: anchor.end(), downloadsOurs, uploadFailed, deleted: [...deleted.values()] }),
  }
}

const FIRST_UNITS: ReadonlySet<number> = new Set(BEGINNINGS.map(beginning => beginning.charCodeAt(0)))

/** Returns true if the text from `at` on has one of the beginnings. The readers of facts need most lines that come here. */
const hasBeginning = (line: string, at: number): boolean =>
  FIRST_UNITS.has(line.charCodeAt(at)) && BEGINNINGS.some(beginning => line.startsWith(beginning, at))

/** Returns true if the time of a line is before another. Times of one form sort as texts, and so do lines by their times. */
const isBefore = (line: string, time: string | undefined): boolean => time !== undefined && line < time

/**
 * Removes byte order marks. One can stand at the start of any block of a log (actions/runner
 * src/Runner.Common/Logging.cs).
 */
const withoutMarks = (raw: string): string =>
  raw.slice(raw.charCodeAt(0) === 0xfeff ? 1 : 0, raw.endsWith('\r') ? -1 : undefined)

/** Returns true if a line begins with a time in the runner's form: `2026-07-29T18:08:10.2373950Z `. */
const hasStamp = (line: string): boolean =>
  line[4] === '-' &&
  line[10] === 'T' &&
  line[19] === '.' &&
  line[STAMP_LENGTH - 1] === 'Z' &&
  line[STAMP_LENGTH] === ' '

import { ANCHOR_PATTERNS } from './anchor/log-scan.ts'
import { buildWordTable, type LinePatterns, type WordTable } from './lines/word-table.ts'
import type { LineReader } from './readers/line-reader.ts'
import { TRACKER_PATTERNS } from './steps/track-steps.ts'

/** Readers by the field that each fills. */
export type Readers = Readonly<Record<string, LineReader<unknown>>>

/** The facts of each reader of a set. */
export type Facts<R extends Readers> = { readonly [Name in keyof R]: ReturnType<R[Name]['located']> }

/** Readers that read a log together. */
export type ReaderSet<R extends Readers> = {
  readonly create: () => R
  /** Returns the patterns of the step tracker, then of each reader and its kinds in the order of `create`. */
  readonly table: () => WordTable
  /** Returns the same with the patterns of the anchor. */
  readonly anchorTable: () => WordTable
}

/** Places in the masks of a scan that are equal for every set. */
export const [ANCHOR_BIT, TRACKER_BIT] = [1, 2]
export const FIRST_READER = 2

/**
 * Builds a set of readers. Its tables are built at the first log and shared by all logs. @throws RangeError for more
 * than 31 sets of patterns.
 */
export const toReaderSet = <R extends Readers>(create: () => R): ReaderSet<R> => ({
  create,
  table: once(() => buildTable({}, create())),
  anchorTable: once(() => buildTable(ANCHOR_PATTERNS, create())),
})

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** A mask of the scan has 31 bits. */
const MAX_SETS = 31

const buildTable = (anchor: LinePatterns, readers: Readers): WordTable => {
  const ofReaders = Object.values(readers).flatMap(reader => [reader, ...(reader.kinds ?? [])])
  const sets = [anchor, TRACKER_PATTERNS, ...ofReaders]
  if (sets.length > MAX_SETS) throw new RangeError(`${sets.length} sets of patterns, at most ${MAX_SETS}`)
  return buildWordTable(sets)
}

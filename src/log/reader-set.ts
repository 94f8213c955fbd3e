import { buildWordTable, type WordTable } from './lines/word-table.ts'
import type { LineReader } from './readers/line-reader.ts'
import { TRACKER_PATTERNS } from './steps/track-steps.ts'

/** Readers by the field that each fills. */
export type Readers = Readonly<Record<string, LineReader<unknown>>>

/** What each reader of a set found. */
export type Facts<R extends Readers> = { readonly [Name in keyof R]: ReturnType<R[Name]['located']> }

/** Readers that read a log together. */
export type ReaderSet<R extends Readers> = {
  readonly create: () => R
  /** Of the patterns of the steps' tracker, then of each reader and its kinds in the order of `create`. */
  readonly table: () => WordTable
}

/** The table is made at the first log and the same for all. @throws RangeError for more than 31 sets of patterns. */
export const toReaderSet = <R extends Readers>(create: () => R): ReaderSet<R> => {
  let table: WordTable | undefined
  return {
    create,
    table: () => {
      table ??= buildTable(Object.values<LineReader<unknown>>(create()))
      return table
    },
  }
}

/** A mask of the scan has 31 bits. */
const MAX_SETS = 31

const buildTable = (readers: readonly LineReader<unknown>[]): WordTable => {
  const sets = [TRACKER_PATTERNS, ...readers.flatMap(reader => [reader, ...(reader.kinds ?? [])])]
  if (sets.length > MAX_SETS) throw new RangeError(`${sets.length} sets of patterns, at most ${MAX_SETS}`)
  return buildWordTable(sets)
}

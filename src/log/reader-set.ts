import { buildLineTable, type LineTable } from './lines/line-table.ts'
import type { LineReader } from './readers/line-reader.ts'
import { TRACKER_PATTERNS } from './steps/track-steps.ts'

/** Readers by the field that each fills. */
export type Readers = Readonly<Record<string, LineReader<unknown>>>

/** What each reader of a set found. */
export type Facts<R extends Readers> = { readonly [Name in keyof R]: ReturnType<R[Name]['located']> }

/** Readers that read a log together. */
export type ReaderSet<R extends Readers> = {
  readonly create: () => R
  /** Of the patterns of the steps' tracker, then of each reader in the order of `create`. */
  readonly table: () => LineTable
}

/** The table is made at the first log and the same for all: of many patterns it takes a tenth of a second. */
export const toReaderSet = <R extends Readers>(create: () => R): ReaderSet<R> => {
  let table: LineTable | undefined
  return {
    create,
    table: () => {
      table ??= buildLineTable([TRACKER_PATTERNS, ...Object.values<LineReader<unknown>>(create())])
      return table
    },
  }
}

import { TraceError } from '../../core/error.ts'
import { readZipDirectory } from './directory.ts'
import { readEntry } from './entry.ts'
import { spendEntries, type ZipBudget } from './zip-budget.ts'

/** Name and largest size in bytes of an entry that may be in a zip; undefined refuses it. */
export type EntryCap = (name: string) => number | undefined

/** A zip whose directory was read and is allowed; an entry is inflated when it is read. */
export type OpenZip = {
  readonly names: readonly string[]
  /**
   * The bytes of an entry of at most `cap` bytes, which are no part of the zip; undefined where there is none.
   * @throws TraceError TOO_LARGE or SCHEMA_MISMATCH.
   */
  readonly read: (name: string, cap?: number) => Uint8Array | undefined
  /** Compressed bytes of an entry; 0 where there is none. */
  readonly zippedSize: (name: string) => number
}

/**
 * Opens a hostile zip. Every entry must be allowed by `getCap`, be a plain file and be named once; what is inflated later
 * is counted against the budget, which is that of all zips together.
 * @throws TraceError TOO_LARGE, SCHEMA_MISMATCH or DEADLINE.
 */
export const openZip = (zip: Uint8Array, getCap: EntryCap, maxEntries: number, budget: ZipBudget): OpenZip => {
  const listed = readZipDirectory(zip, maxEntries)
  spendEntries(budget, listed.length)
  const entries = new Map(listed.map(entry => [entry.name, entry]))
  for (const { name, size, isPlainFile } of listed) {
    const cap = getCap(name)
    if (cap === undefined || !isPlainFile || entries.size !== listed.length)
      throw new TraceError('SCHEMA_MISMATCH', 'the zip holds an entry that does not belong there')
    if (size > cap) throw new TraceError('TOO_LARGE', `entry over ${cap} bytes`)
  }
  return {
    names: [...entries.keys()],
    zippedSize: name => entries.get(name)?.compressedSize ?? 0,
    read: (name, cap = Number.POSITIVE_INFINITY) => {
      const entry = entries.get(name)
      if (entry === undefined) return undefined
      const bytes = readEntry(zip, entry, Math.min(cap, getCap(name) ?? 0), budget)
      // What is stored as it is would keep the whole zip in memory.
      return bytes.buffer === zip.buffer ? bytes.slice() : bytes
    },
  }
}

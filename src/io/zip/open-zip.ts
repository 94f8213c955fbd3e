import { TraceError } from '../../core/error.ts'
import { readZipDirectory } from './directory.ts'
import { readEntry } from './entry.ts'
import { spendEntries, type ZipBudget } from './zip-budget.ts'

/** Returns the maximum size in bytes of an entry by its name; undefined refuses the entry. */
export type EntryCap = (name: string) => number | undefined

/** A zip with a checked directory. An entry is inflated when it is read. */
export type OpenZip = {
  readonly names: readonly string[]
  /**
   * Returns a copy of the bytes of an entry of at most `cap` bytes; undefined if there is none.
   * @throws TraceError TOO_LARGE or SCHEMA_MISMATCH.
   */
  readonly read: (name: string, cap?: number) => Uint8Array | undefined
  /** Returns the number of compressed bytes of an entry; 0 if there is none. */
  readonly zippedSize: (name: string) => number
}

/**
 * Opens an untrusted zip. Every entry must be allowed by `getCap`, be a plain file, and occur once. Later inflating is
 * counted against the budget, which all zips share.
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
      // A stored (uncompressed) entry is copied, since a view of it would keep the whole zip in memory.
      return bytes.buffer === zip.buffer ? bytes.slice() : bytes
    },
  }
}

import { unzipSync } from 'fflate'
import { TraceError } from '../model/error.ts'

/** Name and largest size in bytes of an entry that may be in a zip; undefined refuses it. */
export type EntryCap = (name: string) => number | undefined

/**
 * The entries of a hostile zip. Every entry must be allowed by `capOf` and be named once; sizes are checked before a
 * byte is inflated, and fflate inflates into a buffer of the announced size, so a lying entry cannot grow.
 * @throws TraceError TOO_LARGE or SCHEMA_MISMATCH.
 */
export const unzipCapped = (zip: Uint8Array, capOf: EntryCap, maxEntries: number): ReadonlyMap<string, Uint8Array> => {
  const seen = new Set<string>()
  const check = (entry: { name: string; size: number; originalSize: number }): boolean => {
    const cap = capOf(entry.name)
    if (cap === undefined || seen.has(entry.name))
      throw new TraceError('SCHEMA_MISMATCH', 'the zip holds an entry that does not belong there')
    if (entry.originalSize > cap || entry.size > cap) throw new TraceError('TOO_LARGE', `entry over ${cap} bytes`)
    seen.add(entry.name)
    // A forged entry count would otherwise loop for billions of rounds.
    if (seen.size > maxEntries) throw new TraceError('TOO_LARGE', `more than ${maxEntries} entries`)
    return true
  }
  try {
    return new Map(Object.entries(unzipSync(zip, { filter: check })))
  } catch (cause) {
    if (cause instanceof TraceError) throw cause
    throw new TraceError('SCHEMA_MISMATCH', 'not a readable zip', { cause })
  }
}

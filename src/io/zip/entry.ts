import { constants, crc32, inflateRawSync } from 'node:zlib'
import { TraceError } from '../../core/error.ts'
import type { ZipEntry } from './directory.ts'
import { bytesLeft, spendBytes, type ZipBudget } from './zip-budget.ts'

/**
 * Returns the bytes of an entry. Its declared size is checked before inflating, and inflating stops at that size. An
 * entry that is longer or shorter, or has another checksum, is refused.
 * @throws TraceError TOO_LARGE or SCHEMA_MISMATCH.
 */
export const readEntry = (zip: Uint8Array, entry: ZipEntry, cap: number, budget: ZipBudget): Uint8Array => {
  if (entry.size > cap) throw new TraceError('TOO_LARGE', `entry over ${cap} bytes`)
  if (entry.size > bytesLeft(budget)) throw new TraceError('TOO_LARGE', 'archives of too many bytes in all')
  const { bytes, consumed } = inflate(zip, entry, entry.compressedSize, entry.size, budget)
  if (consumed !== entry.compressedSize || bytes.byteLength !== entry.size || crc32(bytes) !== entry.checksum)
    throw damaged()
  return bytes
}

/**
 * Compressed bytes read for the beginning of an entry. Deflate expands them at most 1 032 times (zlib.net "Maximum
 * Compression Factor").
 */
const HEAD = 8_192
const LONGEST_HEAD = HEAD * 1_032 + 1_024

/**
 * Returns the beginning of an entry of any size: about ten thousand bytes or more. @throws TraceError as `readEntry`.
 */
export const readEntryHead = (zip: Uint8Array, entry: ZipEntry, budget: ZipBudget): Uint8Array => {
  const length = Math.min(entry.compressedSize, HEAD)
  return inflate(zip, entry, length, Math.min(LONGEST_HEAD, bytesLeft(budget)), budget).bytes
}

const STORED = 0
const DEFLATED = 8

type Inflated = { readonly bytes: Uint8Array; readonly consumed: number }

/**
 * Inflates the first `length` compressed bytes to at most `most` bytes. A failure spends the budget as if all bytes had
 * been inflated.
 */
const inflate = (
  zip: Uint8Array,
  { start, method, isEncrypted, compressedSize }: ZipEntry,
  length: number,
  most: number,
  budget: ZipBudget,
): Inflated => {
  if (isEncrypted) throw new TraceError('SCHEMA_MISMATCH', 'an entry of the zip is encrypted')
  const data = zip.subarray(start, start + length)
  switch (method) {
    case STORED:
      if (data.byteLength > most) throw tooLong()
      spendBytes(budget, data.byteLength)
      return { bytes: data, consumed: data.byteLength }
    case DEFLATED:
      spendBytes(budget, most)
      try {
        const inflated = inflateCapped(data, most, length < compressedSize)
        spendBytes(budget, inflated.bytes.byteLength - most)
        return inflated
      } catch (cause) {
        throw isOverCap(cause) ? tooLong(cause) : damaged(cause)
      }
    default:
      throw new TraceError('SCHEMA_MISMATCH', 'an entry of the zip is packed in an unknown way')
  }
}

/**
 * Node counts while it inflates, a few thousand bytes at a time, and stops at the limit (nodejs/node lib/zlib.js,
 * processChunkSync).
 */
const inflateCapped = (data: Uint8Array, most: number, isPart: boolean): Inflated => {
  const { buffer, engine } = inflateRawSync(data, {
    maxOutputLength: Math.max(1, most),
    info: true,
    finishFlush: isPart ? constants.Z_SYNC_FLUSH : undefined,
  } as object) as unknown as { readonly buffer: Uint8Array; readonly engine: { readonly bytesWritten: number } }
  return { bytes: buffer, consumed: engine.bytesWritten }
}

const isOverCap = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'

const tooLong = (cause?: unknown): TraceError =>
  new TraceError('TOO_LARGE', 'an entry of the zip is larger than announced or allowed', { cause })

const damaged = (cause?: unknown): TraceError =>
  new TraceError('SCHEMA_MISMATCH', 'an entry of the zip is damaged', { cause })

import { constants, crc32, inflateRawSync } from 'node:zlib'
import { TraceError } from '../model/error.ts'
import type { ZipEntry } from './zip-directory.ts'

/** Bytes that may still be inflated of one archive. */
export type InflateBudget = { left: number }

/**
 * The bytes of an entry. What it announces is checked before inflating, and inflating stops at what it announced: an
 * entry that lies, or whose checksum is another, is not read.
 * @throws TraceError TOO_LARGE or SCHEMA_MISMATCH.
 */
export const readEntry = (zip: Uint8Array, entry: ZipEntry, cap: number, budget: InflateBudget): Uint8Array => {
  if (entry.size > cap) throw new TraceError('TOO_LARGE', `entry over ${cap} bytes`)
  const bytes = inflate(zip, entry, entry.compressedSize, entry.size, budget, false)
  if (bytes.byteLength !== entry.size || crc32(bytes) !== entry.checksum)
    throw new TraceError('SCHEMA_MISMATCH', 'an entry of the zip is damaged')
  return bytes
}

/** Of the compressed bytes; deflate makes at most 1 032 times as many of them (zlib.net "Maximum Compression Factor"). */
const HEAD = 8_192
const LONGEST_HEAD = HEAD * 1_032 + 1_024

/** The beginning of an entry of any size: some ten thousand bytes or more. @throws TraceError as `readEntry`. */
export const readEntryHead = (zip: Uint8Array, entry: ZipEntry, budget: InflateBudget): Uint8Array =>
  inflate(zip, entry, Math.min(entry.compressedSize, HEAD), LONGEST_HEAD, budget, true)

const LOCAL = 0x04034b50
const STORED = 0
const DEFLATED = 8

const inflate = (
  zip: Uint8Array,
  entry: ZipEntry,
  length: number,
  most: number,
  budget: InflateBudget,
  isPart: boolean,
): Uint8Array => {
  const data = compressedBytes(zip, entry).subarray(0, length)
  const limit = Math.min(most, budget.left)
  if (entry.method === STORED) return taken(data.subarray(0, limit), budget)
  try {
    const options = {
      maxOutputLength: Math.max(1, limit),
      ...(isPart ? { finishFlush: constants.Z_SYNC_FLUSH } : {}),
    }
    return taken(inflateRawSync(data, options), budget)
  } catch (cause) {
    const isOver =
      typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE'
    if (isOver) throw new TraceError('TOO_LARGE', 'an entry of the zip is larger than announced or allowed', { cause })
    throw new TraceError('SCHEMA_MISMATCH', 'an entry of the zip is damaged', { cause })
  }
}

const taken = (bytes: Uint8Array, budget: InflateBudget): Uint8Array => {
  budget.left -= bytes.byteLength
  return bytes
}

/** The lengths of name and extra field in the local header are its own (APPNOTE 4.3.7). */
const compressedBytes = (zip: Uint8Array, { offset, compressedSize, method, isEncrypted }: ZipEntry): Uint8Array => {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  if (isEncrypted || (method !== STORED && method !== DEFLATED))
    throw new TraceError('SCHEMA_MISMATCH', 'an entry of the zip is packed in an unknown way')
  if (offset + 30 > zip.byteLength || view.getUint32(offset, true) !== LOCAL)
    throw new TraceError('SCHEMA_MISMATCH', 'an entry of the zip is damaged')
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (start + compressedSize > zip.byteLength) throw new TraceError('SCHEMA_MISMATCH', 'the zip is cut off')
  return zip.subarray(start, start + compressedSize)
}

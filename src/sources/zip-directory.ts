import { TraceError } from '../model/error.ts'

/** An entry as the directory at the end of a zip announces it: nothing here is true until its bytes were read. */
export type ZipEntry = {
  readonly name: string
  readonly method: number
  readonly isEncrypted: boolean
  readonly compressedSize: number
  readonly size: number
  /** CRC-32 */
  readonly checksum: number
  /** Of its local header. */
  readonly offset: number
}

/**
 * The directory of a zip (PKWARE APPNOTE 6.3.10, 4.3.12–4.3.16, with the fields of zip64), read without inflating a byte.
 * Names may repeat and lead anywhere: the caller picks what it wants.
 * @throws TraceError TOO_LARGE or SCHEMA_MISMATCH.
 */
export const readZipDirectory = (zip: Uint8Array, maxEntries: number): readonly ZipEntry[] => {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  try {
    const { count, start } = findDirectory(view)
    if (count > maxEntries) throw new TraceError('TOO_LARGE', `zip of more than ${maxEntries} entries`)
    const entries: ZipEntry[] = []
    let at = start
    for (let index = 0; index < count; index += 1) {
      if (view.getUint32(at, true) !== ENTRY) throw new TraceError('SCHEMA_MISMATCH', 'not a readable zip')
      entries.push(readEntry(zip, view, at))
      at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    }
    return entries
  } catch (cause) {
    if (cause instanceof TraceError) throw cause
    // A DataView throws where a forged or cut length leads outside.
    throw new TraceError('SCHEMA_MISMATCH', 'not a readable zip', { cause })
  }
}

const ENTRY = 0x02014b50
const END = 0x06054b50
const END64 = 0x06064b50
const LOCATOR64 = 0x07064b50
/** The end record is 22 bytes and a comment of at most 65 535. */
const LONGEST_END = 65_557

const findDirectory = (view: DataView): { readonly count: number; readonly start: number } => {
  const lowest = Math.max(0, view.byteLength - LONGEST_END)
  let end = view.byteLength - 22
  while (end >= lowest && view.getUint32(end, true) !== END) end -= 1
  if (end < lowest) throw new TraceError('SCHEMA_MISMATCH', 'not a readable zip')
  const locator = end - 20
  if (locator >= 0 && view.getUint32(locator, true) === LOCATOR64) {
    const end64 = safe(view.getBigUint64(locator + 8, true))
    if (view.getUint32(end64, true) === END64)
      return { count: safe(view.getBigUint64(end64 + 32, true)), start: safe(view.getBigUint64(end64 + 48, true)) }
  }
  return { count: view.getUint16(end + 10, true), start: view.getUint32(end + 16, true) }
}

const safe = (value: bigint): number => {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new TraceError('TOO_LARGE', 'zip announces impossible sizes')
  return Number(value)
}

/** Names are read as UTF-8 whatever the flag says: an archive of logs has ASCII or UTF-8. */
const NAME = new TextDecoder('utf-8', { ignoreBOM: true })

const readEntry = (zip: Uint8Array, view: DataView, at: number): ZipEntry => {
  const nameEnd = at + 46 + view.getUint16(at + 28, true)
  const extraEnd = nameEnd + view.getUint16(at + 30, true)
  if (extraEnd > view.byteLength) throw new TraceError('SCHEMA_MISMATCH', 'not a readable zip')
  const short = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)]
  const [size = 0, compressedSize = 0, offset = 0] = withZip64(short, view, nameEnd, extraEnd)
  return {
    name: NAME.decode(zip.subarray(at + 46, nameEnd)),
    method: view.getUint16(at + 10, true),
    isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
    compressedSize,
    size,
    checksum: view.getUint32(at + 16, true),
    offset,
  }
}

const NONE = 0xffffffff

/** Values that do not fit in four bytes stand in the extra field 1, in their order. */
const withZip64 = (short: readonly number[], view: DataView, start: number, end: number): readonly number[] => {
  if (!short.includes(NONE)) return short
  for (let at = start; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue
    let next = at + 4
    return short.map(value => {
      if (value !== NONE) return value
      next += 8
      return safe(view.getBigUint64(next - 8, true))
    })
  }
  return short
}

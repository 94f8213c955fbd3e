import { TraceError } from '../../core/error.ts'

/** An entry as the directory at the end of a zip declares it. Its values are unverified until its bytes are read. */
export type ZipEntry = {
  readonly name: string
  readonly method: number
  readonly isEncrypted: boolean
  /** The entry is no link, folder or device, according to the mode bits of a Unix system. */
  readonly isPlainFile: boolean
  readonly compressedSize: number
  readonly size: number
  /** CRC-32 */
  readonly checksum: number
  /** Position of its compressed bytes. They lie within the zip, and no other entry contains any of them. */
  readonly start: number
}

/**
 * Reads the directory of a zip (PKWARE APPNOTE 6.3.10, 4.3.7–4.3.16, with the fields of zip64) without inflating a
 * byte. It refuses a zip that two readers could interpret differently: bytes after its end, a directory that is longer
 * or shorter than declared, a local header with other values, entries that overlap (Fifield, "A better zip bomb",
 * 2019). Names may repeat and may lead outside the folder: the caller selects the entries.
 * @throws TraceError TOO_LARGE or SCHEMA_MISMATCH.
 */
export const readZipDirectory = (zip: Uint8Array, maxEntries: number): readonly ZipEntry[] => {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  try {
    const { count, start, end } = findDirectory(view)
    if (count > maxEntries) throw new TraceError('TOO_LARGE', `zip of more than ${maxEntries} entries`)
    if (start + count * ENTRY_SIZE > end) throw damaged()
    const entries: { readonly header: number; readonly entry: ZipEntry }[] = []
    let at = start
    for (let index = 0; index < count; index += 1) {
      if (view.getUint32(at, true) !== ENTRY) throw damaged()
      const listed = readListed(zip, view, at, end)
      entries.push({ header: listed.offset, entry: withLocalHeader(zip, view, listed, start) })
      at = listed.end
    }
    if (at !== end) throw damaged()
    refuseOverlaps(entries)
    return entries.map(({ entry }) => entry)
  } catch (cause) {
    if (cause instanceof TraceError) throw cause
    // A DataView throws if a forged or truncated length leads outside.
    throw new TraceError('SCHEMA_MISMATCH', 'not a readable zip', { cause })
  }
}

const damaged = (): TraceError => new TraceError('SCHEMA_MISMATCH', 'not a readable zip')

const ENTRY = 0x02014b50
const ENTRY_SIZE = 46
const LOCAL = 0x04034b50
const LOCAL_SIZE = 30
const END = 0x06054b50
const END_SIZE = 22
const END64 = 0x06064b50
const LOCATOR64 = 0x07064b50
const LOCATOR64_SIZE = 20
/** A comment has at most 65 535 bytes. */
const LONGEST_END = END_SIZE + 65_535

/** Finds the directory. Its declared end must be the start of the end records. */
type Directory = { readonly count: number; readonly start: number; readonly end: number }

const findDirectory = (view: DataView): Directory => {
  const at = findEnd(view)
  const disks = [view.getUint16(at + 4, true), view.getUint16(at + 6, true)]
  const [here, count] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)]
  const [size, start] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)]
  const locator = at - LOCATOR64_SIZE
  const isZip64 = locator >= 0 && view.getUint32(locator, true) === LOCATOR64
  if (!isZip64) {
    if (disks.some(disk => disk !== 0) || here !== count || start + size !== at) throw damaged()
    return { count, start, end: at }
  }
  const large = readEnd64(view, locator)
  // A field that is not all ones is valid for readers without zip64, and must not describe other entries to them.
  const agrees = (short: number, long: number, none: number): boolean => short === none || short === long
  if (!agrees(count, large.count, 0xffff) || !agrees(size, large.end - large.start, NONE)) throw damaged()
  if (!agrees(start, large.start, NONE)) throw damaged()
  return large
}

/** Finds the end record whose comment extends to the last byte. */
const findEnd = (view: DataView): number => {
  const lowest = Math.max(0, view.byteLength - LONGEST_END)
  for (let at = view.byteLength - END_SIZE; at >= lowest; at -= 1)
    if (view.getUint32(at, true) === END && at + END_SIZE + view.getUint16(at + 20, true) === view.byteLength) return at
  throw damaged()
}

const readEnd64 = (view: DataView, locator: number): Directory => {
  const at = safe(view.getBigUint64(locator + 8, true))
  if (view.getUint32(at, true) !== END64 || at + 12 + safe(view.getBigUint64(at + 4, true)) !== locator) throw damaged()
  const [here, count] = [safe(view.getBigUint64(at + 24, true)), safe(view.getBigUint64(at + 32, true))]
  const [size, start] = [safe(view.getBigUint64(at + 40, true)), safe(view.getBigUint64(at + 48, true))]
  if (here !== count || start + size !== at) throw damaged()
  return { count, start, end: at }
}

const safe = (value: bigint): number => {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new TraceError('TOO_LARGE', 'zip announces impossible sizes')
  return Number(value)
}

/** Names are read as UTF-8 whatever the flag says: an archive of logs has ASCII or UTF-8. */
const NAME = new TextDecoder('utf-8', { ignoreBOM: true })

type Listed = Omit<ZipEntry, 'start'> & {
  readonly flags: number
  readonly nameBytes: Uint8Array
  /** Position of its local header. */
  readonly offset: number
  /** Position of its record in the directory. */
  readonly end: number
}

const readListed = (zip: Uint8Array, view: DataView, at: number, directoryEnd: number): Listed => {
  const nameEnd = at + ENTRY_SIZE + view.getUint16(at + 28, true)
  const extraEnd = nameEnd + view.getUint16(at + 30, true)
  const end = extraEnd + view.getUint16(at + 32, true)
  if (end > directoryEnd) throw damaged()
  const short = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)]
  const [size = 0, compressedSize = 0, offset = 0] = withZip64(short, view, nameEnd, extraEnd)
  const nameBytes = zip.subarray(at + ENTRY_SIZE, nameEnd)
  const flags = view.getUint16(at + 8, true)
  return {
    name: NAME.decode(nameBytes),
    nameBytes,
    flags,
    method: view.getUint16(at + 10, true),
    isEncrypted: (flags & ENCRYPTED) !== 0,
    isPlainFile: isPlainFile(view.getUint16(at + 4, true) >> 8, view.getUint32(at + 38, true)),
    compressedSize,
    size,
    checksum: view.getUint32(at + 16, true),
    offset,
    end,
  }
}

/** Encryption: bit 0 of the entry, bit 6 strong, bit 13 of the directory. Bit 5: patched data (APPNOTE 4.4.4). */
const ENCRYPTED = 0x2061
/** Bit 3: sizes and checksum follow the data, and the local header may hold none. */
const DESCRIPTOR = 0x0008

const UNIX_HOSTS = [3, 19]
const FILE_TYPE = 0xf000
const REGULAR = 0x8000

const isPlainFile = (hostSystem: number, attributes: number): boolean => {
  const type = UNIX_HOSTS.includes(hostSystem) ? (attributes >>> 16) & FILE_TYPE : 0
  return type === 0 || type === REGULAR
}

const NONE = 0xffffffff

/** Reads values that do not fit in four bytes from the extra field 1, in their order. */
const withZip64 = (short: readonly number[], view: DataView, start: number, end: number): readonly number[] => {
  if (!short.includes(NONE)) return short
  for (let at = start; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue
    let next = at + 4
    return short.map(value => {
      if (value !== NONE) return value
      next += 8
      if (next > end) throw damaged()
      return safe(view.getBigUint64(next - 8, true))
    })
  }
  return short
}

/**
 * The local header has its own lengths of name and extra field (APPNOTE 4.3.7); all its other values equal the
 * directory's.
 */
const withLocalHeader = (zip: Uint8Array, view: DataView, listed: Listed, dataEnd: number): ZipEntry => {
  const { flags, nameBytes, offset, end: _, ...entry } = listed
  if (offset + LOCAL_SIZE > dataEnd || view.getUint32(offset, true) !== LOCAL) throw damaged()
  const nameEnd = offset + LOCAL_SIZE + view.getUint16(offset + 26, true)
  const start = nameEnd + view.getUint16(offset + 28, true)
  if (start + entry.compressedSize > dataEnd) throw damaged()
  const own = zip.subarray(offset + LOCAL_SIZE, nameEnd)
  const isSame =
    view.getUint16(offset + 6, true) === flags &&
    view.getUint16(offset + 8, true) === entry.method &&
    Buffer.compare(own, nameBytes) === 0
  if (!isSame || !hasSameSizes(view, offset, flags, entry)) throw damaged()
  return { ...entry, start }
}

const hasSameSizes = (view: DataView, offset: number, flags: number, entry: Omit<ZipEntry, 'start'>): boolean => {
  const pairs = [
    [view.getUint32(offset + 14, true), entry.checksum],
    [view.getUint32(offset + 18, true), entry.compressedSize],
    [view.getUint32(offset + 22, true), entry.size],
  ] as const
  const isLater = (flags & DESCRIPTOR) !== 0
  return pairs.every(([own, listed]) => own === listed || own === NONE || (isLater && own === 0))
}

const refuseOverlaps = (entries: readonly { readonly header: number; readonly entry: ZipEntry }[]): void => {
  const inOrder = entries.toSorted((a, b) => a.header - b.header)
  let end = 0
  for (const { header, entry } of inOrder) {
    if (header < end) throw new TraceError('SCHEMA_MISMATCH', 'entries of the zip overlap')
    end = entry.start + entry.compressedSize
  }
}

import { crc32, deflateRawSync } from 'node:zlib'

/** One entry; every field that is given stands in the zip as it is, whether it is true or not. */
export type ZipPart = {
  readonly name: string
  /** Inflated. */
  readonly content: Uint8Array
  /** 0 is stored, 8 is deflated (the default); PKWARE APPNOTE 4.4.5. */
  readonly method?: number
  /** Instead of what the method makes of the content. */
  readonly data?: Uint8Array
  readonly flags?: number
  readonly checksum?: number
  readonly size?: number
  readonly compressedSize?: number
  /** Of the local header alone. */
  readonly local?: { readonly name?: string; readonly size?: number; readonly method?: number; readonly flags?: number }
  readonly extra?: Uint8Array
  readonly comment?: Uint8Array
  /** Upper half of the external attributes on Unix: type and permissions. */
  readonly mode?: number
  /** Sizes and checksum follow the data, and the local header has none. */
  readonly descriptor?: boolean
  /** Where the directory says the local header is. */
  readonly offset?: number
  /** No local header and no data: the directory alone names it. */
  readonly isListedOnly?: boolean
  readonly zip64?: boolean
}

export type ZipShape = {
  /** Bytes before the first local header; offsets count from the start of the file. */
  readonly prefix?: Uint8Array
  /** The prefix is not counted in offsets. */
  readonly isUncounted?: boolean
  /** Bytes between the last entry and the directory, and after the end. */
  readonly gap?: Uint8Array
  readonly suffix?: Uint8Array
  readonly comment?: Uint8Array
  readonly count?: number
  readonly directoryOffset?: number
  readonly zip64?: boolean
}

/** A zip, byte by byte: what no packer would write has to be written by hand. */
export const makeZip = (parts: readonly ZipPart[], shape: ZipShape = {}): Uint8Array => {
  const prefix = shape.prefix ?? NOTHING
  const chunks: Uint8Array[] = [prefix]
  const listed: Uint8Array[] = []
  let at = shape.isUncounted === true ? 0 : prefix.byteLength
  for (const part of parts) {
    const packed = pack(part)
    const local = part.isListedOnly === true ? [] : [localHeader(part, packed), packed.data, descriptorOf(part, packed)]
    chunks.push(...local)
    listed.push(directoryRecord(part, packed, part.offset ?? at))
    at += lengthOf(local)
  }
  const gap = shape.gap ?? NOTHING
  const directory = Buffer.concat(listed)
  const start = shape.directoryOffset ?? at + gap.byteLength
  const end = endOf(shape, shape.count ?? parts.length, directory.byteLength, start)
  return Buffer.concat([...chunks, gap, directory, end, shape.suffix ?? NOTHING])
}

const NOTHING = new Uint8Array()

type Packed = {
  readonly data: Uint8Array
  readonly method: number
  readonly checksum: number
  readonly size: number
  readonly compressedSize: number
}

const pack = (part: ZipPart): Packed => {
  const method = part.method ?? 8
  const data = part.data ?? (method === 8 ? deflateRawSync(part.content, { level: 9 }) : part.content)
  return {
    data,
    method,
    checksum: part.checksum ?? crc32(part.content),
    size: part.size ?? part.content.byteLength,
    compressedSize: part.compressedSize ?? data.byteLength,
  }
}

const lengthOf = (chunks: readonly Uint8Array[]): number => chunks.reduce((sum, { byteLength }) => sum + byteLength, 0)

const DESCRIPTOR = 0x0008

const flagsOf = ({ flags = 0, descriptor }: ZipPart): number => flags | (descriptor === true ? DESCRIPTOR : 0)

const localHeader = (part: ZipPart, packed: Packed): Uint8Array => {
  const name = Buffer.from(part.local?.name ?? part.name)
  const extra = part.extra ?? NOTHING
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(part.local?.flags ?? flagsOf(part), 6)
  header.writeUInt16LE(part.local?.method ?? packed.method, 8)
  if (part.descriptor !== true) {
    header.writeUInt32LE(packed.checksum, 14)
    header.writeUInt32LE(packed.compressedSize, 18)
    header.writeUInt32LE(part.local?.size ?? packed.size, 22)
  }
  header.writeUInt16LE(name.byteLength, 26)
  header.writeUInt16LE(extra.byteLength, 28)
  return Buffer.concat([header, name, extra])
}

const descriptorOf = (part: ZipPart, { checksum, compressedSize, size }: Packed): Uint8Array => {
  if (part.descriptor !== true) return NOTHING
  const descriptor = Buffer.alloc(16)
  for (const [index, value] of [0x08074b50, checksum, compressedSize, size].entries())
    descriptor.writeUInt32LE(value, 4 * index)
  return descriptor
}

const directoryRecord = (part: ZipPart, packed: Packed, offset: number): Uint8Array => {
  const name = Buffer.from(part.name)
  const extra = part.zip64 === true ? zip64Extra(packed, offset) : (part.extra ?? NOTHING)
  const comment = part.comment ?? NOTHING
  const record = Buffer.alloc(46)
  const large = part.zip64 === true
  record.writeUInt32LE(0x02014b50, 0)
  record.writeUInt16LE(part.mode === undefined ? 20 : 0x0314, 4)
  record.writeUInt16LE(20, 6)
  record.writeUInt16LE(flagsOf(part), 8)
  record.writeUInt16LE(packed.method, 10)
  record.writeUInt32LE(packed.checksum, 16)
  record.writeUInt32LE(large ? NONE : packed.compressedSize, 20)
  record.writeUInt32LE(large ? NONE : packed.size, 24)
  record.writeUInt16LE(name.byteLength, 28)
  record.writeUInt16LE(extra.byteLength, 30)
  record.writeUInt16LE(comment.byteLength, 32)
  record.writeUInt32LE(((part.mode ?? 0) << 16) >>> 0, 38)
  record.writeUInt32LE(large ? NONE : offset, 42)
  return Buffer.concat([record, name, extra, comment])
}

const NONE = 0xffffffff

const zip64Extra = ({ size, compressedSize }: Packed, offset: number): Uint8Array => {
  const extra = Buffer.alloc(28)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(24, 2)
  for (const [index, value] of [size, compressedSize, offset].entries())
    extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index)
  return extra
}

const endOf = (shape: ZipShape, count: number, size: number, start: number): Uint8Array => {
  const comment = shape.comment ?? NOTHING
  const end = Buffer.alloc(22)
  const large = shape.zip64 === true
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(large ? 0xffff : count & 0xffff, 8)
  end.writeUInt16LE(large ? 0xffff : count & 0xffff, 10)
  end.writeUInt32LE(large ? NONE : size, 12)
  end.writeUInt32LE(large ? NONE : start, 16)
  end.writeUInt16LE(comment.byteLength, 20)
  return Buffer.concat([...(large ? [end64(count, size, start)] : []), end, comment])
}

/** The zip64 record of the end, and its locator (APPNOTE 4.3.14, 4.3.15). */
const end64 = (count: number, size: number, start: number): Uint8Array => {
  const record = Buffer.alloc(56 + 20)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  for (const [index, value] of [count, count, size, start].entries())
    record.writeBigUInt64LE(BigInt(value), 24 + 8 * index)
  record.writeUInt32LE(0x07064b50, 56)
  record.writeBigUInt64LE(BigInt(start + size), 64)
  record.writeUInt32LE(1, 72)
  return record
}

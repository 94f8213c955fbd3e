import { crc32, deflateRawSync } from 'node:zlib'
import { makeZip, type ZipPart } from './make-zip.ts'

/** An archive that a job may upload in the place of its manifest. */
export type HostileArchive = {
  readonly name: string
  readonly make: () => Uint8Array
  /** The honest manifest can be read out of it all the same: what is odd about it, packers write too. */
  readonly isReadable?: true
}

const MIB = 1_048_576
const FILE = 'job-manifest.json'

/**
 * Hostile archives around one honest manifest: bombs of every kind that D. Fifield, "A better zip bomb" (USENIX WOOT 2019)
 * describes, archives that two readers understand in two ways, and such as are none.
 * @param manifest the bytes that an honest artifact would hold
 */
export const hostileArchives = (manifest: Uint8Array): readonly HostileArchive[] => {
  const honest: ZipPart = { name: FILE, content: manifest }
  const zip = (...parts: readonly ZipPart[]) => makeZip(parts)
  return [
    ...bombs(honest),
    ...untrueNumbers(honest),
    ...unclearDirectories(honest),
    { name: 'a wrong checksum', make: () => zip({ ...honest, checksum: 1 }) },
    { name: 'encrypted', make: () => zip({ ...honest, flags: 1 }) },
    { name: 'strongly encrypted', make: () => zip({ ...honest, flags: 0x41 }) },
    { name: 'deflate64', make: () => zip({ ...honest, method: 9, data: deflateRawSync(manifest) }) },
    { name: 'bzip2', make: () => zip({ ...honest, method: 12 }) },
    { name: 'one name twice', make: () => zip(honest, honest) },
    { name: 'a path out of the folder', make: () => zip({ ...honest, name: `../${FILE}` }) },
    { name: 'an absolute path', make: () => zip({ ...honest, name: `/${FILE}` }) },
    { name: 'a path of Windows', make: () => zip({ ...honest, name: `..\\${FILE}` }) },
    { name: 'a NUL in the name', make: () => zip({ ...honest, name: `${FILE}\u0000.txt` }) },
    { name: 'a name of 60,000 bytes', make: () => zip({ ...honest, name: 'x'.repeat(60_000) }) },
    { name: 'a symbolic link', make: () => zip({ ...honest, content: Buffer.from('/etc/passwd'), mode: 0o120777 }) },
    { name: 'a device', make: () => zip({ ...honest, mode: 0o020666 }) },
    { name: 'a folder', make: () => zip({ ...honest, name: `${FILE}/`, content: Buffer.alloc(0), mode: 0o040755 }) },
    { name: 'a file more', make: () => zip(honest, { name: 'run.sh', content: Buffer.from('echo') }) },
    { name: 'cut in the data', make: () => zip(honest).subarray(0, 100) },
    { name: 'cut in the directory', make: () => zip(honest).subarray(0, -30) },
    { name: 'no entry', make: () => zip() },
    { name: 'no byte', make: () => new Uint8Array() },
    { name: 'no zip', make: () => Buffer.from('<html>'.repeat(10_000)) },
    { name: 'zeros', make: () => Buffer.alloc(15 * MIB) },
    { name: 'stored', isReadable: true, make: () => zip({ ...honest, method: 0 }) },
    { name: 'sizes after the data', isReadable: true, make: () => zip({ ...honest, descriptor: true }) },
    { name: 'a long extra field', isReadable: true, make: () => zip({ ...honest, extra: extraOf(65_000) }) },
    { name: 'a long comment', isReadable: true, make: () => makeZip([honest], { comment: Buffer.alloc(65_535) }) },
    { name: 'bytes before it', isReadable: true, make: () => makeZip([honest], { prefix: Buffer.alloc(MIB, '#!') }) },
    { name: 'zip64', isReadable: true, make: () => makeZip([{ ...honest, zip64: true }], { zip64: true }) },
  ]
}

const extraOf = (length: number): Uint8Array => {
  const extra = Buffer.alloc(length)
  extra.writeUInt16LE(0xcafe, 0)
  extra.writeUInt16LE(length - 4, 2)
  return extra
}

const bombs = (honest: ZipPart): readonly HostileArchive[] => [
  {
    name: 'four gigabytes in one entry',
    make: () => {
      const data = bombOf(4_096)
      return makeZip([{ ...honest, content: Buffer.alloc(0), data, size: 0xffff0000, checksum: 0 }])
    },
  },
  {
    name: 'four gigabytes that call themselves ten bytes',
    make: () => makeZip([{ ...honest, content: Buffer.alloc(10), data: bombOf(4_096), size: 10 }]),
  },
  {
    name: 'four megabytes of open brackets',
    make: () => makeZip([{ ...honest, content: Buffer.alloc(4 * MIB, '[') }]),
  },
  {
    name: 'four megabytes of members',
    make: () => makeZip([{ ...honest, content: Buffer.from(`{${membersOf(330_000)}}`) }]),
  },
  {
    name: 'four megabytes of zeros in a list',
    make: () => makeZip([{ ...honest, content: Buffer.from(`[${'0,'.repeat(2_000_000)}0]`) }]),
  },
  {
    name: 'a bundle of brackets',
    make: () => makeZip([honest, { name: 'job-manifest.sigstore.json', content: Buffer.alloc(8 * MIB, '[') }]),
    isReadable: true,
  },
  {
    name: 'a zip in a zip',
    make: () => makeZip([{ ...honest, content: makeZip([{ ...honest, content: Buffer.alloc(64 * MIB) }]) }]),
  },
  {
    name: 'many entries with the bytes of one',
    make: () => {
      const content = Buffer.alloc(4 * MIB)
      const one = { content, data: deflateRawSync(content, { level: 9 }), checksum: crc32(content) }
      const others = Array.from({ length: 2_000 }, (_, index): ZipPart => {
        return { ...one, name: `jobs/${index}.json`, offset: 0, isListedOnly: true }
      })
      return makeZip([{ ...one, name: 'jobs/x.json' }, ...others])
    },
  },
  { name: 'entries that quote one another', make: () => quotedBomb(60) },
  {
    name: 'a hundred thousand entries',
    make: () =>
      makeZip(
        Array.from({ length: 100_000 }, (_, index): ZipPart => {
          return { name: `jobs/${index}.json`, content: Buffer.alloc(0), method: 0 }
        }),
        { zip64: true },
      ),
  },
]

/** Deflated zeros: a megabyte many times over, since a deflate stream may go on for ever. */
const bombOf = (mebibytes: number): Uint8Array => {
  const one = deflateRawSync(Buffer.alloc(MIB), { level: 9, finishFlush: 2 })
  return Buffer.concat([...Array.from({ length: mebibytes }, () => one), deflateRawSync(Buffer.alloc(0))])
}

const membersOf = (count: number): string => Array.from({ length: count }, (_, index) => `"k${index}":1`).join(',')

/**
 * Each entry is one stored block that holds the header of the next, and then the data of the next: all of them end in the
 * same deflated megabytes.
 */
const quotedBomb = (count: number): Uint8Array => {
  const kernel = deflateRawSync(Buffer.alloc(3 * MIB), { level: 9 })
  let content: Uint8Array = Buffer.alloc(3 * MIB)
  let tail: Uint8Array = kernel
  const entries: { readonly part: ZipPart; readonly length: number }[] = []
  for (let index = count - 1; index >= 0; index -= 1) {
    const part: ZipPart = { name: `jobs/${index}.json`, content, data: tail, checksum: crc32(content) }
    entries.unshift({ part, length: tail.byteLength })
    const header = localHeaderOf(part)
    const block = Buffer.alloc(5)
    block.writeUInt16LE(header.byteLength, 1)
    block.writeUInt16LE(0xffff ^ header.byteLength, 3)
    content = Buffer.concat([header, content])
    tail = Buffer.concat([block, header, tail])
  }
  const body = tail.subarray(5)
  const whole = body.byteLength
  const parts = entries.map(({ part, length }): ZipPart => {
    return { ...part, isListedOnly: true, offset: whole - length - localHeaderOf(part).byteLength }
  })
  return makeZip(parts, { prefix: body })
}

/** The local header as `makeZip` writes it. */
const localHeaderOf = (part: ZipPart): Uint8Array => {
  const zip = Buffer.from(makeZip([{ ...part, data: new Uint8Array(), compressedSize: part.data?.byteLength ?? 0 }]))
  return zip.subarray(0, 30 + Buffer.byteLength(part.name))
}

const untrueNumbers = (honest: ZipPart): readonly HostileArchive[] => {
  const { length } = honest.content
  return [
    { name: 'a size that is too small', make: () => makeZip([{ ...honest, size: length - 1 }]) },
    { name: 'a size that is too large', make: () => makeZip([{ ...honest, size: length + 1 }]) },
    { name: 'a size of zero', make: () => makeZip([{ ...honest, size: 0 }]) },
    { name: 'another size in its own header', make: () => makeZip([{ ...honest, local: { size: 10 } }]) },
    { name: 'another method in its own header', make: () => makeZip([{ ...honest, local: { method: 0 } }]) },
    { name: 'another name in its own header', make: () => makeZip([{ ...honest, local: { name: 'other.json' } }]) },
    { name: 'plain in its own header alone', make: () => makeZip([{ ...honest, flags: 1, local: { flags: 0 } }]) },
    {
      name: 'junk behind the deflated data',
      make: () => makeZip([{ ...honest, data: Buffer.concat([deflateRawSync(honest.content), Buffer.alloc(100)]) }]),
    },
    { name: 'more data than the zip has', make: () => makeZip([{ ...honest, compressedSize: 1_000_000 }]) },
    { name: 'a header behind the end', make: () => makeZip([{ ...honest, offset: 0x7fffffff }]) },
  ]
}

const unclearDirectories = (honest: ZipPart): readonly HostileArchive[] => [
  { name: 'fewer entries announced', make: () => makeZip([honest, { ...honest, name: 'x.json' }], { count: 1 }) },
  { name: 'more entries announced', make: () => makeZip([honest], { count: 2 }) },
  { name: 'bytes after the end', make: () => makeZip([honest], { suffix: Buffer.alloc(50) }) },
  { name: 'a second zip behind it', make: () => makeZip([honest], { suffix: makeZip([honest]).subarray(0, -22) }) },
  { name: 'a directory elsewhere', make: () => makeZip([honest], { directoryOffset: 4 }) },
  { name: 'offsets that do not count what is before', make: () => prefixed(honest) },
  { name: 'an end inside the comment', make: () => makeZip([honest], { comment: fakeEnd() }) },
]

const prefixed = (honest: ZipPart): Uint8Array => makeZip([honest], { prefix: Buffer.alloc(100), isUncounted: true })

/** An end record of an empty zip. */
const fakeEnd = (): Uint8Array => makeZip([])

import { constants } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { TraceError } from '../core/error.ts'

/** A document: its bytes, its text, or the path of its file or of the folder of an unpacked artifact. */
export type ReadSource = Uint8Array | string | { readonly path: string }

/**
 * Returns the bytes of a document. A folder stands for the file of that name in it.
 * @throws TraceError FILE_UNREADABLE, or TOO_LARGE before anything is read.
 */
export const readBytes = async (source: ReadSource, fileInFolder: string, cap: number): Promise<Uint8Array> => {
  if (typeof source === 'string') {
    // A text of n UTF-16 units has at least n bytes.
    if (source.length > cap) throw tooLarge(source.length, cap)
    return new TextEncoder().encode(source)
  }
  return source instanceof Uint8Array ? source : readFileAt(source.path, fileInFolder, cap)
}

const readFileAt = async (path: string, fileInFolder: string, cap: number): Promise<Uint8Array> => {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true
  const file = isFolder ? join(path, fileInFolder) : path
  try {
    // Opening a pipe would block forever.
    await using handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const { size } = await handle.stat().then(found => (found.isFile() ? found : { size: -1 }))
    if (size < 0) throw new TraceError('FILE_UNREADABLE', `${file} is no regular file`)
    if (size > cap) throw tooLarge(size, cap)
    return await handle.readFile()
  } catch (cause) {
    if (cause instanceof TraceError) throw cause
    throw new TraceError('FILE_UNREADABLE', `cannot read ${file}`, { cause })
  }
}

const tooLarge = (size: number, cap: number): TraceError =>
  new TraceError('TOO_LARGE', `document of ${size} bytes, limit ${cap}`)

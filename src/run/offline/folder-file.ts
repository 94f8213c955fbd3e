import { constants } from 'node:fs'
import { open, readdir, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { GapReason } from '../../schema/values/fact.ts'

export type FileRead =
  | { readonly state: 'read'; readonly bytes: Uint8Array }
  | { readonly state: 'missing' }
  | { readonly state: 'refused'; readonly reason: GapReason; readonly detail: string }

/**
 * Reads a plain file of the folder, of at most `cap` bytes. The folder is hostile: a link must not lead outside the
 * folder, and a pipe must never block the read. `root` is the folder's real path.
 */
export const readFolderFile = async (root: string, file: string, cap: number): Promise<FileRead> => {
  const real = await realpath(join(root, file)).catch(() => undefined)
  if (real === undefined) return { state: 'missing' }
  if (!real.startsWith(root + sep)) return refused('not-readable', 'a link that leads out of the folder')
  const handle = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() => undefined)
  if (handle === undefined) return refused('not-readable', 'cannot be opened')
  try {
    const { size, isPlain } = await handle.stat().then(stat => ({ size: stat.size, isPlain: stat.isFile() }))
    if (!isPlain) return refused('not-readable', 'not a plain file')
    if (size > cap) return refused('too-large', `${size} bytes, limit ${cap}`)
    const buffer = new Uint8Array(size)
    let length = 0
    while (length < size) {
      const { bytesRead } = await handle.read(buffer, length, size - length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return { state: 'read', bytes: buffer.subarray(0, length) }
  } catch {
    return refused('not-readable', 'cannot be read')
  } finally {
    await handle.close()
  }
}

/**
 * Lists the names in a sub-folder, sorted, at most `cap`. Returns none where it is absent or a link out of the folder.
 */
export const listFolder = async (root: string, folder: string, cap: number): Promise<readonly string[]> => {
  const real = await realpath(join(root, folder)).catch(() => undefined)
  if (real === undefined || !real.startsWith(root + sep)) return []
  const names = await readdir(real).catch(() => [])
  return names.sort().slice(0, cap)
}

const refused = (reason: GapReason, detail: string): FileRead => ({ state: 'refused', reason, detail })

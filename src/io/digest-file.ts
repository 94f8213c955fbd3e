import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type { GapReason } from '../schema/values/fact.ts'
import { toGapReason } from './runner-file.ts'

export type FileDigest =
  | { readonly kind: 'digest'; readonly digest: string; readonly sizeBytes: number }
  | { readonly kind: 'unread'; readonly reason: GapReason }

const CHUNK = 1_048_576

/**
 * Returns SHA-256 of a regular file of at most `cap` bytes, unless `isOver` reports that time is up. It never follows a
 * symbolic link in the last part of the path, and never waits for a pipe in the file's place. `onBytes` receives the
 * digested bytes chunk by chunk; it must not keep them, since their memory is reused.
 */
export const digestFile = async (
  path: string,
  cap: number,
  isOver: () => boolean,
  onBytes: (bytes: Uint8Array) => void = () => undefined,
): Promise<FileDigest> => {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
    try {
      const stat = await file.stat()
      if (!stat.isFile()) return { kind: 'unread', reason: 'not-readable' }
      if (stat.size > cap) return { kind: 'unread', reason: 'too-large' }
      const hash = createHash('sha256')
      const buffer = Buffer.alloc(Math.min(CHUNK, stat.size + 1))
      let sizeBytes = 0
      while (true) {
        if (isOver()) return { kind: 'unread', reason: 'deadline' }
        const { bytesRead } = await file.read(buffer, 0, buffer.length)
        if (bytesRead === 0) break
        sizeBytes += bytesRead
        // It may grow while it is read.
        if (sizeBytes > cap) return { kind: 'unread', reason: 'too-large' }
        hash.update(buffer.subarray(0, bytesRead))
        onBytes(buffer.subarray(0, bytesRead))
      }
      return { kind: 'digest', digest: `sha256:${hash.digest('hex')}`, sizeBytes }
    } finally {
      await file.close()
    }
  } catch (error) {
    return { kind: 'unread', reason: toGapReason(error) }
  }
}

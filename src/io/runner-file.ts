import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { isTooMuch } from '../core/json-depth.ts'
import { LIMITS } from '../core/limits.ts'
import type { GapReason } from '../schema/values/fact.ts'

export type RunnerFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unread'; readonly reason: GapReason }

/**
 * Returns the whole text of a small file of the runner, without a byte order mark. Invalid UTF-8 becomes U+FFFD. Only
 * regular files of at most `cap` bytes are read. O_NONBLOCK is needed because an earlier step may have put a pipe in
 * the file's place, and opening a pipe would block forever.
 */
export const readRunnerFile = async (path: string, cap: number): Promise<RunnerFile> => {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const { size } = await file.stat().then(stat => (stat.isFile() ? stat : { size: -1 }))
      if (size < 0) return unread('not-readable')
      if (size > cap) return unread('too-large')
      const bytes = Buffer.alloc(size)
      const { bytesRead } = await file.read(bytes, 0, size, 0)
      return { kind: 'text', text: new TextDecoder().decode(bytes.subarray(0, bytesRead)) }
    } finally {
      await file.close()
    }
  } catch (error) {
    return unread(toGapReason(error))
  }
}

const unread = (reason: GapReason): RunnerFile => ({ kind: 'unread', reason })

/** Returns why a file of the runner could not be opened: it is absent, or access is denied. */
export const toGapReason = (error: unknown): GapReason => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'not-readable'
}

/**
 * Returns the JSON value of a text; undefined for a text that is not JSON or has more values than any runner file.
 * `__proto__` is dropped.
 */
export const parseJson = (text: string): unknown => {
  try {
    if (isTooMuch(text, LIMITS.runnerFileValues)) return undefined
    return JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value))
  } catch {
    return undefined
  }
}

import { realpath } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { toGapReason } from '../io/runner-file.ts'
import type { GapReason } from '../schema/values/fact.ts'

/** The reason why a file was not read. */
export type Unread = { readonly kind: 'unread'; readonly reason: GapReason }

/**
 * Reads a file of the workspace that the user named by a relative path. Symbolic links are resolved, and targets
 * outside are refused.
 */
export const readInWorkspace = async <T>(
  workspace: string,
  path: string,
  read: (real: string) => Promise<T>,
): Promise<T | Unread> => {
  if (workspace === '') return unread('not-provided')
  try {
    const root = await realpath(workspace)
    // The path is checked first, so that the result reveals nothing about files elsewhere, not even their existence.
    if (!isInside(root, resolve(root, path))) return unread('not-applicable')
    const real = await realpath(resolve(root, path))
    return isInside(root, real) ? await read(real) : unread('not-applicable')
  } catch (error) {
    return unread(toGapReason(error))
  }
}

/** Returns whether a normalised absolute path is below an absolute root. */
export const isInside = (root: string, path: string): boolean => {
  const way = relative(root, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(root, way) === path
}

const unread = (reason: GapReason): Unread => ({ kind: 'unread', reason })

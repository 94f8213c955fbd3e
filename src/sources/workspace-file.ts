import { realpath } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import type { GapReason } from '../model/fact.ts'
import { digestFile, type FileDigest } from './digest-file.ts'
import { reasonOf } from './runner-file.ts'

/**
 * Digest and size of a file of the workspace that the user named by a relative path. Symbolic links are resolved, and
 * what they lead to outside is not read.
 */
export const digestInWorkspace = async (
  workspace: string,
  path: string,
  cap: number,
  isOver: () => boolean,
): Promise<FileDigest> => {
  if (workspace === '') return unread('not-provided')
  try {
    const root = await realpath(workspace)
    // By its name first, so that nothing is told of files elsewhere, not even whether they exist.
    if (!isInside(root, resolve(root, path))) return unread('not-applicable')
    const real = await realpath(resolve(root, path))
    return isInside(root, real) ? await digestFile(real, cap, isOver) : unread('not-applicable')
  } catch (error) {
    return unread(reasonOf(error))
  }
}

/** Whether an absolute path lies below an absolute root, and is written without detours. */
export const isInside = (root: string, path: string): boolean => {
  const way = relative(root, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(root, way) === path
}

const unread = (reason: GapReason): FileDigest => ({ kind: 'unread', reason })

import { realpath } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { withDeadline } from '../deadline.ts'
import type { GapReason, Learned } from '../model/fact.ts'
import { LIMITS } from '../model/limits.ts'
import type { DeployManifest } from '../model/replay.ts'
import { digestFile, type FileDigest } from './digest-file.ts'
import { reasonOf } from './runner-file.ts'

/**
 * Digest and size of the files that the user named, in the order given. Only files of the workspace: symbolic links are
 * resolved, and what they lead to outside is not read.
 */
export const readDeployManifests = async (
  workspace: string,
  paths: readonly string[],
  millis: number,
): Promise<Learned<readonly DeployManifest[]>> => {
  const started: { isOver: boolean; read: FileDigest[] } = { isOver: false, read: [] }
  try {
    await withDeadline('reading the deployment manifests', millis, async signal => {
      signal.addEventListener('abort', () => {
        started.isOver = true
      })
      for (const path of paths) started.read.push(await digestInside(workspace, path, () => started.isOver))
    })
  } catch {
    started.isOver = true
  }
  const late: FileDigest = { kind: 'unread', reason: 'deadline' }
  const files = paths.map((path, index) => ({ path, file: started.read[index] ?? late }))
  return {
    facts: files.map(
      ({ path, file }): DeployManifest =>
        file.kind === 'digest'
          ? { path, digest: file.digest, sizeBytes: file.sizeBytes, source: 'runner' }
          : { path, source: 'runner' },
    ),
    gaps: files.flatMap(({ file }, index) =>
      file.kind === 'digest'
        ? []
        : [{ field: `replay.deployManifests.${index}`, source: 'runner' as const, reason: file.reason }],
    ),
  }
}

const digestInside = async (workspace: string, path: string, isOver: () => boolean): Promise<FileDigest> => {
  if (workspace === '') return unread('not-provided')
  try {
    const root = await realpath(workspace)
    // By its name first, so that nothing is told of files elsewhere, not even whether they exist.
    if (!isInside(root, resolve(root, path))) return unread('not-applicable')
    const real = await realpath(resolve(root, path))
    return isInside(root, real) ? await digestFile(real, LIMITS.deployManifest, isOver) : unread('not-applicable')
  } catch (error) {
    return unread(reasonOf(error))
  }
}

const isInside = (root: string, path: string): boolean => {
  const way = relative(root, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(root, way) === path
}

const unread = (reason: GapReason): FileDigest => ({ kind: 'unread', reason })

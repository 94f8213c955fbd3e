import { withDeadline } from '../deadline.ts'
import type { Learned } from '../model/fact.ts'
import { LIMITS } from '../model/limits.ts'
import type { DeployManifest } from '../model/replay.ts'
import type { FileDigest } from './digest-file.ts'
import { digestInWorkspace } from './workspace-file.ts'

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
      for (const path of paths)
        started.read.push(await digestInWorkspace(workspace, path, LIMITS.deployManifest, () => started.isOver))
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

import { join } from 'node:path'
import { type Commits, createSnapshot } from '../git/snapshot.ts'
import type { LabState } from '../state.ts'
import { commitsOf } from './commit.ts'
import { PULL_REQUEST } from './create-run.ts'

export type CommitSource = {
  /** The commits of the repository as it is now. */
  readonly read: () => Promise<Commits>
  /** The bare repository with the newest of them; undefined without snapshots. */
  readonly folder: () => string | undefined
}

/**
 * Where the commits of runs come from: snapshots of the folder, which a real checkout can fetch, or else what git says of
 * the folder.
 */
export const createCommits = (
  state: LabState,
  workspace: string,
  { snapshots }: { readonly snapshots: string | undefined },
): CommitSource => {
  const { owner, name, defaultBranch } = state.repository
  if (snapshots === undefined) return { read: () => commitsOf(workspace, `${owner}/${name}`), folder: () => undefined }
  const folder = join(snapshots, 'repository.git')
  return {
    read: () => createSnapshot(workspace, folder, { branch: defaultBranch, pull: PULL_REQUEST }),
    folder: () => folder,
  }
}

import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** The commits of a repository that a run names. */
export type Commits = {
  /** The last one of the default branch, and the head of a pull request. */
  readonly head: string
  /** Where the pull request began. */
  readonly base: string
  /** What GitHub makes of both for `refs/pull/<n>/merge`. */
  readonly merge: string
}

/** Neither a name, a key nor a hook of whoever runs the lab gets into the snapshot; the time is always the same. */
export const GIT_ENVIRONMENT: Readonly<Record<string, string>> = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'mona',
  GIT_AUTHOR_EMAIL: 'mona@github.localhost',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'mona',
  GIT_COMMITTER_EMAIL: 'mona@github.localhost',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
}

/**
 * Makes a bare repository of the files of a folder as they are now, without what its `.gitignore` names: a base, a head,
 * and the merge of both. The same files give the same commits.
 */
export const createSnapshot = async (
  workspace: string,
  repository: string,
  refs: { readonly branch: string; readonly pull: number },
): Promise<Commits> => {
  const git = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await execute('git', ['--git-dir', repository, '-c', 'core.bare=false', ...args], {
      cwd: workspace,
      env: { ...process.env, ...GIT_ENVIRONMENT },
    })
    return stdout.trim()
  }
  await mkdir(repository, { recursive: true })
  await git('init', '--quiet', `--initial-branch=${refs.branch}`, '--object-format=sha1')
  // A run is fetched by its commit, and with --filter (docs of git, uploadpack.*).
  for (const key of ['allowAnySHA1InWant', 'allowFilter']) await git('config', `uploadpack.${key}`, 'true')
  await git('--work-tree', workspace, 'add', '--all')
  const tree = await git('write-tree')
  const base = await git('commit-tree', tree, '-m', 'Base')
  const head = await git('commit-tree', tree, '-p', base, '-m', 'Head')
  const merge = await git('commit-tree', tree, '-p', base, '-p', head, '-m', `Merge ${head} into ${base}`)
  await git('update-ref', `refs/heads/${refs.branch}`, head)
  await git('update-ref', `refs/pull/${refs.pull}/head`, head)
  await git('update-ref', `refs/pull/${refs.pull}/merge`, merge)
  return { head, base, merge }
}

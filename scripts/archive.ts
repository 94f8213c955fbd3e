import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

/**
 * What of the working tree goes into an archive: what GitHub would hand to a runner, everything, or the bundles alone.
 * That GitHub's archives leave out what `export-ignore` names is how git makes them, and was not seen live.
 */
export type Archived = 'exported' | 'everything' | 'dist'

const run = promisify(execFile)

/**
 * Writes a `.tar.gz` of the files as they are in the working tree, committed or not, as `git archive` makes it. The index
 * and the objects of the repository stay as they are.
 */
export const writeArchive = async (root: string, archived: Archived, file: string): Promise<void> => {
  const scratch = await mkdtemp(join(tmpdir(), 'pipeline-trace-archive-'))
  const git = async (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> =>
    (
      await run('git', [...args], { cwd: root, env: { ...process.env, ...env }, maxBuffer: 16 * 1_048_576 })
    ).stdout.trim()
  try {
    const env = {
      GIT_INDEX_FILE: join(scratch, 'index'),
      GIT_OBJECT_DIRECTORY: join(scratch, 'objects'),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: resolve(root, await git(['rev-parse', '--git-path', 'objects'])),
    }
    await mkdir(env.GIT_OBJECT_DIRECTORY)
    await git(['add', '--all'], env)
    if (archived === 'everything') await git(['rm', '--cached', '--quiet', '.gitattributes'], env)
    const tree = await git(['write-tree'], env)
    const of = archived === 'dist' ? `${tree}:dist` : tree
    await git(['archive', '--format=tar.gz', `--output=${file}`, of], env)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

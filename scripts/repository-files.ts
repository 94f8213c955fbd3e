import { execFile } from 'node:child_process'
import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const git = promisify(execFile)

/**
 * Paths of the files that are in the repository or would be added to it, relative to `root`, sorted. Files that git
 * ignores are left out, and so are links and those that were deleted without a commit.
 */
export const listFiles = async (root: string): Promise<readonly string[]> => {
  const { stdout } = await git('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 16 * 1_048_576,
  })
  const files = stdout
    .split('\0')
    .filter(file => file !== '' && lstatSync(join(root, file), { throwIfNoEntry: false })?.isFile() === true)
  return [...new Set(files)].sort()
}

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import type { Commits } from '../git/snapshot.ts'

const run = promisify(execFile)

/** The commit a folder stands at; outside of git a made-up SHA that is always the same for the same name. */
export const commitOf = async (folder: string, name: string): Promise<string> => {
  try {
    const { stdout } = await run('git', ['-c', 'safe.directory=*', '-C', folder, 'rev-parse', 'HEAD'])
    const sha = stdout.trim()
    if (/^[0-9a-f]{40}$/.test(sha)) return sha
  } catch {
    // Not a repository, or one without a commit.
  }
  return madeUpSha(name)
}

/** The commits of a repository behind which no git service stands: only its head may be a real one. */
export const commitsOf = async (folder: string, name: string): Promise<Commits> => {
  const head = await commitOf(folder, name)
  return { head, base: madeUpSha(`base ${head}`), merge: madeUpSha(`merge ${head}`) }
}

/** 40 hexadecimal digits that stand for a commit the lab does not have, such as a merge commit. */
export const madeUpSha = (name: string): string => createHash('sha1').update(name).digest('hex')

/** A number for a person that is always the same for the same name. */
export const personId = (login: string): number => Number.parseInt(madeUpSha(login).slice(0, 7), 16)

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { RepositoryCheck } from '../repository-check.ts'

const git = promisify(execFile)

/** GitHub's list of commits cuts a longer subject, and so does `git log --oneline` on a narrow terminal. */
const MAX_SUBJECT = 72

/** The last commit before the rule. Published commits keep their subjects. */
const BEFORE_THE_RULE = '4344670'

export const subjects: RepositoryCheck = {
  id: 'subjects',
  rule: `the subject of a commit has at most ${MAX_SUBJECT} characters, where the history since the rule exists`,
  remedy: 'git commit --amend, or git rebase -i for an earlier commit; details belong in the body',
  run: async root => (existsSync(join(root, '.git')) ? subjectFaults(await listSubjects(root)) : []),
}

/** Subjects that are too long, each after the commit. A merge has the subject that git gives it. */
export const subjectFaults = (lines: readonly string[]): readonly string[] =>
  lines.flatMap(line => {
    const [commit = '', subject = ''] = line.split('\t')
    const length = [...subject].length
    return length <= MAX_SUBJECT ? [] : [`${commit}: ${length} characters: ${subject}`]
  })

/**
 * Lists the commits since the rule. A shallow clone, and a copy with a history of its own, lack the commit before the
 * rule: there nobody can tell which commits the rule is about.
 */
const listSubjects = async (root: string): Promise<readonly string[]> => {
  const options = { cwd: root, maxBuffer: 16 * 1_048_576 }
  const isKnown = await git('git', ['merge-base', '--is-ancestor', BEFORE_THE_RULE, 'HEAD'], options).then(
    () => true,
    () => false,
  )
  if (!isKnown) {
    console.log(`        the history does not reach back to ${BEFORE_THE_RULE}: not checked`)
    return []
  }
  const range = `${BEFORE_THE_RULE}..HEAD`
  const { stdout } = await git('git', ['log', '--no-merges', '--format=%h%x09%s', range, '--'], options)
  return stdout.split('\n').filter(line => line !== '')
}

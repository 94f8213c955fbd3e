import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { MODULES } from '../modules.ts'
import type { RepositoryCheck } from '../repository-check.ts'
import { listFiles } from '../repository-files.ts'

export const links: RepositoryCheck = {
  id: 'links',
  rule: 'every relative link of a document, and every path of ours that a document or a comment names, leads to a file',
  remedy: 'correct the link or the path',
  run: async root => {
    const files = (await listFiles(root)).filter(file => !file.startsWith('dist/'))
    const faults = files.map(async file => {
      const isDocument = file.endsWith('.md')
      // Tests show the checks paths that are not there.
      if (!isDocument && (!file.endsWith('.ts') || file.startsWith('__tests__/'))) return []
      const text = await readFile(join(root, file), 'utf8')
      return [...(isDocument ? linksIn(text).map(target => join(dirname(file), target)) : []), ...pathsIn(text)]
        .filter(path => !existsSync(join(root, path)))
        .map(path => `${file}: ${path}`)
    })
    return (await Promise.all(faults)).flat()
  },
}

/** Targets of relative links. */
export const linksIn = (document: string): readonly string[] =>
  [...document.matchAll(/\]\(([^()\s]{1,300})\)/g)]
    .map(([, target = '']) => target.split('#')[0] ?? '')
    .filter(target => target !== '' && !target.includes(':'))

/** Sources of other projects are cited by paths too: ours are those in a module of src/, and tests. */
const OURS = new RegExp(
  `(?<![\\w/.-])(?:src/(?:${Object.keys(MODULES).join('|')})|__tests__/[\\w-]{1,100})/[\\w./-]{0,200}`,
  'g',
)

/** Paths of this repository that a text names. */
export const pathsIn = (text: string): readonly string[] =>
  (text.match(OURS) ?? []).map(path => path.replace(/\.$/, ''))

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** What starts a process or opens a server. */
const OUTSIDE = /from '(?:node:(?:child_process|http|https|http2|net|tls|worker_threads)|[./]*\/src\/process\/[^']+)'/
const IMPORT = /from '(\.[^']+\.[tj]s)'/g

/**
 * Tests that, with everything of tests, lab and scripts that they import, start no process and no server. Their imports say
 * so: nobody keeps a list.
 */
export const listUnitTests = root =>
  readdirSync(join(root, '__tests__'), { recursive: true })
    .map(file => `__tests__/${file.replaceAll('\\', '/')}`)
    .filter(file => file.endsWith('.test.ts') && !goesOutside(root, file, new Set()))
    .sort()

const goesOutside = (root, file, seen) => {
  if (seen.has(file)) return false
  seen.add(file)
  const text = readFileSync(join(root, file), 'utf8')
  if (OUTSIDE.test(text)) return true
  return [...text.matchAll(IMPORT)]
    .map(([, specifier]) => normalize(join(dirname(file), specifier)).replaceAll('\\', '/'))
    .some(imported => !imported.startsWith('src/') && goesOutside(root, imported, seen))
}

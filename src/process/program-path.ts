import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LIMITS } from '../core/limits.ts'

/**
 * Returns the path of the program that does the work of an entry point, from the entry point's own URL: `post-work.js`
 * beside `post.js` as compiled, `post-work/index.js` beside `post/index.js` as bundled. Only this function knows the
 * location. It builds the path from text, since a bundler copies the file of `new URL(…, import.meta.url)`.
 */
export const toWorkProgram = (entryUrl: string): string => {
  const entry = fileURLToPath(entryUrl)
  const bundled = /[\\/]index\.js$/.exec(entry)?.[0]
  return bundled === undefined
    ? `${entry.slice(0, -'.js'.length)}-work.js`
    : `${entry.slice(0, -bundled.length)}-work${bundled}`
}

/**
 * Returns whether a path leads to a file that can be read to its end: no pipe, no device, no file of many megabytes.
 */
export const isSmallFile = (path: string): boolean => {
  try {
    const stat = statSync(path)
    return stat.isFile() && stat.size <= LIMITS.program
  } catch {
    return false
  }
}

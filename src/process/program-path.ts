import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Path of the program that does the work of an entry point, by the entry point's own URL: `post-work.js` beside `post.js`
 * as compiled, `post-work/index.js` beside `post/index.js` as bundled. The one place that knows where it is. Made of
 * text, since a bundler takes `new URL(…, import.meta.url)` for a file that it is to copy.
 */
export const toWorkProgram = (entryUrl: string): string => {
  const entry = fileURLToPath(entryUrl)
  const bundled = /[\\/]index\.js$/.exec(entry)?.[0]
  return bundled === undefined
    ? `${entry.slice(0, -'.js'.length)}-work.js`
    : `${entry.slice(0, -bundled.length)}-work${bundled}`
}

/** Whether a path leads to a file that can be read to its end: no pipe, no device, nothing of many megabytes. */
export const isSmallFile = (path: string): boolean => {
  try {
    const stat = statSync(path)
    return stat.isFile() && stat.size <= MAX_SIZE
  } catch {
    return false
  }
}

const MAX_SIZE = 16 * 1_048_576

import { isMapping, isSequence } from '#workflow-parser'
import { LIMITS } from '../core/limits.ts'
import { type Token, toText } from './template-value.ts'

/** Every need: an expression that takes the whole context (`toJSON(needs)`, `needs.*.result`). */
const ALL = '*'

/**
 * Finds the needs whose outputs or results each job reads in an expression, by key of the job. A text that only looks
 * like an expression counts too: an edge is then held for used.
 */
export const findNeedReads = (jobs: Token | undefined): ReadonlyMap<string, readonly string[]> => {
  if (jobs === undefined || !isMapping(jobs)) return new Map()
  return new Map([...jobs].map(({ key, value }) => [toText(key), listReads(value)] as const))
}

const listReads = (job: Token): readonly string[] => {
  const found = new Set<string>()
  const walk = (token: Token, depth: number): void => {
    if (found.size >= LIMITS.needReads) return
    if (isMapping(token)) {
      for (const { key, value } of token) {
        // `needs:` of the job itself names the edges and reads nothing.
        if (depth === 0 && toText(key) === 'needs') continue
        walk(key, depth + 1)
        walk(value, depth + 1)
      }
    } else if (isSequence(token)) for (const item of token) walk(item, depth + 1)
    else for (const [, member, index] of toText(token).matchAll(READ)) found.add(member ?? index ?? ALL)
  }
  walk(job, 0)
  return [...found]
}

/** `needs.build`, `needs['build']`; the bare word where neither follows. Contexts are case-insensitive (GitHub docs). */
const READ = /(?<![\w.-])needs(?:\.([\w-]{1,100})|\[\s{0,9}'([^']{1,100})'\s{0,9}\])?/gi

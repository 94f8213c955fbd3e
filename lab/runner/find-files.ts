import { readdirSync, type Stats, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * The files that glob patterns name, as @actions/glob understands them: `*`, `?`, `**`, `~`, later `!` patterns take
 * files out, a folder means everything below it. Absolute paths, sorted.
 */
export const findFiles = (patterns: readonly string[], baseFolder: string, home: string = homedir()): string[] => {
  const found = new Set<string>()
  for (const line of patterns.map(pattern => pattern.trim()).filter(pattern => pattern !== '' && pattern[0] !== '#')) {
    const excluded = line.startsWith('!')
    const pattern = absolute(excluded ? line.slice(1).trim() : line, baseFolder, home)
    if (excluded) {
      const segments = split(pattern)
      for (const file of found) if (covers(segments, split(file))) found.delete(file)
    } else for (const file of walk(searchRoot(pattern))) if (covers(split(pattern), split(file))) found.add(file)
  }
  return [...found].sort()
}

/** The folders or files at which the search for each pattern starts, in the order of the patterns, without repeats. */
export const searchPaths = (patterns: readonly string[], baseFolder: string, home: string = homedir()): string[] => [
  ...new Set(
    patterns
      .map(pattern => pattern.trim())
      .filter(pattern => pattern !== '' && pattern[0] !== '#' && pattern[0] !== '!')
      .map(pattern => searchRoot(absolute(pattern, baseFolder, home))),
  ),
]

const absolute = (pattern: string, base: string, home: string): string =>
  pattern === '~' || pattern.startsWith('~/') ? join(home, pattern.slice(1)) : resolve(base, pattern)

const split = (path: string): readonly string[] => path.split('/').filter(part => part !== '')

const isGlob = (segment: string): boolean => segment.includes('*') || segment.includes('?')

const searchRoot = (pattern: string): string => {
  const segments = split(pattern)
  const glob = segments.findIndex(isGlob)
  return `/${segments.slice(0, glob < 0 ? segments.length : glob).join('/')}`
}

/** More than any workspace that a job hashes; links that lead round and round would give names without end. */
const MAX_FILES = 200_000

/** Every file at or below a path. A link to a folder that is on the way to it is not followed. */
const walk = (path: string): readonly string[] => {
  const found: string[] = []
  const visit = (current: string, above: readonly string[]): void => {
    const stats = statOf(current)
    if (stats === undefined || found.length >= MAX_FILES) return
    if (stats.isFile()) found.push(current)
    const id = `${stats.dev}:${stats.ino}`
    if (!stats.isDirectory() || above.includes(id)) return
    for (const name of readdirSync(current)) visit(join(current, name), [...above, id])
  }
  visit(path, [])
  return found
}

/** Undefined for a link that leads nowhere or to itself. */
const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

/** Whether a pattern names a path or a folder above it. */
const covers = (pattern: readonly string[], path: readonly string[]): boolean => {
  const [head, ...rest] = pattern
  if (head === undefined) return true
  if (head === '**') return path.some((_, at) => covers(rest, path.slice(at))) || rest.length === 0
  const [first, ...below] = path
  return first !== undefined && matchesSegment(head, first) && covers(rest, below)
}

/** Whether a name fits a pattern of `*` and `?`; a leading `!` turns it round. */
export const matchesPattern = (pattern: string, name: string): boolean =>
  pattern.startsWith('!') ? !matchesSegment(pattern.slice(1), name) : matchesSegment(pattern, name)

/** Greedy matching with one backtrack point: linear in practice, quadratic at worst, never exponential. */
const matchesSegment = (pattern: string, name: string): boolean => {
  let p = 0
  let n = 0
  let star = -1
  let mark = 0
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p
      mark = n
      p += 1
    } else if (pattern[p] === '?' || pattern[p] === name[n]) {
      p += 1
      n += 1
    } else if (star >= 0) {
      p = star + 1
      mark += 1
      n = mark
    } else return false
  }
  while (pattern[p] === '*') p += 1
  return p === pattern.length
}

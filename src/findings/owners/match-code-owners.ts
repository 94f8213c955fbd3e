import { LIMITS } from '../../core/limits.ts'

/**
 * Finds the users and teams that a CODEOWNERS file names for a path: those of the last pattern that matches, and none
 * where that pattern names none (docs.github.com "About code owners"). Owners by an address of e-mail are left out: the
 * address of a person is no fact about a run.
 */
export const matchCodeOwners = (text: string, path: string): readonly string[] => {
  const segments = path.split('/')
  let owners: readonly string[] = []
  for (const line of text.split('\n').slice(0, LIMITS.codeOwnersLines)) {
    const entry = parseLine(line)
    if (entry !== undefined && matchesPath(entry.pattern, segments)) owners = entry.owners
  }
  return owners.filter(owner => owner.startsWith('@')).slice(0, LIMITS.codeOwners)
}

const OWNER = /^(?:@[\w.-]{1,100}(?:\/[\w.-]{1,100})?|[\w.+-]{1,100}@[\w.-]{1,100})$/

type Entry = { readonly pattern: string; readonly owners: readonly string[] }

/**
 * Reads a line: a pattern, then owners, then perhaps a comment. GitHub skips a line with invalid syntax, and takes
 * neither `!` nor `[ ]` nor an escaped `#` from gitignore (docs.github.com "About code owners").
 */
const parseLine = (line: string): Entry | undefined => {
  if (line.length > LIMITS.codeOwnersLine) return undefined
  const [pattern = '', ...words] = line.trim().split(/[ \t]{1,2000}/)
  const comment = words.findIndex(word => word.startsWith('#'))
  const owners = comment === -1 ? words : words.slice(0, comment)
  const isValid = pattern !== '' && !/^[#!]|[[\]\\]/.test(pattern) && owners.every(owner => OWNER.test(owner))
  return isValid ? { pattern, owners } : undefined
}

/**
 * Matches a pattern as gitignore does: a slash at its start or inside ties it to the root, and what matches a folder
 * matches all in it. GitHub's exception: `docs/*` means the files of that folder alone (docs.github.com "About code
 * owners", example).
 */
const matchesPath = (pattern: string, path: readonly string[]): boolean => {
  const isFolder = pattern.endsWith('/')
  const bare = pattern.replace(/^\//, '').replace(/\/$/, '')
  const isTied = pattern.startsWith('/') || bare.includes('/')
  const parts = isTied ? bare.split('/') : ['**', ...bare.split('/')]
  const isOfFiles = isTied && parts.at(-1) === '*'
  const ends = matchEnds(parts, path)
  return ends.some((isEnd, length) => isEnd && (length === path.length ? !isFolder : !isOfFiles))
}

/** Returns, for each number of segments, whether the parts match exactly that many first segments of the path. */
const matchEnds = (parts: readonly string[], path: readonly string[]): readonly boolean[] => {
  let ends = Array.from({ length: path.length + 1 }, (_, length) => length === 0)
  for (const part of parts) {
    const first = ends.indexOf(true)
    ends = ends.map((_, length) =>
      part === '**'
        ? first !== -1 && length >= first
        : length > 0 && ends[length - 1] === true && matchesSegment(part, path[length - 1] ?? ''),
    )
  }
  return ends
}

/** Matches `*` and `?` inside a segment. After a mismatch only the last `*` takes more, so that time stays bounded. */
const matchesSegment = (part: string, segment: string): boolean => {
  let [at, next, star, taken] = [0, 0, -1, 0]
  while (next < segment.length) {
    if (part[at] === '*') {
      star = at
      taken = next
      at += 1
    } else if (at < part.length && (part[at] === '?' || part[at] === segment[next])) {
      at += 1
      next += 1
    } else if (star !== -1) {
      at = star + 1
      taken += 1
      next = taken
    } else return false
  }
  while (part[at] === '*') at += 1
  return at === part.length
}

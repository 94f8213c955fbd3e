import type { NamePattern } from './workflow-plan.ts'

/**
 * The length to which GitHub cuts a segment of a display name: 100 characters, the last three dots (actions/runner
 * JobNameBuilder.cs).
 */
const SEGMENT_LENGTH = 100
const CUT_LENGTH = SEGMENT_LENGTH - 3

/** The maximum length of a display name: ten nested segments and the separators between them. */
const MAX_NAME = 10 * (SEGMENT_LENGTH + 3)

const SEPARATOR = ' / '

/** Returns `segment` as GitHub shows it. */
export const cutSegment = (segment: string): string =>
  segment.length <= SEGMENT_LENGTH ? segment : `${segment.slice(0, CUT_LENGTH)}...`

/** Merges neighbouring pieces of one kind, and drops empty text. */
export const toPattern = (pieces: readonly (string | null)[]): NamePattern =>
  pieces.reduce<(string | null)[]>((pattern, piece) => {
    const last = pattern.at(-1)
    if (piece === '' || (piece === null && last === null)) return pattern
    if (typeof piece === 'string' && typeof last === 'string') pattern[pattern.length - 1] = last + piece
    else pattern.push(piece)
    return pattern
  }, [])

/** Returns `scope / name`; the name alone at top level. */
export const nestName = (scope: NamePattern, name: NamePattern): NamePattern =>
  scope.length === 0 ? name : toPattern([...scope, SEPARATOR, ...name])

/** Returns the exact name if the pattern has no open piece. */
export const exactName = (pattern: NamePattern): string | undefined => {
  const [only] = pattern
  return pattern.length === 1 && typeof only === 'string' ? only : undefined
}

/** Counts the fixed characters of the pattern: if two patterns match a name, the longer one is more specific. */
export const literalLength = (pattern: NamePattern): number =>
  pattern.reduce((length, piece) => length + (piece?.length ?? 0), 0)

/**
 * Returns whether a display name matches the planned pattern. `null` matches any text, including the empty one. A
 * segment that GitHub has cut matches every planned text with the same beginning.
 */
export const matchesName = (pattern: NamePattern, name: string): boolean => {
  if (name.length > MAX_NAME) return false
  if (matchesWhole(pattern, name)) return true
  const planned = listSegments(pattern)
  const segments = name.split(SEPARATOR)
  return (
    planned.length === segments.length && segments.every((segment, at) => matchesSegment(planned[at] ?? [], segment))
  )
}

/** Blanks at the ends of a segment may be missing: an expression with an empty result often leaves one. */
const matchesSegment = (pattern: NamePattern, segment: string): boolean =>
  matchesWhole(trimEnds(pattern), segment.trim()) ||
  (segment.length === SEGMENT_LENGTH && segment.endsWith('...') && begins(pattern, segment.slice(0, CUT_LENGTH)))

/**
 * Returns whether a text longer than the start can match. The pieces after an open piece may have been cut with its
 * text.
 */
const begins = (pattern: NamePattern, start: string): boolean => {
  const [first, ...rest] = pattern
  if (typeof first !== 'string') return first === null
  if (rest.length === 0) return first.length > SEGMENT_LENGTH && first.startsWith(start)
  return first.length < start.length ? start.startsWith(first) : first.startsWith(start)
}

/**
 * Returns whether the pattern matches the whole text. The first and the last piece are fixed to the ends; between them,
 * the leftmost position of each piece is optimal.
 */
export const matchesWhole = (pattern: NamePattern, name: string): boolean => {
  const [first, last] = [pattern[0], pattern.at(-1)]
  if (pattern.length <= 1 && first !== null) return name === (first ?? '')
  const start = first?.length ?? 0
  const end = name.length - (last?.length ?? 0)
  if (start > end || !name.startsWith(first ?? '') || !name.endsWith(last ?? '')) return false
  let at = start
  for (const piece of pattern.slice(typeof first === 'string' ? 1 : 0, typeof last === 'string' ? -1 : undefined)) {
    if (piece === null) continue
    const found = name.indexOf(piece, at)
    if (found < 0 || found + piece.length > end) return false
    at = found + piece.length
  }
  return true
}

const trimEnds = (pattern: NamePattern): NamePattern =>
  toPattern(
    pattern.map((piece, at) => {
      const atStart = at === 0 ? piece?.trimStart() : piece
      return (at === pattern.length - 1 ? atStart?.trimEnd() : atStart) ?? null
    }),
  )

const listSegments = (pattern: NamePattern): readonly NamePattern[] => {
  const segments: (string | null)[][] = [[]]
  for (const piece of pattern)
    for (const [index, text] of (piece?.split(SEPARATOR) ?? [null]).entries()) {
      if (index > 0) segments.push([])
      segments.at(-1)?.push(text)
    }
  return segments.map(toPattern)
}

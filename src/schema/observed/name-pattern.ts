import type { NamePattern } from './workflow-plan.ts'

/** A segment of a display name is cut to 100 characters, the last three dots (actions/runner JobNameBuilder.cs). */
const SEGMENT_LENGTH = 100
const CUT_LENGTH = SEGMENT_LENGTH - 3

/** Ten nested segments and the separators between them: no display name is longer. */
const MAX_NAME = 10 * (SEGMENT_LENGTH + 3)

const SEPARATOR = ' / '

/** `segment` as GitHub shows it. */
export const cutSegment = (segment: string): string =>
  segment.length <= SEGMENT_LENGTH ? segment : `${segment.slice(0, CUT_LENGTH)}...`

/** Neighbouring pieces of one kind become one piece; empty text is none. */
export const toPattern = (pieces: readonly (string | null)[]): NamePattern =>
  pieces.reduce<(string | null)[]>((pattern, piece) => {
    const last = pattern.at(-1)
    if (piece === '' || (piece === null && last === null)) return pattern
    if (typeof piece === 'string' && typeof last === 'string') pattern[pattern.length - 1] = last + piece
    else pattern.push(piece)
    return pattern
  }, [])

/** `scope / name`; the name alone at top level. */
export const nestName = (scope: NamePattern, name: NamePattern): NamePattern =>
  scope.length === 0 ? name : toPattern([...scope, SEPARATOR, ...name])

/** The name, where the pattern leaves nothing open. */
export const exactName = (pattern: NamePattern): string | undefined => {
  const [only] = pattern
  return pattern.length === 1 && typeof only === 'string' ? only : undefined
}

/** Characters the pattern fixes: of two patterns that match a name, the longer one says more. */
export const literalLength = (pattern: NamePattern): number =>
  pattern.reduce((length, piece) => length + (piece?.length ?? 0), 0)

/**
 * Whether a display name can be what the pattern planned: `null` stands for any text, the empty one included. A segment
 * of the name that GitHub has cut matches every planned text that begins as it does.
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

/** Blanks at the ends of a segment may be gone: an expression that comes out empty often leaves one. */
const matchesSegment = (pattern: NamePattern, segment: string): boolean =>
  matchesWhole(trimEnds(pattern), segment.trim()) ||
  (segment.length === SEGMENT_LENGTH && segment.endsWith('...') && begins(pattern, segment.slice(0, CUT_LENGTH)))

/** Whether a text longer than the start can match. What follows an open piece may have been cut away with its text. */
const begins = (pattern: NamePattern, start: string): boolean => {
  const [first, ...rest] = pattern
  if (typeof first !== 'string') return first === null
  if (rest.length === 0) return first.length > SEGMENT_LENGTH && first.startsWith(start)
  return first.length < start.length ? start.startsWith(first) : first.startsWith(start)
}

/**
 * Whether the pattern is the whole text, as it stands. The first and the last piece are fixed to the ends; between them
 * the leftmost place of each piece is the best one.
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

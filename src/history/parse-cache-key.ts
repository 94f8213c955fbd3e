import type { KeyKind } from '../schema/run/run-evidence.ts'
import type { Confidence } from '../schema/values/fact.ts'

/** The facts about the run that used the key. Only exact evidence assigns a part of a key to the run or the commit. */
export type KeyContext = {
  readonly runId: string
  readonly shas: readonly string[]
}

export type KeyPart = { readonly kind: Exclude<KeyKind, 'plain'>; readonly start: number; readonly end: number }

export type ParsedCacheKey = {
  /** The stable part: the text before the first part that changes. */
  readonly prefix: string
  readonly suffix: string
  /** The kind of the part that changes most often. */
  readonly kind: KeyKind
  readonly confidence: Confidence
  readonly parts: readonly KeyPart[]
  /** The key with each changing part replaced by its kind: keys of one template differ in those parts alone. */
  readonly template: string
}

/**
 * Splits a cache key into stable and changing parts. It recognizes hashes by their length (MD5, SHA-1, SHA-256, SHA-512
 * in hexadecimal, as hashFiles() and the setup actions write them), run and commit by the values of this run, and dates
 * by their form. A shorter hash counts only if another key has a different one of the same length in its place.
 */
export const parseCacheKey = (key: string, context: KeyContext, others: readonly string[] = []): ParsedCacheKey => {
  const certain = parseParts(key, context)
  const parts = certain.length > 0 ? certain : shortHash(key, others)
  const [first] = parts
  const start = first?.start ?? key.length
  return {
    prefix: key.slice(0, start),
    suffix: key.slice(start),
    kind: KINDS.find(kind => parts.some(part => part.kind === kind)) ?? 'plain',
    confidence: certain.length > 0 ? 'high' : 'medium',
    parts,
    template: toTemplate(key, parts),
  }
}

/** The kinds, the most volatile first. */
const KINDS = ['run-scoped', 'commit', 'date', 'content-hash'] as const

const HASH_LENGTHS: ReadonlySet<number> = new Set([32, 40, 64, 128])
/** git abbreviates to seven digits at least. */
const MIN_ABBREVIATED = 7
/** Run ids of github.com have ten and more digits; a shorter number in a key may be any number. */
const MIN_RUN_ID = 6
/** rust-cache writes eight digits; with fewer, a version or a port would pass as a hash. */
const MIN_SHORT_HASH = 8

const parseParts = (key: string, context: KeyContext): readonly KeyPart[] => {
  const words = splitWords(key).flatMap(({ start, end }): readonly KeyPart[] => {
    const kind = recognizeKind(key.slice(start, end), context)
    return kind === undefined ? [] : [{ kind, start, end }]
  })
  const dates = [...key.matchAll(DATE)]
    .map(({ index, 0: found }): KeyPart => ({ kind: 'date', start: index, end: index + found.length }))
    .filter(date => !words.some(word => word.start < date.end && date.start < word.end))
  return [...dates, ...words].sort((a, b) => a.start - b.start)
}

/** 2026-01-31, 20260131, 2026-W05; not inside a longer word or number. */
const DATE =
  /(?<![0-9A-Za-z])20\d{2}(?:-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|-W[0-5]\d)(?![0-9A-Za-z])/g

type Span = { readonly start: number; readonly end: number }

const splitWords = (key: string): readonly Span[] =>
  [...key.matchAll(/[0-9A-Za-z]+/g)].map(({ index, 0: word }) => ({ start: index, end: index + word.length }))

const recognizeKind = (word: string, { runId, shas }: KeyContext): KeyPart['kind'] | undefined => {
  if (word === runId && word.length >= MIN_RUN_ID) return 'run-scoped'
  if (word.length >= MIN_ABBREVIATED && shas.some(sha => sha.startsWith(word.toLowerCase()))) return 'commit'
  return HASH_LENGTHS.has(word.length) && isHex(word) ? 'content-hash' : undefined
}

const isHex = (word: string): boolean => /^[0-9A-Fa-f]+$/.test(word)

/**
 * Finds the words in which another key differs, if that is the only difference and both look like a hash of the same
 * length.
 */
const shortHash = (key: string, others: readonly string[]): readonly KeyPart[] => {
  const words = splitWords(key)
    .filter(({ start, end }) => isShortHash(key.slice(start, end)))
    .map((word): KeyPart => ({ ...word, kind: 'content-hash' }))
  if (words.length === 0) return []
  const stable = toTemplate(key, words)
  const alike = others.filter(
    other =>
      other.length === key.length &&
      toTemplate(other, words) === stable &&
      words.every(({ start, end }) => isHex(other.slice(start, end))),
  )
  return words.filter(({ start, end }) => alike.some(other => other.slice(start, end) !== key.slice(start, end)))
}

/** Returns true for a short hash. It has at least one digit: `deadbeef` is a word, too. */
const isShortHash = (word: string): boolean => word.length >= MIN_SHORT_HASH && isHex(word) && /\d/.test(word)

const toTemplate = (key: string, parts: readonly KeyPart[]): string => {
  const ends = [0, ...parts.map(({ end }) => end)]
  return [
    ...parts.map(({ kind, start }, index) => `${key.slice(ends[index], start)}\u0000${kind}\u0000`),
    key.slice(ends.at(-1)),
  ].join('')
}

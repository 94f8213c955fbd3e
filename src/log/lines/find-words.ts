import type { Buckets } from './buckets.ts'
import type { KeyFilter } from './key-filter.ts'
import { copyPlain, type PlainText } from './plain-text.ts'
import type { TextView } from './text-view.ts'
import type { WordTexts } from './word-texts.ts'

// The loop over the bytes of a log. Every line of every log passes here, so all that the loop needs for each four bytes
// stands in this file: a constant or a function of another module is looked up at each use, which takes longer than the
// work itself. Measure a change as `npm run bench` does: against grep, with the same words, on the same file.

/** Number of bytes that the loop looks at together. */
export const GRAM = 4
/** Keys of grams have 20 bits, keys of prefixes 15. */
export const KEYS = 0x10_0000
export const PREFIX_KEYS = 0x8000
const SHIFT = 12
/** Makes both cases of a letter equal. Other bytes become equal too; the comparison of the text tells them apart. */
const FOLD = 0x5f5f_5f5f
const HERE = 0x9e37_79b1 | 0
const AFTER = 0x85eb_ca6b | 0
const BEFORE = 0xc2b2_ae35 | 0
const PREFIX = 3
const LOW_BITS = 0x1f
const [NUL, NEWLINE, ESCAPE] = [0x00, 0x0a, 0x1b]
const { imul, max } = Math

/** The tables of the words, and what the search of one line needs and changes. */
export type Finder = {
  /** Keys of four bytes of every word. */
  readonly shortKeys: KeyFilter
  /** Words by the keys of six bytes. */
  readonly words: Buckets
  readonly prefixes: Buckets
  readonly texts: WordTexts
  /** Indexes of the sets that the line holds; only the first `count` entries are valid. */
  readonly found: Uint16Array
  /** The line in which each set was found last. A set is searched for only until it is found. */
  readonly foundIn: Uint32Array
  readonly plain: PlainText
  line: number
  count: number
}

/**
 * Searches a line from `from` up to its line break, which must exist, and returns the place of the line break. Patterns
 * behind `limit` do not count.
 *
 * The loop looks four bytes up in a filter of one bit for each key. Of the grams of a log one in eight passes, mostly as
 * a part of an ordinary word. It is looked up again with two more bytes, which one in forty passes. Only then words are
 * compared.
 */
export const findInLine = (finder: Finder, view: TextView, from: number, limit: number): number => {
  beginLine(finder)
  return findFrom(finder, view, from, limit)
}

const beginLine = (finder: Finder): void => {
  if (finder.line === 0xffff_ffff) {
    finder.foundIn.fill(0)
    finder.line = 0
  }
  finder.line += 1
  finder.count = 0
}

const findFrom = (finder: Finder, view: TextView, from: number, limit: number): number => {
  const { shortKeys } = finder
  const { bytes, words: grams } = view
  findPrefix(finder, bytes, from, limit)
  // A short word may have its key with a byte before it, so the first four bytes begin before the text.
  for (let index = from >> 2; ; index += 1) {
    const gram = grams[index] as number
    if (isIn(shortKeys, toShortKey(gram))) findWords(finder, view, index, from, limit)
    if (!hasControl(gram)) continue
    const begin = index << 2
    for (let at = max(begin, from); at < begin + GRAM; at += 1) {
      const byte = bytes[at] as number
      if (byte === NEWLINE) return at
      if (byte === ESCAPE || byte === NUL) return findInPlain(finder, bytes, from, at, limit)
    }
  }
}

/** Computes the key of four bytes. */
export const toShortKey = (gram: number): number => imul(gram & FOLD, HERE) >>> SHIFT

/** Computes the key of four bytes and the two bytes after them. */
export const toKeyAfter = (gram: number, next: number): number =>
  (imul(gram & FOLD, HERE) + imul(next & FIRST_TWO, AFTER)) >>> SHIFT

/** Computes the key of four bytes and the two bytes before them. */
export const toKeyBefore = (previous: number, gram: number): number =>
  (imul(gram & FOLD, HERE) + imul(previous & LAST_TWO, BEFORE)) >>> SHIFT

/** Computes the key of the first three bytes of a text. */
export const toPrefixKey = (one: number, two: number, three: number): number =>
  ((one & LOW_BITS) << 10) | ((two & LOW_BITS) << 5) | (three & LOW_BITS)

export const isIn = (filter: KeyFilter, key: number): boolean => (((filter[key >>> 5] as number) >>> key) & 1) !== 0

/**
 * Returns true if one of the four bytes is below a space: a line break, an escape or a NUL byte (Warren, Hacker's
 * Delight §6-1).
 */
const hasControl = (gram: number): boolean => ((gram - 0x2020_2020) & ~gram & 0x8080_8080) !== 0

/** Looks up the four bytes at `index` with the bytes beside them. */
const findWords = (finder: Finder, { bytes, words }: TextView, index: number, from: number, limit: number): void => {
  const { filter } = finder.words
  const gram = words[index] as number
  const before = toKeyBefore(index === 0 ? 0 : (words[index - 1] as number), gram)
  if (isIn(filter, before)) compareWords(finder, finder.words, before, bytes, index << 2, from, limit)
  const after = toKeyAfter(gram, index + 1 < words.length ? (words[index + 1] as number) : 0)
  if (isIn(filter, after)) compareWords(finder, finder.words, after, bytes, index << 2, from, limit)
}

const findPrefix = (finder: Finder, bytes: Buffer, from: number, limit: number): void => {
  if (from + PREFIX > bytes.length) return
  const key = toPrefixKey(bytes[from] as number, bytes[from + 1] as number, bytes[from + 2] as number)
  if (isIn(finder.prefixes.filter, key)) compareWords(finder, finder.prefixes, key, bytes, from, from, limit)
}

/** Searches a line again without its colours and NUL bytes, from its beginning. */
const findInPlain = (finder: Finder, bytes: Buffer, from: number, at: number, limit: number): number => {
  const { plain } = finder
  const stop = copyPlain(plain, bytes, from, limit)
  beginLine(finder)
  findFrom(finder, plain.view, 0, plain.length)
  return bytes[stop] === NEWLINE ? stop : bytes.indexOf(NEWLINE, max(stop, at))
}

/** Compares the words of one key with the bytes at `at`, minus the offset of the key in the word. */
const compareWords = (
  finder: Finder,
  { heads, next, keys, words, offsets }: Buckets,
  key: number,
  bytes: Buffer,
  at: number,
  from: number,
  limit: number,
): void => {
  const { foundIn, line, texts } = finder
  const { starts, owners } = texts
  for (let item = heads[key & (heads.length - 1)] as number; item !== 0; item = next[item] as number) {
    if (keys[item] !== key) continue
    const word = words[item] as number
    const owner = owners[word] as number
    if (foundIn[owner] === line) continue
    const start = at - (offsets[item] as number)
    if (start < from || start + (starts[word + 1] as number) - (starts[word] as number) > limit) continue
    if (!isWordAt(texts, word, bytes, start)) continue
    foundIn[owner] = line
    finder.found[finder.count] = owner
    finder.count += 1
  }
}

/** Returns true if the word stands at `at`, in either case of its ASCII letters. */
const isWordAt = ({ bytes: wordBytes, starts }: WordTexts, word: number, bytes: Buffer, at: number): boolean => {
  const begin = starts[word] as number
  const length = (starts[word + 1] as number) - begin
  // No pattern has a line break, so no comparison goes beyond the line.
  for (let index = 0; index < length; index += 1)
    if (FOLDED[bytes[at + index] as number] !== wordBytes[begin + index]) return false
  return true
}

/** Maps ASCII letters to lower case and keeps every other byte. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte))

const BYTES = new Uint8Array(GRAM)
const WORD = new Int32Array(BYTES.buffer)

/** Returns four bytes as one number, in the byte order of the machine. */
export const gramAt = (bytes: Uint8Array, at: number): number => {
  for (let index = 0; index < GRAM; index += 1) BYTES[index] = bytes[at + index] as number
  return WORD[0] as number
}

const FIRST_TWO = gramAt(Uint8Array.of(0xff, 0xff, 0, 0), 0) & FOLD
const LAST_TWO = gramAt(Uint8Array.of(0, 0, 0xff, 0xff), 0) & FOLD

/** One byte for each value that the key of a prefix distinguishes. */
export const ANY_OF_PREFIX: readonly number[] = Array.from({ length: LOW_BITS + 1 }, (_, bits) => bits)
/** One byte for each value that the other keys distinguish. */
export const ANY_OF_KEY: readonly number[] = [...ANY_OF_PREFIX, ...ANY_OF_PREFIX.map(bits => bits | 0x40)]

import { type BucketList, createBuckets } from './buckets.ts'
import { ANY_OF_PREFIX, type Finder, findInLine, KEYS, PREFIX_KEYS, toPrefixKey } from './find-words.ts'
import { addTo, createFilter, type KeyFilter } from './key-filter.ts'
import { createPlainText } from './plain-text.ts'
import type { TextView } from './text-view.ts'
import { listWordKeys, MIN_WORD } from './word-keys.ts'
import { createWordTexts, type WordTextList } from './word-texts.ts'

/**
 * The texts that a reader searches for in a line, so that the scan can leave every other line undecoded. `prefixes`
 * stand at the beginning of the text, after the time and colours; `words` stand anywhere. The comparison ignores the
 * case of ASCII letters; the reader makes the exact decision.
 */
export type LinePatterns = { readonly prefixes?: readonly string[]; readonly words?: readonly string[] }

/**
 * Finds which of many sets of patterns a line holds, and where the line ends, in one loop over four bytes at a time.
 * A word of seven bytes has four bytes of its own at one of any four consecutive places, wherever it stands (after Wu
 * and Manber, A fast algorithm for multi-pattern searching, 1994).
 */
export type WordTable = {
  /**
   * Searches a line from `from` up to its line break, which must exist, and returns the place of the line break.
   * Patterns behind `limit` do not count. Colours and NUL bytes, which Windows tools print in between, are skipped.
   */
  readonly find: (text: TextView, from: number, limit: number) => number
  /** Indexes of the sets that the last line holds; only the first `count()` entries are valid. */
  readonly found: Uint16Array
  readonly count: () => number
}

/** Builds the table. `found` holds indexes of `patterns`. @throws RangeError for too short or too many words. */
export const buildWordTable = (patterns: readonly LinePatterns[]): WordTable => {
  const texts = createWordTexts()
  const shortKeys = createFilter(KEYS)
  const words = createBuckets(KEYS)
  const prefixes = createBuckets(PREFIX_KEYS)
  patterns.forEach((each, owner) => {
    for (const word of each.words ?? []) addWord(shortKeys, words, texts.add(word, owner), texts)
    for (const prefix of each.prefixes ?? []) addPrefix(prefixes, texts.add(prefix, owner), texts)
  })
  // All tables have a finder of one form, so that they run the same machine code.
  const finder: Finder = {
    shortKeys,
    words: words.all(),
    prefixes: prefixes.all(),
    texts: texts.all(),
    found: new Uint16Array(patterns.length),
    foundIn: new Uint32Array(patterns.length),
    plain: createPlainText(),
    line: 0,
    count: 0,
  }
  return {
    find: (view, from, limit) => findInLine(finder, view, from, limit),
    found: finder.found,
    count: () => finder.count,
  }
}

const addWord = (shortKeys: KeyFilter, words: BucketList, word: number, { bytesOf }: WordTextList): void => {
  const bytes = bytesOf(word)
  if (bytes.length < MIN_WORD)
    throw new RangeError(`the word ${JSON.stringify(Buffer.from(bytes).toString())} has less than ${MIN_WORD} bytes`)
  for (const { offset, short, long } of listWordKeys(bytes)) {
    for (const key of short) addTo(shortKeys, key)
    for (const key of long) words.add(key, word, offset)
  }
}

const addPrefix = (prefixes: BucketList, word: number, { bytesOf }: WordTextList): void => {
  const [one = 0, two, three] = bytesOf(word)
  for (const second of two === undefined ? ANY_OF_PREFIX : [two])
    for (const third of three === undefined ? ANY_OF_PREFIX : [three])
      prefixes.add(toPrefixKey(one, second, third), word, 0)
}

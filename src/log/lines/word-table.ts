import { addToBuckets, type Buckets, createBuckets } from './buckets.ts'
import { ANY_OF_PREFIX, type Finder, findInLine, KEYS, PREFIX_KEYS, toPrefixKey } from './find-words.ts'
import { addTo, createFilter, type KeyFilter } from './key-filter.ts'
import { createPlainText } from './plain-text.ts'
import type { TextView } from './text-view.ts'
import { listWordKeys, MIN_WORD, NUMBERS_PER_KEY } from './word-keys.ts'
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
    for (const word of each.words ?? []) addWord(shortKeys, words, texts, word, owner)
    for (const prefix of each.prefixes ?? []) addPrefix(prefixes, texts.add(prefix, owner), texts)
  })
  // All tables have a finder of one form, so that they run the same machine code.
  const finder: Finder = {
    shortKeys,
    words,
    prefixes,
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

const addWord = (shortKeys: KeyFilter, words: Buckets, texts: WordTextList, text: string, owner: number): void => {
  const word = texts.add(text, owner)
  const bytes = texts.bytesOf(word)
  if (bytes.length < MIN_WORD) throw new RangeError(`the word ${JSON.stringify(text)} has less than ${MIN_WORD} bytes`)
  const keys = listWordKeys(text, bytes)
  for (let at = 0; at < keys.length; at += NUMBERS_PER_KEY) {
    addTo(shortKeys, keys[at] as number)
    addToBuckets(words, keys[at + 1] as number, word, keys[at + 2] as number)
  }
}

const addPrefix = (prefixes: Buckets, word: number, { bytesOf }: WordTextList): void => {
  const [one = 0, two, three] = bytesOf(word)
  for (const second of two === undefined ? ANY_OF_PREFIX : [two])
    for (const third of three === undefined ? ANY_OF_PREFIX : [three])
      addToBuckets(prefixes, toPrefixKey(one, second, third), word, 0)
}

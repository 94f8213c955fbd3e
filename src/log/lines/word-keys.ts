import { ANY_OF_KEY, GRAM, gramAt, toKeyAfter, toKeyBefore, toShortKey } from './find-words.ts'
import { findRarestWindow, WINDOW } from './rarest-window.ts'

/** The keys of a word where the scan may look at four of its bytes. */
export type WordKeys = {
  /** Number of bytes of the word before the four; -1 for one byte before the word. */
  readonly offset: number
  /** Keys of the four bytes. */
  readonly short: readonly number[]
  /** Keys of the four bytes with two more. */
  readonly long: readonly number[]
}

/** Any byte may stand beside a word of five or six bytes. A shorter word would fill the filter. */
export const MIN_WORD = 5

/** Lists the keys of a word at four consecutive places: the scan looks at every fourth place. */
export const listWordKeys = (word: Uint8Array): readonly WordKeys[] => {
  const first = word.length < WINDOW ? -1 : findRarestWindow(word)
  return Array.from({ length: GRAM }, (_, place) => keysAt(word, first + place))
}

const BESIDE = 2
const WIDTH = GRAM + BESIDE

const keysAt = (word: Uint8Array, offset: number): WordKeys => {
  const isBeside = offset + WIDTH <= word.length || offset < 1
  const begin = isBeside ? offset : offset - BESIDE
  const forms = listForms(word.subarray(Math.max(begin, 0), begin + WIDTH), begin < 0)
  const at = isBeside ? 0 : BESIDE
  return {
    offset,
    short: forms.map(form => toShortKey(gramAt(form, at))),
    long: forms.map(form =>
      isBeside ? toKeyAfter(gramAt(form, 0), gramAt(form, GRAM)) : toKeyBefore(gramAt([0, 0, ...form], 0), gramAt(form, at)),
    ),
  }
}

/** Lists the six bytes, with every byte that may stand before the word or after it where one is missing. */
const listForms = (known: Uint8Array, isBefore: boolean): readonly (readonly number[])[] => {
  if (known.length === WIDTH) return [[...known]]
  return ANY_OF_KEY.map(byte => (isBefore ? [byte, ...known] : [...known, byte]))
}

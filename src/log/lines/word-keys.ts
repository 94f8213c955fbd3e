import { ANY_OF_KEY, GRAM, toKeyAfter, toKeyBefore, toShortKey } from './find-words.ts'
import { findRarestWindow, WINDOW } from './rarest-window.ts'

/** The keys of a word, as a list: the key of four bytes, the key with two more, and the number of bytes before the four. */
export type WordKeys = readonly number[]
export const NUMBERS_PER_KEY = 3

/** Any byte may stand beside a word of five or six bytes. A shorter word would fill the filter. */
export const MIN_WORD = 5

const MAX_KNOWN = 5_000
const known = new Map<string, WordKeys>()

/** Lists the keys of a word at four consecutive places: the scan looks at every fourth place. Tables share most words. */
export const listWordKeys = (text: string, word: Uint8Array): WordKeys => {
  const listed = known.get(text)
  if (listed !== undefined) return listed
  const keys: number[] = []
  const first = word.length < WINDOW ? -1 : findRarestWindow(word)
  for (let offset = first; offset < first + GRAM; offset += 1) addKeysAt(keys, word, offset)
  if (known.size < MAX_KNOWN) known.set(text, keys)
  return keys
}

const BESIDE = 2
const WIDTH = GRAM + BESIDE
/** Two grams: the four bytes with two after them, or the four with two before them. */
const BYTES = new Uint8Array(2 * GRAM)
const GRAMS = new Int32Array(BYTES.buffer)

/** Adds the keys of six bytes of a word. Every byte may stand in the place of one that the word does not have. */
const addKeysAt = (keys: number[], word: Uint8Array, offset: number): void => {
  const isAfter = offset + WIDTH <= word.length || offset < 1
  const first = isAfter ? offset : offset - BESIDE
  const place = isAfter ? 0 : BESIDE
  const from = Math.max(first, 0)
  const to = Math.min(first + WIDTH, word.length)
  GRAMS.fill(0)
  for (let index = from; index < to; index += 1) BYTES[place - first + index] = word[index] as number
  if (to - from === WIDTH) {
    addKey(keys, offset, isAfter)
    return
  }
  const missing = first < 0 ? place : place + WIDTH - 1
  for (const byte of ANY_OF_KEY) {
    BYTES[missing] = byte
    addKey(keys, offset, isAfter)
  }
}

const addKey = (keys: number[], offset: number, isAfter: boolean): void => {
  const one = GRAMS[0] as number
  const two = GRAMS[1] as number
  if (isAfter) keys.push(toShortKey(one), toKeyAfter(one, two), offset)
  else keys.push(toShortKey(two), toKeyBefore(one, two), offset)
}

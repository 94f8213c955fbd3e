import { addTo, createFilter, type KeyFilter } from './key-filter.ts'

/** Words by key, as lists linked by `next`; 0 ends a list. The low bits of a key name its list. */
export type Buckets = {
  readonly filter: KeyFilter
  readonly heads: Uint16Array
  readonly next: Uint16Array
  readonly keys: Int32Array
  readonly words: Uint16Array
  /** Number of bytes of the word before the bytes of the key. */
  readonly offsets: Int16Array
  /** Number of items and one: item 0 is none. */
  count: number
}

const HEADS = 0x1_0000
const MAX_ITEMS = 0x8000

export const createBuckets = (keys: number): Buckets => ({
  filter: createFilter(keys),
  heads: new Uint16Array(Math.min(keys, HEADS)),
  next: new Uint16Array(MAX_ITEMS),
  keys: new Int32Array(MAX_ITEMS),
  words: new Uint16Array(MAX_ITEMS),
  offsets: new Int16Array(MAX_ITEMS),
  count: 1,
})

/** Adds a word under a key. @throws RangeError for more than 32,767 keys of all words. */
export const addToBuckets = (buckets: Buckets, key: number, word: number, offset: number): void => {
  const { filter, heads, count } = buckets
  if (count >= MAX_ITEMS) throw new RangeError(`more than ${MAX_ITEMS - 1} keys of the words of a log`)
  addTo(filter, key)
  const head = key & (heads.length - 1)
  buckets.next[count] = heads[head] as number
  buckets.keys[count] = key
  buckets.words[count] = word
  buckets.offsets[count] = offset
  heads[head] = count
  buckets.count = count + 1
}

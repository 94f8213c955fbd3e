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
}

export type BucketList = {
  readonly add: (key: number, word: number, offset: number) => void
  readonly all: () => Buckets
}

const HEADS = 0x1_0000
const MAX_ITEMS = 65_535

/** Collects words by key. @throws RangeError for more than 65,535 keys of all words. */
export const createBuckets = (size: number): BucketList => {
  const filter = createFilter(size)
  const heads = new Uint16Array(Math.min(size, HEADS))
  const [next, keys, words, offsets] = [[0], [0], [0], [0]]
  const add: BucketList['add'] = (key, word, offset) => {
    addTo(filter, key)
    const head = key & (heads.length - 1)
    next.push(heads[head] as number)
    heads[head] = words.push(word) - 1
    keys.push(key)
    offsets.push(offset)
    if (words.length > MAX_ITEMS) throw new RangeError(`more than ${MAX_ITEMS} places of the words of a log`)
  }
  const all = (): Buckets => ({
    filter,
    heads,
    next: Uint16Array.from(next),
    keys: Int32Array.from(keys),
    words: Uint16Array.from(words),
    offsets: Int16Array.from(offsets),
  })
  return { add, all }
}

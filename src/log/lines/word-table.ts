import { MAX_PLAIN, toPlain } from './plain-text.ts'
import { type TextView, toTextView } from './text-view.ts'

/**
 * The texts that a reader searches for in a line, so that the scan can leave every other line undecoded. `prefixes`
 * stand at the beginning of the text, after the time and colours; `words` stand anywhere. The comparison ignores the
 * case of ASCII letters; the reader makes the exact decision.
 */
export type LinePatterns = { readonly prefixes?: readonly string[]; readonly words?: readonly string[] }

/**
 * Finds which of many sets of patterns a line holds, and where the line ends, in one loop over four bytes at a time.
 * The loop looks the four bytes up in a filter, which contains them rarely. A pattern of seven bytes has four bytes of
 * its own at one of any four consecutive places, wherever it stands (after Wu and Manber, A fast algorithm for
 * multi-pattern searching, 1994). A pattern of eleven bytes has the next four bytes as well, and the loop looks up both
 * together. Where the filter matches, the loop compares the words behind that filter entry.
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

/** Any three bytes may stand beside a word of four: a shorter word would fill the filter. */
const MIN_WORD = 4
const MAX_ITEMS = 65_535
const GRAM = 4
/** A word of this length has `GRAM` bytes of its own at each of four places. */
const WINDOW = 2 * GRAM - 1
const LONG = WINDOW + GRAM
/** Keys have 20 bits. The filter has one bit for each key. */
const KEYS = 0x10_0000
const PREFIX = 3
const PREFIX_KEYS = 0x8000
const MAX_BUCKETS = 0x1_0000
const LOW_BITS = 0x1f
/** Local copies: in a module with its own context, each use of a global is a lookup. */
const { imul, max } = Math
const [NUL, NEWLINE, ESCAPE] = [0x00, 0x0a, 0x1b]

/**
 * Computes a key that is equal for both cases of a letter. Other bytes share keys too; the comparison tells them apart.
 */
const toKey = (gram: number): number => imul(gram & 0x5f5f_5f5f, 0x9e37_79b1) >>> 12

const findPairKey = (gram: number, next: number): number =>
  (imul(gram & 0x5f5f_5f5f, 0x9e37_79b1) + imul(next & 0x5f5f_5f5f, 0x85eb_ca6b)) >>> 12

/**
 * Returns true if one of the four bytes is below a space: a line break, an escape or a NUL byte (Warren, Hacker's
 * Delight §6-1).
 */
const hasControl = (word: number): boolean => ((word - 0x2020_2020) & ~word & 0x8080_8080) !== 0

const findPrefixKey = (one: number, two: number, three: number): number =>
  ((one & LOW_BITS) << 10) | ((two & LOW_BITS) << 5) | (three & LOW_BITS)

/** Builds the table. `found` holds indexes of `patterns`. @throws RangeError for too short or too many words. */
export const buildWordTable = (patterns: readonly LinePatterns[]): WordTable => {
  const texts = createTexts()
  const lists: BucketLists = {
    shorts: createBuckets(KEYS),
    longs: createBuckets(KEYS),
    beginnings: new Int32Array(KEYS / 32),
  }
  const prefixes = createBuckets(PREFIX_KEYS)
  patterns.forEach((each, owner) => {
    for (const word of each.words ?? []) addWord(lists, texts.add(word, owner), texts)
    for (const prefix of each.prefixes ?? []) addPrefix(prefixes, texts.add(prefix, owner), texts)
  })
  const words: Words = { shorts: lists.shorts.all(), longs: lists.longs.all(), beginnings: lists.beginnings }
  return createFinder(texts.all(), words, prefixes.all(), patterns.length)
}

type Words = {
  /** Words that are too short for two keys. */
  readonly shorts: Buckets
  readonly longs: Buckets
  /** One bit for each key of a short word and each first key of a long word. */
  readonly beginnings: Int32Array
}

const isIn = (filter: Int32Array, key: number): boolean => (((filter[key >>> 5] as number) >>> key) & 1) !== 0

/**
 * The data that one table needs and changes. The functions take it as a parameter, so all tables run the same machine
 * code.
 */
type Finder = {
  readonly texts: Texts
  readonly words: Words
  readonly prefixes: Buckets
  readonly found: Uint16Array
  /** The line in which each set was found last. A set is searched for only until it is found. */
  readonly foundIn: Uint32Array
  readonly plain: TextView
  line: number
  count: number
}

const createFinder = (texts: Texts, words: Words, prefixes: Buckets, owners: number): WordTable => {
  const plain = toTextView(Buffer.alloc(MAX_PLAIN + 1))
  const found = new Uint16Array(owners)
  const finder: Finder = { texts, words, prefixes, found, foundIn: new Uint32Array(owners), plain, line: 0, count: 0 }
  return {
    find: (view, from, limit) => {
      begin(finder)
      return findFrom(finder, view, from, limit)
    },
    found,
    count: () => finder.count,
  }
}

const begin = (finder: Finder): void => {
  if (finder.line === 0xffff_ffff) {
    finder.foundIn.fill(0)
    finder.line = 0
  }
  finder.line += 1
  finder.count = 0
}

const findFrom = (finder: Finder, view: TextView, from: number, limit: number): number => {
  const { beginnings } = finder.words
  const { bytes, words: grams } = view
  findPrefix(finder, bytes, from, limit)
  // A short word may have its key with a byte before it, so the first four bytes begin before the text.
  for (let index = from >> 2; ; index += 1) {
    const gram = grams[index] as number
    if (isIn(beginnings, toKey(gram))) findWords(finder, view, index, from, limit)
    if (!hasControl(gram)) continue
    const begin = index << 2
    for (let at = max(begin, from); at < begin + GRAM; at += 1) {
      const byte = bytes[at] as number
      if (byte === NEWLINE) return at
      if (byte === ESCAPE || byte === NUL) return findInPlain(finder, bytes, from, at, limit)
    }
  }
}

const findPrefix = (finder: Finder, bytes: Buffer, from: number, limit: number): void => {
  if (from + PREFIX > bytes.length) return
  const key = findPrefixKey(bytes[from] as number, bytes[from + 1] as number, bytes[from + 2] as number)
  if (isIn(finder.prefixes.filter, key)) compare(finder, finder.prefixes, key, bytes, from, from, limit)
}

/** Compares where the four bytes at `index` match one key, and so may begin a word. */
const findWords = (finder: Finder, { bytes, words }: TextView, index: number, from: number, limit: number): void => {
  const { shorts, longs } = finder.words
  const gram = words[index] as number
  const key = toKey(gram)
  if (isIn(shorts.filter, key)) compare(finder, shorts, key, bytes, index << 2, from, limit)
  if (index + 1 >= words.length) return
  const pair = findPairKey(gram, words[index + 1] as number)
  if (isIn(longs.filter, pair)) compare(finder, longs, pair, bytes, index << 2, from, limit)
}

/** Searches the text of a line with colours, without the colours. */
const findInPlain = (finder: Finder, bytes: Buffer, from: number, at: number, limit: number): number => {
  const end = bytes.indexOf(NEWLINE, at)
  const plain = finder.plain.bytes
  const length = toPlain(bytes, from, Math.min(end, limit, from + MAX_PLAIN), plain)
  plain[length] = NEWLINE
  begin(finder)
  findFrom(finder, finder.plain, 0, length)
  return end
}

/** Compares the words of one key with the bytes at `at`, minus the offset of the key in the word. */
const compare = (
  finder: Finder,
  buckets: Buckets,
  key: number,
  bytes: Buffer,
  at: number,
  from: number,
  limit: number,
): void => {
  const { foundIn, line, texts } = finder
  const { starts } = texts
  const { heads, next, keys, words, offsets } = buckets
  for (let item = heads[key & (MAX_BUCKETS - 1)] as number; item !== 0; item = next[item] as number) {
    if (keys[item] !== key) continue
    const word = words[item] as number
    const owner = texts.owners[word] as number
    if (foundIn[owner] === line) continue
    const start = at - (offsets[item] as number)
    if (start < from || start + (starts[word + 1] as number) - (starts[word] as number) > limit) continue
    if (!isAt(texts, bytes, start, word)) continue
    foundIn[owner] = line
    finder.found[finder.count] = owner
    finder.count += 1
  }
}

const isAt = ({ bytes: wordBytes, starts }: Texts, bytes: Buffer, at: number, word: number): boolean => {
  const begin = starts[word] as number
  const length = (starts[word + 1] as number) - begin
  // No pattern has a line break, so no comparison goes beyond the line.
  for (let index = 0; index < length; index += 1)
    if (FOLDED[bytes[at + index] as number] !== wordBytes[begin + index]) return false
  return true
}

/** Maps ASCII letters to lower case and keeps every other byte. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte))

/** The bytes of all words, one word after another. A word ends where the next one starts. */
type Texts = { readonly bytes: Uint8Array; readonly starts: Uint32Array; readonly owners: Uint16Array }

type TextList = {
  /** Adds a word and returns its number. */
  readonly add: (text: string, owner: number) => number
  readonly bytesOf: (word: number) => Uint8Array
  readonly all: () => Texts
}

const createTexts = (): TextList => {
  const list: Uint8Array[] = []
  const owners: number[] = []
  const encoder = new TextEncoder()
  const add = (text: string, owner: number): number => {
    owners.push(owner)
    if (text.includes('\n')) throw new RangeError(`the pattern ${JSON.stringify(text)} has a line break`)
    return list.push(encoder.encode(text.toLowerCase())) - 1
  }
  const all = (): Texts => {
    const starts = new Uint32Array(list.length + 1)
    list.forEach((bytes, word) => {
      starts[word + 1] = (starts[word] as number) + bytes.length
    })
    return { bytes: Buffer.concat(list), starts, owners: Uint16Array.from(owners) }
  }
  return { add, bytesOf: word => list[word] as Uint8Array, all }
}

/** Words by key, as lists linked by `next`; 0 ends a list. */
type Buckets = {
  /** One bit for each key. */
  readonly filter: Int32Array
  readonly heads: Uint16Array
  readonly next: Uint16Array
  readonly keys: Int32Array
  readonly words: Uint16Array
  /** Offsets of the key's bytes in the word; -1 for one byte before the word. */
  readonly offsets: Int16Array
}

type BucketList = {
  readonly add: (key: number, word: number, offset: number) => void
  readonly all: () => Buckets
}

const createBuckets = (size: number): BucketList => {
  const filter = new Int32Array(size / 32)
  const heads = new Uint16Array(MAX_BUCKETS)
  const [next, keys, words, offsets] = [[0], [0], [0], [0]]
  const add: BucketList['add'] = (key, word, offset) => {
    addTo(filter, key)
    const bucket = key & (MAX_BUCKETS - 1)
    next.push(heads[bucket] as number)
    heads[bucket] = words.push(word) - 1
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

type BucketLists = { readonly shorts: BucketList; readonly longs: BucketList; readonly beginnings: Int32Array }

const addWord = ({ shorts, longs, beginnings }: BucketLists, word: number, { bytesOf }: TextList): void => {
  const bytes = bytesOf(word)
  if (bytes.length < MIN_WORD)
    throw new RangeError(`the word ${JSON.stringify(Buffer.from(bytes).toString())} has less than ${MIN_WORD} bytes`)
  const isLong = bytes.length >= LONG
  const first = bytes.length < WINDOW ? -1 : rarestWindow(bytes, isLong ? LONG : WINDOW)
  for (let offset = first; offset < first + GRAM; offset += 1)
    if (isLong) {
      const gram = gramAt(bytes, offset)
      addTo(beginnings, toKey(gram))
      longs.add(findPairKey(gram, gramAt(bytes, offset + GRAM)), word, offset)
    } else
      for (const key of keysAt(bytes, offset)) {
        addTo(beginnings, key)
        shorts.add(key, word, offset)
      }
}

const addTo = (filter: Int32Array, key: number): void => {
  filter[key >>> 5] = (filter[key >>> 5] as number) | (1 << key)
}

/** Lists every key that the word can have at a place. Any byte may stand beside a short word. */
const keysAt = (bytes: Uint8Array, offset: number): ReadonlySet<number> => {
  const keys = new Set<number>()
  const choose = (at: number): void => {
    if (at === GRAM) {
      keys.add(toKey(findGram()))
      return
    }
    const byte = bytes[offset + at]
    for (const choice of byte === undefined ? ANY_OF_KEY : [byte]) {
      GRAM_BYTES[at] = choice
      choose(at + 1)
    }
  }
  choose(0)
  return keys
}

/** Four bytes in the byte order of the machine. */
const GRAM_BYTES = new Uint8Array(GRAM)
const GRAM_WORD = new Int32Array(GRAM_BYTES.buffer)
const findGram = (): number => GRAM_WORD[0] as number
const gramAt = (bytes: Uint8Array, at: number): number => {
  for (let index = 0; index < GRAM; index += 1) GRAM_BYTES[index] = bytes[at + index] as number
  return findGram()
}

const addPrefix = (buckets: BucketList, word: number, { bytesOf }: TextList): void => {
  const [one = 0, two, three] = bytesOf(word)
  for (const second of two === undefined ? ANY_LOW_BITS : [two])
    for (const third of three === undefined ? ANY_LOW_BITS : [three])
      buckets.add(findPrefixKey(one, second, third), word, 0)
}

const ANY_LOW_BITS: readonly number[] = Array.from({ length: LOW_BITS + 1 }, (_, bits) => bits)
/** One byte for each value that a key distinguishes. */
const ANY_OF_KEY: readonly number[] = [...ANY_LOW_BITS, ...ANY_LOW_BITS.map(bits => bits | 0x40)]

/**
 * Bytes of logs by their low bits, the most frequent first. Digits share their low bits with letters; punctuation comes
 * last.
 */
const FREQUENT = ' etaoinsrlcdpumgfhbvwykxqzj'
const FREQUENCIES = Float64Array.from({ length: LOW_BITS + 1 }, (_, bits) => {
  const rank = [...FREQUENT].findIndex(letter => (letter.charCodeAt(0) & LOW_BITS) === bits)
  return 1 / ((rank === -1 ? FREQUENT.length : rank) + 2)
})

/** Texts that most logs contain. A word is looked up by bytes that are absent here, if it has any. */
const ORDINARY =
  'https://www.example.com/org/project/repository/archive/download/package/version downloading downloaded packages ' +
  'building built compiling compiled running run tests test passed pass ok success successful skipped warning warn ' +
  'unused variable deprecated module modules node_modules src/main/java/resources source sources target component ' +
  'object library libraries file files path directory folder created creating installing installed install extracting ' +
  'unpacking setting up preparing processing generated generating loading loaded starting started finished done in ' +
  'seconds ms service server client request response handle handled application info debug trace log output input ' +
  'python3.12/site-packages typescript javascript react webpack cargo crate release build docker container image ' +
  'layer pushing pulling pulled push pull github action actions runner workflow step job ubuntu linux amd64 x86_64 ' +
  'default config configuration option options value values using used use updating updated update checking check ' +
  'found support supported supports required requires dependency dependencies cache cached restored saved key ' +
  'import export class function method interface assert assertion expect should with from this that have not for ' +
  'complete completed progress total size bytes line lines code data type types user home number state index example'

const ORDINARY_KEYS = new Int32Array(KEYS / 32)
const ordinaryBytes = Buffer.from(ORDINARY)
for (let at = 0; at + GRAM <= ordinaryBytes.length; at += 1) addTo(ORDINARY_KEYS, toKey(gramAt(ordinaryBytes, at)))

/** Finds the `size` bytes of a word that are rarest in other lines, and returns where they begin. */
const rarestWindow = (bytes: Uint8Array, size: number): number => {
  const ordinary = Uint8Array.from({ length: Math.max(0, bytes.length - GRAM + 1) }, (_, at) =>
    isIn(ORDINARY_KEYS, toKey(gramAt(bytes, at))) ? 1 : 0,
  )
  let [best, least] = [0, Number.POSITIVE_INFINITY]
  for (let at = 0; at + size <= bytes.length; at += 1) {
    let weight = 1
    for (let index = at; index < at + WINDOW; index += 1)
      weight *= FREQUENCIES[(bytes[index] as number) & LOW_BITS] as number
    for (let index = at; index < at + GRAM; index += 1) weight += ordinary[index] as number
    if (weight < least) [best, least] = [at, weight]
  }
  return best
}

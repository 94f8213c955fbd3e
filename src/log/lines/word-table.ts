/**
 * What a reader of a log looks for in a line, so that the scan can leave every other line undecoded. `prefixes` stand at
 * the beginning of the text, after the time and colours; `words` stand anywhere. Both are compared without regard to the
 * case of ASCII letters: the reader itself decides.
 */
export type LinePatterns = { readonly prefixes?: readonly string[]; readonly words?: readonly string[] }

/**
 * Finds which of many sets of patterns a text holds. Of every third position of the text four bytes are looked up in a
 * filter, which nearly always has none of them; a word of six bytes has four of its own at one of any three positions that
 * follow each other, wherever it stands (after Wu and Manber, A fast algorithm for multi-pattern searching, 1994). Where the
 * filter has them, and the bytes beside them fit too, the words that it stands for are compared.
 */
export type WordTable = {
  /**
   * Looks at the bytes from `from` up to `to`, behind which another byte must stand, and returns how many sets were found:
   * the first places of `found` hold their indexes.
   */
  readonly find: (bytes: Uint8Array, from: number, to: number) => number
  readonly found: Uint16Array
}

/** A shorter word would make the filter let most positions through. */
const MIN_WORD = 4
const MAX_ITEMS = 65_535
const STRIDE = 3
const GRAM = 4
/** Of a word long enough, each of `STRIDE` positions has `GRAM` bytes of its own. */
const WINDOW = GRAM + STRIDE - 1
const FILTER_SIZE = 0x1_0000
const PREFIX_FILTER_SIZE = 0x400
/** The bits of a byte that both cases of a letter share; other bytes share them too, which the comparison tells apart. */
const LOW_BITS = 0x1f

/** The place of four bytes in the filter. */
const hashTwo = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] as number) & LOW_BITS) << 11) ^
  (((bytes[at + 1] as number) & LOW_BITS) << 7) ^
  (((bytes[at + 2] as number) & LOW_BITS) << 4) ^
  ((bytes[at + 3] as number) & LOW_BITS)

const hashPrefix = (one: number, two: number): number => ((one & LOW_BITS) << 5) | (two & LOW_BITS)

/** `found` names the entries of `patterns` by their index. @throws RangeError for too short or too many words. */
export const buildWordTable = (patterns: readonly LinePatterns[]): WordTable => {
  const texts = createTexts()
  const words = createBuckets(FILTER_SIZE)
  const prefixes = createBuckets(PREFIX_FILTER_SIZE)
  patterns.forEach((each, owner) => {
    for (const word of each.words ?? []) addWord(words, texts.add(word, owner), texts)
    for (const prefix of each.prefixes ?? []) addPrefix(prefixes, texts.add(prefix, owner), texts)
  })
  return createFinder(texts.all(), words.all(), prefixes.all(), patterns.length)
}

const createFinder = (texts: Texts, words: Buckets, prefixes: Buckets, owners: number): WordTable => {
  const { bytes: wordBytes, starts, owners: ownerOf } = texts
  const { filter, before, behind } = words
  const { filter: prefixFilter, behind: behindPrefix } = prefixes
  const found = new Uint16Array(owners)
  /** The text in which a set was found last: a set is looked for until it is found. */
  const foundIn = new Uint32Array(owners)
  let text = 0
  let count = 0

  const isAt = (bytes: Uint8Array, at: number, word: number): boolean => {
    const begin = starts[word] as number
    const length = (starts[word + 1] as number) - begin
    for (let index = 0; index < length; index += 1)
      if (FOLDED[bytes[at + index] as number] !== wordBytes[begin + index]) return false
    return true
  }

  /** Compares the words of one bucket with the bytes at `at`, less the place of those four in the word. */
  const compare = (buckets: Buckets, bucket: number, bytes: Uint8Array, at: number, from: number, to: number): void => {
    for (let item = buckets.heads[bucket] as number; item !== 0; item = buckets.next[item] as number) {
      const word = buckets.words[item] as number
      const owner = ownerOf[word] as number
      if (foundIn[owner] === text) continue
      const start = at - (buckets.offsets[item] as number)
      if (start < from || start + (starts[word + 1] as number) - (starts[word] as number) > to) continue
      if (!isAt(bytes, start, word)) continue
      foundIn[owner] = text
      found[count++] = owner
    }
  }

  const find = (bytes: Uint8Array, from: number, to: number): number => {
    if (text === 0xffff_ffff) {
      foundIn.fill(0)
      text = 0
    }
    text += 1
    count = 0
    const end = to - GRAM + 1
    if (from >= to) return 0
    const prefix = hashPrefix(bytes[from] as number, bytes[from + 1] as number)
    const third = bytes[Math.min(from + 2, to)] as number
    if (prefixFilter[prefix] !== 0 && ((behindPrefix[prefix] as number) >>> (third & LOW_BITS)) & 1)
      compare(prefixes, prefix, bytes, from, from, to)
    for (let at = nextHit(filter, bytes, from, end); at <= end; at = nextHit(filter, bytes, at + STRIDE, end)) {
      const hash = hashTwo(bytes, at)
      // No word goes beyond the text: at its ends any byte will do that is there.
      const next = bytes[Math.min(at + GRAM, to)] as number
      const last = bytes[Math.max(at - 1, 0)] as number
      const fits = ((behind[hash] as number) >>> (next & LOW_BITS)) & ((before[hash] as number) >>> (last & LOW_BITS))
      if ((fits & 1) !== 0) compare(words, hash, bytes, at, from, to)
    }
    return count
  }
  return { find, found }
}

/** The next position that the filter lets through; behind `end` where there is none. The one loop over most bytes. */
const nextHit = (filter: Uint8Array, bytes: Uint8Array, from: number, end: number): number => {
  let at = from
  while (at <= end && filter[hashTwo(bytes, at)] === 0) at += STRIDE
  return at
}

/** Lower case of ASCII letters, every other byte as it is. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte))

/** Bytes of all words one after another; a word ends where the next one starts. */
type Texts = { readonly bytes: Uint8Array; readonly starts: Uint32Array; readonly owners: Uint16Array }

type TextList = {
  /** The number of the word. */
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

/** Words by their place in a filter: lists linked by `next`, where 0 ends one. */
type Buckets = {
  readonly filter: Uint8Array
  /** A bit for the low bits of each byte that may stand before what was looked up, and behind it. */
  readonly before: Int32Array
  readonly behind: Int32Array
  readonly heads: Uint16Array
  readonly next: Uint16Array
  readonly words: Uint16Array
  /** Of the looked-up bytes in the word; -1 for one byte before it. */
  readonly offsets: Int16Array
}

type BucketList = {
  /** `before` and `behind`: the bytes of the word there; undefined for any. */
  readonly add: (bucket: number, word: number, offset: number, before?: number, behind?: number) => void
  readonly all: () => Buckets
}

const createBuckets = (size: number): BucketList => {
  const filter = new Uint8Array(size)
  const [allBefore, allBehind] = [new Int32Array(size), new Int32Array(size)]
  const heads = new Uint16Array(size)
  const [next, words, offsets] = [[0], [0], [0]]
  const add: BucketList['add'] = (bucket, word, offset, before, behind) => {
    allBefore[bucket] = (allBefore[bucket] as number) | toBits(before)
    allBehind[bucket] = (allBehind[bucket] as number) | toBits(behind)
    const head = heads[bucket] as number
    // Bytes that differ may share a place, where the word stands already.
    if (head !== 0 && words[head] === word && offsets[head] === offset) return
    filter[bucket] = 1
    heads[bucket] = words.push(word) - 1
    next.push(head)
    offsets.push(offset)
    if (words.length > MAX_ITEMS) throw new RangeError(`more than ${MAX_ITEMS} places of the words of a log`)
  }
  const all = (): Buckets => ({
    filter,
    before: allBefore,
    behind: allBehind,
    heads,
    next: Uint16Array.from(next),
    words: Uint16Array.from(words),
    offsets: Int16Array.from(offsets),
  })
  return { add, all }
}

const toBits = (byte: number | undefined): number => (byte === undefined ? -1 : 1 << (byte & LOW_BITS))

const addWord = (buckets: BucketList, word: number, { bytesOf }: TextList): void => {
  const bytes = bytesOf(word)
  if (bytes.length < MIN_WORD)
    throw new RangeError(`the word ${JSON.stringify(Buffer.from(bytes).toString())} has less than ${MIN_WORD} bytes`)
  const first = bytes.length < WINDOW ? -1 : rarestWindow(bytes)
  for (let offset = first; offset < first + STRIDE; offset += 1) {
    // Of a short word a byte beside it is looked up too, which may be any.
    const isOpen = offset < 0 || offset + GRAM > bytes.length
    const gram = Uint8Array.from({ length: GRAM }, (_, index) => bytes[offset + index] ?? 0)
    for (let any = 0; any <= (isOpen ? LOW_BITS : 0); any += 1) {
      if (isOpen) gram[offset < 0 ? 0 : GRAM - 1] = any
      buckets.add(hashTwo(gram, 0), word, offset, bytes[offset - 1], bytes[offset + GRAM])
    }
  }
}

const addPrefix = (buckets: BucketList, word: number, { bytesOf }: TextList): void => {
  const [one = 0, two, third] = bytesOf(word)
  for (const second of two === undefined ? ANY_LOW_BITS : [two])
    buckets.add(hashPrefix(one, second), word, 0, undefined, third)
}

const ANY_LOW_BITS: readonly number[] = Array.from({ length: LOW_BITS + 1 }, (_, bits) => bits)

/** Bytes of logs by their low bits, the most frequent first: digits are among the letters, and marks stand last. */
const FREQUENT = ' etaoinsrlcdpumgfhbvwykxqzj'
const FREQUENCIES = Float64Array.from({ length: LOW_BITS + 1 }, (_, bits) => {
  const rank = [...FREQUENT].findIndex(letter => (letter.charCodeAt(0) & LOW_BITS) === bits)
  return 1 / ((rank === -1 ? FREQUENT.length : rank) + 2)
})

/** What lines of most logs say: a word is looked up by bytes that do not stand here, where it has such. */
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

const ORDINARY_GRAMS = new Uint8Array(FILTER_SIZE)
const ordinary = Buffer.from(ORDINARY)
for (let at = 0; at + GRAM <= ordinary.length; at += 1) ORDINARY_GRAMS[hashTwo(ordinary, at)] = 1

/** Where the bytes of a word begin that other lines have least. */
const rarestWindow = (bytes: Uint8Array): number => {
  let [best, least] = [0, Number.POSITIVE_INFINITY]
  for (let at = 0; at + WINDOW <= bytes.length; at += 1) {
    let weight = 1
    for (let index = at; index < at + WINDOW; index += 1)
      weight *= FREQUENCIES[(bytes[index] as number) & LOW_BITS] as number
    for (let index = at; index < at + STRIDE; index += 1) weight += ORDINARY_GRAMS[hashTwo(bytes, index)] as number
    if (weight < least) [best, least] = [at, weight]
  }
  return best
}

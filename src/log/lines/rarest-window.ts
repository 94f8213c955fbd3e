import { GRAM, gramAt, isIn, KEYS, toShortKey } from './find-words.ts'
import { addTo, createFilter } from './key-filter.ts'

/** A word of this length has `GRAM` bytes of its own at each of four places. */
export const WINDOW = 2 * GRAM - 1

const LOW_BITS = 0x1f

/**
 * Bytes of logs by their low bits, the most frequent first. Digits share their low bits with letters; punctuation comes
 * last.
 */
const FREQUENT = Buffer.from(' etaoinsrlcdpumgfhbvwykxqzj').map(letter => letter & LOW_BITS)
const FREQUENCIES = Float64Array.from({ length: LOW_BITS + 1 }, (_, bits) => {
  const rank = FREQUENT.indexOf(bits)
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

const ORDINARY_KEYS = createFilter(KEYS)
const ordinaryBytes = Buffer.from(ORDINARY)
for (let at = 0; at + GRAM <= ordinaryBytes.length; at += 1) addTo(ORDINARY_KEYS, toShortKey(gramAt(ordinaryBytes, at)))

/** Finds the window of a word that is rarest in other lines, and returns where it begins. */
export const findRarestWindow = (bytes: Uint8Array): number => {
  let [best, least] = [0, Number.POSITIVE_INFINITY]
  for (let at = 0; at + WINDOW <= bytes.length; at += 1) {
    let weight = 1
    for (let index = at; index < at + WINDOW; index += 1)
      weight *= FREQUENCIES[(bytes[index] as number) & LOW_BITS] as number
    for (let index = at; index < at + GRAM; index += 1)
      if (isIn(ORDINARY_KEYS, toShortKey(gramAt(bytes, index)))) weight += 1
    if (weight < least) [best, least] = [at, weight]
  }
  return best
}

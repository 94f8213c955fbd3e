import { type BundleCase, onBundle } from './bundle-case.ts'
import type { Loose } from './scene.ts'

type Field = {
  readonly name: string
  readonly place: (bundle: Loose) => readonly [Loose, string | number]
}

const entry = (b: Loose): Loose => b.verificationMaterial.tlogEntries[0]
const PLAIN: readonly Field[] = [
  { name: 'payload', place: b => [b.dsseEnvelope, 'payload'] },
  { name: 'log id', place: b => [entry(b).logId, 'keyId'] },
  { name: 'log path hash', place: b => [entry(b).inclusionProof.hashes, 0] },
  { name: 'log body', place: b => [entry(b), 'canonicalizedBody'] },
]
/** Their bits are flipped one by one in byte-cases.ts. */
const DER: readonly Field[] = [
  { name: 'signature', place: b => [b.dsseEnvelope.signatures[0], 'sig'] },
  { name: 'log promise', place: b => [entry(b).inclusionPromise, 'signedEntryTimestamp'] },
  { name: 'certificate', place: b => [b.verificationMaterial.certificate, 'rawBytes'] },
  {
    name: 'timestamp',
    place: b => [b.verificationMaterial.timestampVerificationData.rfc3161Timestamps[0], 'signedTimestamp'],
  },
]
const NUMBERS: readonly Field[] = [
  { name: 'log index', place: b => [entry(b), 'logIndex'] },
  { name: 'log time', place: b => [entry(b), 'integratedTime'] },
  { name: 'index in the tree', place: b => [entry(b).inclusionProof, 'logIndex'] },
]
const WORDS: readonly Field[] = [
  { name: 'media type', place: b => [b, 'mediaType'] },
  { name: 'payload type', place: b => [b.dsseEnvelope, 'payloadType'] },
  { name: 'kind of the log entry', place: b => [entry(b).kindVersion, 'kind'] },
  { name: 'version of the log entry', place: b => [entry(b).kindVersion, 'version'] },
  { name: 'checkpoint', place: b => [entry(b).inclusionProof.checkpoint, 'envelope'] },
]

/** Each field of the bundle by itself: bytes, numbers, words. Byte regions inside DER are in byte-cases.ts. */
export const fieldCases = (): readonly BundleCase[] => [
  ...[...PLAIN, ...DER].flatMap(field => BYTES.map(([how, change]) => on(field, how, change))),
  ...PLACES.flatMap(place => PLAIN.map(field => on(field, `a bit at ${place} %`, old => flip(old, place / 100)))),
  ...ENCODINGS.flatMap(([how, change]) =>
    [...PLAIN, ...DER].map(field => on(field, how, change, 'the same bytes, written otherwise')),
  ),
  ...NUMBERS.flatMap(field => OTHER_NUMBERS.map(([how, change]) => on(field, how, change))),
  ...WORDS.flatMap(field => OTHER_WORDS.map(([how, change]) => on(field, how, change))),
  ...CHECKPOINT_LINES.map(([how, change]) => on(CHECKPOINT, how, change)),
  ...[...PLAIN, ...DER, ...NUMBERS, ...WORDS].flatMap(field =>
    WRONG_TYPES.map(([how, value]) => on(field, how, () => value)),
  ),
  ...UNREAD.map(([name, why, change]) => onBundle(name, change, why)),
  ...PARTS.map(([name, remove]) => onBundle(`without ${name}`, remove)),
]

const on = (field: Field, how: string, change: (old: string) => unknown, harmless?: string): BundleCase =>
  onBundle(
    `${field.name}: ${how}`,
    bundle => {
      const [holder, key] = field.place(bundle)
      holder[key] = change(holder[key])
    },
    harmless,
  )

const bytesOf = (base64: string) => Buffer.from(base64, 'base64')
const flip = (base64: string, at: number): string => {
  const bytes = bytesOf(base64)
  const index = Math.floor((bytes.length - 1) * at)
  bytes[index] = (bytes[index] ?? 0) ^ 1
  return bytes.toString('base64')
}

type Change = readonly [how: string, change: (old: string) => unknown]
const BYTES: readonly Change[] = [
  ['one byte short', old => bytesOf(old).subarray(0, -1).toString('base64')],
  ['without its first byte', old => bytesOf(old).subarray(1).toString('base64')],
  [
    'half of it',
    old =>
      bytesOf(old)
        .subarray(0, bytesOf(old).length >> 1)
        .toString('base64'),
  ],
  ['twice', old => Buffer.concat([bytesOf(old), bytesOf(old)]).toString('base64')],
  ['reversed', old => Buffer.from(bytesOf(old)).reverse().toString('base64')],
  ['zeros', old => Buffer.alloc(bytesOf(old).length).toString('base64')],
  ['nothing', () => ''],
  ['words', () => 'not base64!'],
]
const PLACES = [0, 3, 11, 17, 23, 31, 37, 43, 47, 53, 59, 61, 67, 71, 79, 83, 89, 97, 100]

/** A decoder of base64 that is as tolerant as Node's takes these as the same bytes. */
const ENCODINGS: readonly Change[] = [
  ['a line break in the base64', old => `${old.slice(0, 8)}\n${old.slice(8)}`],
  ['a space before the base64', old => ` ${old}`],
]

const OTHER_NUMBERS: readonly Change[] = [
  ['one more', old => String(BigInt(old) + 1n)],
  ['one less', old => String(BigInt(old) - 1n)],
  ['zero', () => '0'],
  ['negative', () => '-1'],
  ['over 2^53', () => '9007199254740993'],
  ['over 2^64', () => '18446744073709551617'],
  ['a thousand digits', () => '9'.repeat(1_000)],
  ['with an exponent', () => '1e400'],
  ['with a fraction', old => `${old}.5`],
  ['in hexadecimal', old => `0x${BigInt(old).toString(16)}f`],
  ['a word', () => 'seven'],
  ['nothing', () => ''],
  ['with a NUL', old => `${old}\u0000`],
]

const OTHER_WORDS: readonly Change[] = [
  ['another letter', old => `${old.slice(0, -1)}${old.endsWith('x') ? 'y' : 'x'}`],
  ['cut', old => old.slice(0, -1)],
  ['with more before it', old => `x+${old}`],
  ['with a NUL before it', old => `\u0000${old}`],
  ['nothing', () => ''],
  ['a lone surrogate', () => '\ud800'],
  ['a megabyte', () => 'x'.repeat(1_048_576)],
]

const CHECKPOINT: Field = { name: 'checkpoint', place: b => [entry(b).inclusionProof.checkpoint, 'envelope'] }
/** Origin, tree size, root hash, then an empty line and signatures (transparency-dev/formats log/README.md). */
const line = (at: number, change: (line: string) => string) => (old: string) =>
  old
    .split('\n')
    .map((text, index) => (index === at ? change(text) : text))
    .join('\n')
const CHECKPOINT_LINES: readonly Change[] = [
  ['another origin', line(0, () => 'evil.example - 1')],
  ['another tree size', line(1, old => String(Number(old) + 1))],
  ['another root hash', line(2, old => flip(old, 0.5))],
  ['another time', line(3, old => `${old}1`)],
  ['another signer', line(5, old => old.replace(/127\.0\.0\.1/, 'evil.example'))],
  ['another signature', line(5, old => `${old.slice(0, -12)}AAAAAAAAAAA=`)],
  ['no signature', old => old.split('\n').slice(0, 5).join('\n')],
  ['no empty line', old => old.replace('\n\n', '\n')],
  ['lines in another order', old => old.split('\n').reverse().join('\n')],
]

const WRONG_TYPES: readonly (readonly [how: string, value: unknown])[] = [
  ['null', null],
  ['a number', 1.5],
  ['true', true],
  ['a list', ['x']],
  ['an object', { x: 'y' }],
  ['a deep list', deep(2_000)],
]

function deep(levels: number): unknown {
  let value: unknown = []
  for (let level = 0; level < levels; level += 1) value = [value]
  return value
}

const PARTS: readonly (readonly [string, (bundle: Loose) => void])[] = [
  ['media type', b => delete b.mediaType],
  ['verification material', b => delete b.verificationMaterial],
  ['certificate', b => delete b.verificationMaterial.certificate],
  ['envelope', b => delete b.dsseEnvelope],
  ['payload', b => delete b.dsseEnvelope.payload],
  ['payload type', b => delete b.dsseEnvelope.payloadType],
  ['signatures', b => delete b.dsseEnvelope.signatures],
  ['signature bytes', b => delete b.dsseEnvelope.signatures[0].sig],
  ['log entries', b => delete b.verificationMaterial.tlogEntries],
  ['log index', b => delete entry(b).logIndex],
  ['log id', b => delete entry(b).logId],
  ['kind of the log entry', b => delete entry(b).kindVersion],
  ['log time', b => delete entry(b).integratedTime],
  ['log body', b => delete entry(b).canonicalizedBody],
  ['log proof', b => delete entry(b).inclusionProof],
  [
    'log promise and proof',
    b => {
      delete entry(b).inclusionPromise
      delete entry(b).inclusionProof
    },
  ],
  ['checkpoint', b => delete entry(b).inclusionProof.checkpoint],
  ['index in the tree', b => delete entry(b).inclusionProof.logIndex],
  ['path hashes', b => delete entry(b).inclusionProof.hashes],
  [
    'timestamp and log entries',
    b => {
      delete b.verificationMaterial.timestampVerificationData
      b.verificationMaterial.tlogEntries = []
    },
  ],
]

const COPY = 'a copy: the tree’s hash and size are read from the signed checkpoint'
const LABEL = 'outside of what anybody signed, and only ever compared with the known beginnings'
/** What the libraries do not read, case by case: here a change is seen by no source, and moves nothing. */
const UNREAD: readonly (readonly [string, string, (bundle: Loose) => void])[] = [
  ['root hash: a bit', COPY, b => (entry(b).inclusionProof.rootHash = flip(entry(b).inclusionProof.rootHash, 0.5))],
  ['root hash: zeros', COPY, b => (entry(b).inclusionProof.rootHash = Buffer.alloc(32).toString('base64'))],
  ['without root hash', COPY, b => delete entry(b).inclusionProof.rootHash],
  ['tree size: one more', COPY, b => (entry(b).inclusionProof.treeSize = '3')],
  ['tree size: zero', COPY, b => (entry(b).inclusionProof.treeSize = '0')],
  ['without tree size', COPY, b => delete entry(b).inclusionProof.treeSize],
  ['media type: more behind it', LABEL, b => (b.mediaType += '+x')],
  ['media type: a NUL behind it', LABEL, b => (b.mediaType += '\u0000')],
  ['checkpoint: words behind the last signature', LABEL, b => (entry(b).inclusionProof.checkpoint.envelope += '+x')],
]

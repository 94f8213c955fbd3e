import { LIMITS } from '../../src/core/limits.ts'
import { type BundleCase, onText } from './bundle-case.ts'

const FORGED = Buffer.from(JSON.stringify({ _type: 'https://in-toto.io/Statement/v1' })).toString('base64')
const nested = (levels: number, open: string, close: string) => `${open.repeat(levels)}1${close.repeat(levels)}`
/** Puts members in at the start of the outermost object, or of the first object under a key. */
const first = (members: string) => (text: string) => `{${members},${text.slice(1)}`
const within = (key: string, members: string) => (text: string) => text.replace(`"${key}":{`, `"${key}":{${members},`)
/** Puts members in at the end of the outermost object, where the last of two names wins (ECMA-262, JSON.parse). */
const last = (members: string) => (text: string) => `${text.slice(0, -1)},${members}}`
const lastIn = (key: string, members: string) => (text: string) => {
  const value = JSON.parse(text)[key]
  const inner = JSON.stringify(value)
  return text.replace(`"${key}":${inner}`, `"${key}":${inner.slice(0, -1)},${members}}`)
}

const SPACE = 'white space and order outside of strings mean nothing in JSON'
const IGNORED = 'a member that the format does not know is not read'
const FIRST = 'of two members of one name the last is read, and that is the honest one'

/** The JSON around the signed bytes: duplicate names, prototypes, depth, sizes, encodings, and text that is no JSON. */
export const jsonCases = (): readonly BundleCase[] => [
  ...REJECTED.map(([name, change]) => onText(name, change)),
  ...ACCEPTED.map(([name, why, change]) => onText(name, change, why)),
]

const REJECTED: readonly (readonly [string, (text: string) => string])[] = [
  ['a second payload behind the first', lastIn('dsseEnvelope', `"payload":"${FORGED}"`)],
  ['a second payload type behind the first', lastIn('dsseEnvelope', '"payloadType":"text/plain"')],
  ['a second list of signatures behind the first', lastIn('dsseEnvelope', '"signatures":[]')],
  ['a second certificate behind the first', lastIn('verificationMaterial', '"certificate":{"rawBytes":"AAAA"}')],
  ['a second list of log entries behind the first', lastIn('verificationMaterial', '"tlogEntries":[]')],
  [
    'a second envelope behind the first',
    last(`"dsseEnvelope":{"payload":"${FORGED}","payloadType":"x","signatures":[]}`),
  ],
  ['a second media type behind the first', last('"mediaType":"x"')],
  ['a second verification material behind the first', last('"verificationMaterial":{}')],
  ['the envelope in the prototype alone', text => text.replace('"dsseEnvelope"', '"__proto__"')],
  [
    'the envelope in constructor.prototype',
    text => text.replace('"dsseEnvelope":{', '"constructor":{"prototype":{').concat('}'),
  ],
  ['the material in the prototype alone', text => text.replace('"verificationMaterial"', '"__proto__"')],
  ['everything in the prototype', text => `{"__proto__":${text}}`],
  ['everything in the prototype of a prototype', text => `{"__proto__":{"__proto__":${text}}}`],
  ['a list of one bundle', text => `[${text}]`],
  ['a bundle in a string', text => JSON.stringify(text)],
  ['two bundles', text => `${text}\n${text}`],
  ['words behind the bundle', text => `${text} x`],
  ['words before the bundle', text => `x ${text}`],
  ['a byte order mark in the middle', text => text.replace(',', ',\ufeff')],
  ['a comment', text => text.replace(',', ',/* */')],
  ['a comma too many', text => `${text.slice(0, -1)},}`],
  ['single quotes', text => text.replaceAll('"', "'")],
  ['names without quotes', text => text.replaceAll(/"(\w+)":/g, '$1:')],
  ['NaN for a number', text => text.replace('"signatures":[', '"signatures":[NaN,')],
  ['Infinity for a list', text => text.replace('"tlogEntries":[', '"tlogEntries":Infinity,"x":[')],
  ['a raw control character in a string', text => text.replace('"payloadType":"', '"payloadType":"\u0001')],
  ['a raw line break in a string', text => text.replace('"payloadType":"', '"payloadType":"\n')],
  ['a lone surrogate in the payload type', text => text.replace('"payloadType":"', '"payloadType":"\\ud800')],
  ['a lone surrogate in the media type', text => text.replace('"mediaType":"', '"mediaType":"\\udfff')],
  ['a lone surrogate for the payload', text => text.replace(/"payload":"[^"]*"/, '"payload":"\\ud800"')],
  ['a bad escape', text => text.replace('"payloadType":"', '"payloadType":"\\x')],
  ['a cut escape', text => text.replace('"payloadType":"', '"payloadType":"\\u12')],
  ['a huge number for the payload', text => text.replace(/"payload":"[^"]*"/, '"payload":1e400')],
  ['a huge number for a list', text => text.replace('"tlogEntries":[', '"tlogEntries":1e400,"x":[')],
  [
    'a hundred thousand digits for the log index',
    text => text.replace(/"logIndex":"\d+"/, `"logIndex":${'9'.repeat(100_000)}`),
  ],
  [
    'a deep list for the envelope',
    text => text.replace('"dsseEnvelope":', `"dsseEnvelope":${nested(5_000, '[', ']')},"x":`),
  ],
  [
    'a deep object for the material',
    text => text.replace('"verificationMaterial":', `"verificationMaterial":${nested(5_000, '{"x":', '}')},"x":`),
  ],
  ['an unknown member of ten thousand levels', first(`"extra":${nested(10_000, '[', ']')}`)],
  ['a million open brackets', () => '['.repeat(1_000_000)],
  ['a million open objects', () => '{"x":'.repeat(1_000_000)],
  ['a million closed brackets', () => nested(1_000_000, '[', ']')],
  ['over the cap by one byte', text => text.padEnd(LIMITS.bundle + 1)],
  ['over the cap, of letters', () => 'x'.repeat(LIMITS.bundle + 1)],
  ['over the cap in bytes, not in characters', text => text.padEnd(LIMITS.bundle / 2 + 1, '\u20ac')],
  ['nothing', () => ''],
  ['white space', () => ' \n'],
  ['NUL', () => '\u0000'],
  ['null', () => 'null'],
  ['true', () => 'true'],
  ['a number', () => '1'],
  ['an empty object', () => '{}'],
  ['an empty list', () => '[]'],
  ['a page of HTML', () => '<!doctype html><title>Not found</title>'],
  ['a PEM certificate', () => '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
  ...[0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999].map(
    share => [`cut after ${share * 100} %`, (text: string) => text.slice(0, Math.floor(text.length * share))] as const,
  ),
  ...[0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99].map(
    share => [`begun at ${share * 100} %`, (text: string) => text.slice(Math.floor(text.length * share))] as const,
  ),
]

const ACCEPTED: readonly (readonly [string, string, (text: string) => string])[] = [
  ['indented', SPACE, text => JSON.stringify(JSON.parse(text), null, 2)],
  ['a line break behind it', SPACE, text => `${text}\n`],
  ['padded to the cap', SPACE, text => text.padEnd(LIMITS.bundle - (Buffer.byteLength(text) - text.length))],
  ['members in another order', SPACE, text => JSON.stringify(reversed(JSON.parse(text)))],
  [
    'letters as escapes',
    'an escape stands for its letter',
    text => text.replace('"payloadType":"a', '"payloadType":"\\u0061'),
  ],
  [
    'a name as escapes',
    'an escape stands for its letter',
    text => text.replace('"payloadType"', '"\\u0070ayloadType"'),
  ],
  ['a forged payload before the honest one', FIRST, within('dsseEnvelope', `"payload":"${FORGED}"`)],
  ['a forged envelope before the honest one', FIRST, first('"dsseEnvelope":{}')],
  [
    'a forged certificate before the honest one',
    FIRST,
    within('verificationMaterial', '"certificate":{"rawBytes":"AAAA"}'),
  ],
  ['an unknown member', IGNORED, first('"extra":1')],
  ['an unknown member with a root in it', IGNORED, first('"trustedRoot":{"tlogs":[]}')],
  ['an unknown member of fifty levels', IGNORED, first(`"extra":${nested(50, '[', ']')}`)],
  ['a prototype with a forged envelope', IGNORED, first(`"__proto__":{"dsseEnvelope":{"payload":"${FORGED}"}}`)],
  [
    'a prototype of the envelope',
    IGNORED,
    within('dsseEnvelope', `"__proto__":{"payload":"${FORGED}","polluted":true}`),
  ],
  [
    'a prototype of the material',
    IGNORED,
    within('verificationMaterial', '"__proto__":{"tlogEntries":[],"polluted":true}'),
  ],
  ['a constructor', IGNORED, first('"constructor":{"prototype":{"polluted":true}}')],
  ['a toString and a toJSON', IGNORED, first('"toString":1,"toJSON":1,"valueOf":1,"hasOwnProperty":1')],
]

const reversed = (value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, member]) => [key, reversed(member)]),
      )

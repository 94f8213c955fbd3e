import type { TraceQuestion } from '../../../trace/question.ts'

/** What a manifest names, found in its bytes without parsing them. Equal names have equal hashes. */
export type ManifestIndex = {
  /** Hashes of the digests and of the ids of runs. */
  readonly names: Uint32Array
  /** It matches the question, as far as bytes can tell. */
  readonly isAskedFor: boolean
  /** `reportedAt`, '' where it was not found. */
  readonly reportedAt: string
}

const SHA256 = Buffer.from('sha256:')
const RUN_ID = Buffer.from('"runId"')
const ENVIRONMENT = Buffer.from('"environment"')
const REPORTED_AT = Buffer.from('"reportedAt"')
const ESCAPES = [Buffer.from('\\u'), Buffer.from('\\/')] as const

/**
 * Indexes a manifest. It must miss nothing that parsing would find, so a text with escapes that JSON does not need,
 * which may spell any name, always matches. A manifest that only seems to match costs its parsing.
 */
export const indexManifest = (bytes: Buffer, question: TraceQuestion): ManifestIndex => {
  const names: number[] = []
  for (const at of findAll(bytes, SHA256)) {
    const hash = Number.parseInt(bytes.toString('latin1', at + SHA256.length, at + SHA256.length + HASHED), 16)
    if (!Number.isNaN(hash)) names.push(hash)
  }
  for (const at of findAll(bytes, RUN_ID)) names.push(...readIds(bytes, at + RUN_ID.length).map(hashId))
  const isOdd = hasNeedlessEscapes(bytes)
  return {
    names: Uint32Array.from(isOdd ? [...names, ANY] : names),
    isAskedFor: isOdd || matches(bytes, question),
    reportedAt: readReportedAt(bytes),
  }
}

/** Digits of a digest that its hash is made of. */
const HASHED = 8
/** Stands for any name. */
const ANY = 0

export const hashDigest = (digest: string): number =>
  Number.parseInt(digest.slice(SHA256.length, SHA256.length + HASHED), 16) || ANY

/** FNV-1a, 32 bits. */
export const hashId = (id: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** Whether the manifest may name one of the hashed names. */
export const mayName = ({ names }: ManifestIndex, wanted: ReadonlySet<number>): boolean =>
  names.some(name => name === ANY || wanted.has(name))

function* findAll(bytes: Buffer, needle: Buffer): Generator<number> {
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + needle.length)) yield at
}

/** The value of `runId`: a text, or a fact with a text among its members. */
const readIds = (bytes: Buffer, from: number): readonly string[] => {
  const value = bytes.toString('latin1', from, from + 300)
  const end = value.indexOf('}')
  const inside = /^\s*:\s*\{/.test(value) ? value.slice(0, end < 0 ? undefined : end) : value.slice(0, 60)
  return [...inside.matchAll(/"(\d{1,20})"/g)].flatMap(([, id]) => id ?? [])
}

const matches = (bytes: Buffer, question: TraceQuestion): boolean => {
  const { kind, value } = question
  switch (kind) {
    case 'digest':
      return bytes.includes(`sha256:${value}`, 0, 'latin1')
    case 'commit':
      return bytes.includes(`"${value}`, 0, 'latin1')
    case 'pull-request':
      return bytes.includes(`refs/pull/${value}/`, 0, 'latin1')
    case 'environment':
      return namesEnvironment(bytes, value.toLowerCase())
    case 'run':
    case 'deployment':
    case 'number':
      return bytes.includes(`${value}"`, 0, 'latin1')
  }
}

/** GitHub compares names of environments without case. */
const namesEnvironment = (bytes: Buffer, wanted: string): boolean => {
  const longest = 4 * JSON.stringify(wanted).length + 20
  for (const at of findAll(bytes, ENVIRONMENT)) {
    const from = at + ENVIRONMENT.length
    const [, name] = /^\s{0,10}:\s{0,10}("(?:[^"\\]|\\.)*")/.exec(bytes.toString('utf8', from, from + longest)) ?? []
    if (name !== undefined && String(JSON.parse(name)).toLowerCase() === wanted) return true
  }
  return false
}

/** JSON.stringify escapes controls, quotes and halves of surrogate pairs alone (ECMA-262, QuoteJSONString). */
const hasNeedlessEscapes = (bytes: Buffer): boolean => {
  const [unicode, slash] = ESCAPES
  if (bytes.includes(slash)) return true
  for (const at of findAll(bytes, unicode))
    if (!/^(?:00[01]|d[89a-f])/i.test(bytes.toString('latin1', at + 2, at + 6))) return true
  return false
}

const readReportedAt = (bytes: Buffer): string => {
  const at = bytes.lastIndexOf(REPORTED_AT)
  const from = at + REPORTED_AT.length
  return at < 0 ? '' : (/"(\d{4}-\d\d-\d\dT[\d:.]{8,18}Z)"/.exec(bytes.toString('latin1', from, from + 60))?.[1] ?? '')
}

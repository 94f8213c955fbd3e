import type { TraceQuestion } from '../../../trace/question.ts'

/** What a manifest names, found in its bytes without parsing them. Equal names have equal hashes. */
export type ManifestIndex = {
  /** Hashes of the digests and of the ids of runs. */
  readonly names: Uint32Array
  /** It matches the question, as far as bytes can tell. */
  readonly isAskedFor: boolean
  /** `reportedAt` of one that matches; '' where it was not found. */
  readonly reportedAt: string
}

/*
 * Node searches a needle of fewer than eight bytes by its first byte (nodejs/node deps/nbytes, string search): one that is
 * rare in manifests makes the search several times faster. So the first letters of `sha256:` and `"runId"` are left out.
 */
const DIGEST = Buffer.from('ha256:')
const ID_END = Buffer.from('Id"')
const RUN = '"run'
const ENVIRONMENT = Buffer.from('"environment"')
const REPORTED_AT = Buffer.from('"reportedAt"')
const BACKSLASH = 0x5c

/**
 * Indexes a manifest. It must miss nothing that parsing would find, so a text with escapes that JSON does not need,
 * which may spell any name, always matches. A manifest that only seems to match costs its parsing.
 */
export const indexManifest = (bytes: Buffer, question: TraceQuestion): ManifestIndex => {
  const names: number[] = []
  for (const at of findAll(bytes, DIGEST)) {
    const hash = Number.parseInt(bytes.toString('latin1', at + DIGEST.length, at + DIGEST.length + HASHED), 16)
    if (!Number.isNaN(hash)) names.push(hash)
  }
  for (const at of findAll(bytes, ID_END)) {
    const isRunId = bytes.toString('latin1', at - RUN.length, at) === RUN
    if (isRunId) names.push(...readIds(bytes, at + ID_END.length).map(hashId))
  }
  const isOdd = hasNeedlessEscapes(bytes)
  const isAskedFor = isOdd || matches(bytes, question)
  return {
    names: Uint32Array.from(isOdd ? [...names, ANY] : names),
    isAskedFor,
    reportedAt: isAskedFor ? readReportedAt(bytes) : '',
  }
}

/** Digits of a digest that its hash is made of. */
const HASHED = 8
/** Stands for any name. */
const ANY = 0

export const hashDigest = (digest: string): number =>
  Number.parseInt(digest.slice('sha256:'.length, 'sha256:'.length + HASHED), 16) || ANY

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
      return bytes.includes(Buffer.from(`ha256:${value}`))
    case 'commit':
      return bytes.includes(`"${value}`, 0, 'latin1')
    case 'pull-request':
      return bytes.includes(`refs/pull/${value}/`, 0, 'latin1')
    case 'environment':
      return namesEnvironment(bytes, value.toLowerCase())
    case 'run':
    case 'deployment':
    case 'number':
      return bytes.includes(`"${value}"`, 0, 'latin1')
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

/** JSON.stringify escapes controls, quotes, backslashes and halves of surrogate pairs alone (ECMA-262, QuoteJSONString). */
const hasNeedlessEscapes = (bytes: Buffer): boolean => {
  // The byte after a backslash belongs to it, so that it begins no escape of its own.
  for (let at = bytes.indexOf(BACKSLASH); at >= 0; at = bytes.indexOf(BACKSLASH, at + 2)) {
    const next = bytes[at + 1]
    if (next === SLASH) return true
    if (next === LETTER_U && !/^(?:00[01]|d[89a-f])/i.test(bytes.toString('latin1', at + 2, at + 6))) return true
  }
  return false
}

const SLASH = 0x2f
const LETTER_U = 0x75

const readReportedAt = (bytes: Buffer): string => {
  const at = bytes.lastIndexOf(REPORTED_AT)
  const from = at + REPORTED_AT.length
  return at < 0 ? '' : (/"(\d{4}-\d\d-\d\dT[\d:.]{8,18}Z)"/.exec(bytes.toString('latin1', from, from + 60))?.[1] ?? '')
}

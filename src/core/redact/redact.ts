import { cutText } from '../cut-text.ts'
import { CREDENTIAL_FORMS, mayHoldCredential } from './credential-forms.ts'

/** The replacement of a credential. */
export const REDACTED = 'redacted'

/** The replacement if the text was also cut. It is counted once more when the whole document is redacted. */
const REDACTED_AND_CUT = 'redacted…'

/** Finds values that the program itself received, such as its token, in each of their possible spellings. */
export type KnownValues = {
  readonly isIn: (text: string) => boolean
  /** Returns the text with each of these values replaced. */
  readonly replaceIn: (text: string) => string
}

/** A finder without any known value. */
export const NO_KNOWN_VALUES: KnownValues = { isIn: () => false, replaceIn: text => text }

/**
 * Returns the value with every credential-like string, and every string with a known value, replaced by `redacted`, and
 * the number of replacements. A manifest holds only named fields, but the user writes some of them (a step's name, a
 * matrix value, a cache key), and GitHub does not mask artifacts (actions/runner masks logs and summaries alone).
 *
 * A credential that is divided over a list (the lines of a PEM, the words of a command) is found in the joined list. A
 * credential that follows the name `password` in a record is found by name and value together.
 */
export const redactSecrets = <T>(
  value: T,
  known: KnownValues = NO_KNOWN_VALUES,
): { readonly value: T; readonly redacted: number } => {
  let redacted = 0
  const replaced = (): string => {
    redacted += 1
    return REDACTED
  }
  const walkText = (text: string): string =>
    text === REDACTED_AND_CUT || isCredential(text, known) ? replaced() : text
  const walkList = (list: readonly unknown[]): readonly unknown[] => {
    const divided = dividedIn(list, known)
    return list.map((item, index) => (divided.has(index) && item !== '' ? replaced() : walk(item)))
  }
  const walkMember = (key: string, member: unknown): unknown =>
    typeof member === 'string' && isPair(key, member) ? replaced() : walk(member)
  const walk = (item: unknown): unknown => {
    if (typeof item === 'string') return walkText(item)
    if (Array.isArray(item)) return walkList(item)
    if (item === null || typeof item !== 'object') return item
    return Object.fromEntries(
      Object.entries(withNamedValue(item)).map(([key, member]) => [walkText(key), walkMember(key, member)]),
    )
  }
  const withNamedValue = (item: object): object =>
    'name' in item && 'value' in item && isNamedPair(item.name, item.value) ? { ...item, value: replaced() } : item
  // The shape of the value is kept: strings stay strings.
  return { value: walk(value) as T, redacted }
}

/** Returns whether a text looks like a credential, or contains a known one. */
export const isCredential = (text: string, known: KnownValues = NO_KNOWN_VALUES): boolean =>
  text.length >= MIN_CREDENTIAL && (known.isIn(text) || hasForm(text))

/**
 * Returns a text of at most `max` UTF-16 units. The check for credentials runs on the whole text before the cut, since
 * the beginning of a credential may not look like one.
 */
export const redactThenCut = (text: string, max: number): string => {
  if (text.length <= max) return text
  return isCredential(text.slice(0, max + LOOKED_BEYOND)) ? REDACTED_AND_CUT.slice(0, max) : cutText(text, max)
}

/** The characters after the cut that are checked too: longer than the recognisable part of any form. */
const LOOKED_BEYOND = 2_100

/** The minimum length: a shorter text (`true`, `none`) is no credential and occurs in too many other texts. */
export const MIN_CREDENTIAL = 8

const hasForm = (text: string): boolean =>
  mayHoldCredential(text) && CREDENTIAL_FORMS.some(({ pattern }) => pattern.test(text))

/** Applies only if the name makes the value a credential; a value that is a credential by itself is counted as such. */
const isPair = (key: string, value: string): boolean =>
  NAMES_CREDENTIAL.test(key) && !isCredential(value) && isCredential(`${key}=${value}`)

const isNamedPair = (name: unknown, value: unknown): boolean =>
  typeof name === 'string' && typeof value === 'string' && isPair(name, value)

const NAMES_CREDENTIAL = /pass|secret|token|key|credential|auth/i

/** The maximum length of a list that is joined: nobody divides a credential into more parts. */
const MAX_JOINED = 200
const MAX_JOINED_LENGTH = 65_536

/**
 * Returns the indexes of the strings that form a credential together: all of them, or those from the first line of a
 * PEM to its last line.
 */
const dividedIn = (list: readonly unknown[], known: KnownValues): ReadonlySet<number> => {
  const isText = (item: unknown): item is string => typeof item === 'string'
  if (list.length < 2 || list.length > MAX_JOINED || !list.every(isText)) return NOWHERE
  if (list.reduce((sum, { length }) => sum + length, 0) > MAX_JOINED_LENGTH) return NOWHERE
  const pem = placesOfPem(list)
  if (pem.size > 0) return pem
  if (list.some(item => isCredential(item, known))) return NOWHERE
  return ['', ' ', '\n'].some(by => isCredential(list.join(by), known)) ? new Set(list.keys()) : NOWHERE
}

const NOWHERE: ReadonlySet<number> = new Set()

const placesOfPem = (lines: readonly string[]): ReadonlySet<number> => {
  const places = new Set<number>()
  let inside = false
  for (const [index, line] of lines.entries()) {
    inside ||= /-----BEGIN [A-Z0-9 ]{0,60}PRIVATE KEY/.test(line)
    if (inside) places.add(index)
    if (/-----END [A-Z0-9 ]{0,60}PRIVATE KEY/.test(line)) inside = false
  }
  return places
}

/** The length from which the beginning of a value also matches: a cut text may contain only the beginning. */
const KNOWN_PREFIX = 16

/**
 * Builds the finder of `values` in a text: as they are, in base64 at each of its three alignments, URL-encoded, and as
 * JSON writes them. For a value of several lines, such as a key, each line matches too.
 */
export const knownValues = (values: readonly (string | undefined)[]): KnownValues => {
  const spellings = [...new Set(values.flatMap(value => (value === undefined ? [] : listSpellings(value))))]
    .filter(({ length }) => length >= MIN_CREDENTIAL)
    .sort((a, b) => b.length - a.length)
  if (spellings.length === 0) return NO_KNOWN_VALUES
  const beginnings = [...new Set(spellings.map(spelling => spelling.slice(0, KNOWN_PREFIX)))]
  const isIn = (text: string): boolean => beginnings.some(beginning => text.includes(beginning))
  return {
    isIn,
    replaceIn: text =>
      isIn(text) ? spellings.reduce((left, spelling) => left.split(spelling).join(REDACTED), text) : text,
  }
}

const listSpellings = (given: string): readonly string[] => {
  // Lone surrogates have no URL encoding.
  const value = new TextDecoder().decode(new TextEncoder().encode(given.trim()))
  if (value.length < MIN_CREDENTIAL) return []
  const lines = value.includes('\n')
    ? value.split(/\r?\n/).filter(line => line.length >= 2 * MIN_CREDENTIAL && !line.startsWith('-----'))
    : []
  return [value, ...lines].flatMap(text => [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, code => code.toLowerCase()),
    ...base64Of(text),
  ])
}

/**
 * Returns the part of the base64 text that does not depend on the bytes before and after the value, in both alphabets
 * (RFC 4648).
 */
const base64Of = (text: string): readonly string[] => {
  const bytes = new TextEncoder().encode(text)
  return [0, 1, 2].flatMap(before => {
    const padded = new Uint8Array(before + bytes.length)
    padded.set(bytes, before)
    const whole = Math.floor(padded.length / 3) * 4
    const encoded = btoa(Array.from(padded, byte => String.fromCharCode(byte)).join('')).slice(
      before === 0 ? 0 : 4,
      whole,
    )
    return [encoded, encoded.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

import * as z from 'zod/mini'

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/

/** A time in RFC 3339, UTC, with the decimals of its source: 7 (100 ns) from runner files and logs, 0 from REST. */
export const time = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/))

/**
 * Returns the epoch milliseconds (fractions kept) of an RFC 3339 time, or undefined for any other text. Offsets other
 * than Z are accepted: GitHub has sent `+09:00` to callers in that zone (50 of 557 jobs in recorded responses).
 */
export const toMillis = (value: string): number | undefined => {
  // This is the form of REST. A report of a thousand jobs reads a hundred thousand such times.
  const known = readWholeSeconds(value)
  if (known !== undefined) return Number.isNaN(known) ? undefined : known
  const match = PATTERN.exec(value)
  if (match === null) return undefined
  const [, , , , , , , fraction = '', zone = 'Z'] = match
  const whole = Date.parse(`${value.slice(0, 19)}${zone}`)
  return Number.isNaN(whole) ? undefined : whole + Number(`0.${fraction || '0'}`) * 1000
}

/**
 * Returns epoch microseconds as an integer: the seventh decimal (100 ns) is dropped. Returns undefined for a text that
 * is no RFC 3339 time.
 */
export const toMicros = (value: string): number | undefined => {
  const known = readWholeSeconds(value)
  if (known !== undefined) return Number.isNaN(known) ? undefined : known * 1_000
  if (!PATTERN.test(value)) return undefined
  // A timeline reads tens of thousands of these, nearly all in UTC. Counting the digits is several times faster than a
  // Date.
  const isUtc = value.endsWith('Z')
  const zone = isUtc ? 'Z' : value.slice(-6)
  const whole = isUtc ? utcMillis(value) : Date.parse(`${value.slice(0, 19)}${zone}`)
  if (Number.isNaN(whole)) return undefined
  const fraction = value.slice(20, -zone.length)
  return whole * 1_000 + Number(fraction.slice(0, 6).padEnd(6, '0'))
}

const WHOLE_SECONDS = '2026-03-01T10:00:00Z'.length
const [ZERO, DASH, COLON, LETTER_T, LETTER_Z] = [0x30, 0x2d, 0x3a, 0x54, 0x5a]

/** Returns the epoch milliseconds of a time in UTC without a fraction, NaN for no such date; undefined for other texts. */
const readWholeSeconds = (value: string): number | undefined =>
  value.length === WHOLE_SECONDS &&
  value.charCodeAt(4) === DASH &&
  value.charCodeAt(7) === DASH &&
  value.charCodeAt(10) === LETTER_T &&
  value.charCodeAt(13) === COLON &&
  value.charCodeAt(16) === COLON &&
  value.charCodeAt(19) === LETTER_Z
    ? utcMillis(value)
    : undefined

/** Returns the epoch milliseconds of the date and the whole seconds of a time in UTC; NaN where no such time exists. */
const utcMillis = (value: string): number => {
  const hour = twoDigits(value, 11)
  const minute = twoDigits(value, 14)
  const second = twoDigits(value, 17)
  const day = dayMillis(twoDigits(value, 0), twoDigits(value, 2), twoDigits(value, 5), twoDigits(value, 8))
  // Date.UTC would accept a 25th hour or a 61st second and carry it over; Date.parse refuses both.
  return hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59
    ? Number.NaN
    : day + ((hour * 60 + minute) * 60 + second) * 1_000
}

/** Returns the number that two digits write; -1 where one is no digit. */
const twoDigits = (value: string, at: number): number => {
  const tens = value.charCodeAt(at) - ZERO
  const ones = value.charCodeAt(at + 1) - ZERO
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones
}

/** The last calendar date: the times of a run fall in a few days. */
let last: { readonly date: number; readonly millis: number } = { date: -1, millis: Number.NaN }

/** Date.UTC would accept a thirteenth month and carry it over; Date.parse refuses it. */
const dayMillis = (century: number, year: number, month: number, day: number): number => {
  if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1 || day > 31) return Number.NaN
  const date = ((century * 100 + year) * 100 + month) * 100 + day
  if (date !== last.date) last = { date, millis: Date.UTC(century * 100 + year, month - 1, day) }
  return last.millis
}

/** Returns the same instant in UTC with the given decimals; undefined for a text that is no RFC 3339 time. */
export const toUtc = (value: string): string | undefined => {
  const match = PATTERN.exec(value)
  const [, , , , , , , fraction, zone = 'Z'] = match ?? []
  // The fraction is handled apart: a double cannot hold 0.9999999 s beside a present-day number of seconds and would
  // round up.
  const whole = match === null ? Number.NaN : Date.parse(`${value.slice(0, 19)}${zone}`)
  if (Number.isNaN(whole)) return undefined
  return `${new Date(whole).toISOString().slice(0, 19)}${fraction === undefined ? '' : `.${fraction}`}Z`
}

/** Returns the RFC 3339 UTC time, in milliseconds, of epoch milliseconds. */
export const fromMillis = (millis: number): string => new Date(millis).toISOString()

/**
 * Returns `end - start` in milliseconds, undefined if one is unknown. It may be negative; the caller decides how to
 * treat a reversed pair.
 */
export const millisBetween = (start: string | undefined, end: string | undefined): number | undefined => {
  const from = start === undefined ? undefined : toMillis(start)
  const to = end === undefined ? undefined : toMillis(end)
  return from === undefined || to === undefined ? undefined : to - from
}

import * as z from 'zod/mini'

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/

/** A time in RFC 3339, UTC, with the decimals of its source: 7 (100 ns) from runner files and logs, 0 from REST. */
export const time = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/))

/**
 * Returns the epoch milliseconds (fractions kept) of an RFC 3339 time, or undefined for any other text. Offsets other
 * than Z are accepted: GitHub has sent `+09:00` to callers in that zone (50 of 557 jobs in recorded responses).
 */
export const toMillis = (value: string): number | undefined => {
  // This is the form of REST. A report of a thousand jobs reads a hundred thousand such times, so the digits are
  // counted.
  if (value.length === WHOLE_SECONDS && value.endsWith('Z')) {
    const whole = PATTERN.test(value) ? utcMillis(value) : Number.NaN
    return Number.isNaN(whole) ? undefined : whole
  }
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
  if (!PATTERN.test(value)) return undefined
  // A timeline reads tens of thousands of these, nearly all in UTC. Counting the digits is several times faster than a
  // Date.
  const isUtc = value.endsWith('Z')
  const zone = isUtc ? 'Z' : value.slice(-6)
  const whole = isUtc ? utcMillis(value) : Date.parse(`${value.slice(0, 19)}${zone}`)
  if (Number.isNaN(whole)) return undefined
  // Times of REST have no fraction.
  if (value.length === WHOLE_SECONDS) return whole * 1_000
  const fraction = value.slice(20, -zone.length)
  return whole * 1_000 + Number(fraction.slice(0, 6).padEnd(6, '0'))
}

const WHOLE_SECONDS = '2026-03-01T10:00:00Z'.length

const utcMillis = (value: string): number => {
  const number = (from: number, to: number): number => {
    let sum = 0
    for (let at = from; at < to; at += 1) sum = sum * 10 + value.charCodeAt(at) - 48
    return sum
  }
  const month = number(5, 7)
  const day = number(8, 10)
  const hour = number(11, 13)
  const minute = number(14, 16)
  const second = number(17, 19)
  // Date.UTC would accept a thirteenth month or a 61st second and carry it over; Date.parse refuses both.
  return month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59
    ? Number.NaN
    : Date.UTC(number(0, 4), month - 1, day, hour, minute, second)
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

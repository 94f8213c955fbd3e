import * as z from 'zod/mini'

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/

/** RFC 3339 in UTC with as many decimals as the source gave: 7 (100 ns) from runner files and logs, 0 from REST. */
export const time = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/))

/**
 * Epoch milliseconds (fractions kept) of an RFC 3339 time, or undefined when it is none. Offsets other than Z are read:
 * GitHub has sent `+09:00` to callers in that zone (recorded responses hold 50 of 557 jobs with one).
 */
export const toMillis = (value: string): number | undefined => {
  // REST's form, of which a report of a thousand jobs reads a hundred thousand: the digits are counted.
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

/** Epoch microseconds, an integer: the seventh decimal (100 ns) is dropped. Undefined when it is no RFC 3339 time. */
export const toMicros = (value: string): number | undefined => {
  if (!PATTERN.test(value)) return undefined
  // Timelines read ten thousands of these, nearly all in UTC: counting the digits is several times faster than a Date.
  const isUtc = value.endsWith('Z')
  const zone = isUtc ? 'Z' : value.slice(-6)
  const whole = isUtc ? utcMillis(value) : Date.parse(`${value.slice(0, 19)}${zone}`)
  if (Number.isNaN(whole)) return undefined
  // Those of REST have no fraction.
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
  // Date.UTC would carry a thirteenth month or a 61st second over; Date.parse refuses both.
  return month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59
    ? Number.NaN
    : Date.UTC(number(0, 4), month - 1, day, hour, minute, second)
}

/** The same instant in UTC, decimals kept as given; undefined when it is no RFC 3339 time. */
export const toUtc = (value: string): string | undefined => {
  const match = PATTERN.exec(value)
  const [, , , , , , , fraction, zone = 'Z'] = match ?? []
  // Without the fraction: a double cannot hold 0.9999999 s beside today's seconds and would round to the next one.
  const whole = match === null ? Number.NaN : Date.parse(`${value.slice(0, 19)}${zone}`)
  if (Number.isNaN(whole)) return undefined
  return `${new Date(whole).toISOString().slice(0, 19)}${fraction === undefined ? '' : `.${fraction}`}Z`
}

/** RFC 3339 UTC with millisecond resolution of epoch milliseconds. */
export const fromMillis = (millis: number): string => new Date(millis).toISOString()

/** `end - start` in milliseconds (may be negative: the caller decides what a reversed pair means); undefined if unknown. */
export const millisBetween = (start: string | undefined, end: string | undefined): number | undefined => {
  const from = start === undefined ? undefined : toMillis(start)
  const to = end === undefined ? undefined : toMillis(end)
  return from === undefined || to === undefined ? undefined : to - from
}

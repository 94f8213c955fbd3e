import { toMicros } from '../core/time.ts'

/**
 * Microseconds since the epoch, an integer: today's need 51 bits, so that sums and differences of instants are exact
 * where milliseconds with fractions would not be. The seventh decimal of a source (100 ns) is dropped.
 */
export type Instant = number

/** The instant of an RFC 3339 time with any offset; undefined when there is none or it is none. */
export const toInstant = (value: string | undefined): Instant | undefined =>
  value === undefined ? undefined : toMicros(value)

/** RFC 3339 UTC with as many decimals as the instant needs: none, three or six. */
export const fromInstant = (instant: Instant): string => {
  const slot = Math.abs(Math.floor(instant / 1_000_000)) % SLOTS
  const kept = recent[slot]
  if (kept?.instant === instant) return kept.text
  const text = write(instant)
  recent[slot] = { instant, text }
  return text
}

/**
 * The end of a step is the start of the next one, of an activity and of an interval: each instant is asked for four times
 * in a row. Kept are those of the last minutes of a job, each in the place of its second.
 */
const SLOTS = 512
const recent: ({ readonly instant: Instant; readonly text: string } | undefined)[] = Array(SLOTS).fill(undefined)

const write = (instant: Instant): string => {
  const day = Math.floor(instant / DAY)
  const rest = instant - day * DAY
  const seconds = Math.floor(rest / 1_000_000)
  const clock = `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return `${toDate(day)}T${clock}${decimals(rest % 1_000_000)}Z`
}

const DAY = 86_400_000_000

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))

const decimals = (micros: number): string => {
  if (micros === 0) return ''
  const digits = String(micros).padStart(6, '0')
  return `.${micros % 1_000 === 0 ? digits.slice(0, 3) : digits}`
}

/** A run's instants are in a few days, and a calendar date is what costs: the last one is kept. */
let last: { readonly day: number; readonly date: string } = { day: 0, date: '1970-01-01' }

const toDate = (day: number): string => {
  if (day !== last.day) last = { day, date: new Date(day * (DAY / 1_000)).toISOString().slice(0, 10) }
  return last.date
}

/** Milliseconds between two instants, fractions kept. */
export const measureMillis = (from: Instant, to: Instant): number => (to - from) / 1_000

import { toMicros } from '../core/time.ts'

/**
 * Microseconds since the epoch, as an integer. Today's values need 51 bits, so sums and differences of instants are
 * exact; milliseconds with fractions would not be. The seventh decimal of a source (100 ns) is dropped.
 */
export type Instant = number

/** Returns the instant of an RFC 3339 time with any offset, or undefined if the value is absent or no time. */
export const toInstant = (value: string | undefined): Instant | undefined =>
  value === undefined ? undefined : toMicros(value)

/** Formats an instant as RFC 3339 UTC with as many decimals as it needs: none, three or six. */
export const fromInstant = (instant: Instant): string => {
  const slot = Math.abs(Math.floor(instant / 1_000_000)) % SLOTS
  const kept = recent[slot]
  if (kept?.instant === instant) return kept.text
  const text = write(instant)
  recent[slot] = { instant, text }
  return text
}

/**
 * Size of the cache of texts. The end of a step is also the start of the next step, of an activity and of an interval,
 * so each instant is needed four times in a row. The cache keeps the last minutes of a job, one slot for each second.
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

/** The last calendar date. The instants of a run fall in a few days, and the calendar date is the expensive part. */
let last: { readonly day: number; readonly date: string } = { day: 0, date: '1970-01-01' }

const toDate = (day: number): string => {
  if (day !== last.day) last = { day, date: new Date(day * (DAY / 1_000)).toISOString().slice(0, 10) }
  return last.date
}

/** Returns the milliseconds between two instants, with fractions. */
export const measureMillis = (from: Instant, to: Instant): number => (to - from) / 1_000

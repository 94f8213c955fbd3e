import { toMicros } from '../model/time.ts'

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
  const micros = ((instant % 1_000_000) + 1_000_000) % 1_000_000
  const whole = new Date((instant - micros) / 1_000).toISOString().slice(0, 19)
  if (micros === 0) return `${whole}Z`
  const digits = String(micros).padStart(6, '0')
  return `${whole}.${micros % 1_000 === 0 ? digits.slice(0, 3) : digits}Z`
}

/** Milliseconds between two instants, fractions kept. */
export const millisOf = (from: Instant, to: Instant): number => (to - from) / 1_000

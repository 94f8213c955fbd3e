import type { Fact, Source } from '../schema/values/fact.ts'

/** The offset of the runner's clock from GitHub's. Positive: the runner is ahead. */
export type ServerClock = { readonly offsetMs: Fact<number>; readonly uncertaintyMs: number }

/**
 * Returns runner clock minus GitHub's clock in whole milliseconds, from the `Date` header of an answer (RFC 9110
 * §6.6.1, one second, cut) and the runner's own clock before and after the call: the answer got its date between these
 * two times.
 */
export const readServerClock = (
  date: string | null,
  sentAt: number,
  receivedAt: number,
  source: Source,
): ServerClock | undefined => {
  const stamped = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(stamped)) return undefined
  const middle = (sentAt + receivedAt) / 2
  return {
    offsetMs: { value: Math.round(middle - (stamped + 500)), source },
    uncertaintyMs: Math.ceil(500 + (receivedAt - sentAt) / 2),
  }
}

/** A moment of the runner's clock: 100 ns resolution, as the runner writes it into logs and telemetry. */
export type Moment = {
  readonly date: Date
  /** `2026-08-06T18:23:45.1234567Z` (.NET "O" format in UTC; actions/runner src/Runner.Common/Logging.cs). */
  readonly text: string
}

export type Clock = () => Moment

/** A clock that never gives the same moment twice and never runs backwards, on top of one of milliseconds. */
export const createClock = (now: () => Date): Clock => {
  let last = 0n
  return () => {
    const below = (process.hrtime.bigint() % 1_000_000n) / 100n
    const reading = BigInt(now().getTime()) * 10_000n + below
    last = reading > last ? reading : last + 1n
    const date = new Date(Number(last / 10_000n))
    const ticks = String(last % 10_000_000n).padStart(7, '0')
    return { date, text: `${date.toISOString().slice(0, 20)}${ticks}Z` }
  }
}

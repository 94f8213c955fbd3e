import { median, medianAbsoluteDeviation, percentile } from '../../history/statistics.ts'

/** What is usual of a time, by past values. */
export type Usual = {
  readonly count: number
  readonly medianMs: number
  readonly highMs: number
  readonly spreadMs: number
}

/** Measures what is usual; undefined under `samples` values, since a few values show nothing. */
export const measureUsual = (past: readonly number[], samples: number): Usual | undefined => {
  const [medianMs, highMs, spreadMs] = [median(past), percentile(past, 95), medianAbsoluteDeviation(past)]
  return past.length < samples || medianMs === undefined || highMs === undefined || spreadMs === undefined
    ? undefined
    : { count: past.length, medianMs, highMs, spreadMs }
}

/**
 * Returns whether a time is far beyond the usual: twice the 95th percentile, three times the median, and
 * five median absolute deviations above it. One value in twenty is over the percentile itself, which means nothing.
 */
export const isFarBeyond = (ms: number, { medianMs, highMs, spreadMs }: Usual): boolean =>
  ms > 2 * highMs && ms > 3 * medianMs && ms > medianMs + 5 * spreadMs

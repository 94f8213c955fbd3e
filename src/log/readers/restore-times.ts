import { millisBetween } from '../../core/time.ts'

export type RestoreTimes = {
  /** A section in which nothing but a restore takes time began then; undefined of any other. */
  readonly begin: (time: string | undefined) => void
  /** The service named an entry. */
  readonly answered: (time: string | undefined) => void
  /** The files of the entry are in their place. */
  readonly unpacked: (time: string | undefined) => void
  /** Of the restore that was unpacked last; undefined before that, or where two went on at the same time. */
  readonly durationMs: () => number | undefined
}

/**
 * How long a restore took, by the times of the log's lines: the library names the entry, downloads, unpacks, and says so
 * (actions/toolkit packages/cache/src/cache.ts restoreCacheV2). Until version 4.0.4 it did not name the entry first.
 */
export const createRestoreTimes = (): RestoreTimes => {
  let from: string | undefined
  let waiting = 0
  let elapsed: number | undefined
  const begin = (time: string | undefined): void => {
    from = time
    waiting = 0
    elapsed = undefined
  }
  const answered = (time: string | undefined): void => {
    from = time
    waiting += 1
    elapsed = undefined
  }
  const unpacked = (time: string | undefined): void => {
    const millis = millisBetween(from, time)
    elapsed = waiting > 1 || millis === undefined || millis < 0 ? undefined : Math.round(millis)
    // Of several at the same time nothing tells which is done: none of them is timed.
    if (waiting <= 1) waiting = 0
    from = undefined
  }
  return { begin, answered, unpacked, durationMs: () => elapsed }
}

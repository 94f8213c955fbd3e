import { millisBetween } from '../../core/time.ts'

export type RestoreTimes = {
  /** Marks the begin of a section in which only a restore takes time; undefined for any other section. */
  readonly begin: (time: string | undefined) => void
  /** The service named an entry. */
  readonly answered: (time: string | undefined) => void
  /** The files of the entry are unpacked. */
  readonly unpacked: (time: string | undefined) => void
  /**
   * Returns the duration of the restore that was unpacked last; undefined before that, or if two ran at the same time.
   */
  readonly durationMs: () => number | undefined
}

/**
 * Measures how long a restore took, from the times of the log's lines. The library names the entry, downloads it,
 * unpacks it and reports the end (actions/toolkit packages/cache/src/cache.ts restoreCacheV2). Until version 4.0.4 it
 * did not name the entry first.
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
    // If several restores run at the same time, nothing shows which one is done, so none is timed.
    if (waiting <= 1) waiting = 0
    from = undefined
  }
  return { begin, answered, unpacked, durationMs: () => elapsed }
}

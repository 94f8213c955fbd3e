import { whileAwake, withDeadline } from '../../io/deadline.ts'
import type { GapReason, Reading } from '../../schema/values/fact.ts'
import type { Extent } from '../post-progress.ts'

/**
 * Reads one source of files. `field` is the value that is missing where the source cannot be read; `nothing` is its
 * replacement.
 */
export type BoundedRead = <T>(
  field: string,
  nothing: T,
  read: (signal: AbortSignal) => Promise<Reading<T>>,
) => Promise<Reading<T>>

/**
 * Creates a reader that limits damage to one source. A step may leave anything in the place of a file. Each source
 * therefore has a deadline, `millis()` from its beginning, and an exception becomes a gap. A second try reads none of
 * these sources.
 */
export const createBoundedRead =
  (extent: Extent, millis: () => number): BoundedRead =>
  async (field, nothing, read) => {
    const without = (reason: GapReason, detail: string): Reading<typeof nothing> => ({
      value: nothing,
      gaps: [{ field, source: 'runner', reason, detail }],
    })
    if (extent === 'least') return without('deadline', 'left out: a first try that read files was ended')
    try {
      return await withDeadline(field, millis(), read, whileAwake)
    } catch {
      return without('deadline', 'this source was not read in time')
    }
  }

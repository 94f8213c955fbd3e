import { whileAwake, withDeadline } from '../../io/deadline.ts'
import type { GapReason, Learned } from '../../schema/values/fact.ts'
import type { Extent } from '../post-progress.ts'

/** Reads one source of files. `field` is the value that is missing where it cannot be read, `nothing` what stands then. */
export type BoundedRead = <T>(
  field: string,
  nothing: T,
  read: (signal: AbortSignal) => Promise<Learned<T>>,
) => Promise<Learned<T>>

/**
 * Whatever a step left in the place of one file costs that source alone: each has a deadline, `millis()` from when it begins,
 * and what throws is a gap. A second try leaves all of them out.
 */
export const createBoundedRead =
  (extent: Extent, millis: () => number): BoundedRead =>
  async (field, nothing, read) => {
    const without = (reason: GapReason, detail: string): Learned<typeof nothing> => ({
      facts: nothing,
      gaps: [{ field, source: 'runner', reason, detail }],
    })
    if (extent === 'least') return without('deadline', 'left out: a first try that read files was ended')
    try {
      return await withDeadline(field, millis(), read, whileAwake)
    } catch {
      return without('deadline', 'this source was not read in time')
    }
  }

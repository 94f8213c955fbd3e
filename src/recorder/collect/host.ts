import type { Environment } from '../../io/env.ts'
import type { Extent, Progress } from '../post-progress.ts'
import type { EarlyListing } from './early-listing.ts'

/** What the recorder reads beside its inputs: where this process runs, the clock, and how much of both there is. */
export type Host = {
  readonly environment: Environment
  readonly argv0: string
  readonly execPath: string
  /** Path of the program that runs here. */
  readonly program: string
  readonly now: () => number
  readonly early: EarlyListing
  readonly extent: Extent
  /** Milliseconds that are left for all of post. */
  readonly remaining: () => number
  readonly report: (progress: Progress) => Promise<void>
}

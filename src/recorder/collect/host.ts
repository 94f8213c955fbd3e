import type { Environment } from '../../io/env.ts'
import type { Extent, Progress } from '../post-progress.ts'
import type { EarlyListing } from './early-listing.ts'

/** The process that the recorder runs in, beside its inputs: its paths, its clock and its remaining time. */
export type Host = {
  readonly environment: Environment
  readonly argv0: string
  readonly execPath: string
  /** Path of the running program. */
  readonly program: string
  readonly now: () => number
  readonly early: EarlyListing
  readonly extent: Extent
  /** Milliseconds that remain for all of post. */
  readonly remaining: () => number
  readonly report: (progress: Progress) => Promise<void>
}

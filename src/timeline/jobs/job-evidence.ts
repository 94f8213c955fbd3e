import type { ControlTrace, ObservedJob, ProtectionWait } from '../../schema/observed/run-observation.ts'
import type { JobShape } from '../../schema/run/run-timeline.ts'
import type { Confidence } from '../../schema/values/fact.ts'
import type { Instant } from '../instant.ts'
import type { StepTime } from '../steps/step-times.ts'
import type { Timestamp } from './interval-candidate.ts'

/** All evidence about the time of one job. */
export type JobEvidence = {
  readonly job: ObservedJob
  readonly shape: JobShape
  /** Steps in order of start. */
  readonly steps: readonly StepTime[]
  /** Steps that upload, with the confidence of that. */
  readonly uploads: ReadonlyMap<StepTime, Confidence>
  readonly trace: ControlTrace | undefined
  readonly waits: readonly ProtectionWait[]
  /** When it could have begun: its needs were done, or the attempt began; undefined if edges are unknown. */
  readonly ready: Timestamp | undefined
  readonly inEnvironment: boolean
  /** True if a concurrency group is declared for it. */
  readonly mayBlock: boolean
  /** True if an environment's rule held it, but GitHub gives no time for it. */
  readonly probablyHeld: boolean
  readonly observedAt: Instant
}

/** Resolution of REST's times for a job, in microseconds. */
export const SECOND = 1_000_000
/**
 * Minimum length of a significant part, in microseconds: a shorter one is within the lag of REST's times (1–2 s in
 * small runs).
 */
export const TELLING = 5_000_000

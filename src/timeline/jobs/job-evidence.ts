import type { ControlTrace, ObservedJob, ProtectionWait } from '../../schema/observed/run-observation.ts'
import type { JobShape } from '../../schema/run/run-timeline.ts'
import type { Confidence } from '../../schema/values/fact.ts'
import type { Instant } from '../instant.ts'
import type { StepTime } from '../steps/step-times.ts'
import type { Timestamp } from './interval-candidate.ts'

/** All that is known of one job's time. */
export type JobEvidence = {
  readonly job: ObservedJob
  readonly shape: JobShape
  /** In order of start. */
  readonly steps: readonly StepTime[]
  /** Steps that upload, with how surely. */
  readonly uploads: ReadonlyMap<StepTime, Confidence>
  readonly trace: ControlTrace | undefined
  readonly waits: readonly ProtectionWait[]
  /** When it could have begun: its needs were done, or the attempt began; undefined where edges are unknown. */
  readonly ready: Timestamp | undefined
  readonly inEnvironment: boolean
  /** A concurrency group is declared for it. */
  readonly mayBlock: boolean
  /** An environment's rule held it, but GitHub gives no time for it. */
  readonly probablyHeld: boolean
  readonly observedAt: Instant
}

/** What REST says about a job is exact to the second. */
export const SECOND = 1_000_000
/** A slice shorter than this says nothing at the lag of REST's times, in microseconds (rest: 1–2 s in small runs). */
export const TELLING = 5_000_000

import type { FailureFact } from './readers/failures/failures.ts'
import type { Located, LogStep } from './steps/log-step.ts'

/** The failures in the reading of a job's log. Only these fields of a complete reading are kept. */
export type FailureReading = {
  readonly failures: readonly Located<FailureFact>[]
  readonly steps: readonly LogStep[]
  /** Time of the last line of each step. */
  readonly lastTimes: ReadonlyMap<LogStep, string>
}

export const toFailureReading = ({ failures, steps, lastTimes }: FailureReading): FailureReading => ({
  failures,
  steps,
  lastTimes,
})

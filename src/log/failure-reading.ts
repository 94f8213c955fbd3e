import type { ErrorLine } from './readers/failures/error-lines.ts'
import type { FailureFact } from './readers/failures/failures.ts'
import type { Located, LogStep } from './steps/log-step.ts'

/** The failures in the reading of a job's log. Only these fields of a complete reading are kept. */
export type FailureReading = {
  readonly failures: readonly Located<FailureFact>[]
  /** Lines in which programs state errors, for the names in them. */
  readonly errorLines?: readonly Located<ErrorLine>[] | undefined
  readonly steps: readonly LogStep[]
  /** Time of the last line of each step. */
  readonly lastTimes: ReadonlyMap<LogStep, string>
}

export const toFailureReading = ({ failures, errorLines, steps, lastTimes }: FailureReading): FailureReading => ({
  failures,
  errorLines,
  steps,
  lastTimes,
})

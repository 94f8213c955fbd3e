import type { FailureReading } from '../../log/failure-reading.ts'
import type { Timeline } from '../../schema/run/run-timeline.ts'
import { decideFailureOfLog } from './decide-failure.ts'

/** Adds why a job failed before it passed in a later attempt, where the log of the failed attempt was read. */
export const withRetryClasses = (timeline: Timeline, readings: ReadonlyMap<string, FailureReading>): Timeline => ({
  ...timeline,
  retries: timeline.retries.map(retry => {
    const reading = readings.get(retry.failed.id)
    const decided = reading === undefined ? undefined : decideFailureOfLog(reading)?.failure
    return decided === undefined || decided.class === 'unknown'
      ? retry
      : { ...retry, failed: { ...retry.failed, class: decided.class } }
  }),
})

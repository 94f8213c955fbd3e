import { millisBetween } from '../core/time.ts'
import type { RunObservation } from '../schema/observed/run-observation.ts'
import type { Timeline } from '../schema/run/run-timeline.ts'

type Admission = NonNullable<Timeline['admission']>

/**
 * Returns the time before the first job: source event, run created, first job admitted. A re-run has no event of its
 * own: GitHub keeps `created_at` of the first attempt, and somebody asked for the attempt. Times of one clock alone are
 * subtracted; a negative difference is of two sources, and left out.
 */
export const findAdmission = (
  { run }: RunObservation,
  schedule: Timeline['schedule'],
  firstAdmittedAt: string | undefined,
): Admission | undefined => {
  const { createdAt } = run
  const created = run.attempt > 1 ? undefined : createdAt
  const event = run.attempt > 1 ? undefined : findEvent(run, schedule)
  if (created === undefined && event === undefined) return undefined
  const [eventToRunMs, runToJobMs] = [
    event === undefined ? undefined : toWait(event.at, created),
    toWait(created, firstAdmittedAt),
  ]
  return {
    event,
    noEvent: event === undefined ? findReason(run) : undefined,
    createdAt: created,
    firstJobAt: firstAdmittedAt,
    eventToRunMs,
    runToJobMs,
  }
}

const findEvent = ({ event, occurred }: RunObservation['run'], schedule: Timeline['schedule']): Admission['event'] =>
  event === 'schedule'
    ? schedule && { at: schedule.dueAt, by: 'cron', source: schedule.source, confidence: schedule.confidence }
    : occurred

const findReason = ({ event, hasEventFile }: RunObservation['run']): Admission['noEvent'] => {
  if (event === 'workflow_dispatch' || event === 'repository_dispatch') return 'no-time-in-event'
  if (event === 'schedule') return 'schedule-unknown'
  return hasEventFile === true ? 'no-time-in-event' : 'event-not-read'
}

const toWait = (from: string | undefined, to: string | undefined): number | undefined => {
  const millis = millisBetween(from, to)
  return millis === undefined || millis < 0 ? undefined : Math.round(millis)
}

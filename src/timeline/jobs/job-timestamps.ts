import { type Instant, toInstant } from '../instant.ts'
import { findStart } from '../steps/step-times.ts'
import { earliest, type Timestamp } from './interval-candidate.ts'
import { type JobEvidence, SECOND } from './job-evidence.ts'

/** The instants of a job before and at its runner, each from its best source. */
export type JobTimestamps = {
  /** Begin of the job's time: ready, or the first evidence of the job. */
  readonly begin: Timestamp
  /** Begin of the wait for a runner; undefined if no source has it. */
  readonly queued: Timestamp | undefined
  /** The instant when a runner, or a scale set, took the job. */
  readonly assigned: Timestamp | undefined
  /** The runner's first line. */
  readonly talking: Timestamp | undefined
  /** `created_at` is later than `started_at`: the begin of the queue is only known as "not before `begin`". */
  readonly lagging: boolean
  readonly notes: readonly string[]
}

/**
 * Finds the timestamps of a job. `created_at` is when the job's record appears, up to 44 s late in recorded fan-outs.
 * `started_at` is when a runner took the job, or when the scale set did. Both count only if the log archive has no
 * line. Returns undefined for a job without any time.
 */
export const findTimestamps = ({ job, shape, steps, trace, ready, waits }: JobEvidence): JobTimestamps | undefined => {
  const said = (value: string | undefined): Timestamp | undefined =>
    trace === undefined ? undefined : timestampAt(toInstant(value), 'log', 'high', trace.resolutionMs)
  const created = timestampAt(toInstant(job.api.createdAt), 'api', 'medium', 1_000)
  const neverTaken = !job.hasRunner && steps.length === 0
  const assigned = neverTaken
    ? undefined
    : (said(trace?.assignedAt) ?? takenAt(job.api.startedAt, steps.map(findStart)))
  const lagging =
    created !== undefined && assigned !== undefined && created.at > assigned.at + SECOND && shape !== 'carried-over'
  const recorded = assigned !== undefined && (created?.at ?? 0) > assigned.at ? assigned : created
  const protectionEnd = Math.max(0, ...waits.map(wait => toInstant(wait.to) ?? 0))
  const listed = said(trace?.queuedAt) ?? (lagging ? undefined : recorded)
  const firstSign = earliest([said(trace?.admittedAt), listed, recorded, assigned])
  const early = ready !== undefined && assigned !== undefined && ready.at > assigned.at + SECOND
  const begin = ready === undefined || early ? (firstSign ?? ready) : notAfter(ready, assigned)
  if (begin === undefined) return undefined
  const queued = listed ?? (ready === undefined || early ? undefined : begin)
  return {
    begin,
    queued: queued === undefined ? undefined : notBefore(queued, Math.max(protectionEnd, begin.at)),
    assigned,
    talking: said(trace?.runnerAt),
    lagging: lagging && trace?.queuedAt === undefined,
    notes: [...(lagging ? ['created-after-started'] : []), ...(early ? ['started-before-needs'] : [])],
  }
}

/**
 * Returns when the job was taken. The runner's first step and `started_at` are the same instant at REST's resolution:
 * the earlier one counts. A step long before `started_at` comes from a runner with a wrong clock.
 */
const takenAt = (startedAt: string | undefined, starts: readonly (Timestamp | undefined)[]): Timestamp | undefined => {
  const started = timestampAt(toInstant(startedAt), 'api', 'high', 1_000)
  const first = earliest(starts)
  if (started === undefined) return first
  return first !== undefined && first.at < started.at && first.at >= started.at - 2 * SECOND ? first : started
}

const timestampAt = (
  at: Instant | undefined,
  source: Timestamp['source'],
  confidence: Timestamp['confidence'],
  resolutionMs: number,
): Timestamp | undefined => (at === undefined ? undefined : { at, source, confidence, resolutionMs })

const notBefore = (timestamp: Timestamp, floor: Instant): Timestamp =>
  timestamp.at >= floor ? timestamp : { ...timestamp, at: floor }

const notAfter = (timestamp: Timestamp, ceiling: Timestamp | undefined): Timestamp =>
  ceiling === undefined || timestamp.at <= ceiling.at ? timestamp : { ...timestamp, at: ceiling.at }

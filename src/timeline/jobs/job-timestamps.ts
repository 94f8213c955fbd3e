import { earliest, type Mark } from './interval-candidate.ts'
import { type Instant, toInstant } from '../instant.ts'
import { type JobEvidence, SECOND } from './job-evidence.ts'
import { startOf } from '../steps/step-times.ts'

/** The instants of a job before and at its runner, each from the best source that has it. */
export type JobMarks = {
  /** Begin of the job's time: ready, or the first sign of it. */
  readonly begin: Mark
  /** It waited for a runner from here; undefined where nobody saw that. */
  readonly queued: Mark | undefined
  /** A runner, or a scale set, took it. */
  readonly assigned: Mark | undefined
  /** The runner's first line. */
  readonly talking: Mark | undefined
  /** `created_at` is later than `started_at`: the begin of the queue is only known as "not before `begin`". */
  readonly lagging: boolean
  readonly notes: readonly string[]
}

/**
 * Reads the marks. `created_at` is when the job's record appears, up to 44 s late in recorded fan-outs; `started_at` is
 * when a runner took it, for a scale set when the set did; both are only asked where the log archive has no line.
 * Undefined when a job has no time at all.
 */
export const marksOf = ({ job, shape, steps, trace, ready, waits }: JobEvidence): JobMarks | undefined => {
  const said = (value: string | undefined): Mark | undefined =>
    trace === undefined ? undefined : markAt(toInstant(value), 'log', 'high', trace.resolutionMs)
  const created = markAt(toInstant(job.api.createdAt), 'api', 'medium', 1_000)
  const neverTaken = !job.hasRunner && steps.length === 0
  const assigned = neverTaken ? undefined : (said(trace?.assignedAt) ?? takenAt(job.api.startedAt, steps.map(startOf)))
  const lagging =
    created !== undefined && assigned !== undefined && created.at > assigned.at + SECOND && shape !== 'carried-over'
  const recorded = assigned !== undefined && (created?.at ?? 0) > assigned.at ? assigned : created
  const policyEnd = Math.max(0, ...waits.map(wait => toInstant(wait.to) ?? 0))
  const listed = said(trace?.queuedAt) ?? (lagging ? undefined : recorded)
  const firstSign = earliest([said(trace?.admittedAt), listed, recorded, assigned])
  const early = ready !== undefined && assigned !== undefined && ready.at > assigned.at + SECOND
  const begin = ready === undefined || early ? (firstSign ?? ready) : notAfter(ready, assigned)
  if (begin === undefined) return undefined
  const queued = listed ?? (ready === undefined || early ? undefined : begin)
  return {
    begin,
    queued: queued === undefined ? undefined : notBefore(queued, Math.max(policyEnd, begin.at)),
    assigned,
    talking: said(trace?.runnerAt),
    lagging: lagging && trace?.queuedAt === undefined,
    notes: [...(lagging ? ['created-after-started'] : []), ...(early ? ['started-before-needs'] : [])],
  }
}

/**
 * The runner's first step and `started_at` are the same instant at REST's resolution: the earlier one counts. A step
 * long before it is a runner whose clock is wrong.
 */
const takenAt = (startedAt: string | undefined, starts: readonly (Mark | undefined)[]): Mark | undefined => {
  const started = markAt(toInstant(startedAt), 'api', 'high', 1_000)
  const first = earliest(starts)
  if (started === undefined) return first
  return first !== undefined && first.at < started.at && first.at >= started.at - 2 * SECOND ? first : started
}

const markAt = (
  at: Instant | undefined,
  source: Mark['source'],
  confidence: Mark['confidence'],
  resolutionMs: number,
): Mark | undefined => (at === undefined ? undefined : { at, source, confidence, resolutionMs })

const notBefore = (mark: Mark, floor: Instant): Mark => (mark.at >= floor ? mark : { ...mark, at: floor })

const notAfter = (mark: Mark, ceiling: Mark | undefined): Mark =>
  ceiling === undefined || mark.at <= ceiling.at ? mark : { ...mark, at: ceiling.at }

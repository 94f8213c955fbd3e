import { findEnd, findStart, type StepTime } from '../steps/step-times.ts'
import { candidateBetween, type IntervalCandidate, type Timestamp } from './interval-candidate.ts'
import { type JobEvidence, SECOND, TELLING } from './job-evidence.ts'
import type { JobTimestamps } from './job-timestamps.ts'

/** Lists assignment, set-up, work and uploads, from the moment when a runner was named to the end of the last step. */
export const listRunnerCandidates = (
  evidence: JobEvidence,
  timestamps: JobTimestamps,
  end: Timestamp,
  open: boolean,
): readonly IntervalCandidate[] => {
  const { assigned } = timestamps
  if (assigned === undefined) return []
  const ran = evidence.steps.filter(step => step.start !== undefined && step.outcome !== 'skipped')
  const main = ran.filter(step => step.stage === 'main')
  const post = ran.filter(step => step.stage === 'post' || step.stage === 'complete')
  const talking = spokeAfter(assigned, timestamps.talking) ?? lateStart(assigned, findFirstStart(ran))
  const workStart = findFirstStart(main)
  const lastEnd = open && ran.length > 0 ? end : findLastEnd(ran, end, open)
  const setUpEnd = workStart ?? lastEnd
  // If a post step began before the last main step ended, the later end counts: background steps can cause that.
  const workEnd = post.length === 0 && open ? lastEnd : findLastEnd(main, end, open)
  const work = evidence.inEnvironment ? 'deploying' : 'executing'
  const candidates = [
    ...between('assigned', assigned, talking, talking?.source === 'log' ? {} : SCALE_SET),
    ...between('preparing', talking ?? assigned, setUpEnd, talking === undefined ? { detail: 'with-assigned' } : {}),
    ...between(work, workStart, workEnd, {}),
    ...between('executing', workEnd, lastEnd, { detail: 'post-steps' }),
    ...ran.flatMap(step => {
      const confidence = evidence.uploads.get(step)
      return confidence === undefined
        ? []
        : between('uploading', findStart(step), stepEnd(step, end, open), { confidence, clamped: step.reversed })
    }),
  ]
  return candidates.map(candidate => notBefore(candidate, assigned))
}

/**
 * Moves a candidate to begin at the earliest at the timestamp. REST cuts fractions of a second off, so a step may seem
 * to begin before the log names its runner.
 */
const notBefore = (candidate: IntervalCandidate, { at }: Timestamp): IntervalCandidate =>
  candidate.from >= at
    ? candidate
    : { ...candidate, from: at, clamped: candidate.clamped || candidate.from < at - SECOND }

/**
 * Returns the runner's first line if it is distinct from the assignment. A first line in the second of `started_at` is
 * not: REST cuts the fraction of the second off.
 */
const spokeAfter = (assigned: Timestamp, talking: Timestamp | undefined): Timestamp | undefined =>
  talking !== undefined && talking.at - assigned.at > (assigned.source === 'api' ? SECOND : 0) ? talking : undefined

/**
 * Returns a late start of the first step. If only REST has times, a first step long after `started_at` shows a machine
 * that a scale set had to create first.
 */
const lateStart = (assigned: Timestamp, firstStep: Timestamp | undefined): Timestamp | undefined =>
  firstStep !== undefined && firstStep.at - assigned.at > TELLING ? firstStep : undefined

const SCALE_SET = { confidence: 'medium', detail: 'started-is-assignment' } as const

const between = (
  state: IntervalCandidate['state'],
  from: Timestamp | undefined,
  to: Timestamp | undefined,
  more: Parameters<typeof candidateBetween>[3],
): readonly IntervalCandidate[] =>
  from === undefined || to === undefined || to.at <= from.at ? [] : [candidateBetween(state, from, to, more)]

const findLastEnd = (steps: readonly StepTime[], end: Timestamp, open: boolean): Timestamp | undefined =>
  steps.reduce<Timestamp | undefined>((last, step) => {
    // A timestamp is made only of a step that is later than those before.
    const at = step.end ?? (open ? end.at : step.start)
    return at !== undefined && (last === undefined || at > last.at) ? stepEnd(step, end, open) : last
  }, undefined)

const findFirstStart = (steps: readonly StepTime[]): Timestamp | undefined =>
  steps.reduce<Timestamp | undefined>(
    (first, step) =>
      step.start !== undefined && (first === undefined || step.start < first.at) ? findStart(step) : first,
    undefined,
  )

/**
 * Returns the end of a step. In an open job a step without an end still runs. In a finished job its runner was lost,
 * and nothing is known after the start (recorded: the running step without `completed_at`, the job's some hours later).
 */
const stepEnd = (step: StepTime, end: Timestamp, open: boolean): Timestamp | undefined =>
  findEnd(step) ?? (open ? end : findStart(step))

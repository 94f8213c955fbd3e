import type { Interval } from '../../schema/run/run-timeline.ts'
import type { OwnerClass } from '../../schema/values/owner-class.ts'
import { fromInstant, type Instant, measureMillis, toInstant } from '../instant.ts'
import { divide, type IntervalCandidate, type Slice, type Timestamp } from './interval-candidate.ts'
import { type JobEvidence, SECOND } from './job-evidence.ts'
import { findTimestamps } from './job-timestamps.ts'
import { listRunnerCandidates } from './runner-intervals.ts'
import { listWaitingCandidates } from './waiting-intervals.ts'

export type OwnerOf = (state: Interval['state']) => OwnerClass | undefined

/** The whole time of a job, divided without overlap, hole or negative length. The sum of the parts is the whole. */
export type JobTime = {
  readonly from: Instant
  readonly to: Instant
  readonly intervals: readonly Interval[]
  readonly notes: readonly string[]
}

/**
 * Builds the intervals of a job from its admission to its end, or to the time of reading for an open job. Returns
 * undefined if there is no time to divide: a skipped job, or a job without a known instant.
 */
export const buildIntervals = (evidence: JobEvidence, findOwner: OwnerOf): JobTime | undefined => {
  const timestamps = evidence.shape === 'skipped' ? undefined : findTimestamps(evidence)
  if (timestamps === undefined) return undefined
  const { from, to, open, reversed } = toWindow(evidence, timestamps.begin)
  const end: Timestamp = { at: to, source: 'api', confidence: 'high', resolutionMs: 1_000 }
  const candidates = [
    ...listWaitingCandidates(evidence, timestamps, end, open),
    ...listRunnerCandidates(evidence, timestamps, end, open),
  ]
  const slices = divide({ from, to }, candidates)
  const moved = timestamps.lagging && timestamps.queued === undefined
  const intervals = slices.map((slice, index) => {
    const last = index === slices.length - 1
    const clamped = (index === 0 && moved) || (last && overhangs(candidates, to))
    return toInterval(slice, { clamped, open: open && last, findOwner })
  })
  const notes = [
    ...timestamps.notes,
    ...(reversed ? ['completed-before-start'] : []),
    ...(evidence.steps.some(step => step.reversed) ? ['reversed-step'] : []),
    ...(overhangs(candidates, to) ? ['steps-after-completion'] : []),
    ...(evidence.shape === 'normal' && silentTail(slices) > 60 * SECOND ? ['silent-end'] : []),
  ]
  return { from, to, intervals, notes }
}

/**
 * Returns the window of a job. Its end is GitHub's `completed_at`; for an open job, the time of reading; if
 * `completed_at` is missing, the last evidence of activity.
 */
const toWindow = ({ job, steps, observedAt }: JobEvidence, begin: Timestamp) => {
  const completed = toInstant(job.api.completedAt)
  const open = completed === undefined && job.api.status !== 'completed'
  const lastSign = steps.reduce((sign, { start, end }) => Math.max(sign, start ?? sign, end ?? sign), begin.at)
  const end = completed ?? (open ? Math.max(observedAt, lastSign) : lastSign)
  return { from: begin.at, to: Math.max(begin.at, end), open, reversed: end < begin.at }
}

/** Returns true if a candidate extends more than a second past the end: the sources contradict each other. */
const overhangs = (candidates: readonly IntervalCandidate[], to: Instant): boolean =>
  candidates.some(candidate => candidate.to > to + SECOND)

const silentTail = (slices: readonly Slice[]): number => {
  const last = slices.at(-1)
  return last === undefined || last.candidate !== undefined ? 0 : last.to - last.from
}

const toInterval = (
  { from, to, candidate }: Slice,
  { clamped, open, findOwner }: { readonly clamped: boolean; readonly open: boolean; readonly findOwner: OwnerOf },
): Interval => {
  const state = candidate?.state ?? 'unobserved'
  const owner = findOwner(state)
  return {
    state,
    start: fromInstant(from),
    end: fromInstant(to),
    source: candidate?.source ?? 'api',
    confidence: candidate?.confidence ?? 'low',
    resolutionMs: candidate?.resolutionMs ?? 1_000,
    clamped: clamped || candidate?.clamped === true,
    open: open ? open : undefined,
    owner,
    detail: candidate?.detail === undefined ? undefined : candidate.detail,
  }
}

/** Sums milliseconds by state, in the order of first appearance. A state that was not observed has no entry. */
export const sumStates = (
  intervals: readonly Pick<Interval, 'state' | 'start' | 'end'>[],
): Readonly<Record<string, number>> => {
  const sums = new Map<string, number>()
  for (const { state, start, end } of intervals)
    sums.set(state, (sums.get(state) ?? 0) + (toInstant(end) ?? 0) - (toInstant(start) ?? 0))
  return Object.fromEntries([...sums].map(([state, micros]) => [state, measureMillis(0, micros)]))
}

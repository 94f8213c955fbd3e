import type { OwnerClass } from '../../schema/values/owner-class.ts'
import type { Interval } from '../../schema/run/run-timeline.ts'
import { type Claim, divide, type Mark, type Stretch } from './interval-candidate.ts'
import { fromInstant, type Instant, millisOf, toInstant } from '../instant.ts'
import { type JobEvidence, SECOND } from './job-evidence.ts'
import { marksOf } from './job-timestamps.ts'
import { runnerClaims } from './runner-intervals.ts'
import { waitingClaims } from './waiting-intervals.ts'

export type OwnerOf = (state: Interval['state']) => OwnerClass | undefined

/** A job's whole time, divided: no overlap, no hole, nothing negative, and the sum is the whole. */
export type JobTime = {
  readonly from: Instant
  readonly to: Instant
  readonly intervals: readonly Interval[]
  readonly notes: readonly string[]
}

/**
 * The intervals of a job from its admission to its end, or to the time of reading while it is open. Undefined when there
 * is no time to divide: a skipped job, one of which no instant is known.
 */
export const intervalsOf = (evidence: JobEvidence, ownerOf: OwnerOf): JobTime | undefined => {
  const marks = evidence.shape === 'skipped' ? undefined : marksOf(evidence)
  if (marks === undefined) return undefined
  const { from, to, open, reversed } = windowOf(evidence, marks.begin)
  const end: Mark = { at: to, source: 'api', confidence: 'high', resolutionMs: 1_000 }
  const claims = [...waitingClaims(evidence, marks, end, open), ...runnerClaims(evidence, marks, end, open)]
  const stretches = divide({ from, to }, claims)
  const moved = marks.lagging && marks.queued === undefined
  const intervals = stretches.map((stretch, index) => {
    const last = index === stretches.length - 1
    const clamped = (index === 0 && moved) || (last && overhangs(claims, to))
    return toInterval(stretch, { clamped, open: open && last, ownerOf })
  })
  const notes = [
    ...marks.notes,
    ...(reversed ? ['completed-before-start'] : []),
    ...(evidence.steps.some(step => step.reversed) ? ['reversed-step'] : []),
    ...(overhangs(claims, to) ? ['steps-after-completion'] : []),
    ...(evidence.shape === 'normal' && silentTail(stretches) > 60 * SECOND ? ['silent-end'] : []),
  ]
  return { from, to, intervals, notes }
}

/** The end is GitHub's `completed_at`; while that is open, the time of reading; where it is gone, the last sign of life. */
const windowOf = ({ job, steps, observedAt }: JobEvidence, begin: Mark) => {
  const completed = toInstant(job.api.completedAt)
  const open = completed === undefined && job.api.status !== 'completed'
  const signs = [begin.at, ...steps.flatMap(step => [step.start ?? begin.at, step.end ?? begin.at])]
  const lastSign = signs.reduce((a, b) => Math.max(a, b))
  const end = completed ?? (open ? Math.max(observedAt, lastSign) : lastSign)
  return { from: begin.at, to: Math.max(begin.at, end), open, reversed: end < begin.at }
}

/** Something was claimed for more than a second after the end: the sources contradict each other. */
const overhangs = (claims: readonly Claim[], to: Instant): boolean => claims.some(claim => claim.to > to + SECOND)

const silentTail = (stretches: readonly Stretch[]): number => {
  const last = stretches.at(-1)
  return last === undefined || last.claim !== undefined ? 0 : last.to - last.from
}

const toInterval = (
  { from, to, claim }: Stretch,
  { clamped, open, ownerOf }: { readonly clamped: boolean; readonly open: boolean; readonly ownerOf: OwnerOf },
): Interval => {
  const state = claim?.state ?? 'unobserved'
  const owner = ownerOf(state)
  return {
    state,
    start: fromInstant(from),
    end: fromInstant(to),
    source: claim?.source ?? 'api',
    confidence: claim?.confidence ?? 'low',
    resolutionMs: claim?.resolutionMs ?? 1_000,
    clamped: clamped || claim?.clamped === true,
    ...(open ? { open } : {}),
    ...(owner === undefined ? {} : { owner }),
    ...(claim?.detail === undefined ? {} : { detail: claim.detail }),
  }
}

/** Milliseconds by state, in the order of first appearance; what was not observed at all has no entry. */
export const statesMsOf = (
  intervals: readonly Pick<Interval, 'state' | 'start' | 'end'>[],
): Readonly<Record<string, number>> => {
  const sums = new Map<string, number>()
  for (const { state, start, end } of intervals)
    sums.set(state, (sums.get(state) ?? 0) + (toInstant(end) ?? 0) - (toInstant(start) ?? 0))
  return Object.fromEntries([...sums].map(([state, micros]) => [state, millisOf(0, micros)]))
}

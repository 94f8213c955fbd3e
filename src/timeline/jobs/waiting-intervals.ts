import { type Claim, claimBetween, type Mark } from './interval-candidate.ts'
import { toInstant } from '../instant.ts'
import { type JobEvidence, TELLING } from './job-evidence.ts'
import type { JobMarks } from './job-timestamps.ts'

/** Admission, policy, concurrency and queue: what held a job before a runner took it. `end` is the end of its time. */
export const waitingClaims = (evidence: JobEvidence, marks: JobMarks, end: Mark, open: boolean): readonly Claim[] => {
  const { assigned, queued } = marks
  const policy = policyClaims(evidence)
  if (assigned === undefined) return [...policy, ...withoutRunner(evidence, marks, end, open)]
  if (queued === undefined) return policy
  const queueSeen = evidence.trace?.queuedAt !== undefined
  // The record of a gated job appears when the gate closes: without times of the gate its wait hides in the queue.
  if (evidence.probablyHeld && policy.length === 0 && !queueSeen && assigned.at - marks.begin.at > TELLING)
    return [claimBetween('waiting-for-policy', marks.begin, assigned, PROBABLE)]
  const lag = marks.lagging ? ({ clamped: true, confidence: 'low', detail: 'created-after-started' } as const) : {}
  return [...policy, ...beforeQueue(evidence, marks.begin, queued), claimBetween('queued', queued, assigned, lag)]
}

const PROBABLE = { confidence: 'low', detail: 'probable' } as const

const policyClaims = ({ waits }: JobEvidence): readonly Claim[] =>
  waits.flatMap(({ from, to, source, confidence }) => {
    const [start, end] = [toInstant(from), toInstant(to)]
    if (start === undefined || end === undefined) return []
    return [
      { state: 'waiting-for-policy', from: start, to: end, source, confidence, resolutionMs: 1_000, clamped: false },
    ]
  })

/**
 * Between readiness and queue lies admission. If that is long and a concurrency group is declared, or an environment's
 * rule held the job at an unknown time, it is probably that.
 */
const beforeQueue = (evidence: JobEvidence, begin: Mark, queued: Mark): readonly Claim[] => {
  const long = queued.at - begin.at > TELLING
  if (long && evidence.probablyHeld && evidence.waits.length === 0)
    return [claimBetween('waiting-for-policy', begin, queued, PROBABLE)]
  if (long && evidence.mayBlock) return [claimBetween('blocked', begin, queued, PROBABLE)]
  return [claimBetween('admitted', begin, queued)]
}

/** No runner took the job: its status says what it waits for; one that ended so waited to its end. */
const withoutRunner = (evidence: JobEvidence, marks: JobMarks, end: Mark, open: boolean): readonly Claim[] => {
  const { job } = evidence
  const { begin, queued } = marks
  const from = queued ?? begin
  const admitted = claimBetween('admitted', begin, from)
  if (!open) return [admitted, ...waitedInVain(evidence, from, end)]
  switch (job.api.status) {
    case 'waiting':
      return [admitted, claimBetween('waiting-for-policy', from, end)]
    case 'pending':
      return [admitted, claimBetween('blocked', from, end)]
    case 'requested':
      return [claimBetween('admitted', begin, end)]
    default:
      return [admitted, claimBetween('queued', from, end)]
  }
}

/** What for is certain where the log saw it in the queue; a gate or a group that may have held it makes it probable. */
const waitedInVain = (
  { job, trace, waits, probablyHeld, mayBlock }: JobEvidence,
  from: Mark,
  end: Mark,
): readonly Claim[] => {
  if (trace?.queuedAt !== undefined) return [claimBetween('queued', from, end)]
  if (probablyHeld && waits.length === 0) return [claimBetween('waiting-for-policy', from, end, PROBABLE)]
  return job.api.labels.length > 0 ? [claimBetween('queued', from, end, mayBlock ? PROBABLE : {})] : []
}

import { toInstant } from '../instant.ts'
import { candidateBetween, type IntervalCandidate, type Timestamp } from './interval-candidate.ts'
import { type JobEvidence, TELLING } from './job-evidence.ts'
import type { JobTimestamps } from './job-timestamps.ts'

/**
 * Lists admission, protection, concurrency and queue: the states of a job before a runner took it. `end` is the end of
 * its time.
 */
export const listWaitingCandidates = (
  evidence: JobEvidence,
  timestamps: JobTimestamps,
  end: Timestamp,
  open: boolean,
): readonly IntervalCandidate[] => {
  const { assigned, queued } = timestamps
  const protection = listProtectionCandidates(evidence)
  if (assigned === undefined) return [...protection, ...withoutRunner(evidence, timestamps, end, open)]
  if (queued === undefined) return protection
  const queueSeen = evidence.trace?.queuedAt !== undefined
  // The record of a gated job appears when the gate closes. If the gate has no times, its wait is hidden in the queue.
  if (evidence.probablyHeld && protection.length === 0 && !queueSeen && assigned.at - timestamps.begin.at > TELLING)
    return [candidateBetween('waiting-for-policy', timestamps.begin, assigned, PROBABLE)]
  const lag = timestamps.lagging ? ({ clamped: true, confidence: 'low', detail: 'created-after-started' } as const) : {}
  return [
    ...protection,
    ...beforeQueue(evidence, timestamps.begin, queued),
    candidateBetween('queued', queued, assigned, lag),
  ]
}

const PROBABLE = { confidence: 'low', detail: 'probable' } as const

const listProtectionCandidates = ({ waits }: JobEvidence): readonly IntervalCandidate[] =>
  waits.flatMap(({ from, to, source, confidence }) => {
    const [start, end] = [toInstant(from), toInstant(to)]
    if (start === undefined || end === undefined) return []
    return [
      { state: 'waiting-for-policy', from: start, to: end, source, confidence, resolutionMs: 1_000, clamped: false },
    ]
  })

/**
 * Returns the state between readiness and queue: admission. If that time is long, and a concurrency group is declared
 * or an environment's rule held the job at an unknown time, that was probably the reason.
 */
const beforeQueue = (evidence: JobEvidence, begin: Timestamp, queued: Timestamp): readonly IntervalCandidate[] => {
  const long = queued.at - begin.at > TELLING
  if (long && evidence.probablyHeld && evidence.waits.length === 0)
    return [candidateBetween('waiting-for-policy', begin, queued, PROBABLE)]
  if (long && evidence.mayBlock) return [candidateBetween('blocked', begin, queued, PROBABLE)]
  return [candidateBetween('admitted', begin, queued)]
}

/**
 * Lists the states of a job that no runner took. Its status names what it waits for. A job that ended this way waited
 * to its end.
 */
const withoutRunner = (
  evidence: JobEvidence,
  timestamps: JobTimestamps,
  end: Timestamp,
  open: boolean,
): readonly IntervalCandidate[] => {
  const { job } = evidence
  const { begin, queued } = timestamps
  const from = queued ?? begin
  const admitted = candidateBetween('admitted', begin, from)
  if (!open) return [admitted, ...waitedInVain(evidence, from, end)]
  switch (job.api.status) {
    case 'waiting':
      return [admitted, candidateBetween('waiting-for-policy', from, end)]
    case 'pending':
      return [admitted, candidateBetween('blocked', from, end)]
    case 'requested':
      return [candidateBetween('admitted', begin, end)]
    default:
      return [admitted, candidateBetween('queued', from, end)]
  }
}

/**
 * Returns what such a job waited for. The queue is certain if the log has the job in the queue. A gate or a group that
 * may have held the job makes the state probable.
 */
const waitedInVain = (
  { job, trace, waits, probablyHeld, mayBlock }: JobEvidence,
  from: Timestamp,
  end: Timestamp,
): readonly IntervalCandidate[] => {
  if (trace?.queuedAt !== undefined) return [candidateBetween('queued', from, end)]
  if (probablyHeld && waits.length === 0) return [candidateBetween('waiting-for-policy', from, end, PROBABLE)]
  return job.api.labels.length > 0 ? [candidateBetween('queued', from, end, mayBlock ? PROBABLE : {})] : []
}

import type { CriticalPath, Interval } from '../../schema/run/run-timeline.ts'
import { fromInstant, type Instant, toInstant } from '../instant.ts'
import type { PathJob } from './path-job.ts'

export type PathSegment = CriticalPath['segments'][number]

/** Lists the time of a job between two instants: its intervals, and `unobserved` between them. */
export const listSegments = (job: PathJob, from: Instant, to: Instant): readonly PathSegment[] => {
  const segments: PathSegment[] = []
  const fill = (end: Instant): void => {
    if (end > at) segments.push({ ...whose(job), state: 'unobserved', ...span(at, end), confidence: 'low' })
  }
  let at = from
  for (const { interval, start, end } of listSpans(job.intervals)) {
    const [begin, stop] = [Math.max(start, at), Math.min(end, to)]
    if (stop <= begin) continue
    fill(begin)
    segments.push(toSegment(job, interval, begin, stop))
    at = stop
  }
  fill(to)
  return segments
}

/**
 * Returns the interval between the needs of a job and its own first evidence. If the graph has the edge, GitHub was
 * admitting the job; otherwise the time is unobserved.
 */
export const waitBefore = (job: PathJob | undefined, from: Instant, to: Instant, known: boolean): PathSegment[] => {
  if (to <= from) return []
  const told = known
    ? ({ state: 'admitted', owner: 'github', confidence: 'medium' } as const)
    : ({ state: 'unobserved', confidence: 'low' } as const)
  return [{ ...(job === undefined ? {} : whose(job)), ...told, ...span(from, to) }]
}

/** Joins neighbours that differ only in their time. */
export const joined = (segments: readonly PathSegment[]): readonly PathSegment[] => {
  const all: PathSegment[] = []
  for (const segment of segments) {
    const last = all.at(-1)
    if (last !== undefined && isSame(last, segment)) all[all.length - 1] = { ...last, end: segment.end }
    else all.push(segment)
  }
  return all
}

const FIELDS = ['jobId', 'job', 'state', 'subject', 'owner', 'confidence'] as const

const isSame = (a: PathSegment, b: PathSegment): boolean => FIELDS.every(field => a[field] === b[field])

const listSpans = (intervals: readonly Interval[]) =>
  intervals
    .flatMap(interval => {
      const [start, end] = [toInstant(interval.start), toInstant(interval.end)]
      return start === undefined || end === undefined ? [] : [{ interval, start, end }]
    })
    .sort((a, b) => a.start - b.start || a.end - b.end)

const toSegment = (job: PathJob, interval: Interval, from: Instant, to: Instant): PathSegment => {
  const subject = findSubject(job, interval)
  return {
    ...whose(job),
    state: interval.state,
    ...span(from, to),
    subject,
    owner: interval.owner,
    confidence: interval.confidence,
  }
}

/** Maximum number of labels that are shown: more do not help to identify a runner. */
const LABELS_SHOWN = 3

const findSubject = ({ labels, environment }: PathJob, { state }: Interval): string | undefined => {
  if (state === 'queued' && labels.length > 0) return labels.slice(0, LABELS_SHOWN).join(', ')
  return state === 'waiting-for-policy' || state === 'deploying' ? environment : undefined
}

const whose = (job: PathJob) => ({ jobId: job.id, job: job.name })

const span = (from: Instant, to: Instant) => ({ start: fromInstant(from), end: fromInstant(to) })

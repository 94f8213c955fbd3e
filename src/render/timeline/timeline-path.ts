import { millisBetween, toMillis } from '../../core/time.ts'
import type { CriticalPath, Interval, Timeline, TimelineJob } from '../../schema/run/run-timeline.ts'
import { table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'
import { markedDuration } from './timeline-bars.ts'
import { ownerText, statePhrase } from './timeline-words.ts'

type Segment = CriticalPath['segments'][number] & {
  readonly clamped: boolean
  readonly open?: true | undefined
  readonly sources: readonly Interval['source'][]
}
type SegmentGroup = {
  readonly job: string
  readonly phrase: string
  readonly owner: string
  readonly parts: readonly Segment[]
}

/** Renders the groups that decided when the run ended, in time order. */
export const criticalPathSection = (timeline: Timeline): Section => {
  const path = timeline.criticalPath
  if (path === undefined) return { title: 'Critical path', blocks: [] }
  const rows = groupSegments(withMarks(timeline, path)).map(({ job, phrase, owner, parts }) => [
    job,
    phrase,
    markedDuration(
      parts.reduce((sum, one) => sum + (millisBetween(one.start, one.end) ?? 0), 0),
      parts,
      path.totalMs,
    ),
    sourcesText(parts),
    owner,
  ])
  return { title: 'Critical path', blocks: table(['Job', 'State', 'Duration', 'Evidence', 'Owner'], rows) }
}

const sourcesText = (parts: readonly Segment[]): string => {
  const sources = [...new Set(parts.flatMap(one => one.sources))].sort()
  return sources.length === 0 ? '–' : sources.map(one => one.replace(/-/g, ' ')).join(', ')
}

/**
 * Adds the marks of the job's intervals to the path. A segment holds its own confidence. Its sources, and whether an
 * end was clamped or is open, are with its job. A segment may be a part of an interval or several intervals joined, so
 * it takes the marks of all intervals that overlap it.
 */
const withMarks = ({ jobs }: Timeline, path: CriticalPath): readonly Segment[] => {
  const onPath = new Set(path.segments.map(one => one.jobId))
  const byJob = new Map(jobs.filter(job => onPath.has(job.id)).map(job => [job.id, listSpans(job)]))
  return path.segments.map(segment => {
    const [start, end] = [toMillis(segment.start) ?? 0, toMillis(segment.end) ?? 0]
    const covered = (byJob.get(segment.jobId ?? '') ?? [])
      .filter(one => one.interval.state === segment.state && one.start < end && one.end > start)
      .map(({ interval }) => interval)
    return {
      ...segment,
      clamped: covered.some(one => one.clamped),
      ...(covered.some(one => one.open === true) ? { open: true } : {}),
      // Unobserved time has no source.
      sources: segment.state === 'unobserved' ? [] : covered.map(one => one.source),
    }
  })
}

const listSpans = ({ intervals }: TimelineJob) =>
  intervals.map(interval => ({ interval, start: toMillis(interval.start) ?? 0, end: toMillis(interval.end) ?? 0 }))

/** Groups neighbours of the same job and state into one row. */
const groupSegments = (segments: readonly Segment[]): readonly SegmentGroup[] => {
  const out: SegmentGroup[] = []
  let last: (SegmentGroup & { readonly key: string; readonly parts: Segment[] }) | undefined
  for (const segment of segments) {
    const phrase = statePhrase(segment)
    const key = `${segment.jobId ?? ''} ${phrase}`
    if (last?.key === key) {
      last.parts.push(segment)
      continue
    }
    const job =
      segment.job === undefined ? (out.length === 0 ? 'before the first job' : 'between jobs') : text(segment.job, 160)
    last = { key, job, phrase, owner: ownerText(segment.owner), parts: [segment] }
    out.push(last)
  }
  return out
}

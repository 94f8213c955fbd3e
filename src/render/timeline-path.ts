import type { CriticalPath, Timeline } from '../model/run-timeline.ts'
import { millisBetween } from '../model/time.ts'
import { table, text } from './markdown.ts'
import type { Section } from './section.ts'
import { markedDuration } from './timeline-marks.ts'
import { ownerText, statePhrase } from './timeline-words.ts'

type Segment = CriticalPath['segments'][number] & { readonly clamped: boolean; readonly open?: true | undefined }
type Stretch = {
  readonly job: string
  readonly phrase: string
  readonly owner: string
  readonly parts: readonly Segment[]
}

/** The stretches that decided when the run ended, in time order. */
export const criticalPathSection = (timeline: Timeline): Section => {
  const path = timeline.criticalPath
  if (path === undefined) return { title: 'Critical path', blocks: [] }
  const rows = stretchesOf(withMarks(timeline, path)).map(({ job, phrase, owner, parts }) => [
    job,
    phrase,
    markedDuration(
      parts.reduce((sum, one) => sum + (millisBetween(one.start, one.end) ?? 0), 0),
      parts,
    ),
    owner,
  ])
  return { title: 'Critical path', blocks: table(['Job', 'State', 'Duration', 'Owner'], rows) }
}

/** A segment says how sure it is; whether its end was moved, or is one at all, stands with its job. */
const withMarks = ({ jobs }: Timeline, path: CriticalPath): readonly Segment[] => {
  const byJob = new Map(jobs.map(job => [job.id, job.intervals]))
  return path.segments.map(segment => {
    const one = byJob
      .get(segment.jobId ?? '')
      ?.find(interval => interval.state === segment.state && interval.end === segment.end)
    return { ...segment, clamped: one?.clamped === true, ...(one?.open === true ? { open: true } : {}) }
  })
}

/** Neighbours of the same job and state are one row. */
const stretchesOf = (segments: readonly Segment[]): readonly Stretch[] => {
  const out: Stretch[] = []
  let last: (Stretch & { readonly key: string; readonly parts: Segment[] }) | undefined
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

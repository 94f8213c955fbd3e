import type { Interval, Timeline, TimelineJob } from '../model/run-timeline.ts'
import { toMillis } from '../model/time.ts'
import { plain } from './markdown.ts'
import { duration } from './quantity.ts'
import type { Section } from './section.ts'

/** More rows than this are no picture. */
const MOST_JOBS = 40
const WIDTH = 60
const MAX_NAME = 60

/**
 * The run as bars on one axis, for a terminal or a file. A fence keeps the columns; a row begins and ends its bar with a
 * line, so that no name can close the fence.
 */
export const barsSection = (timeline: Timeline): Section => {
  const axis = axisOf(timeline)
  if (axis === undefined) return { title: 'Bars', blocks: [] }
  const timed = timeline.jobs.map(spanned).filter(job => isWithin(job, axis))
  const shown = mostTelling(timed, timeline)
  const bars = shown.map(job => ({ job, bar: barOf(job, axis) }))
  const used = new Set(bars.flatMap(({ bar }) => [...bar]))
  const legend = LEGEND.filter(([letter]) => used.has(letter)).map(([letter, meaning]) => `${letter} ${meaning}`)
  const more = timed.length > shown.length ? ` ${shown.length} of ${timed.length} jobs.` : ''
  const lines = [
    `│${'─'.repeat(WIDTH)}│ ${duration(axis.end - axis.start)}`,
    ...bars.map(({ job, bar }) => `│${bar}│ ${plain(job.name, MAX_NAME)}`),
  ]
  return {
    title: 'Bars',
    blocks: shown.length === 0 ? [] : [`${legend.join(' · ')}.${more}\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\`\n`],
  }
}

const LETTERS: Readonly<Record<Interval['state'], string>> = {
  'waiting-for-policy': 'p',
  blocked: 'b',
  admitted: '·',
  queued: '░',
  assigned: '▒',
  preparing: '▒',
  executing: '█',
  deploying: '█',
  uploading: '▓',
  unobserved: '?',
  other: '?',
}
const LEGEND = [
  ['p', 'policy wait'],
  ['b', 'blocked'],
  ['·', 'admitted'],
  ['░', 'queued'],
  ['▒', 'assigned or preparing'],
  ['█', 'executing or deploying'],
  ['▓', 'uploading'],
  ['?', 'unobserved'],
] as const

type Axis = { readonly start: number; readonly end: number }
type Span = Axis & { readonly state: Interval['state'] }
type Spanned = Axis & { readonly id: string; readonly name: string; readonly spans: readonly Span[] }

const axisOf = ({ start, end, jobs }: Timeline): Axis | undefined => {
  const from = start === undefined ? undefined : toMillis(start)
  // What goes on has no end of its own: the axis reaches to when it was read.
  const ends = [end, ...jobs.flatMap(job => job.intervals.filter(one => one.open === true).map(one => one.end))]
  const to = Math.max(...ends.flatMap(one => (one === undefined ? [] : (toMillis(one) ?? []))))
  return from === undefined || !(to > from && Number.isFinite(to)) ? undefined : { start: from, end: to }
}

const spanned = ({ id, name, intervals }: TimelineJob): Spanned => {
  const spans = intervals.flatMap(({ state, start, end }): Span[] => {
    const [from, to] = [toMillis(start), toMillis(end)]
    return from === undefined || to === undefined ? [] : [{ state, start: from, end: to }]
  })
  return { id, name, spans, start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 }
}

/** A carried-over job lies before the attempt: it has no place on its axis. */
const isWithin = (job: Spanned, axis: Axis): boolean =>
  job.spans.length > 0 && job.end > axis.start && job.start < axis.end && job.end > job.start

/** Those of the critical path, then the longest; in the order in which they began. */
const mostTelling = (jobs: readonly Spanned[], { criticalPath }: Timeline): readonly Spanned[] => {
  const onPath = new Set((criticalPath?.segments ?? []).map(one => one.jobId))
  const rank = (job: Spanned): number => (onPath.has(job.id) ? 0 : 1)
  return [...jobs]
    .sort((a, b) => rank(a) - rank(b) || b.end - b.start - (a.end - a.start))
    .slice(0, MOST_JOBS)
    .sort((a, b) => a.start - b.start || a.end - b.end)
}

/** In each cell the state that holds most of it; a job that is shorter than a cell still has one. */
const barOf = (job: Spanned, axis: Axis): string => {
  const cell = (axis.end - axis.start) / WIDTH
  const cells = Array.from({ length: WIDTH }, (_, index) => {
    const start = axis.start + index * cell
    return letterIn(job, { start, end: start + cell }, cell / 2)
  })
  if (cells.some(letter => letter !== ' ')) return cells.join('')
  const only = Math.min(WIDTH - 1, Math.max(0, Math.floor((job.start - axis.start) / cell)))
  return cells.with(only, letterIn(job, job, 0)).join('')
}

/** A space where the job is there for less than `least` of the stretch. */
const letterIn = ({ spans }: Spanned, stretch: Axis, least: number): string => {
  const held = new Map<string, number>()
  for (const { state, start, end } of spans) {
    const shared = Math.min(end, stretch.end) - Math.max(start, stretch.start)
    if (shared > 0) held.set(LETTERS[state], (held.get(LETTERS[state]) ?? 0) + shared)
  }
  const total = [...held.values()].reduce((sum, one) => sum + one, 0)
  const [first] = [...held].sort((a, b) => b[1] - a[1])
  return first === undefined || total < least ? ' ' : first[0]
}

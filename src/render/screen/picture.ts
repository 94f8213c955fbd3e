import { grouped } from '../../core/grouped.ts'
import { duration } from '../../core/quantity.ts'
import { toMillis } from '../../core/time.ts'
import { type Account, type AccountJob, toGroupName, totalMs } from './account/account.ts'
import { toPhase } from './account/account-job.ts'
import type { Part, PictureRow } from './document.ts'

const MOST_ROWS = 12
const WIDTH = 44

type Axis = { readonly start: number; readonly end: number }
type Span = Axis & { readonly glyph: Glyph }
type Glyph = keyof typeof MEANINGS
type Row = Axis & {
  readonly name: string
  readonly spans: readonly Span[]
  readonly rank: number
  readonly isOnPath: boolean
}

/** The meaning of each character in a row. Where several apply to one place, the later one is shown. */
const MEANINGS = {
  '?': 'not observed',
  '░': 'waiting to start',
  '·': 'held by a rule',
  '▒': 'set-up',
  '█': 'running',
  '✗': 'failed',
} as const

const ORDER = Object.keys(MEANINGS) as readonly Glyph[]

/** Renders the run as at most twelve rows on one axis: jobs or, for more jobs, their matrices and called workflows. */
export const picturePart = (account: Account): Part => {
  const seen = account.jobs.filter(({ isCarriedOver, result }) => !isCarriedOver && result !== 'own').map(toTimed)
  const axis = findAxis(account, seen)
  const jobs = axis === undefined ? [] : seen.filter(one => isWithin(one, axis))
  if (axis === undefined || jobs.length === 0) return { title: '', blocks: [] }
  const all = jobs.length <= MOST_ROWS ? jobs.map(one => toRow(one.job.name, [one])) : groupRows(jobs)
  const rows = mostTelling(all)
  const bars = rows.map(row => renderBar(row, axis))
  const whole = totalMs(account)
  return {
    title: `Where the ${duration(axis.end - axis.start, whole)} went`,
    blocks: [
      {
        kind: 'picture',
        rows: [
          { cells: renderScale(axis, whole) },
          ...rows.map((row, index) => printRow(row, bars[index] ?? '', whole)),
        ],
        legend: renderLegend(bars, rows, all.length),
      },
    ],
  }
}

/**
 * Returns the axis, from the first instant of the attempt to the last observed instant of its jobs. The report's own
 * job continues after that.
 */
const findAxis = ({ timeline }: Account, seen: readonly Timed[]): Axis | undefined => {
  const from = toMillis(timeline?.start ?? '')
  const to = seen.flatMap(({ spans }) => spans).reduce((most, { end }) => Math.max(most, end), 0)
  return from === undefined || to <= from ? undefined : { start: from, end: to }
}

/** A job with its intervals as numbers, which are parsed once. */
type Timed = { readonly job: AccountJob; readonly spans: readonly Span[] }

const toTimed = (job: AccountJob): Timed => ({ job, spans: listSpans(job) })

const listSpans = (job: AccountJob): readonly Span[] => {
  const spans = job.intervals.flatMap(({ state, start, end }): Span[] => {
    const [from, to] = [toMillis(start), toMillis(end)]
    return from === undefined || to === undefined || to < from
      ? []
      : [{ start: from, end: to, glyph: chooseGlyph(state) }]
  })
  const last = spans.at(-1)
  return job.result === 'failed' && last !== undefined
    ? [...spans, { start: last.end, end: last.end, glyph: '✗' }]
    : spans
}

const chooseGlyph = (state: Parameters<typeof toPhase>[0]): Glyph => {
  switch (toPhase(state)) {
    case 'approval':
      return '·'
    case 'waited':
      return '░'
    case 'setup':
      return '▒'
    case 'ran':
      return '█'
    case 'unseen':
      return '?'
  }
}

/** Whether the job is on the axis. A job before the attempt has no place on it. */
const isWithin = ({ spans }: Timed, axis: Axis): boolean =>
  spans.some(({ start, end }) => end > axis.start && start < axis.end && end > start)

const toRow = (name: string, all: readonly Timed[]): Row => {
  const spans = all.flatMap(one => one.spans)
  const isOnPath = all.some(({ job }) => job.isOnPath)
  return {
    name,
    spans,
    start: spans.reduce((least, { start }) => Math.min(least, start), Number.MAX_SAFE_INTEGER),
    end: spans.reduce((most, { end }) => Math.max(most, end), 0),
    rank: all.some(({ job }) => job.result === 'failed') ? 0 : isOnPath ? 1 : 2,
    isOnPath,
  }
}

const groupRows = (jobs: readonly Timed[]): readonly Row[] =>
  [...grouped(jobs, ({ job }) => toGroupName(job.name))].map(([name, same]) =>
    toRow(same.length === 1 ? (same[0]?.job.name ?? name) : `${name} ×${same.length}`, same),
  )

/**
 * Chooses failed rows, then rows that decided the end, then the longest. Returns them in the order in which they
 * began.
 */
const mostTelling = (rows: readonly Row[]): readonly Row[] =>
  rows
    .toSorted((a, b) => a.rank - b.rank || b.end - b.start - (a.end - a.start))
    .slice(0, MOST_ROWS)
    .toSorted((a, b) => a.start - b.start || a.end - b.end)

/** Renders a bar. A place shows the most important of its states, so a job shorter than a place is still visible. */
const renderBar = ({ spans }: Row, { start, end }: Axis): string => {
  const cell = (end - start) / WIDTH
  const cells = Array.from({ length: WIDTH }, (): Glyph | ' ' => ' ')
  for (const span of spans) {
    const last = clampCell(Math.ceil((span.end - start) / cell) - 1)
    const first = span.glyph === '✗' ? last : Math.min(last, clampCell(Math.floor((span.start - start) / cell)))
    for (let at = first; at <= last; at += 1) cells[at] = weightier(cells[at] ?? ' ', span.glyph)
  }
  return cells.join('')
}

const clampCell = (index: number): number => Math.min(WIDTH - 1, Math.max(0, index))

const weightier = (held: Glyph | ' ', glyph: Glyph): Glyph =>
  held !== ' ' && ORDER.indexOf(held) > ORDER.indexOf(glyph) ? held : glyph

const renderScale = ({ start, end }: Axis, whole: number | undefined): string => {
  const label = duration(end - start, whole)
  return `│0 s${'─'.repeat(Math.max(0, WIDTH - 3 - label.length))}${label}│`
}

const printRow = ({ name, start, end, isOnPath }: Row, bar: string, whole: number | undefined): PictureRow => ({
  cells: `│${bar}│ ${duration(end - start, whole).padStart(8)} ${isOnPath ? '▶' : ' '} `,
  name,
})

const renderLegend = (bars: readonly string[], rows: readonly Row[], all: number): string => {
  const used = new Set(bars.flatMap(bar => [...bar]))
  const glyphs = ORDER.filter(glyph => used.has(glyph)).map(glyph => `${glyph} ${MEANINGS[glyph]}`)
  const path = rows.some(({ isOnPath }) => isOnPath) ? ['▶ critical path'] : []
  const left = all > rows.length ? `. ${rows.length} of ${all} rows` : ''
  return `${[...path, ...glyphs].join(', ')}${left}`
}

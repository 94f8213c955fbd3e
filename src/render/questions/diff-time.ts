import { grouped } from '../../core/grouped.ts'
import { duration, plural } from '../../core/quantity.ts'
import type { ComparedCause, Comparison, TimeDifference, TimePart } from '../../schema/questions/comparison.ts'
import { type Block, type Line, type Part, paragraph, strong, text } from '../screen/document.ts'
import { describeChange, renderJob, signedDuration } from './diff-words.ts'

const MOST_PARTS = 5

/** Renders the difference of time, its largest parts, and what is left of it. */
export const timePart = ({ time }: Comparison): Part => {
  if (time === undefined) return { title: '', blocks: [] }
  const { beforeMs, afterMs, differenceMs } = time
  const isSame = differenceMs === 0
  const shown = joinMoved(time)
  return {
    title: '',
    blocks: [
      paragraph(
        strong(
          isSame
            ? `Both took ${duration(afterMs, afterMs)}.`
            : `${duration(Math.abs(differenceMs), beforeMs)} ${describeChange(differenceMs)}: ${duration(beforeMs, beforeMs)} → ${duration(afterMs, afterMs)}.`,
        ),
      ),
      ...partTable(time, shown),
      ...restBlock(time, shown),
    ],
  }
}

/** A row of the table. `isWhole`: all parts of a job that only one of both critical paths has. */
type ShownPart = TimePart & { readonly isWhole: boolean }

/** Joins the parts of a job that only one critical path has: the path went another way, and they explain that together. */
const joinMoved = ({ parts }: TimeDifference): readonly ShownPart[] => {
  const moved = grouped(
    parts.filter(({ path }) => path !== 'both'),
    ({ job, path }) => JSON.stringify([path, job?.beforeId, job?.afterId, job?.name]),
  )
  return [
    ...parts.filter(({ path }) => path === 'both').map(part => ({ ...part, isWhole: false })),
    ...[...moved.values()].flatMap(joinParts),
  ].toSorted((a, b) => Math.abs(b.differenceMs) - Math.abs(a.differenceMs))
}

const joinParts = (parts: readonly TimePart[]): readonly ShownPart[] => {
  const [first, ...more] = parts
  if (first === undefined) return []
  const add = (field: 'beforeMs' | 'afterMs' | 'differenceMs') => parts.reduce((sum, one) => sum + one[field], 0)
  return [
    {
      ...first,
      isWhole: more.length > 0,
      ...{ beforeMs: add('beforeMs'), afterMs: add('afterMs'), differenceMs: add('differenceMs') },
      causes: [...new Map(parts.flatMap(({ causes }) => causes).map(cause => [cause.what, cause])).values()].slice(
        0,
        2,
      ),
    },
  ]
}

const partTable = ({ differenceMs, afterMs }: TimeDifference, shown: readonly ShownPart[]): readonly Block[] =>
  shown.length === 0
    ? []
    : [
        {
          kind: 'table',
          head: [
            { title: 'Difference', align: 'right' },
            { title: 'Share', align: 'right' },
            { title: 'Where' },
            { title: 'Before', align: 'right' },
            { title: 'After', align: 'right' },
            { title: 'Evidence' },
          ],
          rows: shown
            .slice(0, MOST_PARTS)
            .map(part => [
              [signedDuration(part.differenceMs, afterMs)],
              [renderShare(part.differenceMs, differenceMs)],
              renderPlace(part),
              [duration(part.beforeMs, afterMs)],
              [duration(part.afterMs, afterMs)],
              renderEvidence(part),
            ]),
        },
      ]

/** A share is one of a difference in the same direction. */
const renderShare = (part: number, whole: number): string =>
  whole === 0 || part > 0 !== whole > 0 ? '–' : `${Math.round((100 * part) / whole)} %`

const renderPlace = ({ job, step, state, isWhole }: ShownPart): Line => [
  ...(job === undefined ? ['the run'] : renderJob(job)),
  ...(isWhole ? [', all of it'] : step === undefined ? [`, ${STATES[state]}`] : [' › “', text(step, 60), '”']),
]

const STATES: Readonly<Record<TimePart['state'], string>> = {
  'waiting-for-policy': 'held by a rule',
  blocked: 'waiting for a concurrency group',
  queued: 'waiting for a runner',
  assigned: 'runner assigned',
  preparing: 'set-up',
  uploading: 'uploading',
  deploying: 'deploying, outside of steps',
  executing: 'running, outside of steps',
  admitted: 'being admitted',
  unobserved: 'not observed',
  other: 'another state',
}

const PATHS: Readonly<Record<TimePart['path'], string>> = {
  both: '',
  before: 'on the critical path before only',
  after: 'on the critical path after only',
  other: '',
}

const renderEvidence = ({ causes, path }: ShownPart): Line => {
  const parts: readonly Line[] = [...causes.map(renderCause), ...(PATHS[path] === '' ? [] : [[PATHS[path]]])]
  return parts.length === 0 ? ['–'] : parts.flatMap((part, index) => (index === 0 ? part : ['; ', ...part]))
}

export const renderCause = ({ what, confidence }: ComparedCause): Line => [
  text(what, 300),
  ...(confidence === 'high' ? [] : [` (${confidence} confidence)`]),
]

const restBlock = (
  { otherPartsMs, unexplainedMs, differenceMs, afterMs, edges }: TimeDifference,
  shown: readonly ShownPart[],
) => {
  const more = shown.slice(MOST_PARTS)
  const moreMs = more.reduce((sum, one) => sum + one.differenceMs, otherPartsMs)
  const words = [
    ...(more.length === 0 ? [] : [`${plural(more.length, 'more part')}: ${signedDuration(moreMs, afterMs)}.`]),
    ...(unexplainedMs === 0 || Math.abs(unexplainedMs) < LEAST_MS
      ? []
      : [`Not explained: ${signedDuration(unexplainedMs, afterMs)} (${renderShare(unexplainedMs, differenceMs)}).`]),
    ...(edges.before === 'known' && edges.after === 'known'
      ? []
      : ['Where it is not known which job waited for which, the path is ordered by time.']),
  ]
  return words.length === 0 ? [] : [paragraph(words.join(' '))]
}

/** Times are rounded to milliseconds, so that a path of many parts leaves some over. */
const LEAST_MS = 100

import type { Interval, Timeline } from '../../schema/run/run-timeline.ts'
import { duration } from '../text/quantity.ts'

const MEANINGS = {
  '~': 'medium confidence',
  '?': 'low confidence',
  '✂': 'an end was moved: sources contradict each other, or time ran backwards',
  '…': 'still going on when it was read',
} as const
type Mark = keyof typeof MEANINGS

type Marked = Pick<Interval, 'confidence'> & {
  readonly clamped?: boolean | undefined
  readonly open?: boolean | undefined
}

/** `~?✂…`, as far as they hold for any of several groups; of confidences the lowest. */
export const marks = (all: readonly Marked[]): string => markSegments(all).join('')

/** `6 m 10 s ~`; the dash of what was not observed has no marks. */
export const markedDuration = (
  millis: number | undefined,
  all: readonly Marked[],
  wholeMs?: number | undefined,
): string => {
  const shown = marks(all)
  return millis === undefined || shown === '' ? duration(millis, wholeMs) : `${duration(millis, wholeMs)} ${shown}`
}

/** Explains the marks that the sections of this timeline use; undefined where they use none. */
export const legend = (timeline: Timeline): string | undefined => {
  const used = new Set([
    ...each((timeline.criticalPath?.segments ?? []).map(one => [one])),
    ...each(timeline.jobs.flatMap(job => job.intervals.map(one => [one]))),
    ...each(timeline.jobs.flatMap(job => job.activities.map(one => [one]))),
    ...each(timeline.protection.filter(one => one.waitedMs !== undefined).map(one => [one])),
    ...each(timeline.deployments.flatMap(one => one.intervals.map(each => [openEnded(each)]))),
  ])
  const shown = MARKS.filter(mark => used.has(mark)).map(mark => `${mark} ${MEANINGS[mark]}`)
  return shown.length === 0 ? undefined : shown.join(' · ')
}

/** A group of a deployment without an end is one that goes on. */
export const openEnded = <T extends { readonly end?: string | undefined }>(one: T): T & { readonly open?: true } =>
  one.end === undefined ? { ...one, open: true } : one

const MARKS: readonly Mark[] = ['~', '?', '✂', '…']

const each = (groups: readonly (readonly Marked[])[]): readonly Mark[] => groups.flatMap(markSegments)

const markSegments = (all: readonly Marked[]): readonly Mark[] => [
  ...lowest(all),
  ...(all.some(one => one.clamped === true) ? (['✂'] as const) : []),
  ...(all.some(one => one.open === true) ? (['…'] as const) : []),
]

/** A word of confidence that a later version added counts as medium. */
const lowest = (all: readonly Marked[]): readonly Mark[] => {
  if (all.some(one => one.confidence === 'low')) return ['?']
  return all.some(one => one.confidence !== 'high') ? ['~'] : []
}

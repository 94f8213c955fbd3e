import { duration } from '../../core/quantity.ts'
import type { Interval, Timeline } from '../../schema/run/run-timeline.ts'

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

/** Returns `~?✂…`: each mark that applies to any of several groups. Of confidences it uses the lowest. */
export const marks = (all: readonly Marked[]): string => markSegments(all).join('')

/** Returns `6 m 10 s ~`. The dash for an unobserved duration has no marks. */
export const markedDuration = (
  millis: number | undefined,
  all: readonly Marked[],
  wholeMs?: number | undefined,
): string => {
  const shown = marks(all)
  return millis === undefined || shown === '' ? duration(millis, wholeMs) : `${duration(millis, wholeMs)} ${shown}`
}

/** Explains the marks in the sections of this timeline; undefined where they use none. */
export const legend = (timeline: Timeline): string | undefined => {
  const used = new Set<Mark>()
  // A run has tens of thousands of intervals: no list is made of them.
  const use = (all: readonly Marked[]): void => {
    for (const one of all) {
      if (one.confidence !== 'high') used.add(one.confidence === 'low' ? '?' : '~')
      if (one.clamped === true) used.add('✂')
      if (one.open === true) used.add('…')
    }
  }
  use(timeline.criticalPath?.segments ?? [])
  for (const { intervals, activities } of timeline.jobs) {
    use(intervals)
    use(activities)
  }
  use(timeline.protection.filter(one => one.waitedMs !== undefined))
  for (const { intervals } of timeline.deployments) use(intervals.map(openEnded))
  const shown = MARKS.filter(mark => used.has(mark)).map(mark => `${mark} ${MEANINGS[mark]}`)
  return shown.length === 0 ? undefined : shown.join(' · ')
}

/** Marks a deployment group without an end as open. */
export const openEnded = <T extends { readonly end?: string | undefined }>(one: T): T & { readonly open?: true } =>
  one.end === undefined ? { ...one, open: true } : one

const MARKS: readonly Mark[] = ['~', '?', '✂', '…']

const markSegments = (all: readonly Marked[]): readonly Mark[] => [
  ...lowest(all),
  ...(all.some(one => one.clamped === true) ? (['✂'] as const) : []),
  ...(all.some(one => one.open === true) ? (['…'] as const) : []),
]

/** Returns the lowest confidence. An unknown word of confidence from a later version counts as medium. */
const lowest = (all: readonly Marked[]): readonly Mark[] => {
  if (all.some(one => one.confidence === 'low')) return ['?']
  return all.some(one => one.confidence !== 'high') ? ['~'] : []
}

import { duration } from '../../core/quantity.ts'
import { millisBetween } from '../../core/time.ts'
import type { Activity, CriticalPath, Timeline, TimelineJob } from '../../schema/run/run-timeline.ts'
import type { Section } from '../text/section.ts'
import { markedDuration } from './timeline-bars.ts'
import { statePhrase } from './timeline-words.ts'

/** Returns where the run's time went, in one bold sentence, and the parts for fetching dependencies and for testing. */
export const timelineAnswer = (timeline: Timeline): string => {
  const activities = activityLine(timeline)
  return `**${sentence(timeline)}**\n${activities === undefined ? '' : `\n${activities}\n`}`
}

/** Returns the same as a section, without the sentence where the first screen has it. */
export const timeSection = (timeline: Timeline, isSaidAbove: boolean): Section => {
  const activities = activityLine(timeline)
  if (!isSaidAbove) return { title: 'Time', blocks: [`${timelineAnswer(timeline)}\n`] }
  return { title: 'Time', blocks: activities === undefined ? [] : [`${activities}\n`] }
}

const MOST_PARTS = 6

const sentence = (timeline: Timeline): string => {
  const path = timeline.criticalPath
  if (path === undefined) return withoutPath(timeline)
  const parts = listParts(path)
  const named = parts.slice(0, MOST_PARTS)
  const cut = parts.slice(MOST_PARTS)
  // Unobserved time is always named, however short.
  const unseen = cut.filter(one => one.state === 'unobserved')
  const rest = cut.filter(one => one.state !== 'unobserved').reduce((sum, one) => sum + one.millis, 0)
  const shown = [
    ...[...named, ...unseen].map(one => `${duration(one.millis, path.totalMs)} ${one.phrase}`),
    ...(rest > 0 ? [`${duration(rest, path.totalMs)} other`] : []),
  ]
  const goesOn = timeline.runShape === 'unfinished' ? ' so far' : ''
  const of = shown.length === 0 ? '' : `, of which ${shown.join(', ')}`
  return `${duration(path.totalMs, path.totalMs)}${goesOn}${of}${EDGES[path.edges]}`
}

/** Returns why there is no critical path to state the time from; undefined where there is one. */
export const noTimeWords = (timeline: Timeline): string | undefined =>
  timeline.criticalPath === undefined ? withoutPath(timeline) : undefined

/**
 * Jobs may have times and no path: all of them were carried over or, by GitHub's times, ended before the attempt
 * began.
 */
const withoutPath = ({ runShape, jobs, start, end }: Timeline): string => {
  if (jobs.length > 0 && jobs.every(({ shape }) => shape === 'skipped')) return 'Every job was skipped: nothing ran'
  if (!jobs.some(job => job.intervals.length > 0)) return WITHOUT_PATH[runShape]
  if ((millisBetween(start, end) ?? 0) < 0)
    return 'By GitHub’s times every job ended before the run began: there is no critical path'
  return jobs.every(job => job.intervals.length === 0 || job.shape === 'carried-over')
    ? 'Every job was carried over from an earlier attempt: this one took no time of its own'
    : 'No job that was read to its end took time: there is no critical path yet'
}

const WITHOUT_PATH: Readonly<Record<Timeline['runShape'], string>> = {
  normal: 'No job has a time that could be read',
  unfinished: 'No job has begun yet',
  'startup-failure': 'The workflow could not be started: no job ran',
  'awaiting-approval': 'The run waits to be approved: no job ran',
  'no-jobs': 'No job of the run is listed',
  other: 'No job has a time that could be read',
}

const EDGES: Readonly<Record<CriticalPath['edges'], string>> = {
  known: '',
  'partly-known': ' (ordered by time where edges are unknown)',
  unknown: ' (ordered by time: edges unknown)',
  other: '',
}

type Part = {
  readonly state: CriticalPath['segments'][number]['state']
  readonly phrase: string
  readonly millis: number
}

/** Returns the time on the path by what was waited for, longest first. */
const listParts = (path: CriticalPath): readonly Part[] => {
  const parts = new Map<string, Part>()
  for (const segment of path.segments) {
    const phrase = statePhrase(segment)
    const millis = (parts.get(phrase)?.millis ?? 0) + (millisBetween(segment.start, segment.end) ?? 0)
    parts.set(phrase, { state: segment.state, phrase, millis })
  }
  return [...parts.values()].filter(one => one.millis > 0).sort((a, b) => b.millis - a.millis)
}

/** Returns undefined where no job has facts about its steps. */
const activityLine = ({ jobs, criticalPath }: Timeline): string | undefined => {
  if (jobs.every(job => job.activities.length === 0)) return undefined
  const onPath = new Set((criticalPath?.segments ?? []).flatMap(one => one.jobId ?? []))
  const path = jobs.filter(job => onPath.has(job.id))
  const shown = (
    [
      ['dependency-fetch', 'Dependency fetch'],
      ['test', 'Tests'],
    ] as const
  ).map(([activity, label]) => {
    const [ofPath, ofAll] = [renderTime(path, activity), renderTime(jobs, activity)]
    if (ofAll === undefined) return `${label}: none recognised in the steps`
    return ofPath === undefined
      ? `${label}: none on the critical path, ${ofAll} over all jobs`
      : `${label}: ${ofPath} on the critical path, ${ofAll} over all jobs`
  })
  const unknown = activityMs(jobs, 'other') ?? 0
  const rest = unknown > 0 ? [`Not recognised: ${duration(unknown, criticalPath?.totalMs)} over all jobs`] : []
  return `${[...shown, ...rest].join('. ')}.`
}

const renderTime = (jobs: readonly TimelineJob[], activity: Activity): string | undefined => {
  const found = jobs.flatMap(job => job.activities.filter(one => one.activity === activity))
  return found.length === 0 ? undefined : markedDuration(activityMs(jobs, activity), found)
}

/** Sums the milliseconds of an activity over jobs; undefined where no job shows it. */
export const activityMs = (jobs: readonly TimelineJob[], activity: Activity): number | undefined => {
  let sum: number | undefined
  for (const { activities } of jobs)
    for (const one of activities)
      if (one.activity === activity) sum = (sum ?? 0) + (millisBetween(one.start, one.end) ?? 0)
  return sum
}

import { duration } from '../../core/quantity.ts'
import { millisBetween, toMillis } from '../../core/time.ts'
import type { CriticalPath } from '../../schema/run/run-timeline.ts'
import { plain } from '../text/markdown.ts'
import { type Account, type AccountJob, totalMs } from './account/account.ts'
import { toPhase } from './account/account-job.ts'

type Segment = CriticalPath['segments'][number]

export type Largest = {
  readonly job: AccountJob | undefined
  readonly state: Segment['state']
  readonly durationMs: number
  /** Plain words: `build running, 3 m, mostly “Compile”`. */
  readonly words: string
  /** The step that took at least half of it. */
  readonly step: string | undefined
  /** Milliseconds that the run would be shorter; undefined where that is unknown or zero. */
  readonly savesMs: number | undefined
  readonly saves: string | undefined
}

/** Finds the group of the critical path that took longest. All segments of one job and phase are one group. */
export const largestSegment = (account: Account): Largest | undefined => {
  const path = account.timeline?.criticalPath
  if (path === undefined) return undefined
  const groups = new Map<string, { readonly segments: Segment[]; millis: number }>()
  for (const segment of path.segments) {
    const phase = toPhase(segment.state)
    if (phase === 'unseen') continue
    const key = `${segment.jobId ?? ''} ${phase}`
    const group = groups.get(key) ?? { segments: [], millis: 0 }
    group.segments.push(segment)
    group.millis += millisBetween(segment.start, segment.end) ?? 0
    groups.set(key, group)
  }
  const [first] = [...groups.values()].toSorted((a, b) => b.millis - a.millis)
  const segment = first?.segments[0]
  return first === undefined || segment === undefined || first.millis <= 0
    ? undefined
    : describe(account, first.segments, first.millis)
}

const describe = (account: Account, segments: readonly Segment[], durationMs: number): Largest | undefined => {
  // The group has the name of its longest part, because a queue begins with a second of another state.
  const [segment] = segments.toSorted((a, b) => measureLength(b) - measureLength(a))
  if (segment === undefined) return undefined
  const whole = totalMs(account)
  const job = account.jobs.find(({ id }) => id !== undefined && id === segment.jobId)
  const longest = toPhase(segment.state) === 'ran' && job !== undefined ? longestStep(job, segments) : undefined
  const step = longest !== undefined && longest.share * 2 >= durationMs ? longest : undefined
  const savesMs = measureSaving(segment, job, step?.share ?? durationMs)
  return {
    job,
    state: segment.state,
    durationMs,
    step: step?.name,
    savesMs,
    saves: savesMs === undefined ? undefined : duration(savesMs, whole),
    words: `${plain(segment.job ?? 'the run', 70)} ${chooseVerb(segment)}, ${duration(durationMs, whole)}${step === undefined ? '' : `, mostly “${plain(step.name, 60)}”`}`,
  }
}

const measureLength = ({ start, end }: Segment): number => millisBetween(start, end) ?? 0

/**
 * Returns the time saved without the group or its step: never more than these took. A wait for approval has no such
 * number.
 */
const measureSaving = (segment: Segment, job: AccountJob | undefined, mostMs: number): number | undefined => {
  const phase = toPhase(segment.state)
  const millis = phase === 'waited' ? job?.slack?.ifNotQueuedMs : phase === 'ran' ? job?.slack?.ifInstantMs : undefined
  return millis !== undefined && millis > 0 ? Math.min(millis, mostMs) : undefined
}

/** Returns the user's step that took most of the group, with its part of the group's time. */
const longestStep = (
  { steps }: AccountJob,
  segments: readonly Segment[],
): { readonly name: string; readonly share: number } | undefined => {
  const start = toMillis(segments[0]?.start ?? '') ?? 0
  const end = toMillis(segments.at(-1)?.end ?? '') ?? 0
  const shares = steps.map(({ name, start: from, end: to }) => ({
    name,
    share: Math.min(toMillis(to ?? '') ?? 0, end) - Math.max(toMillis(from ?? '') ?? 0, start),
  }))
  const [longest] = shares.toSorted((a, b) => b.share - a.share)
  return longest === undefined || longest.share <= 0 ? undefined : longest
}

const chooseVerb = ({ state, subject }: Segment): string => {
  switch (toPhase(state)) {
    case 'waited':
      return state === 'blocked'
        ? 'waiting for a concurrency group'
        : `waiting for a runner${subject === undefined ? '' : ` ${plain(subject, 60)}`}`
    case 'approval':
      return `waiting for approval${subject === undefined ? '' : ` of ${plain(subject, 60)}`}`
    case 'setup':
      return 'in set-up'
    case 'ran':
      return 'running'
    case 'unseen':
      return 'not observed'
  }
}

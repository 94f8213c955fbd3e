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
  /** Plain words: `build running “Compile”, 3 m`. */
  readonly words: string
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
  const step = toPhase(segment.state) === 'ran' && job !== undefined ? longestStep(job, segments) : undefined
  const savesMs = measureSaving(segment, job)
  return {
    job,
    state: segment.state,
    durationMs,
    step,
    savesMs,
    saves: savesMs === undefined ? undefined : duration(savesMs, whole),
    words: `${plain(segment.job ?? 'the run', 70)} ${chooseVerb(segment)}${step === undefined ? '' : ` “${plain(step, 60)}”`}, ${duration(durationMs, whole)}`,
  }
}

const measureLength = ({ start, end }: Segment): number => millisBetween(start, end) ?? 0

/** Returns the time saved without the group. A wait for approval has no such number. */
const measureSaving = (segment: Segment, job: AccountJob | undefined): number | undefined => {
  const phase = toPhase(segment.state)
  const millis = phase === 'waited' ? job?.slack?.ifNotQueuedMs : phase === 'ran' ? job?.slack?.ifInstantMs : undefined
  return millis !== undefined && millis > 0 ? millis : undefined
}

/** Returns the user's step that took most of the group. */
const longestStep = ({ steps }: AccountJob, segments: readonly Segment[]): string | undefined => {
  const start = toMillis(segments[0]?.start ?? '') ?? 0
  const end = toMillis(segments.at(-1)?.end ?? '') ?? 0
  const shares = steps.map(({ name, start: from, end: to }) => ({
    name,
    share: Math.min(toMillis(to ?? '') ?? 0, end) - Math.max(toMillis(from ?? '') ?? 0, start),
  }))
  const [longest] = shares.toSorted((a, b) => b.share - a.share)
  return longest === undefined || longest.share <= 0 ? undefined : longest.name
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

import { toMicros } from '../../core/time.ts'
import type { TimelineJob } from '../../schema/run/run-timeline.ts'
import { text } from '../text/markdown.ts'

const MOST = 5
/** REST has whole seconds: two jobs that share less than this may have followed each other. */
const MIN_MICROS = 2_000_000

/**
 * Returns a note for each two jobs that one self-hosted runner had at the same time. A runner runs one job at a time, so
 * two machines have one name, or one machine was registered twice (actions/runner#3544).
 */
export const sharedRunnerNotes = (jobs: readonly TimelineJob[]): readonly string[] => {
  const held = jobs.flatMap(job => toHeld(job) ?? []).toSorted((a, b) => a.from - b.from)
  const latest = new Map<string, Held>()
  const notes: string[] = []
  for (const one of held) {
    const before = latest.get(one.runner)
    if (before !== undefined && Math.min(before.to, one.to) - one.from >= MIN_MICROS)
      notes.push(`on runner ${text(one.runner, 80)} at the same time: ${text(before.name, 80)}, ${text(one.name, 80)}`)
    if (before === undefined || one.to > before.to) latest.set(one.runner, one)
  }
  return notes.length <= MOST
    ? notes
    : [...notes.slice(0, MOST), `${notes.length - MOST} more pairs of jobs on one runner`]
}

type Held = { readonly name: string; readonly runner: string; readonly from: number; readonly to: number }

/** Names of hosted runners are of a pool, so only others are compared. Jobs of an earlier attempt are not of this time. */
const toHeld = ({ name, runner, isHosted, shape, intervals }: TimelineJob): Held | undefined => {
  if (runner === undefined || isHosted !== false || shape === 'carried-over') return undefined
  const work = intervals.filter(({ state }) => WORK.has(state))
  const [first, last] = [work[0], work.at(-1)]
  const [from, to] = [toMicros(first?.start ?? ''), toMicros(last?.end ?? '')]
  return from === undefined || to === undefined ? undefined : { name, runner, from, to }
}

const WORK: ReadonlySet<string> = new Set(['preparing', 'uploading', 'deploying', 'executing'])

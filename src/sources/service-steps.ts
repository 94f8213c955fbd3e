import type { Step } from '../model/job-manifest.ts'
import type { ServiceStep } from '../model/service-use.ts'
import { millisBetween, toMillis } from '../model/time.ts'
import { parseLogLine } from './job-log/log-line.ts'

/** A stretch of a log from one head to the next: its first time, and its last line with one. */
export type Stretch = {
  readonly title: string | undefined
  readonly since: string | undefined
  last: string | undefined
}

/** A step whose times are known from elsewhere than the log. */
export type ExactStep = Pick<Step, 'name' | 'startedAt' | 'finishedAt' | 'outcome'>

const MAX_STEPS = 20

/** REST cuts times to whole seconds, so that a stretch can begin after the end of its step. */
const RESOLUTION_MS = 1_000

/**
 * The steps of the stretches, each once, with the time that the whole step took: by the exact steps where they are known,
 * else from the first to the last time of the stretch. A stretch that neither tells the name of is left out.
 */
export const stepsOfStretches = (
  stretches: readonly Stretch[],
  exact: readonly ExactStep[],
): readonly ServiceStep[] => {
  const seen = new Set<ExactStep>()
  return stretches
    .flatMap(stretch => {
      const step = exactStepOf(stretch, exact)
      if (step !== undefined) {
        // The stretches inside a composite action are one step of the job.
        if (seen.has(step)) return []
        seen.add(step)
        return [timed(step.name, millisBetween(step.startedAt, step.finishedAt))]
      }
      return stretch.title === undefined
        ? []
        : [timed(stretch.title, millisBetween(stretch.since, timeOf(stretch.last)))]
    })
    .slice(0, MAX_STEPS)
}

const timeOf = (line: string | undefined): string | undefined =>
  line === undefined ? undefined : parseLogLine(line).time

const timed = (name: string, millis: number | undefined): ServiceStep =>
  // A clock that ran backwards tells no duration.
  millis === undefined || millis < 0 ? { name } : { name, durationMs: Math.round(millis) }

/** The step that the stretch begins in; of several in one second the one of its name, else the last. */
const exactStepOf = ({ title, since }: Stretch, exact: readonly ExactStep[]): ExactStep | undefined => {
  const at = since === undefined ? undefined : toMillis(since)
  if (at === undefined) return undefined
  const around = exact.filter(({ startedAt, finishedAt, outcome }) => {
    if (outcome === 'skipped') return false
    const from = startedAt === undefined ? undefined : toMillis(startedAt)
    const to = finishedAt === undefined ? undefined : toMillis(finishedAt)
    return from !== undefined && from <= at && (to === undefined || at < to + RESOLUTION_MS)
  })
  const named = around.filter(({ name }) => name === title)
  return (named.length > 0 ? named : around).reduce<ExactStep | undefined>(
    (last, step) => (last === undefined || (millisBetween(last.startedAt, step.startedAt) ?? 0) >= 0 ? step : last),
    undefined,
  )
}

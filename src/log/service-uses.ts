import { millisBetween, toMillis } from '../core/time.ts'
import type { Step } from '../schema/job/job-manifest.ts'
import type { ServiceStep, ServiceUse } from '../schema/job/service-use.ts'
import type { FactReaders } from './fact-readers.ts'
import type { LogReading } from './read-log.ts'
import type { LogStep } from './steps/log-step.ts'

/** A step with times from a source other than the log. */
export type ExactStep = Pick<Step, 'name' | 'startedAt' | 'completedAt' | 'outcome'>

const MAX_STEPS = 20

/** REST cuts times to whole seconds, so a step of the log can begin after the end of the job step that contains it. */
const RESOLUTION_MS = 1_000

/**
 * Lists the services that a job used, each with the steps that named it and the time of the whole step. The times come
 * from the exact steps where they are known, else from the first to the last time in the log.
 */
export const toServiceUses = (
  { services, lastTimes }: Pick<LogReading<FactReaders>, 'services' | 'lastTimes'>,
  exact: readonly ExactStep[] = [],
): readonly ServiceUse[] =>
  services.map(({ value: { usedIn, ...use } }) => {
    const steps = toServiceSteps(usedIn, lastTimes, exact)
    return { ...use, steps: steps.length === 0 ? undefined : steps }
  })

/** Lists each step once. A step without a name in the log and in the exact steps is left out. */
const toServiceSteps = (
  usedIn: readonly LogStep[],
  lastTimes: ReadonlyMap<LogStep, string>,
  exact: readonly ExactStep[],
): readonly ServiceStep[] => {
  const seen = new Set<ExactStep>()
  return usedIn
    .flatMap(step => {
      const known = findExactStep(step, exact)
      if (known !== undefined) {
        // The steps inside a composite action are one step of the job.
        if (seen.has(known)) return []
        seen.add(known)
        return [toServiceStep(known.name, millisBetween(known.startedAt, known.completedAt))]
      }
      return step.title === '' ? [] : [toServiceStep(step.title, millisBetween(step.time, lastTimes.get(step)))]
    })
    .slice(0, MAX_STEPS)
}

const toServiceStep = (name: string, millis: number | undefined): ServiceStep =>
  // A clock that ran backwards gives no duration.
  millis === undefined || millis < 0 ? { name } : { name, durationMs: Math.round(millis) }

/**
 * Finds the exact step in which the step of the log begins. If several begin in one second, the one of the same name
 * counts, else the last one.
 */
const findExactStep = ({ title, time }: LogStep, exact: readonly ExactStep[]): ExactStep | undefined => {
  const at = time === undefined ? undefined : toMillis(time)
  if (at === undefined) return undefined
  const around = exact.filter(({ startedAt, completedAt, outcome }) => {
    if (outcome === 'skipped') return false
    const from = startedAt === undefined ? undefined : toMillis(startedAt)
    const to = completedAt === undefined ? undefined : toMillis(completedAt)
    return from !== undefined && from <= at && (to === undefined || at < to + RESOLUTION_MS)
  })
  const named = around.filter(({ name }) => name === title)
  return (named.length > 0 ? named : around).reduce<ExactStep | undefined>(
    (last, step) => (last === undefined || (millisBetween(last.startedAt, step.startedAt) ?? 0) >= 0 ? step : last),
    undefined,
  )
}

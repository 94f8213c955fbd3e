import { LIMITS } from '../../core/limits.ts'
import { toMillis } from '../../core/time.ts'
import type { Step } from '../../schema/job/job-manifest.ts'

/** REST cuts times of steps off to whole seconds: a step may have ended so much later, in milliseconds. */
const CUT_OFF = 999

type Ran = { readonly from: number; readonly to: number; readonly script: boolean; readonly exact: boolean }

/**
 * Tells of a time whether only scripts ran then (true), whether an action ran (false), or that nothing is known
 * (undefined). A step without an action is a script. Whole seconds are shared by neighbours: such times can show that
 * nothing but a script ran, but never that an action did.
 */
export const scriptTimes = (steps: readonly Step[]): ((time: string) => boolean | undefined) => {
  const intervals = steps.slice(0, LIMITS.steps).flatMap(toInterval)
  return time => {
    const at = toMillis(time)
    if (at === undefined) return undefined
    const around = intervals.filter(({ from, to }) => from <= at && at <= to)
    if (around.length === 0) return undefined
    if (around.every(({ script }) => script)) return true
    return around.every(({ exact }) => exact) ? false : undefined
  }
}

const toInterval = (step: Step): readonly Ran[] => {
  const from = step.startedAt === undefined ? undefined : toMillis(step.startedAt)
  const to = step.completedAt === undefined ? undefined : toMillis(step.completedAt)
  const runs = step.stage === 'pre' || step.stage === 'main' || step.stage === 'post'
  if (from === undefined || to === undefined || !runs) return []
  const exact = isExact(step)
  return [{ from, to: exact ? to : to + CUT_OFF, script: step.action === undefined, exact }]
}

/** Whether a step's times are the runner's own, of 100 ns. */
export const isExact = ({ source }: Step): boolean => source !== 'api'

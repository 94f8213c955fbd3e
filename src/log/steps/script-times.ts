import { LIMITS } from '../../core/limits.ts'
import { toMillis } from '../../core/time.ts'
import type { Step } from '../../schema/job/job-manifest.ts'

/** REST cuts step times to whole seconds: a step may have ended up to this many milliseconds later. */
const CUT_OFF = 999

type Ran = { readonly from: number; readonly to: number; readonly script: boolean; readonly exact: boolean }

/**
 * Builds a lookup for a time: true if only scripts ran then, false if an action ran, undefined if nothing is known. A
 * step without an action is a script. Neighbours share whole seconds: such times can show that only a script ran, but
 * never that an action did.
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

/** Returns true if a step has the runner's own times of 100 ns. */
export const isExact = ({ source }: Step): boolean => source !== 'api'

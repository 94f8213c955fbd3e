import { LIMITS } from '../../core/limits.ts'
import { toMillis } from '../../core/time.ts'
import type { Step } from '../../schema/job/job-manifest.ts'
import type { StepPlace } from './log-step.ts'

/** REST cuts step times to whole seconds: a step may have ended up to this many milliseconds later. */
const CUT_OFF = 999

type Ran = {
  readonly index: number
  readonly name: string
  readonly isPost: boolean
  readonly from: number
  /** The latest instant at which it may have ended. */
  readonly to: number
  /** The earliest instant at which it may have ended. */
  readonly surelyTo: number
}

export type StepPlacer = (header: {
  readonly title: string
  readonly isPost: boolean
  readonly time: string | undefined
}) => StepPlace | undefined

/**
 * Finds for each header of a log, in the order of the log, the job step that it begins or belongs to. Both have times
 * of the runner's clock (actions/runner src/Runner.Worker/ExecutionContext.cs). REST's times are whole seconds, so
 * neighbours share a second. A header with the name of a step that has not begun yet begins that step. Any other header
 * within a step that has begun belongs to that step.
 */
export const createStepPlacer = (steps: readonly Step[]): StepPlacer => {
  const ran = steps.slice(0, LIMITS.steps).flatMap(toRan)
  let current = -1
  return ({ title, isPost, time }) => {
    const at = time === undefined ? undefined : toMillis(time)
    if (at === undefined || ran.length === 0) return undefined
    const begun = ran[current]
    const later = ran.filter(
      (step, position) => position > current && step.from <= at && at <= step.to && step.isPost === isPost,
    )
    const named = later.find(({ name }) => name === title)
    const next = named ?? (begun !== undefined && at < begun.surelyTo ? undefined : findUntitled(later))
    if (next !== undefined) {
      current = ran.indexOf(next)
      return { index: next.index, isInner: false }
    }
    return begun !== undefined && at <= begun.to ? { index: begun.index, isInner: true } : undefined
  }
}

/**
 * Finds a step without an author's name. Its name is the title of its header, so a header with another title is not
 * that step.
 */
const findUntitled = (later: readonly Ran[]): Ran | undefined =>
  later.find(({ name }) => !name.startsWith('Run ')) ?? later[0]

const toRan = (step: Step, index: number): readonly Ran[] => {
  const from = step.startedAt === undefined ? undefined : toMillis(step.startedAt)
  const to = step.completedAt === undefined ? undefined : toMillis(step.completedAt)
  if (from === undefined || step.outcome === 'skipped') return []
  if (step.stage !== 'pre' && step.stage !== 'main' && step.stage !== 'post') return []
  const exact = step.source !== 'api'
  const end = to ?? Number.POSITIVE_INFINITY
  return [
    {
      index,
      name: step.name,
      isPost: step.stage === 'post',
      from,
      to: exact ? end : end + CUT_OFF,
      surelyTo: end,
    },
  ]
}

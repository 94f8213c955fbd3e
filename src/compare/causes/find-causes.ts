import type { ComparedCause } from '../../schema/questions/comparison.ts'
import type { Attributed } from '../attribute-time.ts'
import { type CauseContext, type FindCause, MAX_CAUSES } from './cause-context.ts'
import { byContainerImage, byFailedJob, byLabels, byRules, bySkippedJob } from './job-causes.ts'
import { byCacheMiss, byChangedStep, byMovedAction, byRetriedFailure } from './step-causes.ts'

/**
 * Finds what evidence ties to a part of the difference: both are of the same job, and the evidence names the same state,
 * step or environment. What merely differs in the same job is no cause, and stands beside it in the list of inputs.
 */
export const findCauses = (attributed: Attributed, context: CauseContext): ComparedCause[] => {
  const { pair } = attributed
  return pair === undefined ? [] : FINDERS.flatMap(find => find(attributed, pair, context)).slice(0, MAX_CAUSES)
}

const FINDERS: readonly FindCause[] = [
  bySkippedJob,
  byCacheMiss,
  byRetriedFailure,
  byFailedJob,
  byChangedStep,
  byLabels,
  byContainerImage,
  byRules,
  byMovedAction,
]

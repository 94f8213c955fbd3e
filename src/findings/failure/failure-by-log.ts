import type { ErrorLine, Failure } from '../../model/failure.ts'
import { linesOfStep } from './failed-step.ts'
import { ruledBy } from './log-rules.ts'

/**
 * Why a job may have failed, by its log alone: nobody says whether it did. Only where the runner, or a script in its words,
 * reports an error, and never with more than low confidence.
 */
export const failureByLog = (lines: readonly ErrorLine[]): Failure | undefined =>
  lines.some(({ text }) => text.startsWith('##[error]'))
    ? ruledBy(linesOfStep(undefined, lines).lines, 'low')
    : undefined

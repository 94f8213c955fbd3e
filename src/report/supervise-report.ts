import { BUDGETS } from '../core/budgets.ts'
import { toOneLine } from '../core/error.ts'
import { type Environment, readInput } from '../io/env.ts'
import { toChildEnvironment } from '../process/child-environment.ts'
import { isSmallFile } from '../process/program-path.ts'
import { describeEnding, supervise } from '../process/supervise.ts'
import { type Known, readProgress, STAGES, type Stage } from './progress.ts'
import { showUnfinished } from './show-unfinished.ts'
import { log } from './supervisor-log.ts'

/** Limits of the report's process. Its caps on archives, logs and manifests are each smaller. */
export type ReportBounds = { readonly totalMs: number; readonly maxResidentBytes: number }

const BOUNDS: ReportBounds = { totalMs: BUDGETS.reportTotal, maxResidentBytes: 1_536 * 1_048_576 }

/**
 * Runs the report in a process of its own, and returns the exit code of the step. Where the process ends early, a
 * check run and a summary state so, with what was known by then.
 */
export const superviseReport = async (
  program: string,
  environment: Environment,
  bounds: ReportBounds = BOUNDS,
): Promise<number> => {
  const progress: { stage: Stage; known: Known } = { stage: 'start', known: {} }
  const ending = await supervise({
    program,
    arguments: [String(bounds.totalMs)],
    environment: toChildEnvironment(environment, isSmallFile),
    endAt: () => bounds.totalMs,
    maxResidentBytes: bounds.maxResidentBytes,
    onReport: message => {
      const read = readProgress(message)
      progress.stage = read?.stage ?? progress.stage
      progress.known = { ...progress.known, ...read?.known }
    },
  })
  const { stage, known } = progress
  // A process that did not complete has an exit code too, but Node chose it.
  if (ending.kind === 'exit' && stage === 'done') return ending.code
  const isStrict = readInput(environment, 'strict') === 'true'
  const complain = isStrict ? log.error : log.notice
  const why = `the report was ended while ${STAGES[stage]}: ${describeEnding(ending, `limit: ${bounds.totalMs / 1_000} s`, bounds.maxResidentBytes)}`
  complain(why)
  try {
    const faults = await showUnfinished(environment, { stage, known, why, isCancelled: ending.kind === 'cancelled' })
    faults.forEach(complain)
  } catch (error) {
    complain(toOneLine(error))
  }
  return isStrict ? 1 : 0
}

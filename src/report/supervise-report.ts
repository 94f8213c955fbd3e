import { toChildEnvironment } from '../child-environment.ts'
import { type Environment, readInput } from '../env.ts'
import { BUDGETS } from '../model/budgets.ts'
import { toOneLine } from '../model/error.ts'
import { isSmallFile } from '../program-path.ts'
import { type Ending, supervise } from '../supervise.ts'
import { log } from './log.ts'
import { type Known, readProgress, STAGES, type Stage } from './progress.ts'
import { showUnfinished } from './show-unfinished.ts'

/** What the process of the report may have. Its caps on archives, logs and manifests are smaller, each by itself. */
export type ReportBounds = { readonly totalMs: number; readonly maxResidentBytes: number }

const BOUNDS: ReportBounds = { totalMs: BUDGETS.reportTotal, maxResidentBytes: 1_536 * 1_048_576 }

/**
 * Has the report made, and gives the exit code of the step. Where its process ends before it is done, a check run and a
 * summary say so, with what was known by then.
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
    onReport: told => {
      const read = readProgress(told)
      progress.stage = read?.stage ?? progress.stage
      progress.known = { ...progress.known, ...read?.known }
    },
  })
  const { stage, known } = progress
  // A process that did not come to its end has an exit code too, which then is Node's.
  if (ending.kind === 'exit' && stage === 'done') return ending.code
  const isStrict = readInput(environment, 'strict') === 'true'
  const complain = isStrict ? log.error : log.notice
  const why = `the report was ended while ${STAGES[stage]}: ${causeOf(ending, bounds)}`
  complain(why)
  try {
    const faults = await showUnfinished(environment, { stage, known, why, isCancelled: ending.kind === 'cancelled' })
    faults.forEach(complain)
  } catch (error) {
    complain(toOneLine(error))
  }
  return isStrict ? 1 : 0
}

const causeOf = (ending: Ending, { totalMs, maxResidentBytes }: ReportBounds): string => {
  switch (ending.kind) {
    case 'deadline':
      return `it was not done within ${totalMs / 1_000} s`
    case 'memory':
      return `it took more than ${Math.round(maxResidentBytes / 1_048_576)} MB of memory`
    case 'cancelled':
      return `the step was told to stop (${ending.signal})`
    case 'killed':
      return `${ending.signal} ended its process${ending.signal === 'SIGKILL' ? ', as a system does that is short of memory' : ''}`
    case 'exit':
      return `its process ended with exit code ${ending.code}`
    case 'not-started':
      return `its process could not be started (${ending.cause})`
  }
}

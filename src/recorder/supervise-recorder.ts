import { digestLine } from '../core/artifact-name.ts'
import { BUDGETS } from '../core/budgets.ts'
import { LIMITS } from '../core/limits.ts'
import type { Environment } from '../io/env.ts'
import { toChildEnvironment, withoutOwnVariables } from '../process/child-environment.ts'
import { isSmallFile } from '../process/program-path.ts'
import { describeEnding, type Ending, supervise } from '../process/supervise.ts'
import { notice } from './guard.ts'
import { type Extent, readProgress, type SignedJob, STAGES, type Stage } from './post-progress.ts'
import { readTimeBudget } from './time-budget.ts'

/**
 * Shares of the remaining budget. After the first share the process must have begun to read; after the second it must
 * have finished reading (it stops by itself at half, src/recorder/collect/collect.ts). The rest is for a second try
 * that reads no files.
 */
const STARTING_SHARE = 0.75
const READING_SHARE = 0.6

/** How one try ended, at which stage, and with which manifest. */
type Try = { readonly ending: Ending; readonly stage: Stage; readonly signed: SignedJob | undefined }

/**
 * Runs the work of post, and prints in one line what failed. A first try that hangs or takes too much memory is ended.
 * A second try then reads none of the files that a step could have left: a small manifest is better than none.
 */
export const superviseRecorder = async (program: string, environment: Environment): Promise<void> => {
  const budgetMs = readTimeBudget(environment)
  const explainEnding = (ending: Ending): string =>
    describeEnding(ending, `time-budget: ${budgetMs / 1_000}`, LIMITS.recorderMemory)
  const child = toChildEnvironment(environment, isSmallFile)
  const whole = await tryOnce('whole', program, child, budgetMs)
  if (isDone(whole)) return
  const ended = `the recorder was ended while ${STAGES[whole.stage]}: ${explainEnding(whole.ending)}`
  if (whole.signed !== undefined) return giveUp(ended, whole.signed)
  const hasTime = performance.now() < budgetMs
  if (whole.ending.kind === 'cancelled' || !hasTime) return giveUp(ended, undefined)
  const least = await tryOnce('least', program, withoutOwnVariables(child), budgetMs)
  if (isDone(least)) return notice(`${ended}. Its manifest was made without the files of job and runner`)
  giveUp(`${ended}; the second try while ${STAGES[least.stage]}: ${explainEnding(least.ending)}`, least.signed)
}

const isDone = ({ ending }: Try): boolean => ending.kind === 'exit' && ending.code === 0

const tryOnce = async (extent: Extent, program: string, environment: Environment, budgetMs: number): Promise<Try> => {
  const seen: { stage: Stage; since: number; signed: SignedJob | undefined } = {
    stage: 'start',
    since: performance.now(),
    signed: undefined,
  }
  const endAt = (): number => {
    const share = findShare(seen.stage)
    return extent === 'least' || share === undefined
      ? budgetMs + BUDGETS.afterBudget
      : seen.since + share * (budgetMs - seen.since)
  }
  const ending = await supervise({
    program,
    arguments: [extent, String(Math.max(0, Math.round(budgetMs - performance.now())))],
    environment,
    endAt,
    maxResidentBytes: LIMITS.recorderMemory,
    onReport: report => {
      const progress = readProgress(report)
      if (progress === undefined) return
      seen.stage = progress.stage
      seen.since = performance.now()
      seen.signed = progress.signed ?? seen.signed
    },
  })
  return { ending, stage: seen.stage, signed: seen.signed }
}

const findShare = (stage: Stage): number | undefined => {
  switch (stage) {
    case 'start':
      return STARTING_SHARE
    case 'read':
      return READING_SHARE
    case 'sign':
    case 'upload':
      return undefined
  }
}

/** Prints the digest where the manifest exists. It is the last fact that this job can still give about its manifest. */
const giveUp = (ended: string, signed: SignedJob | undefined): void => {
  if (signed !== undefined)
    process.stdout.write(`${digestLine(signed.digestHex, signed.jobId, signed.attempt, 'upload-failed')}\n`)
  notice(`${ended}. ${signed === undefined ? 'This job has no manifest' : 'Its manifest may not have been uploaded'}`)
}

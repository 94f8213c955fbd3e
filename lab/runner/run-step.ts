import { evaluateCondition, interpolate } from '../../src/workflow/expressions.ts'
import { conditionContexts, functionsOf, jobContexts, stepContexts } from './contexts.ts'
import type { Execution, Job } from './job.ts'
import type { Outcome } from './outcome.ts'
import { runAction } from './run-action.ts'
import { cancelWithJob, evaluateEnvironment, settle, stageCondition, telemetryOf } from './stage.ts'
import { type Stage, type Step, usesOf } from './step.ts'
import { messageOf } from './unsupported.ts'
import { publishTelemetry } from './worker-log.ts'

/** One entry of the job's queue of steps. */
export type QueuedStep = {
  readonly step: Step
  readonly stage: Stage
  readonly number: number
  readonly name: string
}

/**
 * Takes one step from the queue: condition, timeout, run, continue-on-error, result of the job
 * (actions/runner src/Runner.Worker/StepsRunner.cs).
 */
export const runStep = async (job: Job, queued: QueuedStep): Promise<void> => {
  const { step, stage, number } = queued
  job.worker.info('StepsRunner', `Processing step: DisplayName='${queued.name}'`)
  const startedAt = job.records.start(number)
  const controller = new AbortController()
  const bare: Execution = {
    job,
    step,
    stage,
    actionName: step.contextName,
    scope: job.steps,
    env: new Map(job.env),
    ownEnv: new Set(),
    signal: controller.signal,
    errors: [],
    telemetry: {},
  }
  const outcome = await evaluateAndRun(bare, queued, controller)
  const conclusion = settle(bare, outcome)
  if (outcome !== 'skipped') job.worker.info('StepsRunner', `Step result: ${RESULT[conclusion]}`)
  const completedAt = job.records.finish(number, conclusion)
  if (bare.telemetry.type !== undefined)
    publishTelemetry(job.worker, telemetryOf(bare, bare.telemetry.type, { result: conclusion, startedAt, completedAt }))
  if (conclusion === 'failure' && job.status === 'success') job.status = 'failure'
}

const RESULT = { success: 'Succeeded', failure: 'Failed', cancelled: 'Canceled', skipped: 'Skipped' } as const

const evaluateAndRun = async (
  bare: Execution,
  { step, stage, number, name }: QueuedStep,
  controller: AbortController,
): Promise<Outcome | 'skipped'> => {
  const { job } = bare
  let release = (): void => undefined
  try {
    const execution = evaluateEnvironment(bare)
    const holds = (): boolean =>
      evaluateCondition(stageCondition(step, stage), conditionContexts(execution), functionsOf(execution))
    release = cancelWithJob(job, holds, controller)
    const shownName = stage === 'main' ? displayName(step, stepContexts(execution)) : name
    job.records.rename(number, shownName)
    if (!holds()) {
      job.worker.info('StepsRunner', 'Skipping step due to condition evaluation.')
      return 'skipped'
    }
    job.worker.info('StepsRunner', 'Starting the step.')
    return await runWithTimeout(execution, shownName, controller)
  } catch (error) {
    fail(bare, messageOf(error))
    return 'failure'
  } finally {
    release()
  }
}

/** The step's time limit counts for its pre and post too. */
const runWithTimeout = async (execution: Execution, name: string, controller: AbortController): Promise<Outcome> => {
  const { job, step } = execution
  const minutes = step.plan.timeoutMinutes ?? 0
  const timer = minutes > 0 ? setTimeout(() => controller.abort(), minutes * 60_000) : undefined
  try {
    const outcome = await runAction(execution, name)
    if (outcome !== 'cancelled') return outcome
    if (!job.cancelled.aborted) {
      fail(execution, `The action '${name}' has timed out after ${minutes} minutes.`)
      return 'failure'
    }
    fail(execution, 'The operation was canceled.')
    return 'cancelled'
  } finally {
    clearTimeout(timer)
  }
}

const fail = (execution: Execution, message: string): void => {
  execution.job.log.error(message)
  execution.errors.push(message)
}

/** Name of a main step: as far as the contexts reach, unexpanded otherwise (ActionRunner.cs GenerateDisplayName). */
export const displayName = (step: Step, contexts: Parameters<typeof interpolate>[1]): string => {
  const { plan, reference } = step
  const text = plan.name ?? (reference.kind === 'script' ? (plan.run ?? '') : usesOf(reference))
  const expanded = tryInterpolate(text, contexts)
  const [first = ''] = expanded.trimStart().split(/[\r\n]/)
  return plan.name === undefined ? `Run ${first}` : first
}

const tryInterpolate = (text: string, contexts: Parameters<typeof interpolate>[1]): string => {
  try {
    return interpolate(text, contexts)
  } catch {
    return text
  }
}

/** Name at the start of the job, when only the job's own contexts are there. */
export const initialName = (job: Job, step: Step): string => {
  const { secrets: _, ...contexts } = jobContexts(job)
  return displayName(step, contexts)
}

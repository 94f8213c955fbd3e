import { evaluateValue, interpolate } from '../../src/workflow/expressions.ts'
import { functionsOf, stepContexts } from './contexts.ts'
import type { Execution, Job } from './job.ts'
import type { Outcome } from './outcome.ts'
import { hasStage, type Stage, type Step } from './step.ts'
import { messageOf } from './unsupported.ts'
import type { StepTelemetry } from './worker-log.ts'

/** The condition of a stage: the step's own `if` counts for its main alone (ActionManager.cs, ActionRunner.cs). */
export const stageCondition = (step: Step, stage: Stage): string | undefined => {
  if (stage === 'main') return step.plan.if
  const runs = step.action?.manifest.runs
  if (runs?.kind !== 'node') return 'always()'
  return stage === 'pre' ? runs.preIf : runs.postIf
}

/** The same execution with `env:` of its step evaluated and merged. */
export const evaluateEnvironment = (execution: Execution): Execution => {
  const env = new Map(execution.env)
  const ownEnv = new Set(execution.ownEnv)
  const contexts = stepContexts(execution)
  for (const [name, value] of Object.entries(execution.step.plan.env)) {
    env.set(name, interpolate(value, contexts, { hashFiles: execution.job.hashFiles }))
    ownEnv.add(name)
  }
  return { ...execution, env, ownEnv }
}

/**
 * When the job is cancelled its status changes at once and the condition of the running step is evaluated again; a
 * step whose condition still holds, such as always(), is not stopped (StepsRunner.cs).
 * @returns how to stop listening.
 */
export const cancelWithJob = (
  job: Job,
  holds: () => boolean,
  controller: AbortController,
  onCancel: () => void = () => undefined,
): (() => void) => {
  const cancel = (): void => {
    job.status = 'cancelled'
    onCancel()
    let goesOn = false
    try {
      goesOn = holds()
    } catch (error) {
      job.log.error(messageOf(error))
    }
    if (!goesOn) controller.abort()
  }
  if (job.cancelled.aborted) job.status = 'cancelled'
  else job.cancelled.addEventListener('abort', cancel, { once: true })
  return () => job.cancelled.removeEventListener('abort', cancel)
}

/** Applies continue-on-error and writes the main step into the steps context. @returns the conclusion. */
export const settle = (execution: Execution, outcome: Outcome | 'skipped'): Outcome | 'skipped' => {
  const conclusion = outcome === 'failure' && continuesOnError(execution) ? 'success' : outcome
  if (execution.stage === 'main') {
    const { scope, step } = execution
    const entry = scope.get(step.contextName) ?? { outputs: {} }
    entry.outcome = outcome
    entry.conclusion = conclusion
    scope.set(step.contextName, entry)
  }
  return conclusion
}

const continuesOnError = (execution: Execution): boolean => {
  const { continueOnError } = execution.step.plan
  if (typeof continueOnError === 'boolean') return continueOnError
  try {
    const { hashFiles } = functionsOf(execution)
    return String(evaluateValue(continueOnError, stepContexts(execution), { hashFiles })).toLowerCase() === 'true'
  } catch (error) {
    execution.job.log.error(
      'The step failed and an error occurred when attempting to determine whether to continue on error.',
    )
    execution.job.log.error(messageOf(error))
    return false
  }
}

const STAGE_NAMES = { pre: 'Pre', main: 'Main', post: 'Post' } as const

/** Telemetry of a step that ran (Handlers/Handler.cs, CompositeActionHandler.cs). */
export const telemetryOf = (execution: Execution, type: string, outcome: StepTelemetry['outcome']): StepTelemetry => {
  const { step, stage } = execution
  const { reference } = step
  const inner = step.action?.steps
  const main = stage === 'main' && step.action !== undefined
  return {
    action:
      reference.kind === 'script'
        ? execution.telemetry.action
        : reference.kind === 'local'
          ? reference.path
          : `${reference.name}${reference.path === '' ? '' : `/${reference.path}`}`,
    ref: reference.kind === 'repository' ? reference.ref : undefined,
    type,
    stage: STAGE_NAMES[stage],
    stepId: step.id,
    stepContextName: stage === 'main' ? step.contextName : undefined,
    hasRunsStep: main && type === 'composite' ? inner?.some(item => item.reference.kind === 'script') : undefined,
    hasUsesStep: main && type === 'composite' ? inner?.some(item => item.reference.kind !== 'script') : undefined,
    hasPreStep: main ? hasStage(step, 'pre') : undefined,
    hasPostStep: main ? hasStage(step, 'post') : undefined,
    stepCount: main && type === 'composite' ? inner?.length : undefined,
    errorMessages: execution.errors,
    outcome,
  }
}

import { evaluateCondition, interpolate } from '../../src/workflow/expressions.ts'
import type { ActionRuns } from './action-manifest.ts'
import { conditionContexts, functionsOf, stepContexts } from './contexts.ts'
import type { CompositeFrame, Execution } from './job.ts'
import type { Outcome } from './outcome.ts'
import { printAction } from './print-action.ts'
import { cancelWithJob, evaluateEnvironment, settle, stageCondition, telemetryOf } from './stage.ts'
import { hasStage, type Step } from './step.ts'
import { messageOf } from './unsupported.ts'
import { publishTelemetry } from './worker-log.ts'

type RunAction = (execution: Execution, name: string) => Promise<Outcome>

/**
 * Runs one stage of a composite action: its pre is the pre of its inner actions, its post the posts of those that ran,
 * last one first (actions/runner src/Runner.Worker/Handlers/CompositeActionHandler.cs).
 */
export const runComposite = async (
  execution: Execution,
  runs: Extract<ActionRuns, { kind: 'composite' }>,
  inputs: ReadonlyMap<string, string>,
  runAction: RunAction,
): Promise<Outcome> => {
  const { step, stage } = execution
  execution.telemetry.type = 'composite'
  printAction(execution, inputs)
  const frame: CompositeFrame = {
    inputs: Object.fromEntries(inputs),
    folder: step.action?.folder ?? '',
    status: { value: 'success' },
    outer: execution,
  }
  for (const inner of innerSteps(step.action?.steps ?? [], stage)) await runInner(inner, frame, runAction)
  if (stage === 'main') setOutputs(execution, frame, runs.outputs)
  return frame.status.value
}

const innerSteps = (steps: readonly Step[], stage: Execution['stage']): readonly Step[] => {
  if (stage === 'main') return steps
  return stage === 'pre'
    ? steps.filter(step => hasStage(step, 'pre'))
    : steps.filter(step => step.postRegistered).reverse()
}

const runInner = async (step: Step, frame: CompositeFrame, runAction: RunAction): Promise<void> => {
  const { outer } = frame
  const { job, stage } = outer
  job.worker.info(
    'CompositeActionHandler',
    `Processing embedded step: DisplayName='${step.plan.name ?? step.contextName}'`,
  )
  const controller = new AbortController()
  const bare: Execution = {
    job,
    step,
    stage,
    composite: frame,
    actionName: outer.actionName,
    // A pre has no scope to read from; a post reads what the main steps left.
    scope: stage === 'pre' ? new Map() : outer.step.scope,
    env: innerEnvironment(outer),
    ownEnv: outer.ownEnv,
    signal: AbortSignal.any([outer.signal, controller.signal]),
    errors: outer.errors,
    telemetry: {},
  }
  const outcome = await attempt(bare, async () => {
    const execution = evaluateEnvironment(bare)
    const holds = (): boolean =>
      evaluateCondition(stageCondition(step, stage), conditionContexts(execution), functionsOf(execution))
    const release = cancelWithJob(job, holds, controller, () => {
      frame.status.value = 'cancelled'
    })
    try {
      if (!holds()) {
        job.worker.info('CompositeActionHandler', 'Skipping step due to condition evaluation.')
        return 'skipped'
      }
      return await runAction(execution, step.plan.name ?? step.contextName)
    } finally {
      release()
    }
  })
  const conclusion = settle(bare, outcome)
  if (conclusion === 'failure' && frame.status.value === 'success') frame.status.value = 'failure'
  if (conclusion === 'cancelled') frame.status.value = 'cancelled'
  if (bare.telemetry.type !== undefined) publishTelemetry(job.worker, telemetryOf(bare, bare.telemetry.type, undefined))
}

const attempt = async (
  execution: Execution,
  work: () => Promise<Outcome | 'skipped'>,
): Promise<Outcome | 'skipped'> => {
  try {
    return await work()
  } catch (error) {
    execution.job.log.error(messageOf(error))
    execution.errors.push(messageOf(error))
    return 'failure'
  }
}

/** Global env, with what `env:` of the composite steps around it has set. */
const innerEnvironment = (outer: Execution): Map<string, string> => {
  const env = new Map(outer.job.env)
  for (const [name, value] of outer.env) if (outer.ownEnv.has(name)) env.set(name, value)
  return env
}

const setOutputs = (execution: Execution, frame: CompositeFrame, outputs: Readonly<Record<string, string>>): void => {
  const { step, scope, job } = execution
  const contexts = stepContexts({ ...execution, composite: frame, scope: step.scope })
  const entry = scope.get(step.contextName) ?? { outputs: {} }
  for (const [name, value] of Object.entries(outputs))
    entry.outputs[name] = interpolate(value, contexts, { hashFiles: job.hashFiles })
  scope.set(step.contextName, entry)
}

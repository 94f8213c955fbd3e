import { interpolate } from '../../src/workflow/expressions.ts'
import { functionsOf, inputDefaultContexts, stepContexts } from './contexts.ts'
import { openFileCommands } from './file-commands.ts'
import type { Execution } from './job.ts'
import type { Outcome } from './outcome.ts'
import { loadLocalAction } from './prepare-actions.ts'
import { runComposite } from './run-composite.ts'
import { runNodeAction } from './run-node-action.ts'
import { runScript } from './run-script.ts'
import { hasStage, type Step, usesOf } from './step.ts'
import { setOutput } from './step-outputs.ts'

/**
 * Runs one stage of a step (actions/runner src/Runner.Worker/ActionRunner.cs RunAsync): registers its post, evaluates
 * inputs anew, runs it and reads its command files. What it throws fails the step.
 */
export const runAction = async (execution: Execution, name: string): Promise<Outcome> => {
  const { job, step, stage } = execution
  await loadLocalAction(job, step)
  if (step.reference.kind === 'local' && step.action !== undefined && wantsPre(step) && stage === 'main')
    job.log.warning(`\`pre\` execution is not supported for local action from '${step.reference.path}'`)
  if (stage !== 'post' && hasStage(step, 'post')) registerPost(execution, name)
  const files = openFileCommands(execution, (output, value) => setOutput(execution, output, value))
  let outcome: Outcome = 'failure'
  try {
    outcome = await handle(execution, files.environment)
  } finally {
    if (!files.process() && outcome === 'success') outcome = 'failure'
  }
  return outcome
}

const handle = async (execution: Execution, files: Readonly<Record<string, string>>): Promise<Outcome> => {
  const { action } = execution.step
  if (action === undefined) return await runScript(execution, files)
  const inputs = evaluateInputs(execution)
  const { runs } = action.manifest
  if (runs.kind === 'node') return await runNodeAction(execution, runs, inputs, files)
  return await runComposite(execution, runs, inputs, runAction)
}

/** Registered once per step, at its pre or else at its main; inside a composite action only marked. */
const registerPost = ({ job, step, composite }: Execution, name: string): void => {
  if (step.postRegistered) return
  step.postRegistered = true
  if (composite !== undefined) return
  const post = `Post ${name.startsWith('Pre ') ? name.slice('Pre '.length) : name}`
  job.posts.push({ step, name: post, number: job.records.addPost(post, job.posts.length) })
}

/**
 * `with:` and defaults with the contexts of this moment: `job.status` in a post is the job's status so far
 * (ActionRunner.cs, ActionManifestManager.cs EvaluateDefaultInput). Values in the order in which the log prints them.
 */
const evaluateInputs = (execution: Execution): ReadonlyMap<string, string> => {
  const { job, step } = execution
  const declared = step.action?.manifest.inputs ?? []
  const functions = functionsOf(execution)
  const inputs = new Map<string, string>()
  for (const [name, value] of Object.entries(step.plan.with))
    inputs.set(name, interpolate(value, stepContexts(execution), { hashFiles: functions.hashFiles }))
  const given = new Set([...inputs.keys()].map(name => name.toLowerCase()))
  for (const input of declared) {
    if (given.has(input.name.toLowerCase())) {
      if (input.deprecationMessage !== undefined)
        job.log.warning(`Input '${input.name}' has been deprecated with message: ${input.deprecationMessage}`)
    } else inputs.set(input.name, evaluateDefault(execution, input.name, input.default))
  }
  const names = new Set(declared.map(input => input.name.toLowerCase()))
  const unexpected = [...given].filter(name => !names.has(name))
  if (unexpected.length > 0)
    job.log.warning(
      `Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${declared.map(input => input.name).join("', '")}']`,
    )
  return inputs
}

const evaluateDefault = (execution: Execution, name: string, value: string): string => {
  try {
    return interpolate(value, inputDefaultContexts(execution), { hashFiles: execution.job.hashFiles })
  } catch (cause) {
    throw new Error(
      `default of input '${name}' of ${usesOf(execution.step.reference)}: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
}

const wantsPre = (step: Step): boolean => {
  const runs = step.action?.manifest.runs
  return runs?.kind === 'node' && runs.pre !== undefined
}

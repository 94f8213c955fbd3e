import type { Execution } from './job.ts'
import { usesOf } from './step.ts'

/** Head of an action in the log: nothing but one line for a post (actions/runner Handlers/Handler.cs PrintActionDetails). */
export const printAction = (execution: Execution, inputs: ReadonlyMap<string, string>): void => {
  const { log } = execution.job
  if (execution.stage === 'post') {
    log.write('Post job cleanup.')
    return
  }
  log.write(`##[group]Run ${usesOf(execution.step.reference)}`)
  if (inputs.size > 0) {
    log.write('with:')
    for (const [name, value] of inputs) if (value !== '') log.write(`  ${name}: ${value}`)
  }
  printEnvironment(execution)
  log.write('##[endgroup]')
}

/** The `env:` block: the env context and the state of the step. */
export const printEnvironment = ({ job, env, step }: Execution): void => {
  const state = [...step.state].map(([name, value]) => [`STATE_${name}`, value] as const)
  const all = [...env, ...state]
  if (all.length === 0) return
  job.log.write('env:')
  for (const [name, value] of all) job.log.write(`  ${name}: ${value}`)
}

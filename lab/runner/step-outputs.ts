import type { Execution } from './job.ts'

/** Outputs of pre and post are dropped: those stages have no context name. */
export const setOutput = ({ stage, scope, step }: Execution, name: string, value: string): void => {
  if (stage !== 'main') return
  const entry = scope.get(step.contextName) ?? { outputs: {} }
  entry.outputs[name] = value
  scope.set(step.contextName, entry)
}

import type { Environment } from '../../io/env.ts'

/**
 * What pre leaves for post about the variables of the job's environment: their names. The job's own `env:` is among them,
 * since the runner evaluates that before the first step, and what steps write to `$GITHUB_ENV` is not yet
 * (actions/runner src/Runner.Worker/JobExtension.cs, InitializeJob; FileCommandManager.cs, SetEnvFileCommand). Nothing of
 * a value is kept: the runner prints state into the log when it debugs (FileCommandManager.cs, SaveStateFileCommand).
 */
export const keptVariables = (environment: Environment): string => {
  const text = variableNames(environment).join(' ')
  return text.length > MAX_STATE ? TOO_MANY : text
}

/** Left where there are too many to keep. */
export const TOO_MANY = '-'

/**
 * State becomes a variable of post: 128 KiB is the most that Linux takes in one, 32,767 characters what Windows takes in
 * all together, those of the job among them. A hosted runner has about 150 names in 3,000 characters.
 */
const MAX_STATE = 8_192

/** Names that a step may have set. What the runner gives each step itself, and the path, are not among them. */
export const variableNames = (environment: Environment): readonly string[] =>
  Object.keys(environment).filter(name => /^[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(name) && !OF_RUNNER.test(name))

const OF_RUNNER = /^(?:GITHUB_|RUNNER_|ACTIONS_|INPUT_|STATE_|PATH$)/i

import { LIMITS } from '../../core/limits.ts'
import type { Environment } from '../../io/env.ts'

/**
 * Returns the names of the job's environment variables, which pre keeps for post. The job's own `env:` is included,
 * since the runner evaluates it before the first step. Variables that steps write to `$GITHUB_ENV` do not exist yet
 * (actions/runner src/Runner.Worker/JobExtension.cs, InitializeJob; FileCommandManager.cs, SetEnvFileCommand). No
 * value is kept: the runner prints state into the log in debug mode (FileCommandManager.cs, SaveStateFileCommand).
 */
export const keptVariables = (environment: Environment): string => {
  const text = variableNames(environment).join(' ')
  return text.length > LIMITS.keptVariables ? TOO_MANY : text
}

/** Written instead of the names where there are too many to keep. */
export const TOO_MANY = '-'

/**
 * Returns the names that a step may have set. It leaves out the path and the variables that the runner sets for each
 * step.
 */
export const variableNames = (environment: Environment): readonly string[] =>
  Object.keys(environment).filter(name => /^[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(name) && !OF_RUNNER.test(name))

const OF_RUNNER = /^(?:GITHUB_|RUNNER_|ACTIONS_|INPUT_|STATE_|PATH$)/i

import { type KnownValues, knownValues } from '../core/redact/redact.ts'
import { type Environment, readInput } from '../io/env.ts'

/**
 * Returns the credentials of this process: the job's tokens, which the runner puts into the environment of an action
 * (actions/runner src/Runner.Worker/Handlers/NodeScriptActionHandler.cs), and the inputs that contain one. No output
 * may contain any of them, in any form.
 */
export const readOwnCredentials = (environment: Environment): KnownValues =>
  knownValues([...VARIABLES.map(name => environment[name]), ...INPUTS.map(name => readInput(environment, name))])

const VARIABLES = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'GITHUB_TOKEN', 'GH_TOKEN'] as const
const INPUTS = ['token', 'signing-key'] as const

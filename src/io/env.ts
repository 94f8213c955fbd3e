/**
 * The only reader of process.env. Names and meaning: actions/runner src/Runner.Worker/GitHubContext.cs,
 * RunnerContext.cs and Handlers/NodeScriptActionHandler.cs. Values that a workflow can set itself (ImageOS,
 * ImageVersion, TRACEPARENT and the ACTIONS_* that the runner did not set) are claims.
 */
export type Environment = Readonly<Record<string, string | undefined>>

/** A frozen copy of the process environment. */
export const readEnvironment = (): Environment => Object.freeze({ ...process.env })

/**
 * Returns the input of an action as the runner passes it: `INPUT_<NAME>`, trimmed; '' if absent (@actions/core
 * getInput).
 */
export const readInput = (environment: Environment, name: string): string =>
  (environment[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] ?? '').trim()

import { runnerContext, stepGithubContext } from './contexts.ts'
import type { Execution, Job } from './job.ts'
import { usesOf } from './step.ts'

export type Environment = Record<string, string>

/** Keys of the github context that become GITHUB_* (actions/runner src/Runner.Worker/GitHubContext.cs). */
const GITHUB_KEYS = [
  'action',
  'action_path',
  'action_ref',
  'action_repository',
  'actor',
  'actor_id',
  'api_url',
  'base_ref',
  'event_name',
  'event_path',
  'graphql_url',
  'head_ref',
  'job',
  'ref',
  'ref_name',
  'ref_protected',
  'ref_type',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'retention_days',
  'run_attempt',
  'run_id',
  'run_number',
  'server_url',
  'sha',
  'triggering_actor',
  'workflow',
  'workflow_ref',
  'workflow_sha',
  'workspace',
] as const

/** Environment of a JavaScript action, as Handlers/NodeScriptActionHandler.cs builds it. */
export const nodeActionEnvironment = (
  execution: Execution,
  inputs: ReadonlyMap<string, string>,
  fileCommands: Readonly<Environment>,
): Environment => {
  const { job, step } = execution
  const { services } = job
  const upper = (name: string): string => name.replaceAll(' ', '_').toUpperCase()
  return {
    ...machineEnvironment(job),
    ...Object.fromEntries(execution.env),
    ...Object.fromEntries([...step.state].map(([name, value]) => [`STATE_${name}`, value])),
    ...Object.fromEntries([...inputs].map(([name, value]) => [`INPUT_${upper(name)}`, value])),
    ...runtimeEnvironment(execution, fileCommands),
    ACTIONS_RUNTIME_URL: services.resultsUrl,
    ACTIONS_RUNTIME_TOKEN: services.runtimeToken,
    ACTIONS_RESULTS_URL: services.resultsUrl,
    ACTIONS_CACHE_URL: services.resultsUrl,
    ACTIONS_CACHE_SERVICE_V2: 'True',
    ...sourceTree(execution),
  }
}

/** Environment of a `run:` step: no runtime token and no results address (Handlers/ScriptHandler.cs). */
export const scriptEnvironment = (execution: Execution, fileCommands: Readonly<Environment>): Environment => ({
  ...machineEnvironment(execution.job),
  ...Object.fromEntries(execution.env),
  ...runtimeEnvironment(execution, fileCommands),
})

/** What the machine has before any job: nothing of the lab's own environment but the search path and language. */
const machineEnvironment = ({ root, runner, trackingId }: Job): Environment => ({
  PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
  HOME: root.home,
  LANG: process.env['LANG'] ?? 'C.UTF-8',
  ImageOS: runner.image.label.replace('-', '').replace('.04', ''),
  ImageVersion: runner.image.version,
  RUNNER_TRACKING_ID: trackingId,
})

/** What the runner sets after the workflow's env, so that env cannot override it. */
const runtimeEnvironment = (execution: Execution, fileCommands: Readonly<Environment>): Environment => {
  const { job, env } = execution
  const path = env.get('PATH') ?? process.env['PATH'] ?? ''
  const { idTokenRequest } = job.services
  return {
    ...(job.prependPath.length === 0 ? {} : { PATH: [...job.prependPath].reverse().concat(path).join(':') }),
    ...prefixed('GITHUB_', pick(stepGithubContext(execution), GITHUB_KEYS)),
    ...prefixed('RUNNER_', runnerContext(job)),
    ...fileCommands,
    GITHUB_ACTIONS: 'true',
    CI: env.get('CI') ?? 'true',
    ACTIONS_ORCHESTRATION_ID: `${job.plan.backendRunId}.${job.plan.key}.${job.plan.jobId}`,
    ...(idTokenRequest === undefined
      ? {}
      : {
          ACTIONS_ID_TOKEN_REQUEST_URL: idTokenRequest.url,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: idTokenRequest.token,
        }),
  }
}

const pick = (context: Readonly<Record<string, unknown>>, keys: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(keys.map(key => [key, context[key]]))

const prefixed = (prefix: string, context: Readonly<Record<string, unknown>>): Environment =>
  Object.fromEntries(
    Object.entries(context)
      .filter(([, value]) => value !== undefined && value !== null && typeof value !== 'object')
      .map(([key, value]) => [`${prefix}${key.toUpperCase()}`, String(value)]),
  )

/** Only the lab's own checkout stand-in learns where the source tree is. */
const sourceTree = ({ job, step }: Execution): Environment =>
  step.action?.standIn === true &&
  usesOf(step.reference).startsWith('actions/checkout@') &&
  job.hooks.sourceTree !== undefined
    ? { LAB_SOURCE: job.hooks.sourceTree }
    : {}

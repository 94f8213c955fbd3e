import type { Contexts, Functions } from '../../src/workflow/expressions.ts'
import type { Execution, Job, Status } from './job.ts'
import type { StepsScope } from './step.ts'

type Context = Readonly<Record<string, unknown>>

/** The job context (actions/runner src/Runner.Worker/JobContext.cs); numbers of the job are sent since v2.334. */
export const jobContext = ({ plan, status }: Job): Context => ({
  status,
  check_run_id: plan.jobId,
  workflow_ref: `${plan.workflow.repository}/${plan.workflow.path}@${plan.workflow.ref}`,
  workflow_sha: plan.workflow.sha,
  workflow_repository: plan.workflow.repository,
  workflow_file_path: plan.workflow.path,
})

/** The runner context: no labels, no group, no image (src/Runner.Worker/RunnerContext.cs). */
export const runnerContext = ({ runner, root, debugging }: Job): Context => ({
  os: runner.os,
  arch: runner.arch,
  name: runner.name,
  environment: runner.environment,
  tool_cache: root.toolCache,
  temp: root.temp,
  workspace: root.pipelineFolder,
  ...(debugging ? { debug: '1' } : {}),
})

/** The github context of the job; what the plan does not give comes from the services. */
export const githubContext = ({ plan, services, root }: Job): Context => ({
  server_url: services.serverUrl,
  api_url: services.apiUrl,
  graphql_url: `${services.apiUrl}/graphql`,
  token: services.githubToken,
  job: plan.key,
  run_id: String(plan.runId),
  run_attempt: String(plan.attempt),
  secret_source: 'Actions',
  ...plan.contexts.github,
  workspace: root.workspace,
  event_path: eventPath(root.temp),
})

export const eventPath = (temp: string): string => `${temp}/_github_workflow/event.json`

/** What is there before a step runs: for job `env`, names and job outputs (workflow-v1.0.json job-env and others). */
export const jobContexts = (job: Job): Contexts => {
  const { needs, inputs, vars, secrets, strategy, matrix } = job.plan.contexts
  return { github: githubContext(job), needs, inputs, vars, secrets, strategy, matrix }
}

/** Contexts of Complete job: job outputs see steps and the global env after all posts (JobExtension.cs FinalizeJob). */
export const outputContexts = (job: Job): Contexts => ({
  ...jobContexts(job),
  job: jobContext(job),
  runner: runnerContext(job),
  steps: stepsContext(job.steps),
  env: Object.fromEntries(job.env),
})

/**
 * Contexts of a step's `with`, `env`, `run` and `name`. Inside a composite action neither secrets nor needs nor vars
 * exist (actions/runner src/Runner.Worker/action_yaml.json).
 */
export const stepContexts = (execution: Execution): Contexts => {
  const { job, composite } = execution
  const common = {
    job: jobContext(job),
    runner: runnerContext(job),
    steps: stepsContext(execution.scope),
    env: Object.fromEntries(execution.env),
    github: stepGithubContext(execution),
  }
  if (composite === undefined) return { ...jobContexts(job), ...common }
  const { strategy, matrix } = job.plan.contexts
  return { strategy, matrix, ...common, inputs: composite.inputs }
}

/** Contexts of `if`, `pre-if` and `post-if`: those of the step without secrets. */
export const conditionContexts = (execution: Execution): Contexts => {
  const { secrets: _, ...rest } = stepContexts(execution)
  return rest
}

/** Contexts of an input's default: exactly these five (action_yaml.json input-default-context). */
export const inputDefaultContexts = (execution: Execution): Contexts => {
  const { github, strategy, matrix, job, runner } = stepContexts(execution)
  return { github, strategy, matrix, job, runner }
}

/** Main steps of a composite action look at the action's status, all others at the job's (SuccessFunction.cs). */
export const functionsOf = (
  execution: Execution,
): Required<Pick<Functions, 'hashFiles'>> & { readonly status: Status } => ({
  status: statusOf(execution),
  hashFiles: execution.job.hashFiles,
})

const statusOf = ({ composite, job, stage }: Execution): Status =>
  composite !== undefined && stage === 'main' ? composite.status.value : job.status

/** The github context as one step sees it. */
export const stepGithubContext = (execution: Execution): Context => {
  const { job, composite, step, actionName } = execution
  const { reference } = step
  const repository = reference.kind === 'repository' ? { name: reference.name, ref: reference.ref } : undefined
  return {
    ...githubContext(job),
    action: actionName,
    action_repository: repository?.name ?? '',
    action_ref: repository?.ref ?? '',
    ...(composite === undefined ? {} : { action_path: composite.folder, action_status: composite.status.value }),
  }
}

/** Steps whose generated name starts with `__` are not in it (ExecutionContext.cs SetOutput). */
const stepsContext = (scope: StepsScope): Context =>
  Object.fromEntries([...scope].filter(([name]) => !name.startsWith('__')))

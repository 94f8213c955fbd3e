import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { interpolate } from '../../src/workflow/expressions.ts'
import type { JobPlan, JobResult, JobServices, LabRunner, RunJob, RunnerHooks } from '../job-plan.ts'
import { createClock } from './clock.ts'
import { eventPath, githubContext, jobContexts, outputContexts } from './contexts.ts'
import { createHashFiles } from './hash-files.ts'
import type { Job } from './job.ts'
import { openJobLog } from './job-log.ts'
import { jobMessage, permissionNames } from './job-message.ts'
import { prepareActions } from './prepare-actions.ts'
import { killGroups } from './run-process.ts'
import { initialName, type QueuedStep, runStep } from './run-step.ts'
import { createRunnerRoot, setupInfo } from './runner-root.ts'
import { createSecretMask } from './secret-mask.ts'
import { createSteps, hasStage, type Step } from './step.ts'
import { createStepRecords } from './step-records.ts'
import { messageOf } from './unsupported.ts'
import { openWorkerLog, publishTelemetry } from './worker-log.ts'

/**
 * Runs one job as a GitHub runner does: Set up job, pre steps, main steps, posts from the last registered to the
 * first, Complete job (actions/runner src/Runner.Worker/JobExtension.cs, StepsRunner.cs). Nothing is thrown for what a
 * job does; a feature the lab lacks fails the job in Set up job or in its step, named in the log.
 */
export const runJob: RunJob = async (plan, runner, services, hooks, workRoot) => {
  const limit = AbortSignal.timeout(Math.min(plan.timeoutMinutes * 60_000, 2 ** 31 - 1))
  const job = await createJob(plan, runner, services, hooks, workRoot, limit)
  const outputs: Record<string, string> = {}
  try {
    const queue = await setUpJob(job)
    if (queue !== undefined) {
      for (const step of queue) await runStep(job, step)
      for (let post = job.posts.pop(); post !== undefined; post = job.posts.pop())
        await runStep(job, { ...post, stage: 'post' })
    }
    completeJob(job, queue !== undefined, outputs)
  } catch (error) {
    endBrokenJob(job, error)
  }
  const result: JobResult = {
    conclusion: job.status,
    outputs,
    log: job.log.bytes(),
    summaries: [...job.summaries],
  }
  job.log.close()
  job.worker.close()
  return result
}

/** What a step did to its machine ends the job and nothing more, as the loss of a worker does on GitHub. */
const endBrokenJob = (job: Job, error: unknown): void => {
  job.log.error(`Lab: the machine of this job is broken: ${messageOf(error)}`)
  killGroups(job.groups)
  job.status = 'failure'
}

const createJob = async (
  plan: JobPlan,
  runner: LabRunner,
  services: JobServices,
  hooks: RunnerHooks,
  workRoot: string,
  limit: AbortSignal,
): Promise<Job> => {
  const clock = createClock(hooks.now)
  const mask = createSecretMask()
  const { secrets, vars, github } = plan.contexts
  const contextToken = github['token']
  const tokens = [services.githubToken, services.runtimeToken, services.idTokenRequest?.token ?? '']
  for (const secret of [
    ...tokens,
    ...(typeof contextToken === 'string' ? [contextToken] : []),
    ...Object.values(secrets),
  ])
    mask.add(secret)
  const repository = String(github['repository'] ?? plan.workflow.repository)
  const root = await createRunnerRoot(workRoot, runner, {
    name: repository.split('/')[1] ?? repository,
    url: `${services.serverUrl}/${repository}`,
  })
  const debugging = [secrets, vars].some(values => values['ACTIONS_STEP_DEBUG'] === 'true')
  const page = join(root.pages, `${plan.backendRunId}_${plan.backendJobId}_1.log`)
  return {
    plan,
    runner,
    services,
    hooks,
    root,
    clock,
    mask,
    log: openJobLog(page, clock, mask, debugging),
    worker: openWorkerLog(root.diag, clock, mask),
    records: createStepRecords(clock, hooks.onSteps),
    hashFiles: createHashFiles(root.workspace),
    debugging,
    cancelled: AbortSignal.any([hooks.cancelled, limit]),
    trackingId: `github_${randomUUID()}`,
    env: new Map(),
    prependPath: [],
    declared: new Map(),
    summaries: [],
    steps: new Map(),
    resolved: new Map(),
    announced: new Set(),
    posts: [],
    groups: [],
    status: 'success',
  }
}

/** Step 1. @returns the pre and main steps in order; undefined when it failed, and then nothing else runs. */
const setUpJob = async (job: Job): Promise<readonly QueuedStep[] | undefined> => {
  const { plan, log, records, worker } = job
  const number = records.add('Set up job')
  const startedAt = records.start(number)
  const finish = (result: 'success' | 'failure', errorMessages: readonly string[]): void => {
    const completedAt = records.finish(number, result)
    const outcome = { result, startedAt, completedAt }
    publishTelemetry(worker, {
      action: 'setup_job',
      type: 'runner',
      stage: 'Pre',
      stepId: randomUUID(),
      errorMessages,
      outcome,
    })
  }
  try {
    const steps = createSteps(plan.steps, { repository: plan.workflow.repository, sha: plan.workflow.sha })
    worker.info('Worker', jobMessage(job, steps))
    worker.info('JobRunner', `Job ID ${plan.backendJobId}`)
    printMachine(job)
    log.write('Prepare workflow directory')
    writeEvent(job)
    for (const [name, value] of Object.entries(plan.env)) job.env.set(name, interpolate(value, jobContexts(job)))
    await prepareActions(job, steps)
    printCalledWorkflow(job)
    log.write(`Complete job name: ${plan.name}`)
    const queue = enqueue(job, steps)
    finish('success', [])
    return queue
  } catch (error) {
    log.error(messageOf(error))
    job.status = 'failure'
    finish('failure', [messageOf(error)])
    return undefined
  }
}

const printMachine = ({ log, runner, plan }: Job): void => {
  log.write(`Current runner version: '${runner.version}'`)
  if (runner.environment === 'self-hosted') {
    log.write(`Runner name: '${runner.name}'`)
    log.write(`Runner group name: '${runner.groupName}'`)
    log.write(`Machine name: '${runner.name}'`)
  }
  const groups = [
    ...setupInfo(runner).map(({ group, detail }) => [group, detail.split('\n')] as const),
    [
      'GITHUB_TOKEN Permissions',
      Object.entries(permissionNames(plan.permissions)).map(([name, level]) => `${name}: ${level}`),
    ] as const,
  ]
  for (const [group, lines] of groups) {
    log.write(`##[group]${group}`)
    for (const line of lines) log.write(line)
    log.write('##[endgroup]')
  }
  log.write(`Secret source: ${String(plan.contexts.github['secret_source'] ?? 'Actions')}`)
}

/** `Uses:` names the file that defines a nested job (JobExtension.cs GetWorkflowReference). */
const printCalledWorkflow = ({ plan, log }: Job): void => {
  if (plan.calledWorkflow === undefined) return
  const { repository, path, ref } = plan.workflow
  log.write(`Uses: ${repository}/${path}@${ref} (${plan.calledWorkflow.sha})`)
  const inputs = Object.entries(plan.contexts.inputs)
  if (inputs.length === 0) return
  log.write('##[group] Inputs')
  for (const [name, value] of inputs) log.write(`  ${name}: ${String(value)}`)
  log.write('##[endgroup]')
}

const writeEvent = (job: Job): void => {
  const file = eventPath(job.root.temp)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(githubContext(job)['event'] ?? {}, null, 2))
}

/** Pre steps in the order of the workflow, whatever their steps' `if` says, then the main steps. */
const enqueue = (job: Job, steps: readonly Step[]): readonly QueuedStep[] => {
  const pre = steps.filter(step => hasStage(step, 'pre'))
  const queued = (step: Step, stage: 'pre' | 'main', name: string): QueuedStep => ({
    step,
    stage,
    name,
    number: job.records.add(name),
  })
  return [
    ...pre.map(step => queued(step, 'pre', `Pre ${initialName(job, step)}`)),
    ...steps.map(step => queued(step, 'main', initialName(job, step))),
  ]
}

/** Last step: job outputs against the steps context and global env after all posts, then the clean-up. */
const completeJob = (job: Job, isSetUp: boolean, outputs: Record<string, string>): void => {
  const { log, plan, records } = job
  const number = records.add('Complete job')
  const startedAt = records.start(number)
  let failed = false
  if (isSetUp && Object.keys(plan.outputs).length > 0) {
    log.write('Evaluate and set job outputs')
    try {
      const contexts = outputContexts(job)
      for (const [name, text] of Object.entries(plan.outputs)) {
        const value = interpolate(text, contexts, { hashFiles: job.hashFiles })
        if (value === '') continue
        if (job.mask.mask(value) !== value) log.warning(`Skip output '${name}' since it may contain secret.`)
        else {
          log.write(`Set output '${name}'`)
          outputs[name] = value
        }
      }
    } catch (error) {
      failed = true
      log.error('Fail to evaluate job outputs')
      log.error(messageOf(error))
      if (job.status === 'success') job.status = 'failure'
    }
  }
  log.write('Cleaning up orphan processes')
  killGroups(job.groups)
  const result = failed ? 'failure' : 'success'
  const completedAt = records.finish(number, result)
  publishTelemetry(job.worker, {
    ...{ action: 'complete_job', type: 'runner', stage: 'Post', stepId: randomUUID(), errorMessages: [] },
    outcome: { result, startedAt, completedAt },
  })
  job.worker.info('Worker', 'Job completed.')
}

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobPlan, LabRunner, RunnerHooks, StepPlan } from '../lab/job-plan.ts'
import { runJob } from '../lab/runner/run-job.ts'
import type { Services } from '../lab/services.ts'
import type { LabJob, LabRun, LabStep } from '../lab/state.ts'

const SHA = '0123456789abcdef0123456789abcdef01234567'
const WORKFLOW = { repository: 'octo/shop', path: '.github/workflows/ci.yml', ref: 'refs/heads/main', sha: SHA }
const PERMISSIONS = { 'id-token': 'write' } as const

/** What one job on the lab needs to know. `folders`: `uses:` to the folder with its action.yml. */
export type LabJobOptions = {
  readonly services: Services
  readonly node: string
  readonly steps: readonly StepPlan[]
  readonly folders: Readonly<Record<string, string>>
}

/** Runs one job on the lab's runner and gives its steps with their times. @throws Error when the job does not succeed. */
export const runLabJob = async ({ services, node, steps, folders }: LabJobOptions): Promise<readonly LabStep[]> => {
  const { run, job } = enter(services)
  const plan = planOf(run, job, services, steps)
  const jobServices = services.issueTokens({
    jobId: job.id,
    runId: run.id,
    attempt: 1,
    permissions: PERMISSIONS,
    backendRunId: run.backendRunId,
    backendJobId: job.backendId,
    cacheScopes: [],
    oidcClaims: oidcClaims(run, services),
  })
  const workRoot = await mkdtemp(join(tmpdir(), 'pipeline-trace-bench-'))
  let recorded: readonly LabStep[] = []
  try {
    const hooks: RunnerHooks = {
      onSteps: list => {
        recorded = structuredClone(list)
      },
      resolveAction: async uses => {
        const folder = folders[uses]
        if (folder === undefined) throw new Error(`no folder for ${uses}`)
        return { folder, sha: SHA, standIn: false }
      },
      now: () => new Date(),
      cancelled: new AbortController().signal,
    }
    const result = await runJob(plan, runnerWith(node), jobServices, hooks, workRoot)
    if (result.conclusion !== 'success') throw new Error(`the job failed:\n${new TextDecoder().decode(result.log)}`)
    return recorded
  } finally {
    await rm(workRoot, { recursive: true, force: true })
  }
}

const runnerWith = (nodePath: string): LabRunner => ({
  id: 1,
  name: 'bench-1',
  groupName: 'GitHub Actions',
  environment: 'github-hosted',
  os: 'Linux',
  arch: 'X64',
  version: '2.336.0',
  image: { label: 'ubuntu-24.04', version: '20261102.1.0' },
  nodePath,
})

/** A new run with one job in the lab's state, as the scheduler would enter it. */
const enter = ({ state }: Services): { run: LabRun; job: LabJob } => {
  const [id, jobId, now] = [state.nextId(), state.nextId(), state.now()]
  const run: LabRun = {
    id,
    number: 1,
    workflowId: 1,
    workflowName: 'CI',
    path: WORKFLOW.path,
    event: 'push',
    headBranch: 'main',
    headSha: SHA,
    sha: SHA,
    ref: WORKFLOW.ref,
    headRepository: { fullName: WORKFLOW.repository, id: state.repository.id, fork: false },
    actor: 'octocat',
    displayTitle: 'bench',
    createdAt: now,
    checkSuiteId: state.nextId(),
    referencedWorkflows: [],
    backendRunId: randomUUID(),
    attempts: [
      { attempt: 1, startedAt: now, updatedAt: now, status: 'in_progress', conclusion: null, jobIds: [jobId] },
    ],
  }
  const job: LabJob = {
    id: jobId,
    runId: id,
    attempt: 1,
    key: 'build',
    name: 'build',
    labels: ['ubuntu-latest'],
    status: 'in_progress',
    conclusion: null,
    createdAt: now,
    startedAt: now,
    completedAt: null,
    runnerId: 1,
    runnerName: 'bench-1',
    runnerGroupId: 0,
    runnerGroupName: 'GitHub Actions',
    steps: [],
    log: undefined,
    backendId: randomUUID(),
  }
  state.runs.set(id, run)
  state.jobs.set(jobId, job)
  return { run, job }
}

const planOf = (run: LabRun, job: LabJob, services: Services, steps: readonly StepPlan[]): JobPlan => ({
  key: job.key,
  name: job.name,
  labels: job.labels,
  steps,
  env: {},
  outputs: {},
  defaults: {},
  timeoutMinutes: 5,
  contexts: {
    github: {
      repository: WORKFLOW.repository,
      repository_id: String(services.state.repository.id),
      repository_owner_id: String(services.state.repository.ownerId),
      server_url: services.serverUrl,
      api_url: services.apiUrl,
      event_name: run.event,
      event: { repository: { visibility: services.state.repository.visibility } },
      ref: run.ref,
      sha: run.sha,
      run_id: String(run.id),
      run_attempt: '1',
      run_number: String(run.number),
      workflow: run.workflowName,
      workflow_ref: `${WORKFLOW.repository}/${WORKFLOW.path}@${WORKFLOW.ref}`,
      workflow_sha: run.sha,
      job: job.key,
    },
    needs: {},
    inputs: {},
    vars: {},
    secrets: {},
    matrix: null,
    strategy: { 'fail-fast': true, 'job-index': 0, 'job-total': 1, 'max-parallel': 1 },
  },
  workflow: WORKFLOW,
  permissions: PERMISSIONS,
  jobId: job.id,
  runId: run.id,
  attempt: 1,
  backendRunId: run.backendRunId,
  backendJobId: job.backendId,
})

const oidcClaims = (run: LabRun, services: Services): Readonly<Record<string, string>> => {
  const workflowRef = `${WORKFLOW.repository}/${WORKFLOW.path}@${WORKFLOW.ref}`
  return {
    sub: `repo:${WORKFLOW.repository}:ref:${run.ref}`,
    repository: WORKFLOW.repository,
    repository_id: String(services.state.repository.id),
    repository_owner: 'octo',
    repository_owner_id: String(services.state.repository.ownerId),
    repository_visibility: services.state.repository.visibility,
    ref: run.ref,
    sha: run.sha,
    event_name: run.event,
    workflow: run.workflowName,
    workflow_ref: workflowRef,
    workflow_sha: run.sha,
    job_workflow_ref: workflowRef,
    job_workflow_sha: run.sha,
    run_id: String(run.id),
    run_attempt: '1',
    runner_environment: 'github-hosted',
  }
}

import { tmpdir } from 'node:os'
import type { LabRunner } from '../job-plan.ts'
import type { LabJob } from '../state.ts'
import type { LoadedWorkflow } from '../workflow/load-workflows.ts'
import { createRun, revisionOf } from './create-run.ts'
import { workflowRef } from './github-context.ts'
import { issueJobTokens } from './job-tokens.ts'
import type { Lab } from './lab.ts'

const PATH = '.github/workflows/outside.yml'
const PERMISSIONS = {
  actions: 'read',
  checks: 'write',
  contents: 'read',
  deployments: 'read',
  'id-token': 'write',
} as const

/**
 * Enters a run with one job in progress that no runner of the lab runs, and gives the environment with which a client
 * (or a runner) elsewhere on this machine is that job.
 */
export const enterOutsideJob = async (lab: Lab, backendId: string): Promise<Readonly<Record<string, string>>> => {
  const { state, services } = lab
  const repository = `${state.repository.owner}/${state.repository.name}`
  const trigger = { event: 'push', fork: false } as const
  const revision = revisionOf(state, trigger, await lab.commits())
  const checkout = { repository, folder: lab.workspace, ref: revision.ref, sha: revision.sha }
  const loaded: LoadedWorkflow = {
    workflow: {
      name: 'outside',
      events: ['push'],
      call: undefined,
      follows: undefined,
      permissions: PERMISSIONS,
      env: {},
      defaults: {},
      concurrency: undefined,
      jobs: new Map(),
    },
    checkout,
    path: PATH,
    uses: undefined,
    calls: new Map(),
  }
  const run = createRun(state, trigger, revision, PATH, loaded)
  const now = state.now()
  const job: LabJob = {
    id: state.nextId(),
    runId: run.id,
    attempt: 1,
    key: 'outside',
    name: 'outside',
    labels: ['self-hosted'],
    status: 'in_progress',
    conclusion: null,
    createdAt: now,
    startedAt: now,
    completedAt: null,
    runnerId: 1,
    runnerName: 'outside-1',
    runnerGroupId: 1,
    runnerGroupName: 'Default',
    steps: [],
    log: undefined,
    backendId,
  }
  state.jobs.set(job.id, job)
  const status = 'in_progress'
  run.attempts.push({ attempt: 1, startedAt: now, updatedAt: now, status, conclusion: null, jobIds: [job.id] })
  const tokens = issueJobTokens(lab, {
    run,
    job,
    attempt: 1,
    permissions: PERMISSIONS,
    defined: loaded,
    environment: undefined,
    runner: RUNNER,
  })
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: services.serverUrl,
    GITHUB_API_URL: services.apiUrl,
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_ID: String(state.repository.id),
    GITHUB_REPOSITORY_OWNER: state.repository.owner,
    GITHUB_REPOSITORY_OWNER_ID: String(state.repository.ownerId),
    GITHUB_EVENT_NAME: run.event,
    GITHUB_REF: run.ref,
    GITHUB_SHA: run.sha,
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_NUMBER: String(run.number),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKFLOW: run.workflowName,
    GITHUB_WORKFLOW_REF: workflowRef(repository, run),
    GITHUB_WORKFLOW_SHA: run.sha,
    GITHUB_JOB: job.key,
    GITHUB_TOKEN: tokens.githubToken,
    RUNNER_NAME: RUNNER.name,
    RUNNER_ENVIRONMENT: RUNNER.environment,
    RUNNER_OS: RUNNER.os,
    RUNNER_ARCH: RUNNER.arch,
    RUNNER_TEMP: tmpdir(),
    ACTIONS_RUNTIME_TOKEN: tokens.runtimeToken,
    ACTIONS_RUNTIME_URL: tokens.resultsUrl,
    ACTIONS_RESULTS_URL: tokens.resultsUrl,
    ACTIONS_CACHE_SERVICE_V2: 'True',
    ACTIONS_ID_TOKEN_REQUEST_URL: tokens.idTokenRequest?.url ?? '',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: tokens.idTokenRequest?.token ?? '',
    ...lab.vars,
  }
}

const RUNNER: LabRunner = {
  id: 1,
  name: 'outside-1',
  groupName: 'Default',
  environment: 'self-hosted',
  os: 'Linux',
  arch: process.arch === 'arm64' ? 'ARM64' : 'X64',
  version: '2.336.0',
  image: { label: 'none', version: '0' },
  nodePath: process.execPath,
}

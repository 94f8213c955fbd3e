import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createState } from '../lab/create-state.ts'
import { type Services, startServices } from '../lab/services.ts'
import type { LabRun, LabState } from '../lab/state.ts'
import { fetchRun } from '../src/cli/fetch.ts'
import { NO_PROXIES } from '../src/io/http/proxy.ts'

const SHA = '0123456789abcdef0123456789abcdef01234567'
const PATH = '.github/workflows/ci.yml'
const BEGIN = Date.UTC(2026, 2, 1, 10)
/** Jobs in one page of a list (docs.github.com "List jobs for a workflow run attempt"). */
const PAGE = 100

/**
 * What a report of a completed run with one attempt must ask besides the pages of its job list: run, artifacts,
 * approvals, deployments of the commit, workflow file (the table in src/run/observe-run.ts).
 */
const FIXED = 5

export type RequestCount = {
  readonly requests: number
  readonly floor: number
  /** Counted apart: one archive for each attempt, or one log for each job where there is none. */
  readonly archives: number
  readonly jobLogs: number
}

/** Requests to the API that a report of a run of so many jobs makes, counted by the server that answers them. */
export const countRequests = async (jobs: number): Promise<RequestCount> => {
  const state = createState()
  const run = enter(state, jobs)
  const contents = async (path: string) => (path === PATH ? new TextEncoder().encode(workflowOf(jobs)) : undefined)
  const services = await startServices(state, { contents })
  const folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-bench-'))
  try {
    const { exitCode, lost } = await fetchOf(services, run, join(folder, 'run'))
    if (exitCode !== 0) throw new Error(`the run was not read:\n${lost.join('\n')}`)
    const asked = services.requests.map(({ path }) => path).filter(path => path.startsWith('/api/'))
    const archives = asked.filter(path => /\/attempts\/\d+\/logs$/.test(path)).length
    const jobLogs = asked.filter(path => /\/jobs\/\d+\/logs$/.test(path)).length
    return { requests: asked.length - archives - jobLogs, floor: Math.ceil(jobs / PAGE) + FIXED, archives, jobLogs }
  } finally {
    await services.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A fetch asks exactly what a report asks, and saves it. */
const fetchOf = ({ state, apiUrl, serverUrl, issueTokens }: Services, run: LabRun, folder: string) => {
  const { githubToken } = issueTokens({
    jobId: run.attempts[0]?.jobIds[0] ?? 0,
    runId: run.id,
    attempt: 1,
    permissions: { actions: 'read', deployments: 'read', checks: 'read', contents: 'read' },
    backendRunId: run.backendRunId,
    backendJobId: 'job',
    cacheScopes: [],
    oidcClaims: {},
  })
  const repository = `${state.repository.owner}/${state.repository.name}`
  const api = { apiUrl, serverUrl, token: githubToken, tokenFrom: 'GH_TOKEN', proxies: NO_PROXIES } as const
  const asked = { ...api, repository, runId: String(run.id), attempt: undefined }
  return fetchRun(
    { ...asked, folder, logs: 'archive-or-jobs', force: false, budget: 5_000, now: Date.now },
    () => undefined,
  )
}

const workflowOf = (jobs: number): string => {
  const keys = Array.from({ length: Math.ceil(jobs / PAGE) }, (_, index) => {
    const legs = Array.from({ length: Math.min(PAGE, jobs - index * PAGE) }, (_, leg) => leg)
    return `  job${index}: { runs-on: ubuntu-latest, strategy: { matrix: { leg: [${legs}] } }, steps: [{ run: make }] }`
  })
  return ['on: push', 'jobs:', ...keys, ''].join('\n')
}

const enter = (state: LabState, jobs: number): LabRun => {
  const at = (seconds: number): Date => new Date(BEGIN + seconds * 1_000)
  const id = state.nextId()
  const run: LabRun = {
    id,
    number: 1,
    workflowId: 1,
    workflowName: 'CI',
    path: PATH,
    event: 'push',
    headBranch: 'main',
    headSha: SHA,
    sha: SHA,
    ref: 'refs/heads/main',
    headRepository: { fullName: 'octo/pipeline', id: 101, fork: false },
    actor: 'mona',
    displayTitle: 'A commit',
    createdAt: at(0),
    checkSuiteId: state.nextId(),
    referencedWorkflows: [],
    backendRunId: `run-${id}`,
    attempts: [
      { attempt: 1, startedAt: at(0), updatedAt: at(90), status: 'completed', conclusion: 'success', jobIds: [] },
    ],
  }
  state.runs.set(id, run)
  for (let index = 0; index < jobs; index += 1) {
    const jobId = state.nextId()
    run.attempts[0]?.jobIds.push(jobId)
    state.jobs.set(jobId, {
      id: jobId,
      runId: id,
      attempt: 1,
      key: `job${Math.floor(index / PAGE)}`,
      name: `job${Math.floor(index / PAGE)} (${index % PAGE})`,
      labels: ['ubuntu-latest'],
      status: 'completed',
      conclusion: 'success',
      createdAt: at(1),
      startedAt: at(5),
      completedAt: at(90),
      runnerId: index + 1,
      runnerName: `GitHub Actions ${index + 1}`,
      runnerGroupId: 0,
      runnerGroupName: 'GitHub Actions',
      steps: [],
      log: new TextEncoder().encode('2026-03-01T10:00:05.0000000Z Current runner version: 2.336.0\n'),
      backendId: `job-${jobId}`,
    })
  }
  return run
}

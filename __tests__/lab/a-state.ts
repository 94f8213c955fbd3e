import type { LabAttempt, LabJob, LabRun, LabState } from '../../lab/state.ts'

/** A lab state with one run of one attempt; jobs are added by `aJob`. */
export const aState = (visibility: 'public' | 'private' = 'public'): LabState => {
  let id = 9_000_000_000
  return {
    repository: { owner: 'octo', name: 'app', id: 101, ownerId: 7, visibility, defaultBranch: 'main' },
    runs: new Map(),
    jobs: new Map(),
    artifacts: new Map(),
    caches: new Map(),
    checkRuns: new Map(),
    deployments: new Map(),
    environments: new Map(),
    approvals: [],
    branchRules: new Map(),
    tokens: new Map(),
    blobs: new Map(),
    nextId: () => (id += 1),
    now: () => new Date(),
  }
}

export const SHA = 'a'.repeat(40)

export const aRun = (state: LabState, more: Partial<LabRun> = {}): LabRun => {
  const id = state.nextId()
  const now = state.now()
  const attempt: LabAttempt = {
    attempt: 1,
    startedAt: new Date(now.getTime() - 60_000),
    updatedAt: now,
    status: 'in_progress',
    conclusion: null,
    jobIds: [],
  }
  const run: LabRun = {
    id,
    number: 12,
    workflowId: 77,
    workflowName: 'CI',
    path: '.github/workflows/ci.yml',
    event: 'push',
    headBranch: 'main',
    headSha: SHA,
    sha: SHA,
    ref: 'refs/heads/main',
    headRepository: { fullName: 'octo/app', id: 101, fork: false },
    actor: 'mona',
    displayTitle: 'A commit',
    createdAt: attempt.startedAt,
    checkSuiteId: state.nextId(),
    referencedWorkflows: [],
    backendRunId: `run-${id}`,
    attempts: [attempt],
    ...more,
  }
  state.runs.set(id, run)
  return run
}

export const aJob = (state: LabState, run: LabRun, more: Partial<LabJob> = {}): LabJob => {
  const id = state.nextId()
  const attempt = run.attempts.at(-1)
  const job: LabJob = {
    id,
    runId: run.id,
    attempt: attempt?.attempt ?? 1,
    key: 'build',
    name: 'build',
    labels: ['ubuntu-latest'],
    status: 'in_progress',
    conclusion: null,
    createdAt: new Date('2026-03-01T10:00:00.250Z'),
    startedAt: new Date('2026-03-01T10:00:03.750Z'),
    completedAt: null,
    runnerId: 5,
    runnerName: 'GitHub Actions 5',
    runnerGroupId: 0,
    runnerGroupName: 'GitHub Actions',
    steps: [],
    log: undefined,
    backendId: `job-${id}`,
    ...more,
  }
  state.jobs.set(id, job)
  attempt?.jobIds.push(id)
  return job
}

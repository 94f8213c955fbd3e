import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { createConcurrencyGroups } from '../../lab/scheduler/concurrency-groups.ts'
import { type Services, startServices } from '../../lab/services.ts'
import type { LabJob, LabRun, LabState } from '../../lab/state.ts'
import { jobArtifactName } from '../../src/core/artifact-name.ts'
import { createRestClient, type RestClient } from '../../src/github/rest/client.ts'
import type { RunPlace } from '../../src/run/subject.ts'
import { aJob, aRun, aState, SHA } from '../lab/a-state.ts'
import { aManifest } from '../report/a-manifest.ts'
import { observationOf, observeFolder, observeTwice, removeFolders } from './observe-twice.ts'

const WORKFLOW = `
name: CI
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps: [{ run: make }]
  deploy:
    needs: build
    runs-on: ubuntu-latest
    environment: production/eu
    steps: [{ run: ./deploy }]
  called:
    uses: ./.github/workflows/called.yml
`
const CALLED = `
on: workflow_call
jobs:
  inner:
    runs-on: ubuntu-latest
    steps: [{ run: make test }]
`
/** Blobs are named by UUIDs. */
const BLOB = '00000000-0000-4000-8000-00'
const at = (time: string): Date => new Date(`2026-03-01T10:${time}Z`)

let state: LabState
let run: LabRun
let build: LabJob
let services: Services

beforeEach(async () => {
  state = aState('private')
  run = aRun(state, {
    referencedWorkflows: [{ path: `octo/app/.github/workflows/called.yml@${SHA}`, sha: SHA, ref: 'refs/heads/main' }],
  })
  build = aJob(state, run, {
    status: 'completed',
    conclusion: 'failure',
    completedAt: at('05:00'),
    log: strToU8('2026-03-01T10:05:00.0000000Z ##[error]The operation was canceled.\n'),
    output: {
      title: 'build',
      summary: '',
      annotations: [
        {
          path: '.github',
          start_line: 1,
          end_line: 1,
          annotation_level: 'failure',
          message: 'The job has exceeded the maximum execution time of 5m0s',
        },
      ],
    },
  })
  aJob(state, run, {
    key: 'deploy',
    name: 'deploy',
    status: 'waiting',
    startedAt: null,
    runnerId: null,
    runnerName: null,
  })
  state.environments.set('production/eu', {
    name: 'production/eu',
    id: 71,
    reviewers: ['hubot'],
    waitTimerMinutes: 5,
  })
  services = await startServices(state, {
    contents: async path => {
      if (path === run.path) return strToU8(WORKFLOW)
      return path === '.github/workflows/called.yml' ? strToU8(CALLED) : undefined
    },
  })
})
afterEach(async () => {
  await services.stop()
  removeFolders()
})

const aDeployment = (job: LabJob, states: readonly string[]): void => {
  const id = state.nextId()
  state.deployments.set(id, {
    id,
    environment: 'production/eu',
    sha: SHA,
    ref: 'main',
    runId: run.id,
    jobId: job.id,
    createdAt: at('06:00'),
    statuses: states.map((one, index) => ({
      id: id * 10 + index,
      state: one,
      createdAt: at(`0${6 + index}:00`),
      logUrl: `${services.serverUrl}/octo/app/actions/runs/${run.id}/job/${job.id}`,
      description: '',
    })),
  })
}

const aManifestArtifact = (job: LabJob, manifest: object): void => {
  const id = state.nextId()
  const bytes = zipSync({ 'job-manifest.json': strToU8(JSON.stringify(manifest)) })
  state.blobs.set(`${BLOB}${id}`, { bytes, contentType: 'application/zip' })
  state.artifacts.set(id, {
    id,
    runId: run.id,
    name: jobArtifactName(String(run.id), job.attempt, { jobId: String(job.id) }),
    backendRunId: run.backendRunId,
    backendJobId: job.backendId,
    blobId: `${BLOB}${id}`,
    size: bytes.length,
    digest: null,
    createdAt: at('05:00'),
    expiresAt: null,
    finalized: true,
  })
}

const clientWith = (permissions: Readonly<Record<string, 'read'>>): RestClient =>
  createRestClient({
    apiUrl: services.apiUrl,
    token: services.issueTokens({
      jobId: build.id,
      runId: run.id,
      attempt: 1,
      permissions,
      backendRunId: run.backendRunId,
      backendJobId: 'job',
      cacheScopes: [],
      oidcClaims: {},
    }).githubToken,
    userAgent: 'test',
    budget: 500,
    callMs: 5_000,
    patienceMs: 0,
    sleep: async () => undefined,
  })

const ALL = { actions: 'read', deployments: 'read', checks: 'read', contents: 'read' } as const

const question = (attempt?: number): RunPlace => ({
  serverUrl: services.serverUrl,
  repository: 'octo/app',
  runId: String(run.id),
  attempt,
})

const complete = (): void => {
  const latest = run.attempts.at(-1)
  if (latest === undefined) return
  latest.status = 'completed'
  latest.conclusion = 'failure'
}

describe('a run that goes on', () => {
  test('everything that can be known is there, and the folder says the same', async () => {
    const [, deploy] = [...state.jobs.values()]
    if (deploy !== undefined) aDeployment(deploy, ['waiting'])
    state.approvals.push({
      runId: run.id,
      environment: 'staging',
      state: 'approved',
      user: 'mona',
      comment: 'fine',
    })
    const { online, folder } = await observeTwice(clientWith(ALL), question())
    const seen = observationOf(online)
    expect(seen.run).toMatchObject({
      attempt: 1,
      number: 12,
      event: 'push',
      workflow: 'CI',
      path: '.github/workflows/ci.yml',
      headSha: SHA,
      headBranch: 'main',
      status: 'in_progress',
      fork: false,
    })
    expect(seen.attempts.map(({ attempt, complete, jobs }) => [attempt, complete, jobs?.length])).toEqual([
      [1, true, 2],
    ])
    expect(seen.workflow?.plan.jobs.map(job => job.id)).toEqual(['build', 'deploy', 'called', 'called/inner'])
    expect(seen.workflow?.choice).toMatchObject({ sha: SHA })
    expect(seen.pending).toEqual([
      {
        environment: 'production/eu',
        waitTimerMinutes: 5,
        waitTimerStartedAt: '2026-03-01T10:06:00Z',
        reviewers: [{ kind: 'user', name: 'hubot' }],
      },
    ])
    expect(seen.approvals).toEqual([{ environments: ['staging'], state: 'approved', user: 'mona' }])
    expect(seen.environments).toEqual([
      {
        name: 'production/eu',
        rules: [
          { kind: 'wait-timer', minutes: 5 },
          {
            kind: 'required-reviewers',
            reviewers: [{ kind: 'user', name: 'hubot' }],
            preventSelfReview: false,
          },
        ],
      },
    ])
    expect(seen.deployments).toMatchObject([
      {
        environment: 'production/eu',
        jobId: String(deploy?.id),
        statuses: [{ state: 'waiting', createdAt: '2026-03-01T10:06:00Z' }],
      },
    ])
    expect(seen.endSignals.get(String(build.id))).toEqual([{ signal: 'timed-out', source: 'api' }])
    expect(seen.annotations?.get(String(build.id))).toHaveLength(1)
    expect(seen.gaps.map(({ field, reason }) => [field, reason])).toEqual([['environments', 'not-found']])
    expect(folder).toEqual(online)
    expect(services.violations).toEqual([])
  })

  test('logs of finished jobs one by one, where they are asked for', async () => {
    const { online, folder } = await observeTwice(clientWith(ALL), question(), 'archive-or-jobs')
    expect(observationOf(online).endSignals.get(String(build.id))).toEqual([
      { signal: 'timed-out', source: 'api' },
      { signal: 'cancelled', source: 'log' },
    ])
    expect(folder).toEqual(online)
  })

  test('its places in concurrency groups', async () => {
    await services.stop()
    const groups = createConcurrencyGroups(state.now)
    services = await startServices(state, { contents: async () => undefined, concurrency: groups })
    const entrant = {
      group: 'deploy-production',
      cancelInProgress: false,
      cancel: () => undefined,
      pending: () => undefined,
    }
    const waiting = new AbortController()
    const other = aRun(state)
    await groups.enter({ ...entrant, member: { runId: other.id }, signal: new AbortController().signal })
    const entered = groups.enter({
      ...entrant,
      member: { runId: run.id, jobId: build.id },
      signal: waiting.signal,
    })
    const { online, folder } = await observeTwice(clientWith(ALL), question())
    expect(observationOf(online).concurrency).toEqual([
      {
        name: 'deploy-production',
        members: [{ runId: String(run.id), jobId: String(build.id), position: 1, status: 'pending' }],
      },
    ])
    expect(folder).toEqual(online)
    waiting.abort()
    await entered
  })
})

describe('a completed run', () => {
  beforeEach(complete)

  test('what only a live run has is not asked for', async () => {
    const { online, folder } = await observeTwice(clientWith(ALL), question())
    const asked = services.requests.map(({ path }) => path)
    expect(asked.filter(path => /pending_deployments|concurrency_groups/.test(path))).toEqual([])
    expect(observationOf(online).pending).toEqual([])
    expect(folder).toEqual(online)
  })

  test('earlier attempts, and the commit that a re-run read', async () => {
    const first = run.attempts[0] as LabRun['attempts'][number]
    run.attempts.push({ ...first, attempt: 2, startedAt: at('30:00'), jobIds: [build.id] })
    const again = aJob(state, run, {
      name: 'deploy',
      status: 'completed',
      conclusion: 'success',
      completedAt: at('35:00'),
      attempt: 2,
    })
    const { online, folder, root } = await observeTwice(clientWith(ALL), question())
    const seen = observationOf(online)
    expect(seen.run.attempt).toBe(2)
    expect(seen.attempts.map(({ attempt, jobs }) => [attempt, jobs?.map(({ api }) => api.attempt)])).toEqual([
      [1, [1, 1]],
      [2, [1, 2]],
    ])
    expect(seen.attempts[1]?.jobs?.map(({ id }) => id)).toEqual([String(build.id), String(again.id)])
    expect(folder).toEqual(online)
    const one = observationOf(await observeFolder(root, 1))
    expect(one.attempts.map(({ attempt, jobs }) => [attempt, jobs?.length])).toEqual([[1, 2]])
  })

  test('manifests of this run, by job id; those of others are refused', async () => {
    aManifestArtifact(build, aManifest({ runId: String(run.id), jobId: String(build.id) }))
    const [, deploy] = [...state.jobs.values()] as [LabJob, LabJob]
    aManifestArtifact(deploy, aManifest({ runId: '999', jobId: String(deploy.id) }))
    const { online, folder } = await observeTwice(clientWith(ALL), question())
    const seen = observationOf(online)
    expect([...seen.manifests.keys()]).toEqual([String(build.id)])
    expect(seen.gaps.filter(({ field }) => field.startsWith('manifests.')).map(({ reason }) => reason)).toEqual([
      'malformed',
    ])
    expect(folder).toEqual(online)
  })

  test('an artifact that is no zip is as unreadable in the folder as it was online', async () => {
    aManifestArtifact(build, aManifest())
    const [artifact] = [...state.artifacts.values()]
    state.blobs.set(artifact?.blobId ?? '', { bytes: strToU8('no zip'), contentType: 'application/zip' })
    const { online, folder } = await observeTwice(clientWith(ALL), question())
    expect(observationOf(online).gaps.map(({ field }) => field)).toContainEqual(expect.stringMatching(/^manifests\./))
    expect(folder).toEqual(online)
  })

  test('a deployment of another commit than the head is found by the check run of its job', async () => {
    const [, deploy] = [...state.jobs.values()] as [LabJob, LabJob]
    deploy.status = 'completed'
    deploy.conclusion = 'success'
    aDeployment(deploy, ['waiting', 'in_progress', 'success'])
    const [made] = [...state.deployments.values()]
    if (made !== undefined) state.deployments.set(made.id, { ...made, sha: 'b'.repeat(40) })
    deploy.deploymentId = made?.id ?? 0
    const { online, folder } = await observeTwice(clientWith(ALL), question())
    expect(observationOf(online).deployments).toMatchObject([
      {
        id: String(made?.id),
        jobId: String(deploy.id),
        statuses: [{ state: 'waiting' }, { state: 'in_progress' }, { state: 'success' }],
      },
    ])
    expect(folder).toEqual(online)
  })

  test.each([
    ['actions', {}],
    ['deployments', { actions: 'read' }],
    ['checks', { actions: 'read', deployments: 'read' }],
    ['contents', { actions: 'read', deployments: 'read', checks: 'read' }],
  ] as const)('without the permission %s', async (missing, permissions) => {
    const { online, folder } = await observeTwice(clientWith(permissions), question())
    const details =
      online.kind === 'refused'
        ? [`${online.refusal.permission}`]
        : online.read.observation.gaps.map(({ detail }) => detail ?? '')
    expect(details.some(detail => detail.includes(missing))).toBe(true)
    expect(folder).toEqual(online)
  })

  test('requests stay near the floor', async () => {
    for (let index = 0; index < 298; index += 1)
      aJob(state, run, { name: `job ${index}`, status: 'completed', conclusion: 'success', completedAt: at('05:00') })
    await observeTwice(clientWith(ALL), question())
    const asked = services.requests.filter(({ path }) => path.startsWith('/api/') && !path.includes('/logs'))
    // 300 jobs; run, artifacts, approvals, deployments, workflow, one called file, one environment, one job to explain.
    expect(asked.length).toBeLessThanOrEqual(Math.floor(1.1 * (3 + 8)))
  })
})

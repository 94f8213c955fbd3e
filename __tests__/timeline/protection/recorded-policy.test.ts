import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { readJobResponse } from '../../../src/github/rest/job.ts'
import { readDeployments } from '../../../src/github/rest/protection/list-deployments.ts'
import { readRunResponse } from '../../../src/github/rest/workflow-run.ts'
import type {
  DeploymentStatus,
  ObservedAttempt,
  ObservedDeployment,
} from '../../../src/schema/observed/run-observation.ts'
import { buildAttempts } from '../../../src/timeline/attempts/attempts.ts'
import { buildRunTimeline } from '../../../src/timeline/build-run-timeline.ts'
import { buildTimeline } from '../../../src/timeline/build-timeline.ts'
import { buildDeployments } from '../../../src/timeline/protection/deployments.ts'
import { findProtectionWaits } from '../../../src/timeline/protection/protection-waits.ts'
import { type RestServer, startRestServer } from '../../github/rest-server.ts'
import { anObservation } from '../an-observation.ts'
import { recordings } from '../recorded-answers.ts'

const hasRecordings = existsSync(join(recordings, 'rest', 'hub4j'))
if (!hasRecordings)
  process.stderr.write('recorded policy: skipped, set PIPELINE_TRACE_RECORDED to the folder of recorded data\n')
const recorded = hasRecordings ? describe : describe.skip

const read = (...path: readonly string[]) => JSON.parse(readFileSync(join(recordings, ...path), 'utf8'))

const attemptOf = (body: unknown, jobs: readonly unknown[]): ObservedAttempt => {
  const { attempt, status, conclusion, startedAt, triggeredBy } = readRunResponse(body) ?? {}
  return {
    attempt: attempt ?? 1,
    status,
    conclusion,
    startedAt,
    triggeredBy,
    jobs: jobs.flatMap(job => readJobResponse(job) ?? []),
    complete: true,
    traces: new Map(),
  }
}

recorded('a fork’s run that a maintainer approved (hub4j/github-api, run 2874767918)', () => {
  const files = join('rest', 'hub4j', 'GHWorkflowRunTest', 'testApproval', '__files')
  const before: unknown = hasRecordings
    ? read(files, '3-r_h_g_actions_runs.json').workflow_runs.find((run: { id: number }) => run.id === 2874767918)
    : undefined
  const first = attemptOf(before, [])

  test('waits as attempt 1', () => {
    const observation = anObservation([], { attempts: [first] })
    expect(buildAttempts(observation).map(one => one.kind)).toEqual(['awaiting-approval'])
    expect(findProtectionWaits(observation, []).entries).toMatchObject([
      { kind: 'fork-approval', state: 'pending', start: '2022-08-17T10:55:36Z', by: [] },
    ])
    expect(buildTimeline(observation).runShape).toBe('awaiting-approval')
  })

  test('runs as attempt 2, started by the one who approved it', () => {
    const second = attemptOf(read(files, '5-r_h_g_actions_runs_2874767918.json'), [])
    const observation = anObservation([], { attempts: [first, second] })
    expect(buildAttempts(observation).map(one => [one.attempt, one.kind])).toEqual([
      [1, 'awaiting-approval'],
      [2, 'approved-fork'],
    ])
    expect(findProtectionWaits(observation, []).entries).toMatchObject([
      { state: 'passed', by: ['gsmet'], waitedMs: (51 * 60 + 56) * 1_000, timeKnown: true, confidence: 'medium' },
    ])
  })
})

recorded('attempts of recorded runs', () => {
  test.each([
    ['12084081698', 2, 're-run', 4],
    ['12083382635', 1, 'first', 13],
  ])('%s: attempt %i is a %s', (run, attempt, kind, jobs) => {
    const folder = join('runs', 'tt-github-actions', run)
    const observed = attemptOf(read(folder, 'workflow.json'), read(folder, 'workflow_jobs.json').jobs)
    const [told] = buildAttempts(anObservation([], { attempts: [observed] }))
    expect(told).toMatchObject({ attempt, kind })
    // Of 21 listed in the second run, eight are check runs of a test reporter; the others ran in this attempt.
    expect(told?.jobs.filter(job => !job.carriedOver)).toHaveLength(jobs)
  })
})

recorded('runs that could not start (hub4j/github-api)', () => {
  const files = join('rest', 'hub4j', 'GHWorkflowRunTest', 'testStartupFailureConclusion', '__files')
  const bodies: readonly unknown[] = hasRecordings
    ? read(files, '3-r_h_g_actions_workflows_75497789_runs.json').workflow_runs
    : []

  test('have no job, no path, no time and no wait: only their end is known', () => {
    const documents = bodies.map(body => {
      const attempt = attemptOf(body, [])
      const run = { ...anObservation([]).run, status: attempt.status, conclusion: attempt.conclusion }
      return buildRunTimeline(anObservation([], { run, attempts: [attempt] }))
    })
    expect(documents.length).toBeGreaterThan(3)
    for (const document of documents) {
      expect(document).toMatchObject({
        runShape: 'startup-failure',
        complete: true,
        jobs: [],
        protection: [],
        retries: [],
      })
      expect(document.attempts).toMatchObject([{ attempt: 1, kind: 'first', conclusion: 'startup_failure', jobs: [] }])
      expect(document.criticalPath).toBeUndefined()
      expect(document.end).toBeUndefined()
      expect(document.attempts[0]?.endedAt).toBeUndefined()
    }
  })
})

let server: RestServer | undefined
afterEach(() => server?.stop())

recorded('recorded deployments', () => {
  test('what a person deployed through the API is queued, and nobody says that it converged', async () => {
    const files = join('rest', 'hub4j', 'AppTest', 'testGetDeploymentStatuses', '__files')
    const made = read(files, '3-r_h_g_deployments.json')
    const statuses = read(files, '5-r_h_g_deployments_315601644_statuses.json')
    server = await startRestServer(url => ({ body: url.pathname.endsWith('/statuses') ? statuses : [made] }))
    const { value: items } = await readDeployments(server.client(), 'octo/app', made.sha, '5')
    const observation = anObservation([], { deployments: items })
    expect(buildDeployments(observation)).toEqual([
      {
        id: '315601644',
        environment: 'production',
        intervals: [{ state: 'queued', start: '2021-01-23T05:30:54Z', source: 'api', confidence: 'high' }],
        convergence: 'not-observed',
      },
    ])
    expect(findProtectionWaits(observation, []).entries).toEqual([])
  })

  test('a job that waits: its deployment is a person’s, performed via github-actions', () => {
    const { workflow_job: raw, deployment } = read(
      'rest',
      'octokit-webhooks',
      'workflow_job',
      'queued.with-deployment.payload.json',
    )
    const job = readJobResponse(raw)
    if (job === undefined) throw new Error('not read as a job')
    expect(deployment).toMatchObject({
      creator: { login: 'lineville' },
      performed_via_github_app: { slug: 'github-actions' },
    })
    const said = (state: string, createdAt: string): DeploymentStatus => ({
      state,
      createdAt,
      creator: deployment.creator.login,
    })
    const waiting: ObservedDeployment = {
      id: String(deployment.id),
      environment: deployment.environment,
      createdAt: deployment.created_at,
      jobId: job.id,
      statuses: [said('waiting', deployment.created_at)],
    }
    const run = { ...anObservation([]).run, status: 'waiting' }
    const now = anObservation([job], { run, deployments: [waiting], observedAt: '2023-04-19T21:20:12Z' })
    const timeline = buildTimeline(now)
    expect(timeline.protection).toMatchObject([
      { jobId: job.id, environment: 'Test', state: 'pending', start: '2023-04-19T21:12:12Z', timeKnown: true },
    ])
    expect(timeline.jobs[0]?.intervals.map(one => one.state)).toContain('waiting-for-policy')
    // The same person's account writes what follows: neither of it is somebody else's word.
    const statuses = [
      ...waiting.statuses,
      said('in_progress', '2023-04-19T21:15:00Z'),
      said('success', '2023-04-19T21:16:00Z'),
    ]
    const [after] = buildDeployments({ ...now, deployments: [{ ...waiting, statuses }] })
    expect(after?.convergence).toBe('not-observed')
    expect(after?.intervals.map(one => one.state)).toEqual(['waiting', 'deploying'])
  })
})

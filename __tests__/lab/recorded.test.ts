import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createValidator } from '../../lab/openapi/validator.ts'
import { type Services, startServices } from '../../lab/services.ts'
import type { LabState } from '../../lab/state.ts'
import { aJob, aRun, aState, SHA } from './a-state.ts'

const RECORDED = process.env['PIPELINE_TRACE_RECORDED'] ?? join(process.cwd(), '..', 'shared', 'recorded')
const whenRecorded = existsSync(RECORDED) ? describe : describe.skip
if (!existsSync(RECORDED)) console.log(`recorded answers are not compared: there is no ${RECORDED}`)

const read = (...path: readonly string[]): Record<string, unknown> =>
  JSON.parse(readFileSync(join(RECORDED, ...path), 'utf8')) as Record<string, unknown>

const runFolders = (): readonly string[] =>
  ['tt-metal', 'tt-github-actions'].flatMap(project =>
    readdirSync(join(RECORDED, 'runs', project)).map(run => join('runs', project, run)),
  )

const listIn = (value: Record<string, unknown>, key: string): readonly Record<string, unknown>[] =>
  value[key] as readonly Record<string, unknown>[]

whenRecorded('answers that GitHub gave', () => {
  test('keep to the description with its overlay, all jobs and runs of it', () => {
    const validator = createValidator()
    const faults = runFolders().flatMap(folder => [
      ...validator.checkSchema('workflow-run', read(folder, 'workflow.json')),
      ...listIn(read(folder, 'workflow_jobs.json'), 'jobs').flatMap(job => validator.checkSchema('job', job)),
    ])
    expect(new Set(faults)).toEqual(new Set())
  })
})

whenRecorded("the lab's answers have the shape of GitHub's", () => {
  let state: LabState
  let services: Services
  beforeEach(async () => {
    state = aState()
    services = await startServices(state)
  })
  afterEach(() => services.stop())

  const get = async (path: string): Promise<Record<string, unknown>> =>
    (await (await fetch(`${services.apiUrl}/repos/octo/app${path}`)).json()) as Record<string, unknown>

  test('a job', async () => {
    const finished = new Date('2026-03-01T10:05:00Z')
    const step = { number: 1, name: 's', status: 'completed', conclusion: 'success', startedAt: finished } as const
    const job = aJob(state, aRun(state), {
      status: 'completed',
      conclusion: 'success',
      completedAt: finished,
      steps: [{ ...step, completedAt: finished }],
    })
    const jobs = runFolders().flatMap(folder => listIn(read(folder, 'workflow_jobs.json'), 'jobs'))
    expect(compare(await get(`/actions/jobs/${job.id}`), jobs)).toEqual({ lacking: [], tooMuch: [] })
  })

  test('a run', async () => {
    const runs = runFolders().map(folder => read(folder, 'workflow.json'))
    const run = aRun(state, { referencedWorkflows: [{ path: 'p', sha: SHA, ref: 'r' }] })
    const { lacking, tooMuch } = compare(await get(`/actions/runs/${run.id}`), runs)
    // Whatever pull requests and previous attempts the recorded runs had is not in every run.
    expect(lacking.filter(path => !path.startsWith('.pull_requests['))).toEqual([])
    expect(tooMuch).toEqual([])
  })

  test('an artifact', async () => {
    const run = aRun(state)
    const now = new Date()
    const artifact = { id: 5, runId: run.id, name: 'a', backendRunId: 'r', backendJobId: 'j', blobId: 'b', size: 1 }
    state.artifacts.set(5, { ...artifact, digest: `sha256:${SHA}`, createdAt: now, expiresAt: now, finalized: true })
    const recorded = listIn(
      read('rest/hub4j/GHWorkflowRunTest/testArtifacts/__files/6-r_h_g_actions_runs_7892624040_artifacts.json'),
      'artifacts',
    )
    // The record is older than digests.
    expect(compare(await get('/actions/artifacts/5'), recorded)).toEqual({ lacking: [], tooMuch: ['.digest: string'] })
  })

  test('a check run', async () => {
    const recorded = listIn(
      read('rest/hub4j/GHRepositoryTest/getCheckRunsWithParams/__files/3-r_h_g_commits_54d60fbb_check-runs.json'),
      'check_runs',
    )
    const run = aRun(state)
    const job = aJob(state, run, { output: { title: 't', summary: 's', text: 'x', annotations: [] } })
    const newer = ['.app.client_id: string', '.app.owner.user_view_type: string']
    expect(compare(await get(`/check-runs/${job.id}`), recorded)).toEqual({ lacking: [], tooMuch: newer })
  })

  test('a deployment status', async () => {
    const recorded = read(
      'rest/hub4j/AppTest/testGetDeploymentStatuses/__files/5-r_h_g_deployments_315601644_statuses.json',
    ) as unknown as readonly Record<string, unknown>[]
    const deployment = { id: 6, environment: 'e', sha: SHA, ref: 'main', runId: 1, jobId: 1, createdAt: new Date() }
    const status = { id: 7, state: 'success', createdAt: new Date(), logUrl: 'http://a/b', description: 'd' }
    state.deployments.set(6, { ...deployment, statuses: [status] })
    const [mine = {}] = (await get('/deployments/6/statuses')) as unknown as readonly Record<string, unknown>[]
    expect(compare(mine, recorded)).toEqual({ lacking: [], tooMuch: ['.creator.user_view_type: string'] })
  })
})

/**
 * Paths with the type of their value. `lacking`: every record has it, the lab has not; `tooMuch`: the lab has it, no
 * record has. Null stands for any type, and an empty list for any list.
 */
const compare = (
  mine: Record<string, unknown>,
  recorded: readonly Record<string, unknown>[],
): { readonly lacking: readonly string[]; readonly tooMuch: readonly string[] } => {
  const ours = shape(mine)
  const theirs = recorded.map(one => shape(one))
  const some = new Set(theirs.flatMap(one => [...one]))
  const every = [...some].filter(path => theirs.every(one => one.has(path)))
  const isIn = (paths: ReadonlySet<string>, path: string): boolean =>
    paths.has(path) || paths.has(path.replace(/: .*/, ': null')) || isUnderNull(paths, path)
  return {
    lacking: every.filter(path => !path.endsWith(': null') && !isIn(ours, path)).sort(),
    tooMuch: [...ours].filter(path => !path.endsWith(': null') && !isIn(some, path)).sort(),
  }
}

const isUnderNull = (paths: ReadonlySet<string>, path: string): boolean => {
  const keys = path.replace(/: .*/, '').split('.')
  return keys.some((_, index) => paths.has(`${keys.slice(0, index).join('.')}: null`))
}

const shape = (value: unknown, path = ''): ReadonlySet<string> => {
  if (Array.isArray(value)) return new Set([`${path}: list`, ...value.flatMap(item => [...shape(item, `${path}[]`)])])
  if (value === null || typeof value !== 'object')
    return new Set([`${path}: ${value === null ? 'null' : typeof value}`])
  return new Set(Object.entries(value).flatMap(([key, item]) => [...shape(item, `${path}.${key}`)]))
}

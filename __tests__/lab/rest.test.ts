import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { unzipSync } from 'fflate'
import { type Services, type ServicesOptions, startServices } from '../../lab/services.ts'
import type { LabRun, LabState } from '../../lab/state.ts'
import { aJob, aRun, aState, SHA } from './a-state.ts'
import { resultOf, runToolkit } from './toolkit.ts'

let state: LabState
let run: LabRun
let services: Services

const start = async (visibility: 'public' | 'private' = 'public', options: ServicesOptions = {}): Promise<void> => {
  state = aState(visibility)
  run = aRun(state)
  services = await startServices(state, options)
}
beforeEach(() => start())
afterEach(() => services.stop())

const restart = async (visibility: 'public' | 'private', options: ServicesOptions = {}): Promise<void> => {
  await services.stop()
  await start(visibility, options)
}

const tokenWith = (permissions: Readonly<Record<string, 'read' | 'write'>>): string =>
  services.issueTokens({
    jobId: 1,
    runId: run.id,
    attempt: 1,
    permissions,
    backendRunId: run.backendRunId,
    backendJobId: 'job',
    cacheScopes: [],
    oidcClaims: {},
  }).githubToken

type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers }

const call = async (method: string, path: string, token?: string, body?: unknown): Promise<Answer> => {
  const response = await fetch(`${services.apiUrl}/repos/octo/app${path}`, {
    method,
    redirect: 'manual',
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text.startsWith('{') || text.startsWith('[') ? (JSON.parse(text) as Record<string, unknown>) : {},
  }
}
const get = (path: string, token?: string): Promise<Answer> => call('GET', path, token)

describe('runs and jobs', () => {
  test('a run and its attempts, with the times and links REST has', async () => {
    const first = run.attempts[0] as LabRun['attempts'][number]
    run.attempts.push({ ...first, attempt: 2, startedAt: new Date('2026-05-29T08:00:00.9Z'), jobIds: [] })
    const latest = await get(`/actions/runs/${run.id}`)
    expect(latest.body).toMatchObject({
      id: run.id,
      run_attempt: 2,
      run_started_at: '2026-05-29T08:00:00Z',
      previous_attempt_url: `${services.apiUrl}/repos/octo/app/actions/runs/${run.id}/attempts/1`,
    })
    expect((await get(`/actions/runs/${run.id}/attempts/1`)).body).toMatchObject({
      run_attempt: 1,
      previous_attempt_url: null,
    })
    expect((await get(`/actions/runs/${run.id}/attempts/3`)).status).toBe(404)
    expect((await get('/actions/runs/1')).status).toBe(404)
    expect((await get('/actions/workflows/ci.yml/runs?branch=main')).body).toMatchObject({ total_count: 1 })
    expect((await get('/actions/runs?status=completed')).body).toMatchObject({ total_count: 0 })
    expect(services.violations).toEqual([])
  })

  test('300 jobs come in pages that octokit follows to the end', async () => {
    for (let index = 0; index < 300; index += 1) aJob(state, run, { key: 'leg', name: `leg (${index})` })
    const page = await get(`/actions/runs/${run.id}/jobs?per_page=100&page=2`)
    expect(page.body['total_count']).toBe(300)
    expect(page.headers.get('link')?.match(/page=\d+>; rel="\w+"/g)).toEqual([
      'page=1>; rel="prev"',
      'page=3>; rel="next"',
      'page=3>; rel="last"',
      'page=1>; rel="first"',
    ])
    const ran = await runToolkit(
      { ...services.issueTokens(JOB()), serverUrl: services.serverUrl },
      `import { getOctokit } from '@actions/github'
       const octokit = getOctokit(process.env.GITHUB_TOKEN)
       const jobs = await octokit.paginate(octokit.rest.actions.listJobsForWorkflowRun, { owner: 'octo', repo: 'app', run_id: ${run.id}, per_page: 100 })
       console.log('RESULT ' + JSON.stringify([jobs.length, new Set(jobs.map(job => job.id)).size, jobs[299].name]))`,
    )
    expect(resultOf(ran)).toEqual([300, 300, 'leg (299)'])
    expect(services.violations).toEqual([])
  }, 20_000)

  test('a job that waits shows its creation as its start', async () => {
    const job = aJob(state, run, { status: 'queued', startedAt: null, runnerId: null, runnerName: null })
    const { body } = await get(`/actions/jobs/${job.id}`)
    expect([body['created_at'], body['started_at'], body['completed_at']]).toEqual([
      '2026-03-01T10:00:00Z',
      '2026-03-01T10:00:00Z',
      null,
    ])
  })

  test('latest holds the jobs of the last attempt, all those of every one', async () => {
    const old = aJob(state, run)
    run.attempts.push({
      ...(run.attempts[0] as LabRun['attempts'][number]),
      attempt: 2,
      startedAt: new Date(),
      jobIds: [],
    })
    const fresh = aJob(state, run)
    const ids = async (path: string): Promise<unknown> =>
      ((await get(path)).body['jobs'] as { id: number }[]).map(job => job.id)
    expect(await ids(`/actions/runs/${run.id}/jobs`)).toEqual([fresh.id])
    expect(await ids(`/actions/runs/${run.id}/jobs?filter=all`)).toEqual([old.id, fresh.id])
    expect(await ids(`/actions/runs/${run.id}/attempts/1/jobs`)).toEqual([old.id])
  })
})

const JOB = (permissions: Readonly<Record<string, 'read' | 'write'>> = {}) => ({
  jobId: 1,
  runId: run.id,
  attempt: 1,
  permissions,
  backendRunId: run.backendRunId,
  backendJobId: 'job',
  cacheScopes: [],
  oidcClaims: {},
})

describe('check runs', () => {
  const output = { title: 'T', summary: 'S' }

  test('one written by a token comes back as a job without labels, runner and steps', async () => {
    aJob(state, run)
    const token = tokenWith({ checks: 'write' })
    const made = await call('POST', '/check-runs', token, {
      name: 'pipeline-trace / CI',
      head_sha: SHA,
      status: 'completed',
      conclusion: 'neutral',
      external_id: 'x',
      output,
    })
    expect(made.status).toBe(201)
    const jobs = (await get(`/actions/runs/${run.id}/jobs`)).body['jobs'] as Record<string, unknown>[]
    expect(jobs).toHaveLength(2)
    expect(jobs[1]).toMatchObject({
      id: made.body['id'],
      name: 'pipeline-trace / CI',
      conclusion: 'neutral',
      labels: [],
      runner_id: null,
      steps: [],
      started_at: jobs[1]?.['completed_at'],
      run_attempt: 1,
    })
    expect((await get(`/actions/jobs/${String(made.body['id'])}`)).body).toEqual(jobs[1])
    const changed = await call('PATCH', `/check-runs/${String(made.body['id'])}`, token, { output: { summary: 'S2' } })
    expect(changed.body).toMatchObject({ external_id: 'x', output: { title: 'T', summary: 'S2' } })
    const listed = await get(`/commits/${SHA}/check-runs?check_name=${encodeURIComponent('pipeline-trace / CI')}`)
    expect(listed.body).toMatchObject({ total_count: 1, check_runs: [{ id: made.body['id'] }] })
    expect(services.requests.filter(one => one.requestBody !== undefined).map(one => one.requestBody)).toEqual([
      expect.objectContaining({ external_id: 'x' }),
      { output: { summary: 'S2' } },
    ])
    expect(services.violations).toEqual([])
  })

  test("a job's own check run takes an output and its annotations, and nothing else", async () => {
    const job = aJob(state, run)
    const token = tokenWith({ checks: 'write' })
    const annotation = { path: 'a.yml', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' }
    for (let index = 0; index < 2; index += 1)
      await call('PATCH', `/check-runs/${job.id}`, token, { output: { ...output, annotations: [annotation] } })
    expect(job.output).toMatchObject({ title: 'T', summary: 'S' })
    const { body } = await get(`/check-runs/${job.id}/annotations`)
    expect(body).toEqual([expect.objectContaining(annotation), expect.objectContaining(annotation)])
    const refused = await call('PATCH', `/check-runs/${job.id}`, token, { status: 'completed', conclusion: 'success' })
    expect([refused.status, job.status, job.conclusion]).toEqual([403, 'in_progress', null])
    expect(services.violations).toEqual([])
  })

  test('check runs of a commit: the newest of each name in each suite, or all, newest first', async () => {
    const token = tokenWith({ checks: 'write' })
    const [early, stays] = [aJob(state, run, { name: 'build' }), aJob(state, run, { name: 'lint' })]
    run.attempts.push({ ...(run.attempts[0] as LabRun['attempts'][number]), attempt: 2, jobIds: [stays.id] })
    const again = aJob(state, run, { name: 'build' })
    const other = aJob(state, aRun(state, { sha: 'b'.repeat(40) }), { name: 'build' })
    const made = await call('POST', '/check-runs', token, { name: 'lint', head_sha: SHA })
    const ids = async (query: string, ref = SHA): Promise<readonly unknown[]> => {
      const { body } = await get(`/commits/${ref}/check-runs?${query}`)
      const listed = body['check_runs'] as readonly Record<string, unknown>[]
      expect(body['total_count']).toBe(listed.length)
      return listed.map(one => one['id'])
    }
    const check = made.body['id']
    expect(await ids('filter=latest')).toEqual([check, other.id, again.id])
    expect(await ids('')).toEqual([check, other.id, again.id])
    expect(await ids('filter=all')).toEqual([check, other.id, again.id, stays.id, early.id])
    expect(await ids('filter=all&check_name=build&status=in_progress')).toEqual([other.id, again.id, early.id])
    expect(await ids('filter=all&app_id=15368&check_name=lint')).toEqual([check, stays.id])
    expect(await ids('app_id=1')).toEqual([])
    expect(await ids('', 'main')).toEqual([check, other.id, again.id])
    expect(await ids('', 'b'.repeat(40))).toEqual([])
    expect(await ids('', 'no-such-branch')).toEqual([])
    expect(services.violations).toEqual([])
  })

  test('the suite is that of the oldest run of the commit, not of the run that writes', async () => {
    const second = aRun(state)
    const made = await call('POST', '/check-runs', tokenWith({ checks: 'write' }), { name: 'n', head_sha: SHA })
    expect(made.body['check_suite']).toEqual({ id: run.checkSuiteId })
    expect((await get(`/actions/runs/${second.id}/jobs`)).body['total_count']).toBe(0)
  })

  test("an environment job's check run carries its deployment", async () => {
    const deployment = aDeployment()
    const job = aJob(state, run, { deploymentId: deployment })
    expect((await get(`/check-runs/${job.id}`)).body).toMatchObject({
      deployment: { id: deployment, environment: 'prod' },
    })
    expect(services.violations).toEqual([])
  })
})

describe('permissions', () => {
  test.each([
    ['POST', '/check-runs', 'checks=write', { name: 'n', head_sha: SHA }],
    [
      'POST',
      '/actions/runs/1/pending_deployments',
      'deployments=write',
      { environment_ids: [1], state: 'approved', comment: '' },
    ],
  ])('%s %s needs %s', async (method, path, needed, body) => {
    const answer = await call(method, path, tokenWith({ contents: 'write', checks: 'read' }), body)
    expect(answer.status).toBe(403)
    expect(answer.body['message']).toBe('Resource not accessible by integration')
    expect(answer.headers.get('x-accepted-github-permissions')).toBe(needed)
  })

  test('a private repository refuses reads without their permission and hides itself without a token', async () => {
    await restart('private')
    const path = `/actions/runs/${run.id}`
    expect((await get(path)).status).toBe(404)
    const bare = await get(path, tokenWith({ checks: 'write' }))
    expect([bare.status, bare.headers.get('x-accepted-github-permissions')]).toEqual([403, 'actions=read'])
    expect((await get(path, tokenWith({ actions: 'read' }))).status).toBe(200)
    expect((await get(path, tokenWith({ actions: 'write' }))).status).toBe(200)
    expect((await get('', tokenWith({}))).body['visibility']).toBe('private')
    expect((await get(path, 'ghs_unknown')).status).toBe(401)
    expect(services.violations).toEqual([])
  })
})

describe('rules of a branch', () => {
  test('those of its rulesets, in pages; none of a branch that nobody protects; metadata is enough', async () => {
    await restart('private')
    state.branchRules.set('release/1', [
      { type: 'deletion' },
      { type: 'required_linear_history' },
      {
        type: 'required_status_checks',
        parameters: { required_status_checks: [{ context: 'test' }], strict_required_status_checks_policy: true },
      },
    ])
    const token = tokenWith({})
    expect((await get('/rules/branches/release/1', token)).body).toMatchObject([
      { type: 'deletion', ruleset_source_type: 'Repository', ruleset_source: 'octo/app' },
      { type: 'required_linear_history' },
      { type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'test' }] } },
    ])
    const page = await get('/rules/branches/release/1?per_page=2&page=2', token)
    expect(page.body).toMatchObject([{ type: 'required_status_checks' }])
    expect((await get('/rules/branches/main', token)).body).toEqual([])
    expect((await get('/rules/branches/main')).status).toBe(404)
    expect(services.violations).toEqual([])
  })

  test('a rule that GitHub does not describe is a fault of the lab', async () => {
    state.branchRules.set('main', [{ type: 'no_such_rule' }])
    await get('/rules/branches/main')
    expect(services.violations).toContainEqual(
      expect.stringContaining('invalid response: GET /repos/octo/app/rules/branches/main 200: body/0'),
    )
  })
})

describe('logs', () => {
  test('a job log is a redirect to a signed URL, and there is none before the job has finished', async () => {
    const job = aJob(state, run)
    expect((await get(`/actions/jobs/${job.id}/logs`)).status).toBe(404)
    job.log = Buffer.from('2026-03-01T10:00:04.0000000Z hello\n')
    const answer = await get(`/actions/jobs/${job.id}/logs`)
    expect(answer.status).toBe(302)
    const log = await fetch(answer.headers.get('location') ?? '')
    expect(await log.text()).toBe('2026-03-01T10:00:04.0000000Z hello\n')
    services.inject({ path: /\/logs$/, status: 410, body: '{"message":"Server Error"}', times: 1 })
    expect((await get(`/actions/jobs/${job.id}/logs`)).status).toBe(410)
    expect((await get(`/actions/jobs/${job.id}/logs`)).status).toBe(302)
    expect(services.violations).toEqual([])
  })

  test('the archive exists once the run is complete and has whole logs, steps and the system lines', async () => {
    const step = { status: 'completed', conclusion: 'success', completedAt: new Date('2026-03-01T10:00:09Z') } as const
    aJob(state, run, {
      name: 'test / a: 1',
      status: 'completed',
      conclusion: 'success',
      completedAt: new Date('2026-03-01T10:00:09Z'),
      steps: [
        { number: 1, name: 'Set up job', startedAt: new Date('2026-03-01T10:00:04Z'), ...step },
        { number: 2, name: 'Run make', startedAt: new Date('2026-03-01T10:00:06Z'), ...step },
      ],
      log: Buffer.from('2026-03-01T10:00:04.5000000Z set up\n2026-03-01T10:00:06.1000000Z make\nmore\n'),
    })
    expect((await get(`/actions/runs/${run.id}/logs`)).status).toBe(404)
    const attempt = run.attempts[0] as LabRun['attempts'][number]
    attempt.status = 'completed'
    attempt.conclusion = 'success'
    const answer = await get(`/actions/runs/${run.id}/logs`)
    const zip = unzipSync(new Uint8Array(await (await fetch(answer.headers.get('location') ?? '')).arrayBuffer()))
    const text = (name: string): string => Buffer.from(zip[name] ?? []).toString()
    expect(Object.keys(zip).sort()).toEqual([
      '0_test _ a: 1.txt',
      'test _ a: 1/1_Set up job.txt',
      'test _ a: 1/2_Run make.txt',
      'test _ a: 1/system.txt',
    ])
    expect(text('test _ a: 1/2_Run make.txt')).toBe('2026-03-01T10:00:06.1000000Z make\nmore\n')
    expect(text('test _ a: 1/system.txt')).toContain(
      '2026-03-01T10:00:03.7500000Z Job is about to start running on the hosted runner: GitHub Actions 5\n',
    )
  })
})

const aDeployment = (): number => {
  const id = state.nextId()
  state.environments.set('prod', { name: 'prod', id: 31, reviewers: ['hubot'], waitTimerMinutes: 5 })
  const createdAt = new Date('2026-03-01T10:00:00Z')
  const logUrl = `${services.serverUrl}/octo/app/actions/runs/${run.id}/job/1`
  state.deployments.set(id, {
    id,
    environment: 'prod',
    sha: SHA,
    ref: 'main',
    runId: run.id,
    jobId: 1,
    createdAt,
    statuses: [{ id: state.nextId(), state: 'waiting', createdAt, logUrl, description: '' }],
  })
  return id
}

describe('deployments', () => {
  test('what waits can be seen and approved, and the review shows', async () => {
    const reviewed: unknown[] = []
    await restart('public', { deploymentsReviewed: (...all) => reviewed.push(all) })
    const deployment = aDeployment()
    expect((await get(`/actions/runs/${run.id}/pending_deployments`)).body).toMatchObject([
      { environment: { id: 31, name: 'prod' }, wait_timer: 5, wait_timer_started_at: '2026-03-01T10:00:00Z' },
    ])
    const approved = await call(
      'POST',
      `/actions/runs/${run.id}/pending_deployments`,
      tokenWith({ deployments: 'write' }),
      {
        environment_ids: [31],
        state: 'approved',
        comment: 'go',
      },
    )
    expect(approved.body).toMatchObject([{ id: deployment }])
    expect(reviewed).toEqual([[run.id, ['prod'], 'approved']])
    expect((await get(`/actions/runs/${run.id}/approvals`)).body).toMatchObject([
      { state: 'approved', comment: 'go', user: { login: 'hubot' }, environments: [{ name: 'prod' }] },
    ])
    state.deployments
      .get(deployment)
      ?.statuses.push({ id: 1, state: 'queued', createdAt: new Date(), logUrl: '', description: '' })
    const statuses = (await get(`/deployments/${deployment}/statuses`)).body as unknown as { state: string }[]
    expect(statuses.map(one => one.state)).toEqual(['queued', 'waiting'])
    expect((await get('/deployments?environment=prod')).body).toMatchObject([{ id: deployment, sha: SHA }])
    expect((await get('/environments')).body).toMatchObject({
      environments: [{ name: 'prod', protection_rules: [{ wait_timer: 5 }, { type: 'required_reviewers' }] }],
    })
    expect((await get('/environments/prod')).body).toMatchObject({ id: 31 })
    expect(services.violations).toEqual([])
  })
})

describe('the rest', () => {
  test('contents come as base64 from the hook, by default from the working tree and from nowhere else', async () => {
    const license = await get('/contents/LICENSE?ref=main')
    expect(Buffer.from(String(license.body['content']), 'base64').toString()).toContain('MIT License')
    expect((await get('/contents/..%2F..%2Fetc%2Fpasswd')).status).toBe(404)
    await restart('public', { contents: async (path, ref) => Buffer.from(`${path}@${ref}`) })
    const file = await get('/contents/.github/workflows/ci.yml?ref=abc')
    expect(Buffer.from(String(file.body['content']), 'base64').toString()).toBe('.github/workflows/ci.yml@abc')
    expect(services.violations).toEqual([])
  })

  test('a fork run has no pull request of its own, but its commit leads to one', async () => {
    const pullRequest = { number: 4, baseRef: 'main', baseSha: 'b'.repeat(40), headRef: 'fix' }
    const fork = aRun(state, {
      pullRequest,
      headSha: 'c'.repeat(40),
      headRepository: { fullName: 'kim/app', id: 202, fork: true },
    })
    expect((await get(`/actions/runs/${fork.id}`)).body['pull_requests']).toEqual([])
    expect((await get(`/commits/${fork.headSha}/pulls`)).body).toMatchObject([{ number: 4, head: { ref: 'fix' } }])
    expect(services.violations).toEqual([])
  })

  test('an attestation is found by the digest of its subject', async () => {
    const digest = 'd'.repeat(64)
    const payload = Buffer.from(
      JSON.stringify({ predicateType: 'https://example.test/p', subject: [{ name: 'a', digest: { sha256: digest } }] }),
    ).toString('base64')
    const bundle = { mediaType: 'm', verificationMaterial: {}, dsseEnvelope: { payload } }
    const made = await call('POST', '/attestations', tokenWith({ attestations: 'write' }), { bundle })
    expect(made.status).toBe(201)
    expect((await get(`/attestations/sha256:${digest}`)).body).toMatchObject({ attestations: [{ bundle }] })
    expect((await get(`/attestations/sha256:${'e'.repeat(64)}`)).status).toBe(404)
    expect(services.violations).toEqual([])
  })

  test('failed jobs are run again through the hook, of a completed run only', async () => {
    const asked: number[] = []
    await restart('public', { rerunFailedJobs: id => void asked.push(id) })
    const path = `/actions/runs/${run.id}/rerun-failed-jobs`
    const token = tokenWith({ actions: 'write' })
    expect((await call('POST', path, token)).status).toBe(403)
    const attempt = run.attempts[0] as LabRun['attempts'][number]
    attempt.status = 'completed'
    expect((await call('POST', path, token)).status).toBe(201)
    expect(asked).toEqual([run.id])
    expect(services.violations).toEqual([])
  })

  test('requests are counted down to a refusal; asking for the limit is free', async () => {
    await restart('public', { rateLimit: 2 })
    const first = await get('')
    expect([first.headers.get('x-ratelimit-remaining'), first.headers.get('x-ratelimit-used')]).toEqual(['1', '1'])
    expect(first.headers.get('date')).not.toBeNull()
    await get('')
    expect([(await get('')).status, (await get('')).headers.get('x-ratelimit-remaining')]).toEqual([403, '0'])
    const limit = (await (await fetch(`${services.apiUrl}/rate_limit`)).json()) as Record<
      string,
      Record<string, unknown>
    >
    expect(limit['resources']?.['core']).toMatchObject({ limit: 2, used: 2, remaining: 0 })
    expect(services.violations).toEqual([])
  })
})

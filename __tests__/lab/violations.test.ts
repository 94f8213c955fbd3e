import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { loadDescription } from '../../lab/openapi/description.ts'
import { OPERATIONS } from '../../lab/openapi/operations.ts'
import { createValidator } from '../../lab/openapi/validator.ts'
import { type Services, startServices } from '../../lab/services.ts'
import type { LabRun, LabState } from '../../lab/state.ts'
import { aJob, aRun, aState, SHA } from './a-state.ts'

let state: LabState
let run: LabRun
let services: Services
let token: string

beforeEach(async () => {
  state = aState()
  run = aRun(state)
  services = await startServices(state)
  token = services.issueTokens({
    jobId: 1,
    runId: run.id,
    attempt: 1,
    permissions: { checks: 'write' },
    backendRunId: 'r',
    backendJobId: 'j',
    cacheScopes: [],
    oidcClaims: {},
  }).githubToken
})
afterEach(() => services.stop())

const send = async (method: string, path: string, body?: unknown): Promise<number> => {
  const response = await fetch(`${services.apiUrl}/repos/octo/app${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  await response.arrayBuffer()
  return response.status
}

const check = { name: 'n', head_sha: SHA }
const annotation = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' }

describe('a bad request is a violation', () => {
  test.each<readonly [string, string, string, unknown, RegExp]>([
    ['a page too long', 'GET', '/actions/runs/1/jobs?per_page=101', undefined, /per_page/],
    ['a number that is none', 'GET', '/actions/runs/x/jobs', undefined, /run_id/],
    ['a value outside the list', 'GET', '/actions/runs/1/jobs?filter=newest', undefined, /filter/],
    ['a query nobody knows', 'GET', '/actions/runs/1/jobs?sort=asc', undefined, /unknown parameter sort/],
    ['a missing field', 'POST', '/check-runs', { name: 'n' }, /head_sha/],
    ['an unknown field', 'POST', '/check-runs', { ...check, colour: 'red' }, /colour/],
    ['an unknown field inside', 'POST', '/check-runs', { ...check, output: { title: '', summary: '', x: 1 } }, /"x"/],
    ['a body that is no JSON', 'POST', '/check-runs', '{', /body/],
    ['no body', 'POST', '/check-runs', undefined, /body is missing/],
    ['completed without conclusion', 'POST', '/check-runs', { ...check, status: 'completed' }, /without conclusion/],
    [
      'too many bytes in few characters',
      'POST',
      '/check-runs',
      { ...check, output: { title: 't', summary: 'é'.repeat(40_000) } },
      /maximum bytesize/,
    ],
    [
      '51 annotations',
      'POST',
      '/check-runs',
      { ...check, output: { title: 't', summary: 's', annotations: Array(51).fill(annotation) } },
      /annotations/,
    ],
  ])('%s', async (_, method, path, body, fault) => {
    expect(await send(method, path, body)).toBe(422)
    expect(services.violations.filter(text => fault.test(text))).toHaveLength(services.violations.length)
    expect(services.violations).not.toEqual([])
    expect(state.checkRuns.size).toBe(0)
  })

  test('so is a route that the lab does not have', async () => {
    expect(await send('GET', '/actions/runs/1/timing')).toBe(404)
    expect(services.violations).toEqual(['unknown route: GET /api/repos/octo/app/actions/runs/1/timing'])
  })
})

test('an answer that breaks the description is a violation, unless the scenario means to', async () => {
  const job = aJob(state, run)
  ;(job as { status: string }).status = 'dreaming'
  await send('GET', `/actions/jobs/${job.id}`)
  expect(services.violations).toEqual([expect.stringMatching(/invalid response: .*\/status/)])
  const offSpec = await startServices(state, { offSpec: true })
  await fetch(`${offSpec.apiUrl}/repos/octo/app/actions/jobs/${job.id}`)
  expect(offSpec.violations).toEqual([])
  await offSpec.stop()
})

describe('faults', () => {
  const path = (): string => `${services.apiUrl}/repos/octo/app/actions/runs/${run.id}`

  test('an answer can be cut in the middle', async () => {
    services.inject({ path: /runs/, truncateAt: 20, times: 1 })
    const response = await fetch(path())
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
    expect((await fetch(path())).status).toBe(200)
  })

  test('a connection can be closed, an answer delayed or replaced, each as often as said', async () => {
    services.inject({ path: /runs/, destroy: true, times: 1 })
    await expect(fetch(path())).rejects.toThrow()
    services.inject({ method: 'GET', path: /runs/, status: 429, headers: { 'retry-after': '7' }, times: 2 })
    const limited = await fetch(path())
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7'])
    expect((await fetch(path())).status).toBe(429)
    services.inject({ path: /runs/, delayMs: 30, times: 1 })
    expect((await fetch(path())).status).toBe(200)
    expect(services.requests.at(-1)?.durationMs).toBeGreaterThanOrEqual(25)
    expect(services.violations).toEqual([])
  })

  test('stopping does not wait for a client that waits', async () => {
    services.inject({ path: /runs/, delayMs: 60_000, times: 1 })
    const waiting = fetch(path()).then(
      () => 'answered',
      () => 'closed',
    )
    await new Promise(resolve => setTimeout(resolve, 50))
    await services.stop()
    expect(await waiting).toBe('closed')
  })
})

test('the trimmed description holds exactly the operations the lab answers', () => {
  expect([...loadDescription().operations.keys()].sort()).toEqual([...OPERATIONS].sort())
})

test('each of them has a route', async () => {
  for (const operation of OPERATIONS) {
    const [method = '', template = ''] = operation.split(' ')
    const path = template.replace('{owner}/{repo}', 'octo/app').replace(/\{\w+\}/g, '1')
    await (await fetch(`${services.apiUrl}${path}`, { method, redirect: 'manual' })).arrayBuffer()
  }
  expect(services.requests).toHaveLength(OPERATIONS.length)
  expect(services.violations.filter(text => text.startsWith('unknown route'))).toEqual([])
})

test('null is let into nullable enums, and not into others', () => {
  const validator = createValidator()
  const faults = validator.checkSchema('job', { status: null, conclusion: null })
  expect(faults.some(fault => fault.startsWith('job/status'))).toBe(true)
  expect(faults.some(fault => fault.startsWith('job/conclusion'))).toBe(false)
})

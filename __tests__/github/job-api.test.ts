import { afterEach, describe, expect, test } from '@jest/globals'
import { readJobFromApi } from '../../src/github/job-api.ts'
import { directClient } from '../io/direct-client.ts'
import { type Reply, type RestServer, startRestServer } from './rest-server.ts'

let server: RestServer | undefined
afterEach(async () => {
  await server?.stop()
  server = undefined
})

const NOON = Date.parse('2026-03-01T12:00:00Z')
const DATE = { date: 'Sun, 01 Mar 2026 12:00:00 GMT' }
const job = { labels: ['ubuntu-latest'], name: 'build (a)', runner_name: 'r1', runner_group_name: 'GitHub Actions' }

/** The runner's clock shows the given times, first when the call starts, then when it has ended. */
const ask = async (
  reply: Reply,
  more: {
    readonly jobId?: string
    readonly repository?: string
    readonly clock?: readonly number[]
    readonly ms?: number
  } = {},
) => {
  server = await startRestServer(() => reply)
  const times = [...(more.clock ?? [NOON, NOON])]
  const learned = await readJobFromApi(
    {
      apiUrl: `${server.url}/`,
      repository: more.repository ?? 'octo/app',
      jobId: more.jobId ?? '11',
      token: 't0k',
      http: directClient(),
    },
    more.ms ?? 2_000,
    () => times.shift() ?? NOON,
  )
  return { ...learned, requests: server.requests }
}

test('one call by job id tells labels, name, runner and group', async () => {
  const {
    value: facts,
    gaps,
    requests,
  } = await ask({ body: { ...job, steps: [{ name: 'x' }], runner_id: 3 }, headers: DATE })
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /repos/octo/app/actions/jobs/11'])
  expect(requests[0]?.headers).toMatchObject({ authorization: 'Bearer t0k', 'x-github-api-version': '2022-11-28' })
  const { clock, call, ...told } = facts
  expect(told).toEqual({
    labels: { value: ['ubuntu-latest'], source: 'api' },
    name: { value: 'build (a)', source: 'api' },
    runnerName: { value: 'r1', source: 'api' },
    group: { value: 'GitHub Actions', source: 'api' },
  })
  expect(call).toEqual({
    service: 'api',
    operation: 'actions/get-job-for-workflow-run',
    durationMs: 0,
    outcome: 'answered',
  })
  expect(gaps).toEqual([])
})

test('what a queued job does not have yet is absent', async () => {
  const { value: facts } = await ask({
    body: { ...job, runner_name: null, runner_group_name: '' },
    headers: { date: 'never' },
  })
  expect(Object.keys(facts)).toEqual(['labels', 'name', 'call'])
})

test.each<[string, Reply, string, string]>([
  ['401', { status: 401 }, 'permission-denied', 'refused'],
  ['403', { status: 403 }, 'permission-denied', 'refused'],
  ['404', { status: 404 }, 'permission-denied', 'refused'],
  ['500', { status: 500 }, 'service-error', 'refused'],
  ['429', { status: 429 }, 'service-error', 'refused'],
  [
    'a redirect, which would take the token elsewhere',
    { status: 302, headers: { location: '/x' } },
    'service-error',
    'refused',
  ],
  ['a cut body', { body: '{"labels":[', truncate: true }, 'service-error', 'no-answer'],
  ['no JSON', { body: '<html>' }, 'malformed', 'answered'],
  ['another shape', { body: { labels: 'x' } }, 'malformed', 'answered'],
  ['labels without end', { body: { ...job, labels: Array(51).fill('x') } }, 'malformed', 'answered'],
  ['a body without end', { body: { ...job, more: 'x'.repeat(1_100_000) } }, 'too-large', 'answered'],
])('%s is a gap and one request', async (_, reply, reason, outcome) => {
  const { value: facts, gaps, requests } = await ask({ ...reply, headers: { date: 'never', ...reply.headers } })
  expect([facts, gaps.map(gap => `${gap.field} ${gap.reason}`)]).toEqual([
    { call: { service: 'api', operation: 'actions/get-job-for-workflow-run', durationMs: 0, outcome } },
    [`runner.labels ${reason}`],
  ])
  expect(requests).toHaveLength(1)
})

test('an answer that never comes is a gap', async () => {
  const { value: facts, gaps } = await ask({ isHeld: true }, { ms: 500 })
  expect([facts.call?.outcome, gaps.map(gap => gap.reason)]).toEqual(['no-answer', ['deadline']])
})

test.each([
  { jobId: '../../../user' },
  { jobId: '' },
  { jobId: '11?x=1' },
  { repository: 'octo/app/../..' },
  { repository: 'octo' },
])('%j is not asked for', async more => {
  const { value: facts, gaps, requests } = await ask({ body: job }, more)
  expect([facts, gaps.map(gap => gap.reason), requests]).toEqual([{}, ['not-provided'], []])
})

describe('the clock', () => {
  // The header is cut to the second: on average the server was 500 ms further.
  test.each<[string, readonly number[], number, number]>([
    ['runner ahead', [NOON + 5_000, NOON + 5_200], 4_600, 600],
    ['runner behind', [NOON - 5_000, NOON - 5_000], -5_500, 500],
    ['in step', [NOON + 400, NOON + 600], 0, 600],
  ])('%s', async (_, clock, offset, uncertaintyMs) => {
    const { value: facts } = await ask({ body: job, headers: DATE }, { clock })
    expect(facts.clock).toEqual({ offsetMs: { value: offset, source: 'api' }, uncertaintyMs })
  })

  test.each([403, 404, 500])('is learned from a refusal (%d) too', async status => {
    const { value: facts } = await ask({ status, headers: DATE }, { clock: [NOON + 1_500, NOON + 1_500] })
    expect(facts).toMatchObject({ clock: { offsetMs: { value: 1_000, source: 'api' }, uncertaintyMs: 500 } })
  })
})

import { afterEach, describe, expect, test } from '@jest/globals'
import { type Reply, type RestServer, startRestServer } from '../github/rest-server.ts'
import { observationOf, observeTwice, removeFolders } from './observe-twice.ts'

let server: RestServer | undefined
afterEach(async () => {
  await server?.stop()
  removeFolders()
})

const SHA = 'c'.repeat(40)
const run = (status: string) => ({
  id: 5,
  run_attempt: 2,
  status,
  event: 'push',
  path: '.github/workflows/ci.yml',
  head_sha: SHA,
  created_at: '2026-03-01T10:00:00Z',
  run_started_at: '2026-03-01T10:00:00Z',
  html_url: 'https://github.com/octo/app/actions/runs/5',
})
const job = (id: number) => ({
  id,
  name: `job ${id}`,
  status: 'completed',
  conclusion: 'failure',
  run_attempt: 2,
  runner_id: 1,
  runner_name: 'box',
  labels: [],
  steps: [],
})
const workflow = {
  type: 'file',
  encoding: 'base64',
  content: Buffer.from(
    'on: push\njobs:\n  a: { runs-on: ubuntu-latest, environment: prod, steps: [{ run: make }] }\n',
  ).toString('base64'),
}

/** What a healthy server says of a run in its second attempt. */
const healthy = (status: string, path: string, page: number): unknown => {
  const name = path.replace('/repos/octo/app/', '')
  switch (name) {
    case 'actions/runs/5':
    case 'actions/runs/5/attempts/1':
      return run(status)
    case 'actions/runs/5/attempts/2/jobs':
    case 'actions/runs/5/attempts/1/jobs':
      return {
        total_count: 120,
        jobs: Array.from({ length: page === 1 ? 100 : 20 }, (_, index) => job((page - 1) * 100 + index + 1)),
      }
    case 'actions/runs/5/artifacts':
      return { total_count: 1, artifacts: [{ id: 9, name: 'pipeline-trace-job-5-2-1', size_in_bytes: 3 }] }
    case 'actions/runs/5/concurrency_groups':
      return { total_count: 0, concurrency_groups: [] }
    case 'contents/.github/workflows/ci.yml':
      return workflow
    case 'environments/prod':
      return { id: 1, name: 'prod', protection_rules: [] }
    case 'deployments':
      return [{ id: 3, environment: 'prod', created_at: '2026-03-01T10:00:00Z', sha: SHA }]
    default:
      return []
  }
}

const FAULTS: readonly (readonly [string, Reply])[] = [
  ['404', { status: 404 }],
  ['403', { status: 403, headers: { 'x-accepted-github-permissions': 'actions=read' } }],
  ['500', { status: 500 }],
  ['garbage', { body: '<html>sorry</html>' }],
  ['another form', { body: 7 }],
  ['a cut answer', { body: '{"a":', truncate: true }],
]
const PLACES: readonly (readonly [string, RegExp])[] = [
  ['earlier attempt', /\/attempts\/1\?/],
  ['jobs', /\/attempts\/2\/jobs/],
  ['second page of jobs', /\/attempts\/2\/jobs.*page=2$/],
  ['artifacts', /\/artifacts\?/],
  ['approvals', /approvals/],
  ['deployments', /\/deployments\?/],
  ['statuses', /statuses/],
  ['environment', /environments/],
  ['annotations', /annotations/],
  ['workflow file', /contents/],
  ['artifact', /\/zip$/],
  ['logs', /\/logs$/],
]
const LIVE: readonly (readonly [string, RegExp])[] = [
  ['pending deployments', /pending/],
  ['concurrency groups', /concurrency/],
  ['logs', /\/jobs\/1\/logs$/],
]

const question = { serverUrl: 'https://github.com', repository: 'octo/app', runId: '5', attempt: undefined }

describe.each([
  ['completed', PLACES],
  ['in_progress', LIVE],
] as const)('of a run that is %s', (status, places) => {
  test.each(
    places.flatMap(([place, pattern]) => FAULTS.map(([fault, reply]) => [place, fault, pattern, reply] as const)),
  )('%s: %s is a gap, and the folder has the same', async (place, _fault, pattern, reply) => {
    server = await startRestServer(url =>
      pattern.test(`${url.pathname}${url.search}`)
        ? reply
        : { body: healthy(status, url.pathname, Number(url.searchParams.get('page') ?? '1')) },
    )
    const client = server.client({ budget: 2_000 })
    const { online, folder } = await observeTwice(client, question, place === 'logs' ? 'archive-or-jobs' : 'archive')
    const seen = observationOf(online)
    const touched = server.requests.some(request => pattern.test(request.url))
    expect(touched).toBe(true)
    expect(seen.gaps.length).toBeGreaterThan(0)
    expect(folder).toEqual(online)
  })
})

test.each(FAULTS)('the run itself: %s is a refusal', async (_, reply) => {
  server = await startRestServer(() => reply)
  const { online, folder } = await observeTwice(server.client(), question)
  expect(online.kind).toBe('refused')
  expect(folder).toEqual(online)
})

test('a budget that ends in the middle says so everywhere', async () => {
  server = await startRestServer(url => ({
    body: healthy('completed', url.pathname, Number(url.searchParams.get('page') ?? '1')),
  }))
  const { online, folder } = await observeTwice(server.client({ budget: 4 }), question)
  expect(observationOf(online).gaps.some(({ reason }) => reason === 'budget')).toBe(true)
  expect(server.requests).toHaveLength(4)
  expect(folder).toEqual(online)
})

test('a list that is failing at 100 a page is the same from the folder', async () => {
  server = await startRestServer(url => {
    const perPage = Number(url.searchParams.get('per_page'))
    const page = Number(url.searchParams.get('page') ?? '1')
    if (!url.pathname.endsWith('/jobs')) return { body: healthy('completed', url.pathname, page) }
    if (perPage === 100) return { status: 502 }
    const left = Math.max(0, Math.min(perPage, 120 - (page - 1) * perPage))
    return {
      body: { total_count: 120, jobs: Array.from({ length: left }, (_, at) => job((page - 1) * perPage + at + 1)) },
    }
  })
  const { online, folder } = await observeTwice(server.client({ budget: 1_000 }), question)
  expect(observationOf(online).attempts.at(-1)?.jobs).toHaveLength(120)
  expect(folder).toEqual(online)
})

import { afterEach, expect, test } from '@jest/globals'
import { readDeployments } from '../../src/github/rest/protection/list-deployments.ts'
import { type RestServer, startRestServer } from './rest-server.ts'

let server: RestServer | undefined
afterEach(() => server?.stop())

const status = (id: number, state: string, at: string, run = 5) => ({
  id,
  state,
  created_at: `2026-03-01T10:${at}Z`,
  log_url: `https://github.com/octo/app/actions/runs/${run}/job/11`,
})

const deployment = { id: 1, environment: 'production', created_at: '2026-03-01T10:00:00Z' }

test.each([
  [
    'newest first, as GitHub lists them',
    [status(3, 'in_progress', '11:00'), status(2, 'queued', '10:00'), status(1, 'waiting', '00:00')],
    [['11', ['waiting', 'queued', 'in_progress']]],
  ],
  ['no gate', [status(2, 'in_progress', '10:00'), status(1, 'queued', '00:00')], [['11', ['queued', 'in_progress']]]],
  ['still waiting', [status(1, 'waiting', '00:00')], [['11', ['waiting']]]],
  ['another run', [status(2, 'queued', '10:00', 6), status(1, 'waiting', '00:00', 6)], []],
])('statuses, oldest first, of the deployments of this run: %s', async (_, statuses, expected) => {
  server = await startRestServer(url => ({ body: url.pathname.endsWith('/statuses') ? statuses : [deployment] }))
  const { value: items } = await readDeployments(server.client(), 'octo/app', 'a'.repeat(40), '5')
  expect(items.map(one => [one.jobId, one.statuses.map(({ state }) => state)])).toEqual(expected)
})

test('a refusal is a gap and costs one request', async () => {
  server = await startRestServer(() => ({ status: 403 }))
  const { value: items, gaps } = await readDeployments(server.client(), 'octo/app', 'a'.repeat(40), '5')
  expect([items, gaps.map(gap => gap.reason)]).toEqual([[], ['permission-denied']])
  expect(server.requests).toHaveLength(1)
})

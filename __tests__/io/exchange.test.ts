import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { HttpAnswer, HttpCall } from '../../src/io/http/http-client.ts'
import { type Reply, type RestServer, startRestServer } from '../github/rest-server.ts'
import { directClient } from './direct-client.ts'

let server: RestServer
let reply: Reply

beforeEach(async () => {
  server = await startRestServer(() => reply)
})

afterEach(async () => {
  await server.stop()
})

const GET: HttpCall = { method: 'GET', headers: {} }
const BOUNDS = { deadlineMs: 60_000, maxBytes: 1_000 }
const DATE = 'Sun, 01 Mar 2026 10:00:00 GMT'

const send = (what: string, url: string, call: HttpCall, bounds: typeof BOUNDS): Promise<HttpAnswer> =>
  directClient().request({ service: 'api', what, url, call, ...bounds })

test('the answer of any status: bytes, and the clock of the server', async () => {
  reply = { status: 418, body: '{"tea":"ü"}', headers: { date: DATE } }
  const { status, headers, body, from } = await send('tea', `${server.url}/pot?a=b`, GET, BOUNDS)
  expect([status, headers['date'], Buffer.from(body).toString()]).toEqual([418, DATE, '{"tea":"ü"}'])
  expect(from).toBe(new URL(server.url).host)
  expect(server.requests).toMatchObject([{ method: 'GET', url: '/pot?a=b' }])
})

test('what is said for every call, and that a call can say otherwise', async () => {
  reply = {}
  await send('a', server.url, { method: 'POST', headers: { authorization: 'Bearer t' }, body: '"ü"' }, BOUNDS)
  await send('b', server.url, { method: 'GET', headers: { 'user-agent': 'other' } }, BOUNDS)
  expect(server.requests.map(({ headers }) => headers)).toMatchObject([
    { 'user-agent': 'pipeline-trace', 'accept-encoding': 'identity', 'content-length': '4', authorization: 'Bearer t' },
    { 'user-agent': 'other' },
  ])
})

test('a redirect is an answer: nobody else sees the credential', async () => {
  reply = { status: 307, headers: { location: `${server.url}/elsewhere` } }
  const { status } = await send('a', server.url, { method: 'POST', headers: {}, body: '{}' }, BOUNDS)
  expect([status, server.requests.length]).toEqual([307, 1])
})

test.each<[string, Reply, string]>([
  ['hangs up in the middle of the body', { body: 'x', truncate: true }, 'HTTP'],
  ['sends more than the cap', { body: 'x'.repeat(1_001) }, 'TOO_LARGE'],
  ['never answers', { isHeld: true }, 'DEADLINE'],
  ['sends headers without end', { headers: { long: 'x'.repeat(100_000) } }, 'HTTP'],
])('a server that %s', async (_, given, code) => {
  reply = given
  const failure = send('it', `${server.url}/secret`, GET, { ...BOUNDS, deadlineMs: code === 'DEADLINE' ? 500 : 60_000 })
  await expect(failure).rejects.toMatchObject({ code, message: expect.not.stringContaining('secret') })
})

test.each([
  ['nobody listens', 'http://127.0.0.1:1/'],
  ['no address', 'nonsense'],
  ['neither http nor https', 'file:///etc/passwd'],
  ['a server without TLS', 'https'],
])('%s', async (_, address) => {
  reply = {}
  const url = address === 'https' ? server.url.replace('http:', 'https:') : address
  await expect(send('it', url, GET, BOUNDS)).rejects.toMatchObject({ code: 'HTTP' })
})

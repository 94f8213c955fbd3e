import { afterEach, expect, test } from '@jest/globals'
import { type Reply, type RestServer, startRestServer } from '../github/rest-server.ts'

const servers: RestServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.stop()))
})

const serve = async (answer: (url: URL, index: number) => Reply): Promise<RestServer> => {
  const server = await startRestServer(answer)
  servers.push(server)
  return server
}

const authorizations = (server: RestServer): readonly unknown[] =>
  server.requests.map(({ headers }) => headers.authorization)

const to = (location: string): Reply => ({ status: 302, headers: { location } })

test('the bytes of a redirect are read, and its host does not see the token', async () => {
  const store = await serve(() => ({ body: 'the log' }))
  const api = await serve(() => to(`${store.url}/signed?x=1`))
  const answer = await api.client().getBytes('/logs', 100)
  expect(answer.ok ? new TextDecoder().decode(answer.value) : answer).toBe('the log')
  expect(authorizations(api)).toEqual(['Bearer t'])
  expect(store.requests.map(({ url }) => url)).toEqual(['/signed?x=1'])
  expect(authorizations(store)).toEqual([undefined])
})

test('a redirect within the API keeps the token', async () => {
  const api = await serve(url => (url.pathname === '/old' ? to('/new') : { body: { a: 1 } }))
  expect(await api.client().get('/old')).toMatchObject({ ok: true, value: { a: 1 } })
  expect(authorizations(api)).toEqual(['Bearer t', 'Bearer t'])
})

test('a token that was dropped does not come back, also not to the API', async () => {
  const holder: { api?: RestServer } = {}
  const store = await serve(() => to(`${holder.api?.url}/end`))
  const api = await serve(url => (url.pathname === '/start' ? to(`${store.url}/`) : { body: {} }))
  holder.api = api
  await api.client().get('/start')
  expect(authorizations(api)).toEqual(['Bearer t', undefined])
  expect(authorizations(store)).toEqual([undefined])
})

test.each([
  ['another machine without TLS', 'http://192.0.2.1/x'],
  ['a file', 'file:///etc/hostname'],
  ['no address', 'http://'],
])('%s is refused', async (_, location) => {
  const api = await serve(() => to(location))
  expect(await api.client().getBytes('/x', 100)).toMatchObject({ ok: false, reason: 'service-error' })
})

test.each([
  [307, 2],
  [308, 2],
  [302, 1],
])('a write follows %d within the API: %d requests, and its body goes with it', async (status, count) => {
  const api = await serve(url => (url.pathname === '/old' ? { status, headers: { location: '/new' } } : { body: {} }))
  const answer = await api.client().send('POST', '/old', { a: 1 })
  expect([answer.ok, api.requests.length]).toEqual([count === 2, count])
  expect(api.requests.at(-1)).toMatchObject({ method: 'POST', headers: { 'content-length': '7' } })
})

test('a write goes to no other origin', async () => {
  const store = await serve(() => ({}))
  const api = await serve(() => ({ status: 307, headers: { location: `${store.url}/x` } }))
  expect(await api.client().send('POST', '/old', {})).toMatchObject({ ok: false, status: 307 })
  expect(store.requests).toEqual([])
})

test('three hops are followed, a fourth is not', async () => {
  const api = await serve(url => {
    const left = Number(url.searchParams.get('left'))
    return left > 0 ? to(`/x?left=${left - 1}`) : { body: {} }
  })
  expect((await api.client().get('/x?left=3')).ok).toBe(true)
  expect((await api.client().get('/x?left=4')).ok).toBe(false)
})

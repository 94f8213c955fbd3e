import { createServer } from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { TraceError, toOneLine } from '../../src/core/error.ts'
import { createLossAccount } from '../../src/io/http/circuit-breaker.ts'
import { describeCause } from '../../src/io/http/failure-cause.ts'
import { createHttpClient, type ServiceRequest } from '../../src/io/http/http-client.ts'
import { NO_PROXIES } from '../../src/io/http/proxy.ts'
import { type Reply, type RestServer, startRestServer } from '../github/rest-server.ts'

let server: RestServer | undefined
afterEach(async () => {
  await server?.stop()
  server = undefined
})

const LIMITS = { total: 1_000, atLeast: 300, atLeastOnceAnswered: 700 }

const serve = async (answer: (url: URL, index: number) => Reply) => {
  const made = await startRestServer(answer)
  server = made
  const client = createHttpClient(NO_PROXIES, LIMITS)
  const ask = (service: ServiceRequest['service'], more: Partial<ServiceRequest> = {}) =>
    client.request({
      service,
      what: 'it',
      url: `${made.url}/${service}`,
      call: { method: 'GET', headers: {} },
      deadlineMs: 60_000,
      maxBytes: 1_000,
      ...more,
    })
  return { ask, client, requests: made.requests }
}

describe('a service that failed', () => {
  test.each<[string, Reply, Partial<ServiceRequest>]>([
    ['401', { status: 401 }, {}],
    ['403', { status: 403 }, {}],
    ['429', { status: 429 }, {}],
    ['500', { status: 500 }, {}],
    ['a cut body', { body: '{', truncate: true }, {}],
    ['too much', { body: 'x'.repeat(2_000) }, {}],
    ['silence', { isHeld: true }, { deadlineMs: 2_000 }],
  ])('with %s is not requested again, and the others are', async (_, reply, more) => {
    const { ask, requests } = await serve(url => (url.pathname === '/results' ? reply : {}))
    await ask('results', more).catch(() => undefined)
    await expect(ask('results')).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/^it: not requested, service did not answer earlier: \S/),
    })
    expect((await ask('api')).status).toBe(200)
    expect(requests.map(({ url }) => url)).toEqual(['/results', '/api'])
  })

  test('that has answered before is given up at the second failure in a row', async () => {
    const statuses = [200, 503, 200, 503, 503]
    const { ask, requests } = await serve((_, index) => ({ status: statuses[index] ?? 200 }))
    for (const status of statuses) expect((await ask('results')).status).toBe(status)
    await expect(ask('results')).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(requests).toHaveLength(5)
  })

  test.each<[string, Reply]>([
    ['hangs', { isHeld: true }],
    ['refuses the token', { status: 401 }],
  ])('that has answered before and then %s is given up at once', async (_, reply) => {
    const { ask, requests } = await serve((_, index) => (index === 0 ? {} : reply))
    await ask('results')
    await ask('results', { deadlineMs: 2_000 }).catch(() => undefined)
    await expect(ask('results')).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(requests).toHaveLength(2)
  })

  test.each([[404], [409], [422], [302]])('HTTP %d is an answer', async status => {
    const { ask, requests } = await serve(() => ({ status }))
    await ask('results')
    expect((await ask('results')).status).toBe(status)
    expect(requests).toHaveLength(2)
  })

  test('a delivery is tried once in spite of it, and shows when the service is there again', async () => {
    const { ask, requests } = await serve((_, index) => (index < 2 ? { status: 503 } : {}))
    await ask('results')
    expect((await ask('results', { isDelivery: true, repeatAfterMs: 1 })).status).toBe(503)
    expect(requests).toHaveLength(2)
    expect((await ask('results', { isDelivery: true })).status).toBe(200)
    expect((await ask('results')).status).toBe(200)
  })

  test('JSON that is none is a failure too', async () => {
    const { client, requests } = await serve(() => ({ body: '<html>Sign in</html>' }))
    const request: ServiceRequest = {
      service: 'results',
      what: 'it',
      url: `${server?.url}/`,
      call: { method: 'GET', headers: {} },
      deadlineMs: 5_000,
      maxBytes: 1_000,
    }
    await expect(client.requestJson(request)).rejects.toMatchObject({
      code: 'NOT_JSON',
      message: expect.stringContaining('HTML page'),
    })
    await expect(client.requestJson(request)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(requests).toHaveLength(1)
  })
})

describe('time that is lost', () => {
  test('shortens later deadlines, less for who has answered', () => {
    const account = createLossAccount(LIMITS)
    expect([account.shorten(5_000, false), account.shorten(200, false)]).toEqual([1_000, 200])
    account.lose(0, 600)
    expect(account.shorten(5_000, false)).toBe(400)
    account.lose(1_000, 2_000)
    expect([account.shorten(5_000, false), account.shorten(5_000, true)]).toEqual([300, 700])
  })

  test('counts once what several lose at the same time', () => {
    const account = createLossAccount(LIMITS)
    account.lose(0, 300)
    account.lose(100, 300)
    account.lose(200, 400)
    expect(account.shorten(5_000, false)).toBe(600)
  })
})

test('a kept connection that the server closed is no failure of a reading', async () => {
  let count = 0
  const raw = createServer(socket => {
    socket.on('error', () => undefined)
    socket.on('data', () => {
      count += 1
      // The first connection says that it is kept, and ends at the next request without a word.
      if (count === 2) socket.resetAndDestroy()
      else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\n{}')
    })
  })
  await new Promise<void>(resolve => raw.listen(0, '127.0.0.1', resolve))
  const address = raw.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`
  const client = createHttpClient(NO_PROXIES, LIMITS)
  const call = { method: 'GET', headers: {} } as const
  const request = { service: 'api', what: 'it', url, call, deadlineMs: 5_000, maxBytes: 100 } as const
  try {
    expect((await client.request(request)).status).toBe(200)
    await new Promise(resolve => setTimeout(resolve, 20))
    expect((await client.request(request)).status).toBe(200)
    expect(count).toBe(3)
  } finally {
    await new Promise(resolve => {
      raw.close(resolve)
      client.request({ ...request, deadlineMs: 1 }).catch(() => undefined)
    })
  }
})

describe('a cause is never empty', () => {
  test.each<[unknown, RegExp]>([
    [Object.assign(new Error(''), { code: 'ECONNREFUSED' }), /refused \(ECONNREFUSED\)$/],
    [new AggregateError([Object.assign(new Error('x'), { code: 'ENETUNREACH' })], ''), /\(ENETUNREACH\)$/],
    [new AggregateError([], ''), /AggregateError/],
    [Object.assign(new Error('secret'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }), /NODE_EXTRA_CA_CERTS .*CHAIN\)$/],
    [Object.assign(new Error('secret'), { code: 'HPE_INVALID_CONSTANT' }), /not HTTP/],
    [Object.assign(new Error('secret'), { code: 'E_UNHEARD_OF' }), /^E_UNHEARD_OF$/],
    [new Error('secret'), /^Error$/],
    [new Error('aborted'), /broke off/],
    ['secret', /error/],
    [undefined, /error/],
  ])('%#', (error, expected) => {
    expect(describeCause(error)).toMatch(expected)
    expect(describeCause(error)).not.toContain('secret')
  })

  test.each<[unknown, string]>([
    [new Error(''), 'Error'],
    [Object.assign(new Error(''), { code: 'EPIPE' }), 'Error EPIPE'],
    [new AggregateError([], ''), 'AggregateError'],
    [new TraceError('HTTP', 'a\nb', { hint: 'c' }), 'a b. c'],
    ['', 'an error without a message'],
    [undefined, 'undefined'],
  ])('in one line: %#', (error, line) => {
    expect(toOneLine(error)).toBe(line)
  })
})

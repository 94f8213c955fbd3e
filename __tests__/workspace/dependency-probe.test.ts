import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import { describe, expect, test } from '@jest/globals'
import { type Dependency, parseDependency } from '../../src/workspace/dependencies/dependency-name.ts'
import { probeDependencies } from '../../src/workspace/dependencies/dependency-probe.ts'
import { isBehindProxy } from '../../src/workspace/dependencies/proxy-names.ts'

const MILLIS = 2_000

const parsed = (text: string): Dependency => {
  const dependency = parseDependency(text)
  if (dependency === undefined) throw new Error(`no dependency: ${text}`)
  return dependency
}

/** With a clock that goes on by `step` at each look: how busy this machine is decides nothing. */
const probe = (texts: readonly string[], millis = MILLIS, step = 0) => {
  let time = 0
  return probeDependencies(texts.map(parsed), millis, () => {
    time += step
    return time
  })
}

/** Runs `use` with the port of a listening server; open connections end with it. */
const withServer = async <T>(server: Server, use: (port: number) => Promise<T>): Promise<T> => {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  try {
    return await use(typeof address === 'object' && address !== null ? address.port : 0)
  } finally {
    for (const socket of sockets) socket.destroy()
    await new Promise(resolve => server.close(resolve))
  }
}

const withHttp = <T>(listener: RequestListener, use: (port: number) => Promise<T>): Promise<T> =>
  withServer(createHttpServer(listener), use)

/** A port that nobody listens on. */
const closedPort = (): Promise<number> => withServer(createServer(), async port => port)

describe('a port', () => {
  test('that takes a connection is reachable', async () => {
    await withServer(createServer(), async port => {
      expect(await probe([`127.0.0.1:${port}`, `localhost:${port}`])).toEqual([
        { host: '127.0.0.1', port, state: 'reachable', durationMs: 0, source: 'runner' },
        { host: 'localhost', port, state: 'reachable', durationMs: 0, source: 'runner' },
      ])
    })
  })

  test('that nobody listens on is down: refused', async () => {
    const port = await closedPort()
    expect(await probe([`127.0.0.1:${port}`])).toEqual([
      expect.objectContaining({ port, state: 'down', reason: 'refused' }),
    ])
  })

  test('of a host that does not exist is down: name-lookup', async () => {
    expect(await probe(['no-such-host.invalid:5432'])).toEqual([
      expect.objectContaining({ host: 'no-such-host.invalid', state: 'down', reason: 'name-lookup' }),
    ])
  })
})

describe('a URL', () => {
  test.each([
    [200, 'reachable', undefined],
    [301, 'reachable', undefined],
    [404, 'reachable', undefined],
    [405, 'reachable', undefined],
    [429, 'reachable', undefined],
    [500, 'down', 'server-error'],
    [503, 'down', 'server-error'],
  ])('that answers %i is %s', async (status, state, reason) => {
    const listener: RequestListener = (_, response) => response.writeHead(status, { location: '/elsewhere' }).end()
    await withHttp(listener, async port => {
      const [answer] = await probe([`http://127.0.0.1:${port}/health`])
      expect([answer?.state, answer?.reason]).toEqual([state, reason])
    })
  })

  test('is asked by HEAD, without credentials, query or fragment', async () => {
    const seen: unknown[] = []
    const listener: RequestListener = ({ method, url, headers }, response) => {
      seen.push([method, url, headers.authorization, headers.cookie])
      response.end()
    }
    await withHttp(listener, async port => {
      await probe([`http://user:pass@127.0.0.1:${port}/simple/?token=secret#part`])
      expect(seen).toEqual([['HEAD', '/simple/', undefined, undefined]])
    })
  })

  test.each([
    [1_000, 'reachable'],
    [1_001, 'slow'],
  ])('that answers after %i ms is %s', async (step, state) => {
    await withHttp(
      (_, response) => response.end(),
      async port => {
        expect(await probe([`http://127.0.0.1:${port}/`], MILLIS, step)).toEqual([
          { host: '127.0.0.1', port, state, durationMs: step, source: 'runner' },
        ])
      },
    )
  })

  test('that closes the connection is down: reset; one without TLS where https is asked: tls or reset', async () => {
    await withServer(
      createServer(socket => socket.destroy()),
      async port => {
        expect((await probe([`http://127.0.0.1:${port}`])).map(({ reason }) => reason)).toEqual(['reset'])
      },
    )
    await withHttp(
      (_, response) => response.end(),
      async port => {
        const [answer] = await probe([`https://127.0.0.1:${port}`])
        expect([answer?.state, answer?.reason]).toEqual(['down', 'tls'])
      },
    )
  })
})

describe('what never answers', () => {
  test('is down when the time is up, however many there are', async () => {
    await withHttp(
      () => undefined,
      async port => {
        const answers = await probe(
          Array.from({ length: 20 }, (_, index) => `http://127.0.0.1:${port}/${index}`),
          100,
        )
        expect(answers.map(({ state, reason }) => [state, reason])).toEqual(
          Array.from({ length: 20 }, () => ['down', 'no-answer']),
        )
      },
    )
  })

  test('does not hold up those that do', async () => {
    await withHttp(
      ({ url }, response) => (url === '/slow' ? undefined : response.end()),
      async port => {
        const answers = await probe([`http://127.0.0.1:${port}/slow`, `http://127.0.0.1:${port}/quick`])
        expect(answers.map(({ state }) => state)).toEqual(['down', 'reachable'])
      },
    )
  })
})

describe('names', () => {
  test.each([
    ['https://registry.npmjs.org', { kind: 'url', host: 'registry.npmjs.org', port: 443, isTls: true, path: '/' }],
    ['http://10.0.0.1:8080/a?b=c', { kind: 'url', host: '10.0.0.1', port: 8080, isTls: false, path: '/a' }],
    ['https://u:p@[::1]:8443/#x', { kind: 'url', host: '::1', port: 8443, isTls: true, path: '/' }],
    ['db.internal:5432', { kind: 'port', host: 'db.internal', port: 5432 }],
    ['[::1]:6379', { kind: 'port', host: '::1', port: 6379 }],
  ])('%s', (text, dependency) => {
    expect(parseDependency(text)).toEqual(dependency)
  })

  test.each([
    '',
    'host',
    'host:',
    'host:0',
    'host:99999',
    'a b:1',
    'user@host:22',
    'host:22/path',
    'host:22?q',
    'ftp://x/',
    'file:///etc',
    'https://',
    'https:///x:y@',
    `${'a'.repeat(254)}:1`,
  ])('%s is none', text => {
    expect(parseDependency(text)).toBeUndefined()
  })

  test.each([
    [{}, 'https://a.test', false],
    [{ HTTPS_PROXY: 'http://proxy:1' }, 'https://a.test', true],
    [{ https_proxy: 'http://proxy:1' }, 'http://a.test', false],
    [{ ALL_PROXY: 'http://proxy:1' }, 'http://a.test', true],
    [{ HTTPS_PROXY: 'http://proxy:1', NO_PROXY: 'b.test, .A.test' }, 'https://x.a.test', false],
    [{ HTTPS_PROXY: 'http://proxy:1', NO_PROXY: '*' }, 'https://a.test', false],
    [{ HTTPS_PROXY: 'http://proxy:1', NO_PROXY: 'test.a' }, 'https://a.test', true],
    [{ HTTPS_PROXY: 'http://proxy:1' }, 'a.test:5432', false],
  ])('with %j, %s behind a proxy: %s', (environment, text, expected) => {
    expect(isBehindProxy(environment, parsed(text))).toBe(expected)
  })
})

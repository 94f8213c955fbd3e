import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

/** How a service can fail, apart from not being there. */
export const FAILURES = [
  'refused',
  'reset',
  'tls',
  '401',
  '403',
  '429',
  '503',
  'html',
  'too-short',
  'too-long',
  'dripping',
  'endless',
  'hanging',
  'half-json',
  'huge-headers',
  'redirect-loop',
  'redirect-elsewhere',
] as const
export type Failure = (typeof FAILURES)[number]

export type FailingServer = {
  readonly port: number
  /** What every request meets from now on. */
  readonly failWith: (failure: Failure) => void
  /** `METHOD /path` of every request since the failure was set; their queries and headers are not kept. */
  readonly requests: readonly string[]
  /** Credentials that another origin was sent, by a redirect. */
  readonly leaked: readonly string[]
  readonly stop: () => Promise<void>
}

/**
 * A server on a port of its own that answers every request in one bad way, written as bytes: no HTTP library would send
 * most of them. `tls` holds key and certificate for connections that begin with a handshake; nobody trusts them.
 */
export const startFailingServer = async (tls: {
  readonly key: Buffer
  readonly cert: Buffer
}): Promise<FailingServer> => {
  const requests: string[] = []
  const leaked: string[] = []
  const sockets = new Set<Socket>()
  let failure: Failure = 'hanging'
  const elsewhere = await listen(
    createServer(socket => {
      keep(sockets, socket)
      socket.on('data', data => {
        const text = data.toString('latin1')
        leaked.push(...[...text.matchAll(/^authorization: .*$/gim)].map(([line]) => line))
        socket.end(response(503, '{}', {}))
      })
    }),
  )
  const encrypted = createTlsServer(tls, socket => keep(sockets, socket))
  const answer = (socket: Socket, data: Buffer): void => {
    for (const [, method, path = ''] of data.toString('latin1').matchAll(/^([A-Z]{3,6}) (\/\S*) HTTP\/1\.1\r$/gm))
      requests.push(`${method} ${path.split('?')[0] ?? ''}`)
    fail(socket, failure, `http://127.0.0.1:${portOf(elsewhere)}/`)
  }
  const server = createServer(socket => {
    keep(sockets, socket)
    if (failure === 'refused') {
      // A port that is closed would be another one; to the client a reset before a word is the same.
      socket.resetAndDestroy()
      return
    }
    if (failure === 'tls') {
      requests.push('TLS handshake')
      encrypted.emit('connection', socket)
      return
    }
    let isAnswered = false
    socket.on('data', data => {
      if (!isAnswered) answer(socket, data)
      isAnswered = true
    })
  })
  await listen(server)
  return {
    port: portOf(server),
    failWith: given => {
      failure = given
      requests.splice(0)
      leaked.splice(0)
    },
    requests,
    leaked,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await Promise.all([server, elsewhere].map(one => new Promise(resolve => one.close(resolve))))
    },
  }
}

const keep = (sockets: Set<Socket>, socket: Socket): void => {
  sockets.add(socket)
  socket.on('error', () => undefined)
  socket.on('close', () => sockets.delete(socket))
}

const listen = async (server: Server): Promise<Server> => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return server
}

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const response = (status: number, body: string, headers: Readonly<Record<string, string>>): string => {
  const given = { 'content-type': 'application/json', 'content-length': String(body.length), connection: 'close' }
  const lines = Object.entries({ ...given, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} Status\r\n${lines.join('')}\r\n${body}`
}

const PAGE = '<!DOCTYPE html><html><title>Sign in</title></html>'

const fail = (socket: Socket, failure: Failure, elsewhere: string): void => {
  switch (failure) {
    case 'refused':
    case 'tls':
    case 'hanging':
      return
    case 'reset':
      socket.write(response(200, '{"artifacts":[', { 'content-length': '9000' }), () => socket.resetAndDestroy())
      return
    case '401':
    case '403':
      socket.end(response(Number(failure), '', {}))
      return
    case '429':
      socket.end(response(429, '{}', { 'retry-after': '60' }))
      return
    case '503':
      socket.end(response(503, '{"message":"unavailable"}', {}))
      return
    case 'html':
      socket.end(response(200, PAGE, { 'content-type': 'text/html' }))
      return
    case 'too-short':
      socket.end(response(200, '{}', { 'content-length': '900' }))
      return
    case 'too-long':
      socket.end(response(200, '{"total_count":0,"jobs":[],"artifacts":[]}', { 'content-length': '7' }))
      return
    case 'half-json':
      socket.end(response(200, '{"artifacts":[{"name":', {}))
      return
    case 'huge-headers':
      socket.end(response(200, '{}', { 'x-long': 'x'.repeat(200_000) }))
      return
    case 'redirect-loop':
      socket.end(response(302, '', { location: '/again' }))
      return
    case 'redirect-elsewhere':
      socket.end(response(302, '', { location: `${elsewhere}there` }))
      return
    case 'dripping':
      drip(socket)
      return
    case 'endless':
      flood(socket)
  }
}

const drip = (socket: Socket): void => {
  socket.write(response(200, '{"artifacts":[', { 'content-length': '100000' }))
  const timer = setInterval(() => socket.write(' '), 200)
  socket.on('close', () => clearInterval(timer))
}

const CHUNK = Buffer.from(`10000\r\n${'[{"x":1},'.padEnd(65_536, ' ')}\r\n`)

const flood = (socket: Socket): void => {
  socket.write('HTTP/1.1 200 Status\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n')
  const more = (): void => {
    while (!socket.destroyed && socket.write(CHUNK));
  }
  socket.on('drain', more)
  more()
}

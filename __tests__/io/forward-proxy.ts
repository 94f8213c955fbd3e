import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export type ForwardProxyServer = {
  readonly port: number
  /** `CONNECT host:443` or `GET http://host/path`, in order; refused ones too. */
  readonly seen: readonly string[]
  readonly stop: () => Promise<void>
}

export type ForwardProxyOptions = {
  /** Ports of 127.0.0.1 by `host:port`: names that resolve nowhere, so that this proxy is the only way. */
  readonly routes: Readonly<Record<string, number>>
  /** `user:password`; without them it answers 407. */
  readonly credentials?: string
  /** Refuses everything with this status. */
  readonly refusesWith?: number
}

/** A forward proxy: absolute-form requests (RFC 9112, 3.2.2) and tunnels (RFC 9110, 9.3.6). */
export const startForwardProxy = async (options: ForwardProxyOptions): Promise<ForwardProxyServer> => {
  const seen: string[] = []
  const statusOf = (incoming: IncomingMessage, target: string): number => {
    if (options.refusesWith !== undefined) return options.refusesWith
    const expected = `Basic ${Buffer.from(options.credentials ?? '').toString('base64')}`
    if (options.credentials !== undefined && incoming.headers['proxy-authorization'] !== expected) return 407
    return options.routes[target] === undefined ? 502 : 200
  }
  const server = createServer((incoming, outgoing) => {
    seen.push(`${incoming.method} ${incoming.url}`)
    const address = URL.canParse(incoming.url ?? '') ? new URL(incoming.url ?? '') : undefined
    const target = `${address?.hostname}:${address?.port === '' ? 80 : address?.port}`
    const status = statusOf(incoming, target)
    if (address === undefined || status !== 200) outgoing.writeHead(status, PAGE).end('<html>refused</html>')
    else forward(incoming, outgoing, address, options.routes[target] ?? 0)
  })
  const tunnels = new Set<Socket>()
  server.on('connect', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    seen.push(`CONNECT ${incoming.url}`)
    tunnels.add(socket)
    socket.on('error', () => undefined)
    const status = statusOf(incoming, incoming.url ?? '')
    if (status !== 200) {
      socket.end(
        `HTTP/1.1 ${status} Refused\r\ncontent-type: text/html\r\ncontent-length: 20\r\n\r\n<html>refused</html>`,
      )
      return
    }
    const onward = connect(options.routes[incoming.url ?? ''] ?? 0, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.write(head)
      socket.pipe(onward).pipe(socket)
    })
    tunnels.add(onward)
    onward.on('error', () => socket.destroy())
    socket.on('close', () => onward.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    stop: async () => {
      for (const socket of tunnels) socket.destroy()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

const PAGE = { 'content-type': 'text/html' }

const forward = (incoming: IncomingMessage, outgoing: ServerResponse, address: URL, port: number): void => {
  const { 'proxy-authorization': _, ...headers } = incoming.headers
  const onward = request(
    { host: '127.0.0.1', port, method: incoming.method, path: `${address.pathname}${address.search}`, headers },
    answer => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    },
  )
  onward.on('error', () => outgoing.destroy())
  incoming.pipe(onward)
}

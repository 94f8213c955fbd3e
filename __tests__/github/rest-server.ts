import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRestClient, type RestClient, type RestOptions } from '../../src/github/rest/client.ts'

export type Reply = {
  readonly status?: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Announce more bytes than are sent, then hang up. */
  readonly truncate?: boolean
  /** No answer as long as the server runs. */
  readonly isHeld?: boolean
}

export type RestServer = {
  readonly url: string
  readonly requests: readonly {
    readonly method: string
    readonly url: string
    readonly headers: IncomingMessage['headers']
  }[]
  readonly client: (options?: Partial<RestOptions>) => RestClient
  readonly stop: () => Promise<void>
}

/** A real server on a free port that answers from a script. */
export const startRestServer = async (answer: (url: URL, index: number) => Reply): Promise<RestServer> => {
  const requests: { method: string; url: string; headers: IncomingMessage['headers'] }[] = []
  const server = createServer((request, response) => {
    requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
    const reply = answer(new URL(request.url ?? '', 'http://localhost'), requests.length - 1)
    const body = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {})
    const length = Buffer.byteLength(body) + (reply.truncate === true ? 100 : 0)
    if (reply.isHeld === true) return
    response.writeHead(reply.status ?? 200, { 'content-length': length, ...reply.headers })
    response.write(body)
    if (reply.truncate === true) setTimeout(() => request.socket.destroy(), 20)
    else response.end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    requests,
    client: options =>
      createRestClient({
        apiUrl: url,
        token: 't',
        userAgent: 'test',
        budget: 200,
        callMs: 60_000,
        patienceMs: 5_000,
        sleep: async () => undefined,
        ...options,
      }),
    stop: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

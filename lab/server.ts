import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Fault, takeFault } from './fault.ts'
import { json, type LabHandler, type LabRequest, type LabResponse } from './http.ts'

/** One line of requests.jsonl. */
export type RequestRecord = {
  /** RFC 3339, milliseconds. */
  at: string
  method: string
  /** With query; signatures of blob URLs are masked. */
  path: string
  status: number
  durationMs: number
  /** JSON bodies of writes to /check-runs. */
  requestBody?: unknown
  error?: string
}

export type LabServer = {
  readonly port: number
  readonly requests: readonly RequestRecord[]
  /** What no correct client or service does: unknown routes, invalid requests or responses. */
  readonly violations: readonly string[]
  readonly violate: (text: string) => void
  readonly inject: (fault: Fault) => void
  /** Handlers are asked in order; the first that knows the path answers. */
  readonly mount: (handler: LabHandler) => void
  readonly stop: () => Promise<void>
}

const BODY_CAP = 256 * 1_048_576

/** One HTTP server on 127.0.0.1 for all services of the lab. `port` 0 takes a free one. */
export const startServer = async (options: {
  readonly port?: number
  readonly onRequest?: (record: RequestRecord) => void
}): Promise<LabServer> => {
  const handlers: LabHandler[] = []
  const requests: RequestRecord[] = []
  const violations: string[] = []
  const faults: Fault[] = []

  const answer = async (request: LabRequest, shownPath: string): Promise<LabResponse> => {
    for (const handler of handlers) {
      const response = await handler(request)
      if (response !== undefined) return response
    }
    violations.push(`unknown route: ${request.method} ${shownPath}`)
    return json(404, { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' })
  }

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const began = performance.now()
    const method = incoming.method ?? 'GET'
    const target = incoming.url ?? '/'
    const record: RequestRecord = {
      at: new Date().toISOString(),
      method,
      path: maskSignature(target),
      status: 0,
      durationMs: 0,
    }
    try {
      const request = await readRequest(incoming, method, target)
      if (isCheckRunWrite(request)) record.requestBody = readJson(request.body)
      const fault = takeFault(faults, method, target)
      if (fault?.delayMs !== undefined) await wait(fault.delayMs)
      if (fault?.destroy === true) {
        record.error = 'fault: connection destroyed'
        incoming.socket.destroy()
        return
      }
      const response: LabResponse =
        fault?.status === undefined
          ? await answer(request, record.path)
          : {
              status: fault.status,
              headers: { 'content-type': 'application/json; charset=utf-8', ...fault.headers },
              body: fault.body ?? '{"message":"Server Error"}',
            }
      record.status = response.status
      send(outgoing, method, response, fault?.truncateAt)
      if (fault?.truncateAt !== undefined) record.error = `fault: truncated at ${fault.truncateAt} bytes`
    } catch (error) {
      record.error = error instanceof Error ? (error.stack ?? error.message) : String(error)
      record.status = 500
      if (!incoming.socket.destroyed) violations.push(`${method} ${record.path}: ${record.error}`)
      if (!outgoing.headersSent) send(outgoing, method, json(500, { message: 'Server Error' }), undefined)
    } finally {
      record.durationMs = Math.round((performance.now() - began) * 1000) / 1000
      requests.push(record)
      options.onRequest?.(record)
    }
  }

  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing))
  server.keepAliveTimeout = 30_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    violations,
    violate: text => violations.push(text),
    inject: fault => faults.push(fault),
    mount: handler => handlers.push(handler),
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Does not keep a stopped lab alive. */
const wait = (millis: number): Promise<void> => new Promise(resolve => setTimeout(resolve, millis).unref())

const readRequest = async (incoming: IncomingMessage, method: string, target: string): Promise<LabRequest> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_CAP) throw new Error(`request body over ${BODY_CAP} bytes`)
    chunks.push(chunk)
  }
  const mark = target.indexOf('?')
  return {
    method,
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    ),
    body: Buffer.concat(chunks),
  }
}

const send = (
  outgoing: ServerResponse,
  method: string,
  response: LabResponse,
  truncateAt: number | undefined,
): void => {
  const body = Buffer.from(response.body ?? '')
  outgoing.writeHead(response.status, { 'content-length': String(body.length), ...response.headers })
  if (method === 'HEAD') outgoing.end()
  else if (truncateAt === undefined) outgoing.end(body)
  else outgoing.write(body.subarray(0, truncateAt), () => outgoing.destroy())
}

const maskSignature = (target: string): string => target.replace(/([?&]sig=)[^&]*/g, '$1***')

const isCheckRunWrite = (request: LabRequest): boolean =>
  (request.method === 'POST' || request.method === 'PATCH') && request.path.includes('/check-runs')

const readJson = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return undefined
  }
}

import type { ClientRequest, IncomingMessage } from 'node:http'
import { BUDGETS } from '../../core/budgets.ts'
import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { whileListening, withDeadline } from '../deadline.ts'
import { drainCapped, readCapped } from '../read-capped.ts'
import type { Connection } from './connection.ts'
import { describeCause } from './failure-cause.ts'
import { proxyRefused, proxyUnreachable } from './proxy-failure.ts'

/** The request. `headers` are in lower case and override the default headers. */
export type HttpCall = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export type HttpBounds = {
  /** Milliseconds for the whole exchange, including the body. */
  readonly deadlineMs: number
  /** The maximum number of body bytes that are read, after decompression. */
  readonly maxBytes: number
  /**
   * Receives the body of a successful answer chunk by chunk; the answer then holds no body. Called once for each
   * answer.
   */
  readonly begin?: (() => (chunk: Uint8Array) => void) | undefined
}

export type HttpAnswer = {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** The host that answered, and the proxy on the way, for messages. */
  readonly from: string
  /** Epoch milliseconds before and after the exchange. */
  readonly sentAt: number
  readonly receivedAt: number
}

/**
 * Makes one HTTP exchange, with any status, and follows no redirect. It uses `node:http` instead of `fetch`: the first
 * `fetch` in a process costs as much as the start of Node, since it loads undici and compiles a parser that `node:http`
 * has built in. `what` names the call in errors. The URL is left out of them, since a signed URL is a credential.
 * @throws TraceError DEADLINE, TOO_LARGE, PROXY, or HTTP with its cause if no whole answer came (refused, reset,
 * truncated).
 */
export const exchange = async (
  what: string,
  address: URL,
  call: HttpCall,
  { deadlineMs, maxBytes, begin }: HttpBounds,
  connection: Connection,
): Promise<HttpAnswer> => {
  const from = nameServer(address, connection)
  const sentAt = Date.now()
  try {
    const work = async (signal: AbortSignal): Promise<HttpAnswer> => {
      const answer = await send(call, connection, signal)
      const status = answer.statusCode ?? 0
      const sink = status >= 200 && status < 300 ? begin?.() : undefined
      const body = await readBody(what, answer, maxBytes, signal, sink)
      // Only a proxy requests proxy credentials.
      if (status === 407 && connection.proxy !== undefined) throw proxyRefused(connection.proxy, status)
      return { status, headers: readHeaders(answer), body, from, sentAt, receivedAt: Date.now() }
    }
    // The deadline does not use the wall clock: an answer that arrived while this process loads or computes is not
    // late.
    return await withDeadline(what, deadlineMs, work, whileListening)
  } catch (cause) {
    throw toFailure(what, from, deadlineMs, cause, address, connection)
  }
}

const nameServer = ({ host }: URL, { proxy }: Connection): string =>
  proxy === undefined ? host : `${host} through the proxy ${proxy.name}`

const toFailure = (
  what: string,
  from: string,
  deadlineMs: number,
  cause: unknown,
  { protocol }: URL,
  { proxy }: Connection,
): TraceError => {
  if (!(cause instanceof TraceError)) {
    // An unencrypted request goes to the proxy itself, so the proxy is the host that Node could not reach.
    if (proxy !== undefined && protocol === 'http:' && isUnconnected(cause))
      return prefixed(what, proxyUnreachable(proxy, cause))
    return new TraceError('HTTP', `${what}: no whole answer from ${from}: ${describeCause(cause)}`, { cause })
  }
  switch (cause.code) {
    case 'DEADLINE':
      return new TraceError('DEADLINE', `${what}: no whole answer from ${from} within ${Math.round(deadlineMs)} ms`)
    case 'PROXY':
      return prefixed(what, cause)
    default:
      return cause
  }
}

const prefixed = (what: string, error: TraceError): TraceError =>
  new TraceError(error.code, `${what}: ${error.message}`, {
    hint: error.hint,
    cause: error.cause,
  })

const isUnconnected = (cause: unknown): boolean =>
  cause instanceof Error && 'syscall' in cause && (cause.syscall === 'connect' || cause.syscall === 'getaddrinfo')

/**
 * A kept connection that the server closed at the moment of its reuse is no failure, since the server answered nothing.
 */
const send = async (call: HttpCall, connection: Connection, signal: AbortSignal): Promise<IncomingMessage> => {
  const first = await attempt(call, connection, signal)
  const answer = first === 'stale' ? await attempt(call, connection, signal) : first
  if (answer === 'stale') throw brokenOff()
  return answer
}

const brokenOff = (): Error => Object.assign(new Error('broken off'), { code: 'ECONNRESET' })

const attempt = (
  { method, headers, body }: HttpCall,
  { open }: Connection,
  signal: AbortSignal,
): Promise<IncomingMessage | 'stale'> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const request: ClientRequest = open({ method, signal, headers: { ...ALWAYS, ...length, ...headers } })
    request
      .on('response', resolve)
      // The listener stays after the answer began: without it an error ends the process.
      .on('error', (error: NodeJS.ErrnoException) => {
        // Node's own rule for a repetition (nodejs.org/api/http.html, request.reusedSocket). A write is excluded, since
        // the server may have done it.
        if (request.reusedSocket && error.code === 'ECONNRESET' && !WRITES.has(method)) resolve('stale')
        else reject(error)
      })
      // A server that switches protocols (101) causes neither a response nor an error.
      .on('close', () => reject(brokenOff()))
      .end(body)
  })

const WRITES: ReadonlySet<string> = new Set(['POST', 'PATCH'])

/** GitHub's API refuses a call without a user agent. */
const ALWAYS = { 'user-agent': 'pipeline-trace', 'accept-encoding': 'identity' }

const readHeaders = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )

const readBody = async (
  what: string,
  answer: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal,
  sink: ((chunk: Uint8Array) => void) | undefined,
): Promise<Uint8Array> => {
  const take = async (body: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
    if (sink === undefined) return readCapped(what, body, maxBytes)
    await drainCapped(what, body, maxBytes, sink)
    return new Uint8Array()
  }
  const pace = watchPace(answer)
  try {
    if (answer.headers['content-encoding'] !== 'gzip') return await take(answer)
    const [{ createGunzip }, { pipeline }] = await Promise.all([import('node:zlib'), import('node:stream/promises')])
    const unpacked = createGunzip()
    // A broken transfer destroys the reading side too, which reports the error.
    pipeline(answer, unpacked, { signal }).catch(() => undefined)
    return await take(unpacked)
  } catch (error) {
    answer.destroy()
    throw pace.isSlow() ? new TraceError('DEADLINE', what) : error
  } finally {
    pace.stop()
  }
}

const watchPace = (answer: IncomingMessage): { readonly isSlow: () => boolean; readonly stop: () => void } => {
  let isSlow = false
  let bytesThen = answer.socket?.bytesRead ?? 0
  const timer = setInterval(() => {
    const bytes = answer.socket?.bytesRead ?? 0
    if (bytes - bytesThen < LIMITS.slowestBytes) {
      isSlow = true
      answer.destroy()
    }
    bytesThen = bytes
  }, BUDGETS.slowest)
  return { isSlow: () => isSlow, stop: () => clearInterval(timer) }
}

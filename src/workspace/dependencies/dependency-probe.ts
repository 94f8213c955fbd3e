import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { connect, isIP, type Socket } from 'node:net'
import type { ProbedDependency } from '../../schema/job/replay.ts'
import type { Dependency } from './dependency-name.ts'

/** The time above which an answer counts as slow. */
const SLOW_MS = 1_000

/**
 * Probes each dependency once, all at the same time and within `millis`: a HEAD request for a URL, a TCP connection for
 * a port. The result is the state as seen from this runner after the failure, which may differ from the state during
 * the failure. Name lookups take at most half of libuv's threads (libuv src/threadpool.c, slow I/O), so that a dead
 * name server does not delay the file reads of the recorder.
 */
export const probeDependencies = (
  dependencies: readonly Dependency[],
  millis: number,
  now: () => number,
): Promise<readonly ProbedDependency[]> =>
  Promise.all(
    dependencies.map(async (dependency): Promise<ProbedDependency> => {
      const began = now()
      const reason = await ask(dependency, millis)
      const durationMs = Math.max(0, Math.round(now() - began))
      return {
        host: dependency.host,
        port: dependency.port,
        ...(reason === undefined
          ? { state: durationMs > SLOW_MS ? ('slow' as const) : ('reachable' as const) }
          : { state: 'down' as const, reason }),
        durationMs,
        source: 'runner',
      }
    }),
  )

type Reason = NonNullable<ProbedDependency['reason']>

/** Returns why it is down; undefined if it answered. */
const ask = (dependency: Dependency, millis: number): Promise<Reason | undefined> =>
  new Promise(resolve => {
    // The state is a name lookup until the socket reports the address.
    let isNamed = isIP(dependency.host) !== 0
    const { start, stop } = dependency.kind === 'port' ? connection(dependency) : head(dependency)
    const timer = setTimeout(() => settle(isNamed ? 'no-answer' : 'name-lookup'), millis)
    const settle = (reason: Reason | undefined): void => {
      clearTimeout(timer)
      resolve(reason)
      stop()
    }
    try {
      start({
        named: () => {
          isNamed = true
        },
        answered: status => settle(status !== undefined && status >= 500 ? 'server-error' : undefined),
        failed: error => settle(toReason(error)),
      })
    } catch {
      settle('unknown')
    }
  })

type Listener = {
  readonly named: () => void
  readonly answered: (status?: number) => void
  readonly failed: (error: unknown) => void
}
type Attempt = { readonly start: (listener: Listener) => void; readonly stop: () => void }

const watchName = (socket: Socket, named: () => void): void => {
  // This event is also emitted, with an error, for a name that was not found.
  socket.once('lookup', error => {
    if (error === null || error === undefined) named()
  })
  socket.once('connect', named)
}

const connection = ({ host, port }: Dependency): Attempt => {
  let socket: Socket | undefined
  return {
    start: ({ named, answered, failed }) => {
      socket = connect({ host, port })
      watchName(socket, named)
      socket.once('connect', () => answered())
      socket.on('error', failed)
    },
    stop: () => socket?.destroy(),
  }
}

/**
 * Sends no credential or query and follows no redirect. It learns only whether the service answers, and with which
 * class of status.
 */
const head = (dependency: Extract<Dependency, { readonly kind: 'url' }>): Attempt => {
  const { host, port, isTls, path } = dependency
  const send = isTls ? requestHttps : requestHttp
  let running: ReturnType<typeof send> | undefined
  return {
    start: ({ named, answered, failed }) => {
      running = send({ host, port, path, method: 'HEAD', agent: false, headers: { 'user-agent': 'pipeline-trace' } })
      running.once('socket', socket => watchName(socket, named))
      running.once('response', response => {
        response.resume()
        answered(response.statusCode)
      })
      running.on('error', failed)
      running.end()
    },
    stop: () => running?.destroy(),
  }
}

const toReason = (error: unknown): Reason => {
  const code = findCode(error)
  if (/^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO)/.test(code)) return 'tls'
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
      return 'name-lookup'
    case 'ECONNREFUSED':
      return 'refused'
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return 'unreachable'
    case 'ECONNRESET':
    case 'EPIPE':
      return 'reset'
    case 'ETIMEDOUT':
      return 'no-answer'
    case 'EACCES':
    case 'EPERM':
      return 'not-permitted'
    default:
      return 'unknown'
  }
}

/**
 * Returns the code of an error; for several attempts at the addresses of one name (Happy Eyeballs), the code of the
 * last.
 */
const findCode = (error: unknown): string => {
  if (error instanceof AggregateError && error.errors.length > 0) return findCode(error.errors.at(-1))
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

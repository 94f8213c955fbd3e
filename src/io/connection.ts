import { Agent, type ClientRequest, request as overHttp, type RequestOptions } from 'node:http'
import { request as overTls, Agent as TlsAgent } from 'node:https'
import { isIP, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { TraceError } from '../model/error.ts'
import { describeCause } from './failure-cause.ts'
import { type ForwardProxy, findProxy, type ProxySettings } from './proxy.ts'

/** How requests to one address are sent. */
export type Connection = {
  readonly open: (options: RequestOptions) => ClientRequest
  readonly proxy: ForwardProxy | undefined
}

/**
 * A connection is kept for the next request, but not long: a server that ends it just then would break off a write,
 * which is never repeated.
 */
const KEEP = { keepAlive: true, timeout: 4_000 }

/** Connections are kept open between requests of one step, with and without a proxy. */
export const createConnections = (settings: ProxySettings): ((address: URL) => Connection) => {
  const direct = { http: new Agent(KEEP), https: new TlsAgent(KEEP) }
  const tunnels = new Map<string, TlsAgent>()
  const tunnelOf = (proxy: ForwardProxy): TlsAgent => {
    const known = tunnels.get(proxy.name)
    if (known !== undefined) return known
    const made = createTunnelAgent(proxy)
    tunnels.set(proxy.name, made)
    return made
  }
  return address => {
    const proxy = findProxy(settings, address)
    const isTls = address.protocol === 'https:'
    if (proxy === undefined)
      return {
        proxy,
        open: options =>
          isTls
            ? overTls(address, { ...options, agent: direct.https })
            : overHttp(address, { ...options, agent: direct.http }),
      }
    if (isTls) return { proxy, open: options => overTls(address, { ...options, agent: tunnelOf(proxy) }) }
    return { proxy, open: options => throughProxy(proxy, address, options, direct) }
  }
}

/** An unencrypted request names its whole address to the proxy (RFC 9112, 3.2.2). */
const throughProxy = (
  proxy: ForwardProxy,
  address: URL,
  { headers, ...options }: RequestOptions,
  agents: { readonly http: Agent; readonly https: TlsAgent },
): ClientRequest => {
  const send = proxy.isTls ? overTls : overHttp
  return send({
    ...options,
    agent: proxy.isTls ? agents.https : agents.http,
    host: proxy.host,
    port: proxy.port,
    path: `${address.origin}${address.pathname}${address.search}`,
    headers: { ...(headers as Record<string, string>), host: address.host, ...authorizationOf(proxy) },
  })
}

const authorizationOf = ({ authorization }: ForwardProxy): Record<string, string> =>
  authorization === undefined ? {} : { 'proxy-authorization': authorization }

/** The exchange's own deadline decides; this ends a tunnel that nobody waits for any more. */
const TUNNEL_MS = 15_000

/** An agent whose connections are TLS inside a tunnel of the proxy (RFC 9110, 9.3.6, CONNECT). */
const createTunnelAgent = (proxy: ForwardProxy): TlsAgent => {
  const agent = new TlsAgent(KEEP)
  const createConnection = (
    { host, port }: { readonly host?: string | null; readonly port?: number | string | null },
    callback: (error: Error | null, socket?: Duplex) => void,
  ): undefined => {
    const name = (host ?? '').replace(/^\[|\]$/g, '')
    const target = `${isIP(name) === 6 ? `[${name}]` : name}:${port ?? 443}`
    openTunnel(proxy, target)
      .then(socket => encrypt(socket, name))
      .then(
        socket => callback(null, socket),
        (error: Error) => callback(error),
      )
    return undefined
  }
  return Object.assign(agent, { createConnection })
}

/** @throws TraceError PROXY that names the proxy, and its status where it refused. */
const openTunnel = (proxy: ForwardProxy, target: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const send = proxy.isTls ? overTls : overHttp
    const request = send({
      method: 'CONNECT',
      host: proxy.host,
      port: proxy.port,
      path: target,
      headers: { host: target, ...authorizationOf(proxy) },
      agent: false,
      timeout: TUNNEL_MS,
    })
    request.on('timeout', () => request.destroy(Object.assign(new Error('tunnel'), { code: 'ETIMEDOUT' })))
    request.on('error', error => reject(proxyUnreachable(proxy, error)))
    request.on('connect', ({ statusCode = 0 }, socket: Socket, head: Buffer) => {
      if (statusCode >= 200 && statusCode < 300) {
        socket.setTimeout(0)
        if (head.byteLength > 0) socket.unshift(head)
        resolve(socket)
        return
      }
      socket.destroy()
      reject(proxyRefused(proxy, statusCode))
    })
    request.end()
  })

const encrypt = (socket: Socket, host: string): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    // NODE_EXTRA_CA_CERTS counts here as for every connection: Node reads it into its default authorities at its start.
    const secure = connectTls({ socket, ...(isIP(host) === 0 ? { servername: host } : {}), host })
    secure.setTimeout(TUNNEL_MS, () => secure.destroy(Object.assign(new Error('handshake'), { code: 'ETIMEDOUT' })))
    secure.once('error', reject)
    secure.once('secureConnect', () => {
      secure.setTimeout(0)
      secure.off('error', reject)
      resolve(secure)
    })
  })

export const proxyRefused = (proxy: ForwardProxy, status: number): TraceError =>
  new TraceError('PROXY', `the proxy ${proxy.name} refused: HTTP ${status}`, {
    hint:
      status === 407
        ? 'It wants a user and password: http://USER:PASSWORD@HOST:PORT in the variable http_proxy or https_proxy'
        : 'Allow the address there, or name it in the variable no_proxy',
    cause: new Error(`HTTP ${status}`),
  })

export const proxyUnreachable = (proxy: ForwardProxy, error: unknown): TraceError =>
  new TraceError('PROXY', `the proxy ${proxy.name} cannot be reached: ${describeCause(error)}`, {
    hint: 'See the variables http_proxy, https_proxy and no_proxy of this runner',
    cause: error,
  })

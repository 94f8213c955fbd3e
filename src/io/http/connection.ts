import { Agent, type ClientRequest, request as overHttp, type RequestOptions } from 'node:http'
import { request as overTls, Agent as TlsAgent } from 'node:https'
import type { Duplex } from 'node:stream'
import { type ForwardProxy, findProxy, type ProxySettings, toAuthorization } from './proxy.ts'

/** The way to send requests to one address. */
export type Connection = {
  readonly open: (options: RequestOptions) => ClientRequest
  readonly proxy: ForwardProxy | undefined
}

/**
 * The time that a connection is kept for the next request. It is short: a server that closes the connection at that
 * moment would break off a write, which is never repeated.
 */
const KEEP = { keepAlive: true, timeout: 4_000 }

/** Whom a TLS connection trusts, and the certificate that it shows; Node's defaults where a field is absent. */
export type TlsSettings = {
  /** PEM */
  readonly ca?: string | undefined
  readonly cert?: string | undefined
  readonly key?: string | undefined
  /** The name that the certificate of the server must have, where it is not that of the address. */
  readonly servername?: string | undefined
  readonly rejectUnauthorized?: boolean | undefined
}

/** Connections are kept open between requests of one step, with and without a proxy. */
export const createConnections = (settings: ProxySettings, tls: TlsSettings = {}): ((address: URL) => Connection) => {
  const direct = { http: new Agent(KEEP), https: new TlsAgent({ ...KEEP, ...tls }) }
  const tunnels = new Map<string, TlsAgent>()
  const openTunnelAgent = (proxy: ForwardProxy): TlsAgent => {
    const known = tunnels.get(proxy.name)
    if (known !== undefined) return known
    const made = createTunnelAgent(proxy, tls)
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
    if (isTls) return { proxy, open: options => overTls(address, { ...options, agent: openTunnelAgent(proxy) }) }
    return { proxy, open: options => throughProxy(proxy, address, options, direct) }
  }
}

/** An unencrypted request sends its whole address to the proxy (RFC 9112, 3.2.2). */
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
    headers: { ...(headers as Record<string, string>), host: address.host, ...toAuthorization(proxy) },
  })
}

/** An agent whose connections use TLS inside a tunnel of the proxy. It is loaded only if a proxy is set. */
const createTunnelAgent = (proxy: ForwardProxy, tls: TlsSettings): TlsAgent => {
  const createConnection = (
    { host, port }: { readonly host?: string | null; readonly port?: number | string | null },
    callback: (error: Error | null, socket?: Duplex) => void,
  ): undefined => {
    import('./tunnel.ts')
      .then(({ openSecureTunnel }) => openSecureTunnel(proxy, host ?? '', Number(port ?? 443), tls))
      .then(
        socket => callback(null, socket),
        (error: Error) => callback(error),
      )
    return undefined
  }
  return Object.assign(new TlsAgent(KEEP), { createConnection })
}

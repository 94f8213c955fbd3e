import { request as overHttp } from 'node:http'
import { request as overTls } from 'node:https'
import { isIP, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { BUDGETS } from '../../core/budgets.ts'
import type { TlsSettings } from './connection.ts'
import { type ForwardProxy, toAuthorization } from './proxy.ts'
import { proxyRefused, proxyUnreachable } from './proxy-failure.ts'

/**
 * Opens a TLS connection to a host inside a tunnel of the proxy (RFC 9110, 9.3.6, CONNECT).
 * @throws TraceError PROXY that names the proxy, and its status if it refused; an error of Node for failed TLS.
 */
export const openSecureTunnel = async (
  proxy: ForwardProxy,
  host: string,
  port: number,
  tls: TlsSettings = {},
): Promise<Duplex> => {
  const name = host.replace(/^\[|\]$/g, '')
  const target = `${isIP(name) === 6 ? `[${name}]` : name}:${port}`
  return encrypt(await openTunnel(proxy, target), name, tls)
}

const openTunnel = (proxy: ForwardProxy, target: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const send = proxy.isTls ? overTls : overHttp
    const request = send({
      method: 'CONNECT',
      host: proxy.host,
      port: proxy.port,
      path: target,
      headers: { host: target, ...toAuthorization(proxy) },
      agent: false,
      timeout: BUDGETS.tunnel,
    })
    // The exchange keeps the process alive as long as a caller waits for it.
    request.on('socket', socket => socket.unref())
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

const encrypt = (socket: Socket, host: string, tls: TlsSettings): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    // NODE_EXTRA_CA_CERTS applies here as for every connection: Node adds it to its default authorities at its start.
    const secure = connectTls({ servername: isIP(host) === 0 ? host : undefined, ...tls, socket, host })
    secure.setTimeout(BUDGETS.tunnel, () =>
      secure.destroy(Object.assign(new Error('handshake'), { code: 'ETIMEDOUT' })),
    )
    secure.once('error', reject)
    secure.once('secureConnect', () => {
      secure.setTimeout(0)
      secure.off('error', reject)
      resolve(secure)
    })
  })

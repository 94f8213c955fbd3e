import type { Environment } from '../env.ts'

/** The proxy variables of a process, as given; '' where one is not set. */
export type ProxySettings = {
  readonly http: string
  readonly https: string
  readonly none: string
}

export const NO_PROXIES: ProxySettings = { http: '', https: '', none: '' }

/** Lower case wins over upper case, and an empty variable counts as none (actions/toolkit packages/http-client/src/proxy.ts). */
export const readProxySettings = (environment: Environment): ProxySettings => {
  const variable = (name: string): string => environment[name] || environment[name.toUpperCase()] || ''
  return { http: variable('http_proxy'), https: variable('https_proxy'), none: variable('no_proxy') }
}

export type ForwardProxy = {
  /** The connection to the proxy itself is encrypted. */
  readonly isTls: boolean
  /** Without the brackets of an IPv6 address. */
  readonly host: string
  readonly port: number
  /** Value of the header Proxy-Authorization; undefined if the variable contains no user. */
  readonly authorization: string | undefined
  /** `host:port` for messages, without credentials. */
  readonly name: string
}

/**
 * Returns the proxy for an address, undefined for a direct connection. The rules are those of `@actions/http-client`,
 * so that this client uses the same route as GitHub's own actions (actions/toolkit packages/http-client/src/proxy.ts):
 * the protocol of the address chooses the variable, loopback is always direct, and a variable without a valid address
 * counts as unset. An address without `http://` is treated as if it had it, as in curl.
 */
export const findProxy = (settings: ProxySettings, address: URL): ForwardProxy | undefined => {
  const given = address.protocol === 'https:' ? settings.https : settings.http
  if (given === '' || isLoopback(address.hostname) || isExempt(settings.none, address)) return undefined
  return parseProxy(given)
}

const parseProxy = (given: string): ForwardProxy | undefined => {
  const text = given.includes('://') ? given : `http://${given}`
  if (!URL.canParse(text)) return undefined
  const { protocol, hostname, port, username, password } = new URL(text)
  if (hostname === '') return undefined
  const isTls = protocol === 'https:'
  const number = port === '' ? (isTls ? 443 : 80) : Number(port)
  const user = `${decode(username)}:${decode(password)}`
  return {
    isTls,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: number,
    authorization: user === ':' ? undefined : `Basic ${Buffer.from(user).toString('base64')}`,
    name: `${hostname}:${number}`,
  }
}

export const toAuthorization = ({ authorization }: ForwardProxy): Readonly<Record<string, string>> =>
  authorization === undefined ? {} : { 'proxy-authorization': authorization }

/** Returns a message without the proxy's address, since a manifest must not reveal the structure of a network. */
export const withoutProxyName = (message: string): string => message.replace(/the proxy \S{1,260}:\d{1,5}/g, 'a proxy')

/** Decodes the percent-encoding of users and passwords; an invalid encoding stays unchanged. */
const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Matches loopback: all of 127.0.0.0/8, and the normal form of the IPv6 loopback, which `URL` has already produced. */
const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]'

/** An entry of `no_proxy` is `*`, a host with or without its port, or a domain with or without its leading dot. */
const isExempt = (none: string, { hostname, port, protocol }: URL): boolean => {
  const host = hostname.toUpperCase()
  const number = port === '' ? (protocol === 'https:' ? '443' : '80') : port
  const names = [host, `${host}:${number}`]
  return none
    .split(',')
    .map(entry => entry.trim().toUpperCase())
    .filter(entry => entry !== '')
    .some(
      entry =>
        entry === '*' ||
        names.some(
          name => name === entry || name.endsWith(`.${entry}`) || (entry.startsWith('.') && name.endsWith(entry)),
        ),
    )
}

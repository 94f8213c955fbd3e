/** A dependency that a user names: a service by URL, or a port of a host. */
export type Dependency =
  | {
      readonly kind: 'url'
      readonly host: string
      readonly port: number
      readonly isTls: boolean
      readonly path: string
    }
  | { readonly kind: 'port'; readonly host: string; readonly port: number }

const MAX_TEXT = 2_048
const MAX_HOST = 253

/** Parses `https://host[:port][/path]` or `host:port`. Credentials, query and fragment of a URL are dropped here. */
export const parseDependency = (text: string): Dependency | undefined => {
  if (text.length > MAX_TEXT) return undefined
  const isUrl = /^https?:\/\//i.test(text)
  const url = parseUrl(isUrl ? text : `port://${text}`)
  if (url === undefined) return undefined
  const host = toHost(url.hostname)
  if (!/^[A-Za-z0-9_.:-]{1,253}$/.test(host) || host.length > MAX_HOST) return undefined
  if (isUrl) {
    const isTls = url.protocol === 'https:'
    const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port)
    return { kind: 'url', host, port, isTls, path: url.pathname }
  }
  const port = Number(url.port)
  const isBare = url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  return isBare && url.pathname === '' && port > 0 ? { kind: 'port', host, port } : undefined
}

const parseUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined)

/** An IPv6 address has brackets within a URL, and none elsewhere. */
const toHost = (hostname: string): string =>
  hostname.startsWith('[') && hostname.endsWith(']') ? hostname.slice(1, -1) : hostname

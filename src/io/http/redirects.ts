import type { HttpCall } from './exchange.ts'

/** Hops from the API to the bytes: one in practice (a signed address of the log or artifact store). */
export const MAX_HOPS = 3

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

export const isRedirect = (status: number): boolean => REDIRECTS.has(status)

/** Where a redirect leads; undefined for an address that is refused. An https address never leads to an unencrypted one. */
export const nextAddress = (location: string, at: URL, first: URL): URL | undefined => {
  if (!URL.canParse(location, at.href)) return undefined
  const next = new URL(location, at)
  const isAllowed =
    next.protocol === 'https:' ||
    // An API without TLS (a test server, a GHES in a closed network) leads on to itself or on the same machine.
    (next.protocol === 'http:' && first.protocol === 'http:' && (next.origin === first.origin || isLoopback(next)))
  return isAllowed ? next : undefined
}

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]'

/** Once dropped they stay dropped, also where a later hop leads back. */
export const withoutCredentials = (call: HttpCall): HttpCall => ({
  ...call,
  headers: Object.fromEntries(Object.entries(call.headers).filter(([name]) => !CREDENTIALS.has(name))),
})

const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'cookie'])

import type { HttpCall } from './exchange.ts'

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

export const isRedirect = (status: number): boolean => REDIRECTS.has(status)

/**
 * Returns the target of a redirect; undefined for a refused address. An https address never leads to an unencrypted
 * one.
 */
export const nextAddress = (location: string, at: URL, first: URL): URL | undefined => {
  if (!URL.canParse(location, at.href)) return undefined
  const next = new URL(location, at)
  const isAllowed =
    next.protocol === 'https:' ||
    // An API without TLS (a test server, a GHES in a closed network) may redirect to itself or to the same machine.
    (next.protocol === 'http:' && first.protocol === 'http:' && (next.origin === first.origin || isLoopback(next)))
  return isAllowed ? next : undefined
}

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]'

/** Dropped headers stay dropped, even if a later redirect leads back. */
export const withoutCredentials = (call: HttpCall): HttpCall => ({
  ...call,
  headers: Object.fromEntries(Object.entries(call.headers).filter(([name]) => !CREDENTIALS.has(name))),
})

const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'cookie'])

import { TraceError } from '../model/error.ts'

/** Hops from the API to the bytes: one in practice (a signed address of the log or artifact store). */
const MAX_HOPS = 3
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/**
 * A reading with its redirects followed by hand: the token goes to the origin that was asked and to no other, and an
 * https address never leads to an unencrypted one. `init` holds no body.
 * @throws TraceError HTTP for an address that is refused, or too many of them.
 */
export const fetchFollowing = async (what: string, url: string, init: RequestInit): Promise<Response> => {
  const first = new URL(url)
  let at = first
  let headers = new Headers(init.headers)
  for (let hop = 0; ; hop += 1) {
    const response = await fetch(at.href, { ...init, headers, redirect: 'manual' })
    const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null
    if (location === null) return response
    await response.body?.cancel()
    if (hop === MAX_HOPS) throw new TraceError('HTTP', `${what}: more than ${MAX_HOPS} redirects`)
    const next = nextAddress(what, location, at, first)
    if (next.origin !== at.origin) headers = withoutCredentials(headers)
    at = next
  }
}

const nextAddress = (what: string, location: string, at: URL, first: URL): URL => {
  const next = URL.canParse(location, at.href) ? new URL(location, at) : undefined
  const isAllowed =
    next !== undefined &&
    (next.protocol === 'https:' ||
      // An API without TLS (a test server, a GHES in a closed network) leads on to itself or on the same machine.
      (next.protocol === 'http:' && first.protocol === 'http:' && (next.origin === first.origin || isLoopback(next))))
  if (next === undefined || !isAllowed)
    throw new TraceError('HTTP', `${what}: redirected to an address that is refused`)
  return next
}

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]'

/** Once dropped it stays dropped, also where a later hop leads back. */
const withoutCredentials = (headers: Headers): Headers => {
  const rest = new Headers(headers)
  rest.delete('authorization')
  rest.delete('cookie')
  return rest
}

import { withDeadline } from '../deadline.ts'
import { TraceError } from '../model/error.ts'
import { drainCapped, readCapped } from '../read-capped.ts'
import { fetchFollowing } from './redirects.ts'

export type HttpAnswer = { readonly status: number; readonly headers: Headers; readonly body: Uint8Array }

export type HttpBounds = {
  /** Milliseconds for the whole exchange, body included. */
  readonly deadlineMs: number
  /** Bytes of the answer's body that are read at most. */
  readonly maxBytes: number
  /** Follow redirects by hand, so that no header with a credential reaches another origin. For readings only. */
  readonly keepCredentials?: boolean
  /** Takes the body of a successful answer as it comes, which is then not kept. */
  readonly sink?: ((chunk: Uint8Array) => void) | undefined
}

/**
 * One HTTP exchange with a deadline and a byte cap on the answer, any status. `what` names it in errors; the URL stays
 * out of them, since a signed URL is a credential.
 * @throws TraceError DEADLINE, TOO_LARGE, or HTTP when no whole answer came (refused, reset, truncated).
 */
export const exchange = async (
  what: string,
  url: string,
  init: RequestInit,
  bounds: HttpBounds,
): Promise<HttpAnswer> => {
  try {
    return await withDeadline(what, bounds.deadlineMs, async signal => {
      const request = { ...init, signal }
      const response = await (bounds.keepCredentials === true
        ? fetchFollowing(what, url, request)
        : fetch(url, request))
      return { status: response.status, headers: response.headers, body: await bodyOf(what, response, bounds) }
    })
  } catch (cause) {
    if (cause instanceof TraceError) throw cause
    throw new TraceError('HTTP', `${what}: no whole answer came`, { cause })
  }
}

const bodyOf = async (what: string, { body, ok }: Response, { maxBytes, sink }: HttpBounds): Promise<Uint8Array> => {
  if (body === null) return new Uint8Array()
  if (sink === undefined || !ok) return readCapped(what, body, maxBytes)
  await drainCapped(what, body, maxBytes, sink)
  return new Uint8Array()
}

/** JSON of an answer's body. @throws TraceError NOT_JSON. */
export const parseBody = (what: string, body: Uint8Array): unknown => {
  try {
    // `__proto__` is dropped: as an own key it would survive into objects that are spread later.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body), (key, value) =>
      key === '__proto__' ? undefined : value,
    )
  } catch (cause) {
    throw new TraceError('NOT_JSON', `${what}: the answer is not JSON`, { cause })
  }
}

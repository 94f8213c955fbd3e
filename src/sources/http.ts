import { withDeadline } from '../deadline.ts'
import { TraceError } from '../model/error.ts'
import { fetchFollowing } from './redirects.ts'

export type HttpAnswer = { readonly status: number; readonly headers: Headers; readonly body: Uint8Array }

export type HttpBounds = {
  /** Milliseconds for the whole exchange, body included. */
  readonly deadlineMs: number
  /** Bytes of the answer's body that are read at most. */
  readonly maxBytes: number
  /** Follow redirects by hand, so that no header with a credential reaches another origin. For readings only. */
  readonly keepCredentials?: boolean
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
      return { status: response.status, headers: response.headers, body: await readCapped(what, response, bounds) }
    })
  } catch (cause) {
    if (cause instanceof TraceError) throw cause
    throw new TraceError('HTTP', `${what}: no whole answer came`, { cause })
  }
}

/** @throws TraceError TOO_LARGE before the cap is passed, so that memory stays bounded whatever content-length says. */
const readCapped = async (what: string, response: Response, bounds: HttpBounds): Promise<Uint8Array> => {
  if (response.body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body) {
    size += chunk.byteLength
    if (size > bounds.maxBytes) throw new TraceError('TOO_LARGE', `${what}: answer over ${bounds.maxBytes} bytes`)
    chunks.push(chunk)
  }
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
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

import { type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { withDeadline } from './deadline.ts'
import { TraceError } from './model/error.ts'
import { readCapped } from './read-capped.ts'

/** `headers` in lower case; what is said for every call can be said otherwise. */
export type PlainCall = {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export type PlainAnswer = {
  readonly status: number
  /** GitHub's clock. */
  readonly date: string | null
  readonly body: Uint8Array
}

export type PlainBounds = {
  /** Milliseconds for the whole exchange, body included. */
  readonly deadlineMs: number
  /** Bytes of the answer's body that are read at most. */
  readonly maxBytes: number
}

/**
 * One HTTP exchange, any status, no redirect followed: for the few calls that post makes. Not with `fetch`, whose first
 * use in a process costs as much as the start of Node: it loads undici and compiles a parser, which `node:http` brings
 * built in. `what` names the call in errors; the URL stays out of them, since a signed URL is a credential.
 * @throws TraceError DEADLINE, TOO_LARGE, or HTTP when no whole answer came (refused, reset, truncated).
 */
export const plainCall = async (
  what: string,
  url: string,
  call: PlainCall,
  { deadlineMs, maxBytes }: PlainBounds,
): Promise<PlainAnswer> => {
  try {
    return await withDeadline(what, deadlineMs, async signal => {
      const answer = await send(new URL(url), call, signal)
      return {
        status: answer.statusCode ?? 0,
        date: answer.headers.date ?? null,
        body: await readCapped(what, answer, maxBytes),
      }
    })
  } catch (cause) {
    if (cause instanceof TraceError) throw cause
    throw new TraceError('HTTP', `${what}: no whole answer came`, { cause })
  }
}

const send = (url: URL, { method, headers, body }: PlainCall, signal: AbortSignal): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? overHttps : overHttp
    request(url, { method, signal, headers: { ...ALWAYS, ...headers } }, resolve)
      // Also after the answer began: without a listener an error ends the process.
      .on('error', reject)
      .end(body)
  })

/** No content coding: nothing here unpacks one. GitHub's API refuses a call without a user agent. */
const ALWAYS = { 'user-agent': 'pipeline-trace', 'accept-encoding': 'identity' }

import { TraceError } from '../../model/error.ts'
import type { GapReason } from '../../model/fact.ts'
import { LIMITS } from '../../model/limits.ts'
import { gapOf } from '../gap-of.ts'
import { exchange, type HttpAnswer, type HttpBounds, parseBody } from '../http.ts'

export type RestOptions = {
  /** GITHUB_API_URL, without a slash at its end. */
  readonly apiUrl: string
  readonly token: string
  readonly userAgent: string
  /** Requests that reading may make (input `api-budget`). */
  readonly budget: number
  /** One request, in milliseconds. */
  readonly callMs: number
  /** One download (a log archive may have hundreds of megabytes); `callMs` where not given. */
  readonly downloadMs?: number
  /** Milliseconds that all waits for rate limits together may take. */
  readonly patienceMs: number
  readonly sleep: (millis: number) => Promise<void>
}

/** Why a request brought nothing: a fixed reason, our own words, and the permission that GitHub named. */
export type Refusal = {
  readonly ok: false
  readonly reason: GapReason
  readonly status: number | undefined
  readonly detail: string
  readonly permission: string | undefined
}
export type RestAnswer<T> = { readonly ok: true; readonly value: T; readonly headers: Headers } | Refusal

/** Called when a request is made; what it returns takes the chunks of the answer's body. */
export type BeginBody = () => (chunk: Uint8Array) => void

/** What observing a run needs of a client: a folder answers the same questions as GitHub. */
export type RunClient = Pick<RestClient, 'get' | 'getBytes'>

export type RestClient = {
  /** JSON of a path under the API's root; counts against the budget. */
  readonly get: (path: string) => Promise<RestAnswer<unknown>>
  /**
   * A body of at most `maxBytes` that is no JSON, redirects followed; counts against the budget. With `begin` the body goes,
   * chunk by chunk, where `begin` says, anew with each try, and the answer holds none of it.
   */
  readonly getBytes: (path: string, maxBytes: number, begin?: BeginBody) => Promise<RestAnswer<Uint8Array>>
  /** A write; counted, never refused by the budget: a report that cannot be posted has read for nothing. */
  readonly send: (method: 'POST' | 'PATCH', path: string, body: object) => Promise<RestAnswer<unknown>>
  readonly spent: () => { readonly allowed: number; readonly used: number }
}

/** Share of the repository's remaining requests that reading leaves alone: all its workflows draw from one pool. */
const KEEP_SHARE = 0.3
const RETRY_PAUSE_MS = 500

/**
 * A REST client for one report: version pinned, one deadline per call, a byte cap per answer, a budget over all calls
 * and a bounded patience with rate limits. It never throws for what the world does.
 * Limits: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export const createRestClient = (options: RestOptions): RestClient => {
  const ledger = { allowed: options.budget, used: 0, firstRemaining: undefined as number | undefined, exhausted: false }
  let patienceLeft = options.patienceMs

  const observe = (headers: Headers): void => {
    const remaining = readCount(headers.get('x-ratelimit-remaining'))
    if (remaining === undefined) return
    if (ledger.firstRemaining === undefined) {
      ledger.firstRemaining = remaining
      const spare = Math.floor(remaining * (1 - KEEP_SHARE))
      ledger.allowed = Math.min(ledger.allowed, ledger.used + spare)
    }
    // Other workflows spend from the same pool while we read.
    ledger.exhausted = remaining <= ledger.firstRemaining * KEEP_SHARE
  }

  const once = async (url: string, request: RequestInit, bounds: HttpBounds): Promise<HttpAnswer | Refusal> => {
    ledger.used += 1
    try {
      const what = `${request.method ?? 'GET'} ${new URL(url).pathname}`
      const answer = await exchange(what, url, request, bounds)
      observe(answer.headers)
      return answer
    } catch (error) {
      return refusalOf(error)
    }
  }

  const headers = (): Record<string, string> => ({
    accept: 'application/vnd.github+json',
    // The version GitHub's published description matches; supported to at least 2028-03.
    'x-github-api-version': '2022-11-28',
    'user-agent': options.userAgent,
    ...(options.token === '' ? {} : { authorization: `Bearer ${options.token}` }),
  })

  const read = async (
    path: string,
    maxBytes: number,
    deadlineMs: number,
    begin?: BeginBody,
  ): Promise<RestAnswer<Uint8Array>> => {
    if (ledger.exhausted || ledger.used >= ledger.allowed) return OVER_BUDGET
    return patiently(true, () => {
      const bounds = { deadlineMs, maxBytes, keepCredentials: true, sink: begin?.() }
      return once(`${options.apiUrl}${path}`, { headers: headers() }, bounds)
    })
  }

  /** Octokit makes the request, our transport carries it: the same deadline, cap and ledger hold for writes. */
  const write = (method: 'POST' | 'PATCH', path: string, body: object): Promise<RestAnswer<Uint8Array>> =>
    patiently(false, async () => {
      let answer: HttpAnswer | Refusal | undefined
      try {
        const { getOctokit } = await import('@actions/github')
        const carry = async (url: string, request: RequestInit): Promise<Response> => {
          answer = await once(url, request, { deadlineMs: options.callMs, maxBytes: LIMITS.restBody })
          if ('ok' in answer) throw new TraceError('HTTP', answer.detail)
          const { status } = answer
          return new Response(status === 204 ? null : Buffer.from(answer.body), { status, headers: answer.headers })
        }
        const octokit = getOctokit(options.token, { baseUrl: options.apiUrl, request: { fetch: carry } })
        await octokit.request({ ...body, method, url: path, headers: headers() })
      } catch (error) {
        // Octokit throws on every refusal; ours is the reading of the answer. Without one, it never went out.
        answer ??= refusalOf(error)
      }
      return answer ?? refusalOf(undefined)
    })

  const patiently = async (
    reading: boolean,
    ask: () => Promise<HttpAnswer | Refusal>,
  ): Promise<RestAnswer<Uint8Array>> => {
    const first = await ask()
    const pause = pauseBeforeRetry(first, reading)
    if (pause === undefined || pause > patienceLeft) return readAnswer(first)
    patienceLeft -= pause
    await options.sleep(pause)
    return readAnswer(await ask())
  }

  const asJson = (path: string, answer: RestAnswer<Uint8Array>): RestAnswer<unknown> => {
    if (!answer.ok) return answer
    try {
      return { ...answer, value: parseBody(path.split('?')[0] ?? '', answer.value) }
    } catch (error) {
      return refusalOf(error)
    }
  }

  return {
    get: async path => asJson(path, await read(path, LIMITS.restBody, options.callMs)),
    getBytes: (path, maxBytes, begin) => read(path, maxBytes, options.downloadMs ?? options.callMs, begin),
    send: async (method, path, body) => asJson(path, await write(method, path, body)),
    spent: () => ({ allowed: ledger.allowed, used: ledger.used }),
  }
}

const OVER_BUDGET: Refusal = {
  ok: false,
  reason: 'budget',
  status: undefined,
  detail: 'not checked: budget',
  permission: undefined,
}

/**
 * Milliseconds to wait before the one repetition, undefined for none. 403 and 429 with `retry-after` are secondary
 * limits; with `x-ratelimit-remaining: 0` the hour's pool is empty and no wait of ours helps. A sick server is asked
 * once more, but a write is not: it may have been done.
 */
const pauseBeforeRetry = (answer: HttpAnswer | Refusal, reading: boolean): number | undefined => {
  if ('ok' in answer) return reading && answer.reason === 'service-error' ? RETRY_PAUSE_MS : undefined
  if (answer.status === 403 || answer.status === 429) {
    if (answer.headers.get('x-ratelimit-remaining') === '0') return undefined
    const seconds = readCount(answer.headers.get('retry-after'))
    return seconds === undefined ? undefined : seconds * 1000
  }
  return answer.status >= 500 && reading ? RETRY_PAUSE_MS : undefined
}

const readAnswer = (answer: HttpAnswer | Refusal): RestAnswer<Uint8Array> => {
  if ('ok' in answer) return answer
  if (answer.status >= 200 && answer.status < 300) return { ok: true, value: answer.body, headers: answer.headers }
  return { ok: false, status: answer.status, ...meaningOf(answer) }
}

const meaningOf = (answer: HttpAnswer): Pick<Refusal, 'reason' | 'detail' | 'permission'> => {
  const { status, headers } = answer
  const permission = headers.get('x-accepted-github-permissions')?.slice(0, 200)
  const limited = headers.get('retry-after') !== null || headers.get('x-ratelimit-remaining') === '0'
  if (status === 429 || (status === 403 && limited))
    return { reason: 'budget', detail: `rate limit: HTTP ${status}`, permission: undefined }
  switch (status) {
    case 401:
    case 403:
      return { reason: 'permission-denied', detail: `HTTP ${status}`, permission }
    case 404:
      return { reason: 'not-found', detail: 'HTTP 404: not there, or not visible to the token', permission }
    case 410:
      return { reason: 'not-found', detail: 'HTTP 410: past its retention', permission }
    default:
      return { reason: 'service-error', detail: `HTTP ${status}`, permission: undefined }
  }
}

const refusalOf = (error: unknown): Refusal => {
  const { reason, detail = '' } = gapOf('', 'api', error)
  return { ok: false, reason, status: undefined, detail, permission: undefined }
}

const readCount = (value: string | null): number | undefined =>
  value !== null && /^\d{1,9}$/.test(value) ? Number(value) : undefined

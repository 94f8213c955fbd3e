import { BUDGETS } from '../../core/budgets.ts'
import { TraceError, toOneLine } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { fromMillis } from '../../core/time.ts'
import { toGapReason } from '../../io/gap-of.ts'
import type { Service } from '../../io/http/circuit-breaker.ts'
import {
  createHttpClient,
  describeStatus,
  type HttpAnswer,
  type HttpCall,
  type HttpClient,
  type ServiceRequest,
} from '../../io/http/http-client.ts'
import { isHtml, parseJson } from '../../io/http/parse-answer.ts'
import { NO_PROXIES } from '../../io/http/proxy.ts'
import type { GapReason } from '../../schema/values/fact.ts'

export type RestOptions = {
  /** GITHUB_API_URL, without a slash at its end. */
  readonly apiUrl: string
  readonly token: string
  readonly userAgent: string
  /** The maximum number of reading requests (input `api-budget`). */
  readonly budget: number
  /** Deadline of one request, in milliseconds. */
  readonly callMs: number
  /** Deadline of one download (a log archive may have hundreds of megabytes); default `callMs`. */
  readonly downloadMs?: number
  /** The maximum total of all waits for rate limits, in milliseconds. */
  readonly patienceMs: number
  readonly sleep: (millis: number) => Promise<void>
  /** The HTTP client; by default one without proxies. */
  readonly http?: HttpClient
}

/** Names in lower case. */
export type HttpHeaders = Readonly<Record<string, string>>

/** Why a request gave no answer: a fixed reason, a text of this project that is never empty, and GitHub's remedy. */
export type Refusal = {
  readonly ok: false
  readonly reason: GapReason
  readonly status: number | undefined
  readonly detail: string
  readonly permission: string | undefined
  /** A remedy that follows from the failure itself, such as a proxy that requires credentials. */
  readonly hint?: string
  /** The URL at which the token's owner can authorise it for the organization (header X-GitHub-SSO). */
  readonly ssoUrl?: string
  /** When a rate limit ends, RFC 3339 UTC. */
  readonly resetAt?: string
  /** Nothing was sent: the service failed earlier in this step. */
  readonly isEarlier?: true
}
export type RestAnswer<T> = { readonly ok: true; readonly value: T; readonly headers: HttpHeaders } | Refusal

/** Called when a request is made. The returned function receives the chunks of the answer's body. */
export type BeginBody = () => (chunk: Uint8Array) => void

/** The client interface that observing a run needs. A folder implements it as well as GitHub. */
export type RunClient = Pick<RestClient, 'get' | 'getBytes'>

export type RestClient = {
  /**
   * Reads the JSON of a path under the API's root; counts against the budget. `inSpite` is for the same list in a
   * smaller form: it is requested although the last request failed.
   */
  readonly get: (path: string, inSpite?: boolean) => Promise<RestAnswer<unknown>>
  /**
   * Reads a body of at most `maxBytes` that is not JSON, and follows redirects; counts against the budget. With `begin`
   * the body is passed chunk by chunk to the function that `begin` returns, again for each try, and the answer holds no
   * body.
   */
  readonly getBytes: (path: string, maxBytes: number, begin?: BeginBody) => Promise<RestAnswer<Uint8Array>>
  /**
   * Makes a write. It is counted, but the budget never refuses it, since the whole reading is useless if the report
   * cannot be posted. For the same reason it is tried once, with a short deadline, even if the API failed earlier.
   */
  readonly send: (method: 'POST' | 'PATCH', path: string, body: object) => Promise<RestAnswer<unknown>>
  readonly spent: () => { readonly allowed: number; readonly used: number }
}

/**
 * The share of the repository's remaining requests that reading leaves unused, since all its workflows use one pool.
 */
const KEEP_SHARE = 0.3

/** The end of one try, and its service: a redirect leads from the API to the storage. */
type Tried = { readonly service: Service; readonly answer: HttpAnswer | Interpreted }
/** `isOutage`: the whole service may be unavailable, not only one resource. */
type Interpreted = Refusal & { readonly isOutage?: true }
type Reading<T> = Extract<RestAnswer<T>, { ok: true }> | Interpreted
type Bounds = Pick<ServiceRequest, 'deadlineMs' | 'maxBytes' | 'isDelivery' | 'followsRedirects' | 'begin'>

/**
 * A REST client for one report: pinned version, one deadline per call, a byte cap per answer, a budget over all calls
 * and a limited wait for rate limits. It never throws for an outside failure, and never requests a failed API again.
 * Limits: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export const createRestClient = (options: RestOptions): RestClient => {
  const http = options.http ?? createHttpClient(NO_PROXIES, BUDGETS.commandLosses)
  const rate = { allowed: options.budget, used: 0, firstRemaining: undefined as number | undefined, exhausted: false }
  let patienceLeft = options.patienceMs
  let outage: Refusal | undefined

  const observe = ({ headers }: HttpAnswer): void => {
    const remaining = readCount(headers['x-ratelimit-remaining'])
    if (remaining === undefined) return
    if (rate.firstRemaining === undefined) {
      rate.firstRemaining = remaining
      const spare = Math.floor(remaining * (1 - KEEP_SHARE))
      rate.allowed = Math.min(rate.allowed, rate.used + spare)
    }
    // Other workflows use the same pool at the same time.
    rate.exhausted = remaining <= rate.firstRemaining * KEEP_SHARE
  }

  const once = async (path: string, call: HttpCall, bounds: Bounds): Promise<Tried> => {
    rate.used += 1
    const what = `${call.method} ${path.split('?')[0] ?? ''}`
    const url = `${options.apiUrl}${path}`
    const { service, outcome } = await http.attempt({ service: 'api', what, url, call, onAnswer: observe, ...bounds })
    return { service, answer: outcome instanceof TraceError ? refusalOfError(outcome) : outcome }
  }

  /** The one request that is repeated at the moment. */
  let repeated: Promise<Tried> | undefined

  /**
   * Repeats a request whose failure may pass. Of requests that fail side by side one is repeated, and the others follow
   * only if that one succeeds: a failing service gets one more request, and not one for each.
   */
  const withRetry = async (isReading: boolean, attempt: () => Promise<Tried>): Promise<Tried> => {
    const first = await attempt()
    const pause = pauseBeforeRetry(first, isReading)
    if (pause === undefined || pause > patienceLeft || outage !== undefined) return first
    if (repeated !== undefined) return pauseBeforeRetry(await repeated, isReading) === undefined ? attempt() : first
    patienceLeft -= pause
    repeated = pauseThen(pause, attempt)
    try {
      return await repeated
    } finally {
      repeated = undefined
    }
  }

  const pauseThen = async (pause: number, attempt: () => Promise<Tried>): Promise<Tried> => {
    const began = performance.now()
    await options.sleep(pause)
    http.losses.lose(began, performance.now())
    return attempt()
  }

  /** Reads the answer, and notes the state of API and storage. A list in a smaller form is not a second failure. */
  const settle = <T>(
    { service, answer }: Tried,
    as: (answer: Reading<Uint8Array>) => Reading<T>,
    inSpite = false,
  ): RestAnswer<T> => {
    const read = as(readAnswer(answer))
    noteOutcome(service, read, inSpite)
    return read.ok ? read : onlyThis(read)
  }

  const noteOutcome = (service: Service, read: Reading<unknown>, inSpite: boolean): void => {
    const { breaker } = http
    const isOutage = !read.ok && (read.isOutage === true || (service === 'storage' && read.status === 403))
    if (read.ok || (!isOutage && read.status !== undefined)) {
      // Any answer about one resource shows that the API is available; the storage is only known through the API.
      outage = undefined
      breaker.answer('api')
      breaker.answer(service)
    } else if (isOutage && (!inSpite || isDecisive(read))) {
      breaker.fail(service, read.detail, isDecisive(read))
      if (service === 'api' && breaker.toFailure(service) !== undefined) outage ??= read
    }
  }

  const headers: HttpHeaders = {
    accept: 'application/vnd.github+json',
    // The version GitHub's published description matches; supported to at least 2028-03.
    'x-github-api-version': '2022-11-28',
    'user-agent': options.userAgent,
    ...(options.token === '' ? {} : { authorization: `Bearer ${options.token}` }),
  }

  const read = async (path: string, bounds: Bounds): Promise<Tried> => {
    if (outage !== undefined && bounds.isDelivery !== true) return fromApi(earlier(outage))
    if (rate.exhausted || rate.used >= rate.allowed) return fromApi(OVER_BUDGET)
    const call = { method: 'GET' as const, headers: { ...headers, 'accept-encoding': 'gzip' } }
    return withRetry(true, () => once(path, call, { ...bounds, followsRedirects: true }))
  }

  const write = async (method: 'POST' | 'PATCH', path: string, body: object): Promise<Tried> => {
    if (options.token === '') return fromApi(NO_TOKEN)
    // A refused token and a reached limit block a write too.
    if (outage !== undefined && (outage.status === 401 || outage.reason === 'budget')) return fromApi(earlier(outage))
    const json = { 'content-type': 'application/json; charset=utf-8' }
    const call = { method, headers: { ...headers, ...json }, body: JSON.stringify(body) }
    const bounds = { deadlineMs: options.callMs, maxBytes: LIMITS.restBody, isDelivery: true, followsRedirects: true }
    return withRetry(false, () => once(path, call, bounds))
  }

  return {
    get: async (path, inSpite = false) => {
      const bounds = { deadlineMs: options.callMs, maxBytes: LIMITS.restBody, isDelivery: inSpite }
      const { answer } = await read(path, bounds)
      // JSON comes from the API itself, even after a redirect.
      return settle({ service: 'api', answer }, asJson(path), inSpite)
    },
    getBytes: async (path, maxBytes, begin) => {
      // The API only redirects to the storage.
      const gone = http.breaker.toFailure('storage')
      if (gone !== undefined) return earlier(refusal('service-error', undefined, gone))
      const tried = await read(path, { deadlineMs: options.downloadMs ?? options.callMs, maxBytes, begin })
      // One file over the cap is no failure of a service.
      return settle(tried, answer => (answer.ok || answer.reason !== 'too-large' ? answer : onlyThis(answer)))
    },
    send: async (method, path, body) => settle(await write(method, path, body), asJson(path)),
    spent: () => ({ allowed: rate.allowed, used: rate.used }),
  }
}

/** Returns whether the failure concerns the whole API, not only one resource. */
const isDecisive = ({ reason, status, hint }: Refusal): boolean =>
  reason === 'deadline' || reason === 'budget' || status === 401 || hint !== undefined

const fromApi = (answer: Interpreted): Tried => ({ service: 'api', answer })

const onlyThis = ({ isOutage: _, ...answer }: Interpreted): Refusal => answer

const refusal = (
  reason: GapReason,
  status: number | undefined,
  detail: string,
  more: Partial<Interpreted> = {},
): Interpreted => ({ ok: false, reason, status, detail, permission: undefined, ...more })

const OVER_BUDGET = refusal('budget', undefined, 'not checked: budget')

const NO_TOKEN = refusal('permission-denied', undefined, 'there is no token', {
  hint: 'Leave input `token` at its default, or give it a token',
})

const earlier = ({ reason, detail }: Refusal): Refusal =>
  refusal(reason, undefined, `service did not answer earlier: ${detail}`, { isEarlier: true })

const asJson =
  (path: string) =>
  (answer: Reading<Uint8Array>): Reading<unknown> => {
    if (!answer.ok) return answer
    try {
      return { ...answer, value: parseJson(path.split('?')[0] ?? '', answer.value) }
    } catch (error) {
      return refusalOfError(error)
    }
  }

/**
 * Returns the milliseconds to wait before the one repetition, undefined for none. 403 and 429 with `retry-after` are
 * secondary limits. With `x-ratelimit-remaining: 0` the hour's pool is empty, and a short wait does not help. A failed
 * server is requested once more, except for a write, which may have been done.
 */
const pauseBeforeRetry = ({ answer }: Tried, isReading: boolean): number | undefined => {
  if ('ok' in answer)
    return isReading && answer.reason === 'service-error' && answer.hint === undefined && answer.isEarlier !== true
      ? BUDGETS.repeatRestCall
      : undefined
  if (answer.status === 403 || answer.status === 429) {
    if (answer.headers['x-ratelimit-remaining'] === '0') return undefined
    const seconds = readCount(answer.headers['retry-after'])
    return seconds === undefined ? undefined : seconds * 1000
  }
  return answer.status >= 500 && isReading ? BUDGETS.repeatRestCall : undefined
}

const readAnswer = (answer: HttpAnswer | Interpreted): Reading<Uint8Array> => {
  if ('ok' in answer) return answer
  if (answer.status >= 200 && answer.status < 300) return { ok: true, value: answer.body, headers: answer.headers }
  return interpretAnswer(answer)
}

const interpretAnswer = (answer: HttpAnswer): Interpreted => {
  const { status, headers, body } = answer
  const permission = headers['x-accepted-github-permissions']?.slice(0, 200)
  // GitHub's own HTML pages come with 5xx; a page with another status is from another party.
  if (status >= 500) return refusal('service-error', status, describeStatus(answer), { isOutage: true })
  if (isHtml(body))
    return refusal('service-error', status, describeStatus(answer), { isOutage: true, hint: IN_BETWEEN })
  if (status === 429 || (status === 403 && isLimited(headers))) return interpretLimit(status, headers)
  switch (status) {
    case 401:
      return refusal('permission-denied', status, 'HTTP 401: the token is not valid', { isOutage: true })
    case 403:
      return { ...refusal('permission-denied', status, 'HTTP 403', { permission }), ...findSsoUrl(headers) }
    case 404:
      return refusal('not-found', status, 'HTTP 404: not there, or not visible to the token', { permission })
    case 410:
      return refusal('not-found', status, 'HTTP 410: past its retention', { permission })
    default:
      return refusal('service-error', status, describeStatus(answer))
  }
}

const IN_BETWEEN =
  'Something between this machine and the API answers in its place: see the variables http_proxy, https_proxy and no_proxy'

const isLimited = (headers: HttpHeaders): boolean =>
  headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0'

/** An empty pool is filled again at `x-ratelimit-reset`, in epoch seconds; a secondary limit gives seconds to wait. */
const interpretLimit = (status: number, headers: HttpHeaders): Interpreted => {
  const reset = headers['x-ratelimit-remaining'] === '0' ? readCount(headers['x-ratelimit-reset']) : undefined
  const seconds = readCount(headers['retry-after'])
  const resetAt = reset === undefined ? undefined : fromMillis(reset * 1000)
  const until = resetAt === undefined ? '' : `, until ${resetAt}`
  const wait = resetAt !== undefined || seconds === undefined ? '' : `, for ${seconds} s`
  return refusal('budget', status, `rate limit: HTTP ${status}${until}${wait}`, {
    isOutage: true,
    ...(resetAt === undefined ? {} : { resetAt }),
  })
}

/** `required; url=https://github.com/orgs/ORG/sso?authorization_request=…` (docs.github.com, "Troubleshooting the REST API"). */
const findSsoUrl = (headers: HttpHeaders): Pick<Refusal, 'detail' | 'ssoUrl'> | undefined => {
  const given = headers['x-github-sso']
  if (given === undefined || !given.startsWith('required')) return undefined
  const [, ssoUrl] = /url=(https:\/\/[\w.:-]{1,253}\/orgs\/[\w.-]{1,100}\/sso\?[\w=&%.~-]{1,1000})$/.exec(given) ?? []
  const detail = "HTTP 403: the organization's single sign-on has not authorised the token"
  return ssoUrl === undefined ? { detail } : { detail, ssoUrl }
}

const refusalOfError = (error: unknown): Interpreted => {
  if (!(error instanceof TraceError)) return refusal('service-error', undefined, toOneLine(error), { isOutage: true })
  const { code, hint, message } = error
  return refusal(toGapReason(error), undefined, message, {
    ...(hint === undefined ? {} : { hint }),
    ...(code === 'UNAVAILABLE' ? { isEarlier: true } : { isOutage: true }),
  })
}

/** Returns the milliseconds until a time in epoch seconds. */
const readCount = (value: string | undefined): number | undefined =>
  value !== undefined && /^\d{1,10}$/.test(value) ? Number(value) : undefined

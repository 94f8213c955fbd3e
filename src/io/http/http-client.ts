import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import {
  type CircuitBreaker,
  createCircuitBreaker,
  createLossAccount,
  type LossAccount,
  type LossLimits,
  type Service,
} from './circuit-breaker.ts'
import { createConnections } from './connection.ts'
import { exchange, type HttpAnswer, type HttpBounds, type HttpCall } from './exchange.ts'
import { isHtml, parseJson } from './parse-answer.ts'
import type { ProxySettings } from './proxy.ts'
import { isRedirect, nextAddress, withoutCredentials } from './redirects.ts'

export type { HttpAnswer, HttpCall } from './exchange.ts'

/** One request to a service. `what` names it in messages; no message contains `url`. */
export type ServiceRequest = HttpBounds & {
  readonly service: Service
  readonly what: string
  readonly url: string
  readonly call: HttpCall
  /**
   * Redirects are followed, and no credential header reaches another origin. A write only follows a redirect that keeps
   * its method and origin, as for a renamed repository (RFC 9110, 15.4.8 and 15.4.9).
   */
  readonly followsRedirects?: boolean
  /** Milliseconds before the one repetition after a transient failure; undefined for no repetition. */
  readonly repeatAfterMs?: number
  /**
   * The request is made even after the service failed, once and with a short deadline, because the work done so far
   * would be lost without it.
   */
  readonly isDelivery?: boolean
  /** Called with every answer, including refusals. */
  readonly onAnswer?: (answer: HttpAnswer) => void
}

/** The end of one try, and its service: a redirect leads from the API to the storage. */
export type Attempt = { readonly service: Service; readonly outcome: HttpAnswer | TraceError }

/** The one HTTP client of a process: proxies, deadlines, caps, and no second request to a failed service. */
export type HttpClient = {
  /**
   * Returns the answer, with any status. A service whose answer is a failure is not requested again.
   * @throws TraceError UNAVAILABLE if the service failed earlier; DEADLINE, TOO_LARGE, PROXY or HTTP of the exchange.
   */
  readonly request: (request: ServiceRequest) => Promise<HttpAnswer>
  /**
   * Returns the JSON of a successful answer. @throws TraceError as `request`, and NOT_JSON, which is a failure of the
   * service.
   */
  readonly requestJson: (request: ServiceRequest) => Promise<{ readonly answer: HttpAnswer; readonly value: unknown }>
  /** Makes one try, for callers that evaluate answers by their own rules. The state of the service does not change. */
  readonly attempt: (request: ServiceRequest) => Promise<Attempt>
  readonly breaker: CircuitBreaker
  /** Counts the time that a caller itself waits for a service. */
  readonly losses: LossAccount
}

export const createHttpClient = (proxies: ProxySettings, limits: LossLimits): HttpClient => {
  const connect = createConnections(proxies)
  const breaker = createCircuitBreaker()
  const losses = createLossAccount(limits)

  const hop = async (request: ServiceRequest, service: Service, address: URL, deadlineMs: number): Promise<Attempt> => {
    const { what, call, maxBytes } = request
    const shortened = losses.shorten(deadlineMs, breaker.hasAnswered(service))
    const began = performance.now()
    try {
      const outcome = await exchange(
        what,
        address,
        call,
        { deadlineMs: shortened, maxBytes, begin: request.begin },
        connect(address),
      )
      // A missing permission is reported at once. It also shows that the service is available.
      if (outcome.status !== 403 && failureOfAnswer(outcome) !== undefined) losses.lose(began, performance.now())
      request.onAnswer?.(outcome)
      return { service, outcome }
    } catch (error) {
      losses.lose(began, performance.now())
      return { service, outcome: toTraceError(what, error) }
    }
  }

  const attempt = async (request: ServiceRequest): Promise<Attempt> => {
    const { what, url, service, followsRedirects } = request
    const end = performance.now() + request.deadlineMs
    const closed = request.isDelivery === true ? undefined : breaker.toFailure(service)
    if (closed !== undefined) return { service, outcome: unavailable(what, closed) }
    if (!URL.canParse(url)) return { service, outcome: new TraceError('HTTP', `${what}: not an address`) }
    const first = new URL(url)
    let [at, call, of] = [first, request.call, service]
    for (let count = 0; ; count += 1) {
      const made = await hop({ ...request, call }, of, at, Math.max(0, end - performance.now()))
      const location = getLocation(made.outcome)
      if (followsRedirects !== true || location === undefined) return made
      if (count === LIMITS.redirects) return failed(of, `${what}: more than ${LIMITS.redirects} redirects`)
      const next = nextAddress(location, at, first)
      if (next === undefined) return failed(of, `${what}: redirected to an address that is refused`)
      if (call.method !== 'GET' && (next.origin !== at.origin || !keepsMethod(made.outcome))) return made
      if (next.origin !== at.origin) {
        call = withoutCredentials(call)
        of = 'storage'
        const gone = breaker.toFailure(of)
        if (gone !== undefined) return { service: of, outcome: unavailable(what, gone) }
      }
      at = next
    }
  }

  const repeating = async (given: ServiceRequest): Promise<Attempt> => {
    const isClosed = breaker.toFailure(given.service) !== undefined
    const end = performance.now() + given.deadlineMs
    const made = await attempt(given)
    const pause = given.repeatAfterMs
    if (pause === undefined || isClosed || !mayPass(made.outcome)) return made
    const left = end - performance.now() - pause
    if (left <= 0) return made
    await new Promise(resolve => setTimeout(resolve, pause))
    return attempt({ ...given, deadlineMs: left })
  }

  const noted = <T>(service: Service, outcome: T | TraceError, getAnswer: (outcome: T) => HttpAnswer): T => {
    if (outcome instanceof TraceError) {
      if (outcome.code !== 'UNAVAILABLE') breaker.fail(service, outcome.message, isDecisive(outcome))
      throw outcome
    }
    const answer = getAnswer(outcome)
    const cause = failureOfAnswer(answer)
    if (cause === undefined) breaker.answer(service)
    else breaker.fail(service, cause, answer.status < 500)
    return outcome
  }

  return {
    request: async given => {
      const { service, outcome } = await repeating(given)
      return noted(service, outcome, answer => answer)
    },
    requestJson: async given => {
      const { service, outcome } = await repeating(given)
      return noted(service, withJson(given.what, outcome), ({ answer }) => answer)
    },
    attempt,
    breaker,
    losses,
  }
}

const withJson = (what: string, outcome: HttpAnswer | TraceError) => {
  if (outcome instanceof TraceError) return outcome
  if (outcome.status < 200 || outcome.status > 299) return { answer: outcome, value: undefined }
  try {
    return { answer: outcome, value: parseJson(`${what} from ${outcome.from}`, outcome.body) }
  } catch (error) {
    return toTraceError(what, error)
  }
}

/**
 * Returns whether the failure concerns the whole service: no answer in time, or a problem that a person has to fix
 * first.
 */
const isDecisive = ({ code, hint }: TraceError): boolean => code === 'DEADLINE' || hint !== undefined

const keepsMethod = (outcome: HttpAnswer | TraceError): boolean =>
  !(outcome instanceof TraceError) && (outcome.status === 307 || outcome.status === 308)

const failed = (service: Service, message: string): Attempt => ({
  service,
  outcome: new TraceError('HTTP', message, {
    hint: 'Check the address of the API: another place answers there',
    // No answer of the service was usable.
    cause: new Error('redirect'),
  }),
})

const unavailable = (what: string, cause: string): TraceError =>
  new TraceError('UNAVAILABLE', `${what}: not requested, service did not answer earlier: ${cause}`)

const toTraceError = (what: string, error: unknown): TraceError =>
  error instanceof TraceError ? error : new TraceError('INTERNAL', `${what}: ${String(error)}`, { cause: error })

const getLocation = (outcome: HttpAnswer | TraceError): string | undefined =>
  outcome instanceof TraceError || !isRedirect(outcome.status) ? undefined : outcome.headers['location']

/**
 * Returns the failure if a complete answer shows that the whole service is unavailable, not only one resource; else
 * undefined.
 */
export const failureOfAnswer = (answer: HttpAnswer): string | undefined =>
  answer.status >= 500 || FAILURES.has(answer.status) ? describeStatus(answer) : undefined

const FAILURES: ReadonlySet<number> = new Set([401, 403, 429])

/** Returns `HTTP 503 from HOST`. It mentions an HTML page, since GitHub's services send one with 5xx alone. */
export const describeStatus = ({ status, from, body }: HttpAnswer): string =>
  status < 500 && isHtml(body)
    ? `HTTP ${status} with an HTML page from ${from}, as a proxy, a firewall or a sign-in sends it`
    : `HTTP ${status} from ${from}`

/**
 * Returns whether the same request may succeed a moment later: refused, reset, truncated, 408, 429 or 5xx. A failure
 * with a known remedy is not retryable.
 */
const mayPass = (outcome: HttpAnswer | TraceError): boolean =>
  outcome instanceof TraceError
    ? outcome.code === 'HTTP' && outcome.hint === undefined
    : outcome.status >= 500 || outcome.status === 429 || outcome.status === 408

import { BUDGETS } from '../../core/budgets.ts'
import { startCall } from '../../github/own-call.ts'
import { type ResultsService, requestArtifacts } from '../../github/results/results-call.ts'
import { parseRuntimeToken } from '../../github/results/runtime-token.ts'
import { readServerClock, type ServerClock } from '../../github/server-clock.ts'
import type { Environment } from '../../io/env.ts'
import { createHttpClient, type HttpClient } from '../../io/http/http-client.ts'
import { readProxySettings } from '../../io/http/proxy.ts'
import type { OwnCall } from '../../schema/job/build-facts.ts'

/** The request for the run's artifacts. It runs while the rest of post loads. */
export type EarlyListing = {
  /** The one HTTP client of this step. A service that failed once is not requested again. */
  readonly http: HttpClient
  /** Undefined where the runner gave none. */
  readonly service: ResultsService | undefined
  readonly backend: { readonly backendRunId: string; readonly backendJobId: string } | undefined
  /**
   * The raw answer; undefined where the runner gave no results service. The caller must await it or handle its
   * rejection.
   */
  readonly answer: Promise<unknown> | undefined
  /** GitHub's clock in the answer, once the answer arrived. */
  readonly clock: () => ServerClock | undefined
  /** The state of the request so far; undefined where none was sent. */
  readonly call: () => OwnCall | undefined
}

/** Sends the request at once: its answer takes longer than loading the code that reads it. */
export const askEarly = (environment: Environment, now: () => number): EarlyListing => {
  const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = environment
  const http = createHttpClient(readProxySettings(environment), BUDGETS.postLosses)
  const backend = parseRuntimeToken(token ?? '')
  if (url === undefined || token === undefined || backend === undefined || !URL.canParse(url))
    return { http, service: undefined, backend, answer: undefined, clock: () => undefined, call: () => undefined }
  const service = { url, token, ...backend, http }
  let clock: ServerClock | undefined
  const call = startCall('results', 'ListArtifacts', now(), now)
  // It is not repeated, since only one field of the manifest needs it. The upload is the important request to this
  // service.
  const answer = requestArtifacts(service, BUDGETS.earlyListing, {
    repeats: false,
    onAnswer: ({ headers, sentAt, receivedAt }) => {
      clock = readServerClock(headers['date'] ?? null, sentAt, receivedAt, 'results')
    },
  })
  answer.then(() => call.answered(), call.failed)
  return { http, service, backend, answer, clock: () => clock, call: call.soFar }
}

import { BUDGETS } from '../../core/budgets.ts'
import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { describeStatus, type HttpAnswer, type HttpClient } from '../../io/http/http-client.ts'

/*
 * The results service keeps the artifacts of a run. It speaks Twirp: POST <origin>/twirp/<service>/<method> with JSON,
 * snake_case requests, answers in either case, int64 as strings, wrapper types as plain values
 * (actions/toolkit packages/artifact/src/internal/shared/artifact-twirp-client.ts, generated/results/api/v1).
 * It needs the runtime token of the job and no permission, and lists the artifacts of all jobs of the run.
 */

/**
 * The address of the results service, the requester (ACTIONS_RESULTS_URL, ACTIONS_RUNTIME_TOKEN and the token's `scp`
 * claim), and the HTTP client.
 */
export type ResultsService = {
  readonly url: string
  readonly token: string
  readonly backendRunId: string
  readonly backendJobId: string
  readonly http: HttpClient
}

export type TwirpOptions = {
  /** Called with every answer, including refusals. */
  readonly onAnswer?: (answer: HttpAnswer) => void
  /** Retries once within the deadline after a transient failure; on by default. */
  readonly repeats?: boolean
  /** Makes the request once even if the service failed earlier. */
  readonly isDelivery?: boolean
  /** The Twirp service; by default the one of artifacts. */
  readonly of?: 'ArtifactService' | 'CacheService'
}

/**
 * Returns the unparsed answer of ArtifactService.ListArtifacts; results-service.ts parses it. The two are separate
 * because post makes this request first, before it has loaded any module that checks a schema.
 * @throws TraceError HTTP, DEADLINE, UNAVAILABLE, PROXY, PERMISSION, TOO_LARGE or NOT_JSON.
 */
export const requestArtifacts = (
  service: ResultsService,
  deadlineMs: number,
  options: TwirpOptions = {},
): Promise<unknown> => callTwirp(service, 'ListArtifacts', backendIds(service), deadlineMs, options)

/** The two ids that every request carries. */
export const backendIds = (ids: { readonly backendRunId: string; readonly backendJobId: string }) => ({
  workflow_run_backend_id: ids.backendRunId,
  workflow_job_run_backend_id: ids.backendJobId,
})

/** Makes one call. The toolkit's own client repeats it for 30 s. */
export const callTwirp = async (
  { url, token, http }: ResultsService,
  method: string,
  request: object,
  deadlineMs: number,
  { onAnswer, repeats = true, isDelivery = false, of = 'ArtifactService' }: TwirpOptions = {},
): Promise<unknown> => {
  const { answer, value } = await http.requestJson({
    // Nothing but the history depends on the cache: its failure must not stop an upload.
    service: of === 'CacheService' ? 'cache' : 'results',
    what: method,
    url: new URL(`/twirp/github.actions.results.api.v1.${of}/${method}`, url).href,
    call: {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(request),
    },
    deadlineMs,
    maxBytes: LIMITS.restBody,
    isDelivery,
    repeatAfterMs: repeats ? BUDGETS.repeatResultsCall : undefined,
    onAnswer,
  })
  if (answer.status === 200) return snakeKeys(value)
  throw toRefusalError(method, answer)
}

const toRefusalError = (method: string, answer: HttpAnswer): TraceError => {
  const message = `${method}: ${describeStatus(answer)}`
  // The toolkit recognises it by the same words (actions/toolkit packages/artifact/src/internal/shared/errors.ts,
  // UsageError).
  if (new TextDecoder().decode(answer.body.subarray(0, 4_096)).includes('insufficient usage'))
    return new TraceError('HTTP', `${message}: the storage quota for artifacts is used up`, {
      hint: 'Delete artifacts or raise the limit; GitHub counts again every 6 to 12 hours',
    })
  return new TraceError(answer.status === 401 || answer.status === 403 ? 'PERMISSION' : 'HTTP', message)
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Converts top-level keys to snake_case: protobuf's JSON form allows a server to answer in lowerCamelCase. */
export const snakeKeys = (value: unknown): unknown =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, member]) => [
          key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
          member,
        ]),
      )
    : value

import { TraceError } from '../model/error.ts'
import { LIMITS } from '../model/limits.ts'
import { type PlainAnswer, plainCall } from '../plain-call.ts'
import { parseBody } from './http.ts'

/*
 * The results service keeps the artifacts of a run. It speaks Twirp: POST <origin>/twirp/<service>/<method> with JSON,
 * snake_case requests, answers in either case, int64 as strings, wrapper types as plain values
 * (actions/toolkit packages/artifact/src/internal/shared/artifact-twirp-client.ts, generated/results/api/v1).
 * It needs the runtime token of the job and no permission, and lists the artifacts of all jobs of the run.
 */

/** Where the results service is and who asks: ACTIONS_RESULTS_URL, ACTIONS_RUNTIME_TOKEN and the token's `scp` claim. */
export type ResultsService = {
  readonly url: string
  readonly token: string
  readonly backendRunId: string
  readonly backendJobId: string
}

/** Told of each answer, refusals too: its `Date` header, and epoch milliseconds before and after the exchange. */
export type OnAnswer = (date: string | null, sentAt: number, receivedAt: number) => void

/**
 * The bare answer of ArtifactService.ListArtifacts; results-service.ts reads it. Apart from there because post asks this
 * first, before it has loaded anything that checks a schema.
 * @throws TraceError HTTP, DEADLINE, PERMISSION, TOO_LARGE or NOT_JSON.
 */
export const askForArtifacts = (service: ResultsService, deadlineMs: number, onAnswer?: OnAnswer): Promise<unknown> =>
  callTwirp(service, 'ListArtifacts', backendIds(service), deadlineMs, onAnswer)

/** The two ids that every request carries. */
export const backendIds = (ids: { readonly backendRunId: string; readonly backendJobId: string }) => ({
  workflow_run_backend_id: ids.backendRunId,
  workflow_job_run_backend_id: ids.backendJobId,
})

/** One call, repeated once inside the deadline when the service was sick: the toolkit's clients go on for 30 s. */
export const callTwirp = async (
  service: ResultsService,
  method: string,
  request: object,
  deadlineMs: number,
  onAnswer?: OnAnswer,
) => {
  const end = Date.now() + deadlineMs
  const first = await callOnce(service, method, request, deadlineMs, onAnswer)
  if (!isSick(first) || end - Date.now() <= RETRY_PAUSE_MS) return readAnswer(method, first)
  await new Promise(resolve => setTimeout(resolve, RETRY_PAUSE_MS))
  return readAnswer(method, await callOnce(service, method, request, end - Date.now()))
}

const RETRY_PAUSE_MS = 250

const callOnce = async (
  service: ResultsService,
  method: string,
  request: object,
  deadlineMs: number,
  onAnswer?: OnAnswer,
): Promise<PlainAnswer | TraceError> => {
  const url = new URL(`/twirp/github.actions.results.api.v1.ArtifactService/${method}`, service.url).href
  const call = {
    method: 'POST' as const,
    headers: { authorization: `Bearer ${service.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  }
  const sentAt = Date.now()
  try {
    const answer = await plainCall(method, url, call, { deadlineMs, maxBytes: LIMITS.restBody })
    onAnswer?.(answer.date, sentAt, Date.now())
    return answer
  } catch (error) {
    if (error instanceof TraceError) return error
    throw error
  }
}

/** Refused, reset, truncated, 429 or 5xx: the same call may succeed a moment later. */
const isSick = (answer: PlainAnswer | TraceError): boolean =>
  answer instanceof TraceError ? answer.code === 'HTTP' : answer.status >= 500 || answer.status === 429

const readAnswer = (method: string, answer: PlainAnswer | TraceError): unknown => {
  if (answer instanceof TraceError) throw answer
  if (answer.status === 401 || answer.status === 403)
    throw new TraceError('PERMISSION', `${method}: HTTP ${answer.status}`)
  if (answer.status !== 200) throw new TraceError('HTTP', `${method}: HTTP ${answer.status}`)
  return snakeKeys(parseBody(method, answer.body))
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Top-level keys in snake_case: protobuf's JSON form allows a server to answer in lowerCamelCase. */
export const snakeKeys = (value: unknown): unknown =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, member]) => [
          key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
          member,
        ]),
      )
    : value

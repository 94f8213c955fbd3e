import * as z from 'zod/mini'
import { TraceError } from '../model/error.ts'
import type { Gap, Learned } from '../model/fact.ts'
import { LIMITS } from '../model/limits.ts'
import { sha256Digest } from '../model/scalar.ts'
import { toUtc } from '../model/time.ts'
import { gapOf } from './gap-of.ts'
import { exchange, type HttpAnswer, parseBody } from './http.ts'

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

/** An artifact as the server lists it. `digest` is `sha256:<hex>` of the uploaded bytes, `createdAt` RFC 3339 UTC. */
export type ListedArtifact = {
  readonly name: string
  readonly id: string
  readonly sizeBytes: number
  readonly digest?: string
  readonly createdAt?: string
  readonly backendRunId: string
  /** The job that made it. */
  readonly backendJobId: string
}

/** Told of each answer, refusals too: its `Date` header, and epoch milliseconds before and after the exchange. */
export type OnAnswer = (date: string | null, sentAt: number, receivedAt: number) => void

/** Artifacts in one listing at most; the toolkit's own client stops at 1 000. */
const MAX_LISTED = 10_000

const int64 = z.union([z.string().check(z.regex(/^\d{1,20}$/)), z.int().check(z.minimum(0))])

const listedArtifact = z.object({
  workflow_run_backend_id: z.string().check(z.maxLength(100)),
  workflow_job_run_backend_id: z.string().check(z.maxLength(100)),
  database_id: int64,
  name: z.string().check(z.minLength(1), z.maxLength(512)),
  size: z.optional(int64),
  created_at: z.optional(z.nullable(z.string().check(z.maxLength(60)))),
  digest: z.optional(z.nullable(z.string().check(z.maxLength(200)))),
})

/**
 * All artifacts of the run, newest attempt's or not: the name tells. Entries that cannot be read are left out and
 * counted in a gap; so is a failed call. Source: ArtifactService.ListArtifacts.
 */
export const listArtifacts = async (
  service: ResultsService,
  deadlineMs: number,
  onAnswer?: OnAnswer,
): Promise<Learned<readonly ListedArtifact[]>> => {
  try {
    const answer = await callTwirp(service, 'ListArtifacts', identity(service), deadlineMs, onAnswer)
    const items = isRecord(answer) && Array.isArray(answer['artifacts']) ? answer['artifacts'] : []
    const read = items.slice(0, MAX_LISTED).map(readListed)
    const facts = read.filter(item => item !== undefined)
    return { facts, gaps: listingGaps(items.length, read.length, facts.length) }
  } catch (error) {
    return { facts: [], gaps: [gapOf('artifacts', 'results', error)] }
  }
}

const listingGaps = (listed: number, looked: number, read: number): readonly Gap[] => [
  ...(listed > looked
    ? [
        {
          field: 'artifacts',
          source: 'results',
          reason: 'too-large',
          detail: `${listed} listed, ${looked} read`,
        } as const,
      ]
    : []),
  ...(looked > read
    ? [
        {
          field: 'artifacts',
          source: 'results',
          reason: 'malformed',
          detail: `${looked - read} entries dropped`,
        } as const,
      ]
    : []),
]

const readListed = (item: unknown): ListedArtifact | undefined => {
  const parsed = z.safeParse(listedArtifact, snakeKeys(item))
  if (!parsed.success) return undefined
  const { data } = parsed
  const digest = z.safeParse(sha256Digest, data.digest)
  const createdAt = toUtc(data.created_at ?? '')
  return {
    name: data.name,
    id: String(data.database_id),
    sizeBytes: Number(data.size ?? 0),
    ...(digest.success ? { digest: digest.data } : {}),
    ...(createdAt === undefined ? {} : { createdAt }),
    backendRunId: data.workflow_run_backend_id,
    backendJobId: data.workflow_job_run_backend_id,
  }
}

/**
 * The bytes of an artifact, at most LIMITS.artifactZip.
 * @throws TraceError HTTP, DEADLINE, TOO_LARGE, NOT_JSON or SCHEMA_MISMATCH.
 */
export const fetchArtifactZip = async (
  service: ResultsService,
  artifact: ListedArtifact,
  deadlineMs: number,
): Promise<Uint8Array> => {
  if (artifact.sizeBytes > LIMITS.artifactZip)
    throw new TraceError('TOO_LARGE', `artifact of ${artifact.sizeBytes} bytes, limit ${LIMITS.artifactZip}`)
  const end = Date.now() + deadlineMs
  const answer = await callTwirp(service, 'GetSignedArtifactURL', named(artifact), deadlineMs)
  const url = stringField(answer, 'signed_url')
  const what = 'download of an artifact'
  // The signed URL carries its own credential: the bearer must not go to the blob store.
  const blob = await exchange(what, url, {}, { deadlineMs: end - Date.now(), maxBytes: LIMITS.artifactZip })
  if (blob.status !== 200) throw new TraceError('HTTP', `${what}: HTTP ${blob.status}`)
  return blob.body
}

/**
 * Deletes one artifact by the ids under which it was listed. Source: ArtifactService.DeleteArtifact.
 * @throws TraceError HTTP, DEADLINE or PERMISSION.
 */
export const deleteListedArtifact = async (
  service: ResultsService,
  artifact: ListedArtifact,
  deadlineMs: number,
): Promise<void> => {
  const answer = await callTwirp(service, 'DeleteArtifact', named(artifact), deadlineMs)
  if (!isRecord(answer) || answer['ok'] !== true) throw new TraceError('HTTP', 'the results service refused to delete')
}

const identity = (ids: { readonly backendRunId: string; readonly backendJobId: string }) => ({
  workflow_run_backend_id: ids.backendRunId,
  workflow_job_run_backend_id: ids.backendJobId,
})

const named = (artifact: ListedArtifact) => ({ ...identity(artifact), name: artifact.name })

/** One call, repeated once inside the deadline when the service was sick: the toolkit's clients go on for 30 s. */
const callTwirp = async (
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
): Promise<HttpAnswer | TraceError> => {
  const url = new URL(`/twirp/github.actions.results.api.v1.ArtifactService/${method}`, service.url).href
  const init = {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  }
  const sentAt = Date.now()
  try {
    const answer = await exchange(method, url, init, { deadlineMs, maxBytes: LIMITS.restBody })
    onAnswer?.(answer.headers.get('date'), sentAt, Date.now())
    return answer
  } catch (error) {
    if (error instanceof TraceError) return error
    throw error
  }
}

/** Refused, reset, truncated, 429 or 5xx: the same call may succeed a moment later. */
const isSick = (answer: HttpAnswer | TraceError): boolean =>
  answer instanceof TraceError ? answer.code === 'HTTP' : answer.status >= 500 || answer.status === 429

const readAnswer = (method: string, answer: HttpAnswer | TraceError): unknown => {
  if (answer instanceof TraceError) throw answer
  if (answer.status === 401 || answer.status === 403)
    throw new TraceError('PERMISSION', `${method}: HTTP ${answer.status}`)
  if (answer.status !== 200) throw new TraceError('HTTP', `${method}: HTTP ${answer.status}`)
  return snakeKeys(parseBody(method, answer.body))
}

const stringField = (answer: unknown, field: string): string => {
  const value = isRecord(answer) ? answer[field] : undefined
  if (typeof value !== 'string') throw new TraceError('SCHEMA_MISMATCH', `the answer has no ${field}`)
  return value
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Top-level keys in snake_case: protobuf's JSON form allows a server to answer in lowerCamelCase. */
const snakeKeys = (value: unknown): unknown =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, member]) => [
          key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
          member,
        ]),
      )
    : value

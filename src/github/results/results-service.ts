import * as z from 'zod/mini'
import { artifactZipLimit } from '../../core/artifact-name.ts'
import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { toUtc } from '../../core/time.ts'
import { toGap } from '../../io/gap-of.ts'
import { describeStatus } from '../../io/http/http-client.ts'
import type { Gap, Reading } from '../../schema/values/fact.ts'
import { sha256Digest } from '../../schema/values/scalar.ts'
import { backendIds, callTwirp, isRecord, type ResultsService, requestArtifacts, snakeKeys } from './results-call.ts'

export type { ResultsService } from './results-call.ts'

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
  /** Time of its deletion, RFC 3339 UTC: only REST knows it. */
  readonly expiresAt?: string
}

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
 * Lists all artifacts of the run, of any attempt: the name shows the attempt. Unreadable entries are left out and
 * counted in a gap; a failed call is a gap too. Source: ArtifactService.ListArtifacts.
 */
export const listArtifacts = (
  service: ResultsService,
  deadlineMs: number,
): Promise<Reading<readonly ListedArtifact[]>> => readListing(requestArtifacts(service, deadlineMs))

/** Parses the artifacts of a listing that was requested earlier. */
export const readListing = async (asked: Promise<unknown>): Promise<Reading<readonly ListedArtifact[]>> => {
  try {
    const answer = await asked
    const items = isRecord(answer) && Array.isArray(answer['artifacts']) ? answer['artifacts'] : []
    const read = items.slice(0, LIMITS.resultsArtifacts).map(readListed)
    const facts = read.filter(item => item !== undefined)
    return { value: facts, gaps: listingGaps(items.length, read.length, facts.length) }
  } catch (error) {
    return { value: [], gaps: [toGap('artifacts', 'results', error)] }
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
    digest: digest.success ? digest.data : undefined,
    createdAt,
    backendRunId: data.workflow_run_backend_id,
    backendJobId: data.workflow_job_run_backend_id,
  }
}

/**
 * Downloads an artifact of this project, at most `artifactZipLimit` bytes.
 * @throws TraceError HTTP, DEADLINE, UNAVAILABLE, PROXY, TOO_LARGE, NOT_JSON or SCHEMA_MISMATCH.
 */
export const fetchArtifactZip = async (
  service: ResultsService,
  artifact: ListedArtifact,
  deadlineMs: number,
): Promise<Uint8Array> => {
  const maxBytes = artifactZipLimit(artifact.name)
  if (artifact.sizeBytes > maxBytes)
    throw new TraceError('TOO_LARGE', `artifact of ${artifact.sizeBytes} bytes, limit ${maxBytes}`)
  const end = Date.now() + deadlineMs
  const answer = await callTwirp(service, 'GetSignedArtifactURL', named(artifact), deadlineMs)
  const what = 'download of an artifact'
  const blob = await service.http.request({
    service: 'storage',
    what,
    url: stringField(answer, 'signed_url'),
    // The signed URL contains its own credential, so the bearer token must not go to the blob store.
    call: { method: 'GET', headers: {} },
    deadlineMs: Math.max(0, end - Date.now()),
    maxBytes,
    followsRedirects: true,
  })
  if (blob.status !== 200) throw new TraceError('HTTP', `${what}: ${describeStatus(blob)}`)
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

const named = (artifact: ListedArtifact) => ({ ...backendIds(artifact), name: artifact.name })

const stringField = (answer: unknown, field: string): string => {
  const value = isRecord(answer) ? answer[field] : undefined
  if (typeof value !== 'string') throw new TraceError('SCHEMA_MISMATCH', `the answer has no ${field}`)
  return value
}

import { randomBytes } from 'node:crypto'
import { zipSync } from 'fflate'
import { BUDGETS } from '../../core/budgets.ts'
import { TraceError, toOneLine } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { sha256Hex } from '../../io/digest.ts'
import { describeStatus, type HttpClient } from '../../io/http/http-client.ts'
import { backendIds, callTwirp, isRecord, type ResultsService } from '../results/results-call.ts'

export type ArtifactFile = {
  /** Path inside the zip. */
  readonly name: string
  readonly content: Uint8Array
}

export type UploadedArtifact = {
  readonly id: string
  readonly sizeBytes: number
  /** `sha256:<hex>` of the zip. */
  readonly digest: string
}

/**
 * Uploads files as one zip artifact, from memory: CreateArtifact, the blocks of the zip to the storage,
 * FinalizeArtifact, with the fields and headers of the toolkit's client (actions/toolkit
 * packages/artifact/src/internal/upload/upload-artifact.ts, blob-upload.ts). That client itself is not used: it repeats
 * a call for 30 s, reads proxy variables by three different rules in three libraries, writes warnings into the job, and
 * takes longer to load than the rest of post. If the listing of this step failed, the upload is tried once.
 * @param retentionDays undefined uses the repository's default
 * @throws TraceError UPLOAD with a message that names the failed call and the cause.
 */
export const uploadArtifact = async (
  service: ResultsService,
  name: string,
  files: readonly ArtifactFile[],
  retentionDays: number | undefined,
  deadlineMs: number,
): Promise<UploadedArtifact> => {
  const end = Date.now() + deadlineMs
  const left = (most: number): number => Math.max(0, Math.min(most, end - Date.now()))
  const call = (method: string, request: object): Promise<unknown> =>
    callTwirp(service, method, request, left(BUDGETS.uploadCall), { isDelivery: true })
  try {
    const zip = zipSync(Object.fromEntries(files.map(file => [file.name, file.content])))
    const digest = `sha256:${sha256Hex(zip)}`
    const url = readUploadUrl(await call('CreateArtifact', createRequest(service, name, retentionDays)), service)
    await putBlob(service.http, url, zip, left)
    const size = String(zip.byteLength)
    const id = readId(await call('FinalizeArtifact', { ...backendIds(service), name, size, hash: digest }))
    process.stdout.write(`Artifact ${name} successfully finalized. Artifact ID ${id}\n`)
    return { id, sizeBytes: zip.byteLength, digest }
  } catch (cause) {
    const hint = cause instanceof TraceError && cause.hint !== undefined ? { hint: cause.hint } : {}
    const reason = cause instanceof TraceError ? cause.message : toOneLine(cause)
    throw new TraceError('UPLOAD', `upload of ${name} failed: ${reason}`, { ...hint, cause })
  }
}

/**
 * Returns whether this server has the artifact service that uploads need. GitHub Enterprise Server has none; the rule
 * is the toolkit's (actions/toolkit packages/artifact/src/internal/shared/config.ts, isGhes).
 */
export const hasArtifactService = (serverUrl: string): boolean => {
  if (!URL.canParse(serverUrl)) return true
  const host = new URL(serverUrl).hostname.toLowerCase()
  return host === 'github.com' || host.endsWith('.ghe.com') || host.endsWith('.localhost')
}

/**
 * Returns the days to request, at most the repository's limit: a longer time is refused or cut with a warning in each
 * job.
 * @param given 0 and undefined for the repository's default
 * @param limit GITHUB_RETENTION_DAYS (docs.github.com, "Default environment variables")
 */
export const findRetention = (given: number | undefined, limit: string | undefined): number | undefined => {
  if (given === undefined || given === 0) return undefined
  const most = limit !== undefined && /^[1-9]\d{0,4}$/.test(limit) ? Number(limit) : given
  return Math.min(given, most)
}

/** Version of the artifact format that the toolkit sends. */
const FORMAT = 7
const DAY_MS = 86_400_000

const createRequest = (service: ResultsService, name: string, retentionDays: number | undefined): object => ({
  ...backendIds(service),
  name,
  version: FORMAT,
  mime_type: ZIP,
  expires_at: retentionDays === undefined ? undefined : new Date(Date.now() + retentionDays * DAY_MS).toISOString(),
})

const ZIP = 'application/zip'

/** Requires an encrypted address for the manifest, unless the results service itself is unencrypted. */
const readUploadUrl = (answer: unknown, service: ResultsService): string => {
  const url = okAnswer('CreateArtifact', answer)['signed_upload_url']
  const protocol = typeof url === 'string' && URL.canParse(url) ? new URL(url).protocol : undefined
  const isAllowed = protocol === 'https:' || (protocol === 'http:' && new URL(service.url).protocol === 'http:')
  if (typeof url === 'string' && isAllowed) return url
  throw new TraceError('UPLOAD', 'CreateArtifact: the answer has no address to upload to')
}

const readId = (answer: unknown): string => {
  const id = okAnswer('FinalizeArtifact', answer)['artifact_id']
  if ((typeof id === 'string' || typeof id === 'number') && /^\d{1,20}$/.test(String(id))) return String(id)
  throw new TraceError('UPLOAD', 'FinalizeArtifact: the answer has no id of an artifact')
}

const okAnswer = (method: string, answer: unknown): Readonly<Record<string, unknown>> => {
  if (isRecord(answer) && answer['ok'] === true) return answer
  throw new TraceError('UPLOAD', `${method}: the results service refused`)
}

/**
 * Sends Put Block for each part, then Put Block List (learn.microsoft.com/rest/api/storageservices), like the toolkit's
 * SDK.
 */
const putBlob = async (
  http: HttpClient,
  url: string,
  bytes: Uint8Array,
  left: (most: number) => number,
): Promise<void> => {
  const put = async (query: string, body: Uint8Array | string, headers: Readonly<Record<string, string>>) => {
    const what = 'upload to the storage'
    const answer = await http.request({
      service: 'storage',
      what,
      url: `${url}${url.includes('?') ? '&' : '?'}${query}`,
      call: { method: 'PUT', headers: { 'x-ms-version': STORAGE_VERSION, ...headers }, body },
      deadlineMs: left(BUDGETS.uploadBlock + (body.length / BUDGETS.uploadBytesPerSecond) * 1000),
      maxBytes: LIMITS.storageAnswer,
      isDelivery: true,
      repeatAfterMs: BUDGETS.repeatResultsCall,
    })
    if (answer.status !== 201) throw new TraceError('UPLOAD', `${what}: ${describeStatus(answer)}`)
  }
  const prefix = randomBytes(24).toString('hex')
  const ids: string[] = []
  for (let start = 0; start < bytes.byteLength; start += LIMITS.uploadBlock) {
    const id = Buffer.from(`${prefix}${String(ids.length).padStart(6, '0')}`).toString('base64')
    await put(`comp=block&blockid=${encodeURIComponent(id)}`, bytes.subarray(start, start + LIMITS.uploadBlock), BINARY)
    ids.push(id)
  }
  const list = ids.map(id => `<Latest>${id}</Latest>`).join('')
  await put('comp=blocklist', `<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`, {
    'content-type': 'application/xml',
    'x-ms-blob-content-type': ZIP,
  })
}

const STORAGE_VERSION = '2023-11-03'
const BINARY = { 'content-type': 'application/octet-stream' }

import { BUDGETS } from '../../core/budgets.ts'
import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { describeStatus } from '../../io/http/http-client.ts'
import { callTwirp, isRecord, type ResultsService, snakeKeys } from './results-call.ts'

/*
 * Entries of the repository's cache, by the three calls of CacheService (actions/toolkit
 * packages/cache/src/generated/results/api/v1/cache.ts) and one blob. The client of the toolkit, @actions/cache, is not
 * used: it downloads an entry of any size and unpacks it with `tar -P`, so that whoever wrote the entry chooses the
 * paths (packages/cache/src/internal/tar.ts), it has no cap and no deadline for the whole, and it would add a storage
 * SDK to every job's download. An entry of ours is one small blob in memory, and no file.
 */

/** A name in the cache. Entries match only within one `version` (64 hexadecimal digits). */
export type CacheName = { readonly key: string; readonly version: string }

export type FoundEntry = { readonly key: string; readonly url: string }

/**
 * Finds the newest entry whose key begins with `name.key`: in the scope of the own ref first, then in those of the base
 * and the default branch (docs.github.com "Dependency caching reference"). Undefined where there is none.
 * @throws TraceError HTTP, DEADLINE, UNAVAILABLE, PROXY, PERMISSION or NOT_JSON.
 */
export const findCacheEntry = async (service: ResultsService, name: CacheName): Promise<FoundEntry | undefined> => {
  const request = { key: name.key, restore_keys: [name.key], version: name.version }
  const answer = await call(service, 'GetCacheEntryDownloadURL', request)
  if (answer['ok'] !== true) return undefined
  const { matched_key: key, signed_download_url: url } = answer
  if (typeof key !== 'string' || typeof url !== 'string')
    throw new TraceError('HTTP', 'GetCacheEntryDownloadURL: the answer names no entry')
  return { key, url }
}

/** Downloads an entry. @throws TraceError TOO_LARGE above `maxBytes`, and those of `findCacheEntry`. */
export const downloadCacheEntry = async (
  { http }: ResultsService,
  { url }: FoundEntry,
  maxBytes: number,
): Promise<Uint8Array> => {
  const what = 'download of a cache entry'
  // The address holds its own credential.
  const answer = await http.request({
    ...({ service: 'cache', what, url, call: { method: 'GET', headers: {} } } as const),
    ...{ deadlineMs: BUDGETS.cacheCall, maxBytes, followsRedirects: true },
  })
  if (answer.status !== 200) throw new TraceError('HTTP', `${what}: ${describeStatus(answer)}`)
  return answer.body
}

/**
 * Saves an entry. An entry never changes: a key that exists is refused.
 * @throws TraceError PERMISSION where the token may not write, UPLOAD for another refusal, and those of
 * `findCacheEntry`.
 */
export const saveCacheEntry = async (service: ResultsService, name: CacheName, bytes: Uint8Array): Promise<void> => {
  const created = await call(service, 'CreateCacheEntry', name)
  const url = created['signed_upload_url']
  if (created['ok'] !== true || typeof url !== 'string') throw toRefusal('CreateCacheEntry', created)
  const what = 'upload of a cache entry'
  // Put Blob, as the toolkit's SDK sends a blob below 128 MiB (packages/cache/src/internal/uploadUtils.ts).
  const headers = { 'x-ms-blob-type': 'BlockBlob', 'x-ms-version': STORAGE_VERSION, 'content-type': BINARY }
  const answer = await service.http.request({
    ...({ service: 'cache', what, url, call: { method: 'PUT', headers, body: bytes } } as const),
    ...{ deadlineMs: BUDGETS.cacheCall, maxBytes: LIMITS.storageAnswer },
  })
  if (answer.status !== 201) throw new TraceError('UPLOAD', `${what}: ${describeStatus(answer)}`)
  const size = { size_bytes: String(bytes.byteLength) }
  const finalized = await call(service, 'FinalizeCacheEntryUpload', { ...name, ...size })
  if (finalized['ok'] !== true) throw toRefusal('FinalizeCacheEntryUpload', finalized)
}

const STORAGE_VERSION = '2023-11-03'
const BINARY = 'application/octet-stream'

const call = async (
  service: ResultsService,
  method: string,
  request: object,
): Promise<Readonly<Record<string, unknown>>> => {
  const answer = snakeKeys(await callTwirp(service, method, request, BUDGETS.cacheCall, { of: 'CacheService' }))
  if (isRecord(answer)) return answer
  throw new TraceError('HTTP', `${method}: the cache service answered with no object`)
}

/** A denied write begins with fixed words (actions/toolkit packages/cache/src/cache.ts, CACHE_WRITE_DENIED_PREFIX). */
const toRefusal = (method: string, { message }: Readonly<Record<string, unknown>>): TraceError => {
  const detail = typeof message === 'string' && message !== '' ? message.slice(0, LIMITS.cacheRefusal) : 'refused'
  return new TraceError(detail.startsWith('cache write denied:') ? 'PERMISSION' : 'UPLOAD', `${method}: ${detail}`)
}

import type { LabCache, LabState, LabToken } from '../state.ts'
import type { BlobStore } from './blobs.ts'
import { refuse, type TwirpMethod, textOf } from './twirp.ts'

const READ = 1
const WRITE = 2
const MAX_KEYS = 10
const MAX_KEY_LENGTH = 512

/**
 * `github.actions.results.api.v1.CacheService` (v2) as @actions/cache 6 calls it
 * (actions/toolkit packages/cache/src/generated/results/api/v1/cache.ts). Scopes come from the runtime token's `ac`.
 */
export const cacheService = (state: LabState, blobs: BlobStore): Readonly<Record<string, TwirpMethod>> => ({
  // Denials: reading answers 403, writing answers ok:false, each with its fixed prefix
  // (actions/toolkit packages/cache/src/cache.ts, CACHE_READ_DENIED_PREFIX and CACHE_WRITE_DENIED_PREFIX).
  GetCacheEntryDownloadURL: (body, token) => {
    const restoreKeys = body['restore_keys'] ?? body['restoreKeys'] ?? []
    const keys = [textOf(body, 'key'), ...(Array.isArray(restoreKeys) ? restoreKeys.map(String) : [])]
    const fault = keys.length > MAX_KEYS ? 'too many keys' : keys.map(keyFault).find(one => one !== undefined)
    if (fault !== undefined) return refuse('invalid_argument', fault)
    const scopes = scopesWith(token, READ)
    if (scopes.length === 0)
      return refuse('permission_denied', 'cache read denied: the token has no readable cache scopes')
    const found = lookUp(state, scopes, keys, textOf(body, 'version'))
    if (found === undefined) return { ok: { ok: false, signed_download_url: '', matched_key: '' } }
    found.lastAccessedAt = state.now()
    return {
      ok: {
        ok: true,
        signed_download_url: blobs.signedUrl('caches', found.blobId, { access: 'read', lifetimeSeconds: 600 }),
        matched_key: found.key,
      },
    }
  },

  CreateCacheEntry: (body, token) => {
    const key = textOf(body, 'key')
    const version = textOf(body, 'version')
    const fault = keyFault(key) ?? (version === '' ? 'version is required' : undefined)
    if (fault !== undefined) return refuse('invalid_argument', fault)
    const [scope] = scopesWith(token, WRITE)
    if (scope === undefined)
      return {
        ok: {
          ok: false,
          signed_upload_url: '',
          message: 'cache write denied: the token has no writable cache scopes',
        },
      }
    if (findExact(state, scope, key, version) !== undefined)
      return refuse('already_exists', 'cache entry with the same key, version, and scope already exists')
    const createdAt = state.now()
    const cache: LabCache = {
      id: state.nextId(),
      key,
      version,
      scope,
      blobId: blobs.newBlobId(),
      size: 0,
      createdAt,
      lastAccessedAt: createdAt,
      finalized: false,
    }
    state.caches.set(cache.id, cache)
    return {
      ok: {
        ok: true,
        signed_upload_url: blobs.signedUrl('caches', cache.blobId, { access: 'write', lifetimeSeconds: 3600 }),
      },
    }
  },

  FinalizeCacheEntryUpload: (body, token) => {
    const [scope = ''] = scopesWith(token, WRITE)
    const cache = findExact(state, scope, textOf(body, 'key'), textOf(body, 'version'))
    if (cache === undefined || cache.finalized) return refuse('not_found', 'cache entry not found')
    const bytes = state.blobs.get(cache.blobId)?.bytes.length
    if (bytes === undefined || String(bytes) !== textOf(body, 'size_bytes'))
      return { ok: { ok: false, entry_id: '0', message: 'the size does not match the uploaded bytes' } }
    cache.size = bytes
    cache.finalized = true
    return { ok: { ok: true, entry_id: String(cache.id) } }
  },
})

/**
 * GitHub's matching: scope by scope (own ref first); in each, key by key, exact before newest with that prefix
 * (docs.github.com "Dependency caching reference", cache key matching).
 */
const lookUp = (
  state: LabState,
  scopes: readonly string[],
  keys: readonly string[],
  version: string,
): LabCache | undefined => {
  for (const scope of scopes) {
    const inScope = [...state.caches.values()]
      .filter(one => one.finalized && one.scope === scope && one.version === version)
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || b.id - a.id)
    for (const key of keys) {
      const found = inScope.find(one => one.key === key) ?? inScope.find(one => one.key.startsWith(key))
      if (found !== undefined) return found
    }
  }
  return undefined
}

const findExact = (state: LabState, scope: string, key: string, version: string): LabCache | undefined =>
  [...state.caches.values()].find(one => one.scope === scope && one.key === key && one.version === version)

const scopesWith = (token: LabToken, bit: number): readonly string[] =>
  token.cacheScopes.filter(one => (one.permission & bit) !== 0).map(one => one.scope)

/** actions/toolkit packages/cache/src/cache.ts, checkKey. */
const keyFault = (key: string): string | undefined => {
  if (key === '') return 'key is required'
  if (key.length > MAX_KEY_LENGTH) return `key is longer than ${MAX_KEY_LENGTH} characters`
  return key.includes(',') ? 'key contains a comma' : undefined
}

import { after, between } from './log-line.ts'

export type CacheEvent =
  | { readonly kind: 'found'; readonly key: string; readonly exact?: 'hit' | 'partial'; readonly lookup?: boolean }
  | { readonly kind: 'missed'; readonly keys: { readonly key?: string; readonly restoreKeys?: string[] } }
  | { readonly kind: 'restore-refused' | 'restore-failed' | 'lookup-only' }
  /** ruby/setup-ruby says which key it asks for, and nothing on a miss. */
  | { readonly kind: 'asked'; readonly key: string }
  | { readonly kind: 'size'; readonly bytes: number }
  | { readonly kind: 'saved'; readonly key: string }
  | {
      readonly kind: 'not-saved'
      readonly key?: string
      readonly reason: 'exact-hit' | 'another-job-creates-it' | 'mode-forbids' | 'error'
    }

const MAX_KEY = 512
const RESERVED = ', another job may be creating this cache.'
const MISS_FAILED = '##[error]Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: '

/**
 * What one line says of a cache; undefined for any other line. Beside the library and actions/cache: actions/setup-*
 * (src/cache-restore.ts, cache-save.ts), astral-sh/setup-uv (src/cache/restore-cache.ts, src/save-cache.ts),
 * ruby/setup-ruby (bundler.js), Swatinem/rust-cache (src/restore.ts).
 */
export const cacheEvent = (text: string): CacheEvent | undefined => {
  const found = foundEvent(text)
  if (found !== undefined) return found
  const missed = after(text, 'Cache not found for input keys: ')
  if (missed !== undefined) {
    const [key, ...restoreKeys] = missed.split(', ').map(item => item.trim())
    return {
      kind: 'missed',
      keys: { ...(isKey(key) ? { key } : {}), restoreKeys: restoreKeys.filter(isKey).slice(0, 10) },
    }
  }
  const missedUv = after(text, 'No GitHub Actions cache found for key: ')
  if (missedUv !== undefined) return { kind: 'missed', keys: isKey(missedUv) ? { key: missedUv } : {} }
  const asked = after(text, 'Cache key: ')
  if (isKey(asked)) return { kind: 'asked', key: asked }
  if (text === 'No cache found.') return { kind: 'missed', keys: {} }
  const failed = after(text, MISS_FAILED)
  if (failed !== undefined) return { kind: 'missed', keys: isKey(failed) ? { key: failed } : {} }
  // `npm cache is not found` of setup-node, `go cache` of others: the key is not said.
  if (/^(?:[\w-]{1,40} cache|Cache) is not found$/.test(text)) return { kind: 'missed', keys: {} }
  if (text === 'Lookup only - skipping download') return { kind: 'lookup-only' }
  const message = after(text, '##[warning]') ?? text
  if (isRefused(message, 'restore', 'read')) return { kind: 'restore-refused' }
  if (isRefused(message, 'save', 'write')) return { kind: 'not-saved', reason: 'mode-forbids' }
  if (text.startsWith('##[warning]Failed to restore: ')) return { kind: 'restore-failed' }
  return sizeEvent(text) ?? saveEvent(text)
}

const foundEvent = (text: string): CacheEvent | undefined => {
  const exact = after(text, 'Cache hit for: ')
  if (isKey(exact)) return { kind: 'found', key: exact, exact: 'hit' }
  const prefix = after(text, 'Cache hit for restore-key: ')
  if (isKey(prefix)) return { kind: 'found', key: prefix, exact: 'partial' }
  const rust = /^Restored from cache key "([^"]{1,512})" full match: (true|false)\.?$/.exec(text)
  if (rust?.[1] !== undefined) return { kind: 'found', key: rust[1], exact: rust[2] === 'true' ? 'hit' : 'partial' }
  const restored =
    after(text, 'Cache restored from key: ') ??
    after(text, 'uv cache restored from GitHub Actions cache with key: ') ??
    after(text, 'Found cache for key: ')
  if (isKey(restored)) return { kind: 'found', key: restored }
  const seen = after(text, 'Cache found and can be restored from key: ')
  return isKey(seen) ? { kind: 'found', key: seen, lookup: true } : undefined
}

const sizeEvent = (text: string): CacheEvent | undefined => {
  const match = /^Cache Size: ~\d{1,12} MB \((\d{1,15}) B\)$/.exec(text) ?? /^Sent \d{1,15} of (\d{1,15}) \(/.exec(text)
  return match?.[1] === undefined ? undefined : { kind: 'size', bytes: Number(match[1]) }
}

const saveEvent = (text: string): CacheEvent | undefined => {
  const saved =
    after(text, 'Cache saved with key: ') ??
    after(text, 'Cache saved with the key: ') ??
    after(text, 'cache saved with the key: ') ??
    after(text, 'uv cache saved with the key: ')
  if (isKey(saved)) return { kind: 'saved', key: saved }
  const same =
    between(text, 'Cache hit occurred on the primary key ', ', not saving cache.') ??
    between(text, 'Cache hit occurred on key ', ', not saving cache.')
  if (isKey(same)) return { kind: 'not-saved', key: same, reason: 'exact-hit' }
  const failed = after(text, 'Failed to save: ') ?? after(text, '##[warning]Failed to save: ')
  const reserved = after(failed ?? '', 'Unable to reserve cache with key ')
  const end = reserved?.indexOf(RESERVED) ?? -1
  const key = reserved?.slice(0, Math.max(end, 0))
  if (end >= 0) return { kind: 'not-saved', ...(isKey(key) ? { key } : {}), reason: 'another-job-creates-it' }
  if (failed !== undefined || text.startsWith('##[warning]Cache reservation failed: '))
    return { kind: 'not-saved', reason: 'error' }
  return undefined
}

const isRefused = (text: string, operation: string, access: string): boolean =>
  (text.startsWith(`Cache ${operation} skipped: the effective cache-mode '`) &&
    text.endsWith(` does not permit ${access}s.`)) ||
  text.includes(`cache ${access} denied:`)

export const isKey = (text: string | undefined): text is string =>
  text !== undefined && text !== '' && text.length <= MAX_KEY

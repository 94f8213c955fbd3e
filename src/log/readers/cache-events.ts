import { after, between } from '../lines/log-line.ts'

export type CacheEvent =
  | {
      readonly kind: 'found'
      readonly key: string
      readonly exact?: 'hit' | 'partial'
      readonly lookup?: boolean
      /** True for the answer of the service, before any download. */
      readonly isAnswer?: boolean
    }
  | { readonly kind: 'missed'; readonly keys: { readonly key?: string; readonly restoreKeys?: string[] } }
  | { readonly kind: 'restore-refused'; readonly reason: Refusal }
  | { readonly kind: 'restore-failed' | 'lookup-only' | 'unpacked' }
  /** gradle/actions prints for each entry its requested key and the duration of the restore. */
  | { readonly kind: 'restored-in'; readonly key: string; readonly durationMs: number }
  /** ruby/setup-ruby prints the key that it requests, and nothing on a miss. */
  | { readonly kind: 'asked'; readonly key: string }
  | { readonly kind: 'size'; readonly bytes: number }
  | { readonly kind: 'saved'; readonly key: string }
  | {
      readonly kind: 'not-saved'
      readonly key?: string
      readonly reason: 'exact-hit' | 'another-job-creates-it' | 'over-limit' | 'error' | Refusal
      readonly bytes?: number
      /** The library prints a further line about the same save, with its key. */
      readonly goesOn?: boolean
    }
  /** actions/cache/save prints this last, whatever the library printed before. */
  | { readonly kind: 'save-failed' }

/** Beginnings of every line about a cache. */
export const CACHE_PREFIXES: readonly string[] = [
  '##[error]',
  '##[warning]',
  'Cache ',
  'Lookup only',
  'Failed to save: ',
  'Failed to restore: ',
  'Sent ',
  'Found cache for key: ',
  'Restored from cache key ',
  'Restored cache entry with key ',
  'Saved cache entry with key ',
  'Gradle User Home cache not found.',
  'Basic caching ',
  'No GitHub Actions cache found for key: ',
  'No cache found.',
  'uv cache ',
  ...['npm', 'yarn', 'pnpm', 'pip', 'pipenv', 'poetry', 'maven', 'gradle', 'sbt', 'go', 'dotnet'].map(
    name => `${name} cache is not found`,
  ),
]

const MAX_KEY = 512
const RESERVED = ', another job may be creating this cache.'
const MISS_FAILED = '##[error]Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: '

/**
 * Returns the cache event of one line, or undefined for any other line. It knows the library, actions/cache,
 * actions/setup-* (src/cache-restore.ts, cache-save.ts), astral-sh/setup-uv (src/cache/restore-cache.ts,
 * src/save-cache.ts), ruby/setup-ruby (bundler.js), Swatinem/rust-cache (src/restore.ts), hendrikmuhs/ccache-action
 * (src/restore.ts) and gradle/actions (sources/src/cache-service-basic.ts; until v5 sources/src/caching/).
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
  if (MISSES.includes(text)) return { kind: 'missed', keys: {} }
  const failed = after(text, MISS_FAILED)
  if (failed !== undefined) return { kind: 'missed', keys: isKey(failed) ? { key: failed } : {} }
  // `npm cache is not found` of setup-node, `go cache` of other actions: the line has no key.
  if (/^(?:[\w-]{1,40} cache|Cache) is not found$/.test(text)) return { kind: 'missed', keys: {} }
  if (text === 'Lookup only - skipping download') return { kind: 'lookup-only' }
  if (text === 'Cache restored successfully') return { kind: 'unpacked' }
  // A refusal because of a fault of the service (5xx) is an error; any other refusal is a warning.
  const message = after(text, '##[warning]') ?? after(text, '##[error]') ?? text
  const unread = findRefusal(message, 'restore', 'read')
  if (unread !== undefined) return { kind: 'restore-refused', reason: unread }
  const unwritten = findRefusal(message, 'save', 'write')
  if (unwritten !== undefined) return { kind: 'not-saved', reason: unwritten, goesOn: message.startsWith(RESERVATION) }
  if (message.startsWith('Failed to restore: ')) return { kind: 'restore-failed' }
  return sizeEvent(text) ?? saveEvent(text, message)
}

const MISSES: readonly string[] = [
  'No cache found.',
  'Gradle User Home cache not found. Will initialize empty.',
  'Basic caching did not find an entry to restore. Will start with empty state.',
]

const foundEvent = (text: string): CacheEvent | undefined => {
  const exact = after(text, 'Cache hit for: ')
  if (isKey(exact)) return { kind: 'found', key: exact, exact: 'hit', isAnswer: true }
  const prefix = after(text, 'Cache hit for restore-key: ')
  if (isKey(prefix)) return { kind: 'found', key: prefix, exact: 'partial', isAnswer: true }
  const rust = /^Restored from cache key "([^"]{1,512})" full match: (true|false)\.?$/.exec(text)
  if (rust?.[1] !== undefined) return { kind: 'found', key: rust[1], exact: rust[2] === 'true' ? 'hit' : 'partial' }
  const timed = /^Restored cache entry with key ([^ ]{1,512}) to .{0,8000} in (\d{1,9})ms$/.exec(text)
  if (timed?.[1] !== undefined) return { kind: 'restored-in', key: timed[1], durationMs: Number(timed[2]) }
  const restored =
    after(text, 'Cache restored from key: ') ??
    after(text, 'Basic caching restored from cache key: ') ??
    between(text, 'Restored from cache key "', '".') ??
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

const RESERVATION = 'Cache reservation failed: '

const saveEvent = (text: string, message: string): CacheEvent | undefined => {
  const saved =
    after(text, 'Cache saved with key: ') ??
    after(text, 'Cache saved with the key: ') ??
    after(text, 'cache saved with the key: ') ??
    after(text, 'uv cache saved with the key: ') ??
    after(text, 'Basic caching saved entry with key: ') ??
    /^Saved cache entry with key ([^ ]{1,512}) from .{0,8000} in \d{1,9}ms$/.exec(text)?.[1]
  if (isKey(saved)) return { kind: 'saved', key: saved }
  const same =
    between(text, 'Cache hit occurred on the primary key ', ', not saving cache.') ??
    between(text, 'Cache hit occurred on the cache key ', ', not saving cache.') ??
    between(text, 'Cache hit occurred on key ', ', not saving cache.') ??
    between(text, 'Basic caching restored entry with key `', '`. Save was skipped.')
  if (isKey(same)) return { kind: 'not-saved', key: same, reason: 'exact-hit' }
  if (message.startsWith(RESERVATION)) return { kind: 'not-saved', reason: 'error', goesOn: true }
  if (text === '##[warning]Cache save failed.') return { kind: 'save-failed' }
  // actions/setup-python src/cache-save.ts: its restore found no folder to keep.
  if (text.startsWith('##[warning]Cache paths are empty. ')) return { kind: 'not-saved', reason: 'error' }
  const failed = after(message, 'Failed to save: ')
  return failed === undefined ? undefined : failedSave(failed)
}

/** Returns the reason of a failed save, from the library's message (actions/toolkit packages/cache/src/cache.ts). */
const failedSave = (why: string): CacheEvent => {
  const reserved = after(why, 'Unable to reserve cache with key ')
  const end = reserved?.indexOf(RESERVED) ?? -1
  const key = reserved?.slice(0, Math.max(end, 0))
  if (reserved !== undefined && end >= 0) {
    const details = after(reserved.slice(end + RESERVED.length).trimStart(), 'More details: ')
    const reason = isTaken(details) ? 'another-job-creates-it' : 'error'
    return { kind: 'not-saved', ...(isKey(key) ? { key } : {}), reason }
  }
  const [, bytes] = TOO_LARGE.exec(why) ?? []
  return bytes === undefined
    ? { kind: 'not-saved', reason: 'error' }
    : { kind: 'not-saved', reason: 'over-limit', bytes: Number(bytes) }
}

/**
 * The library says of every refused reservation that another job may be creating the cache; only the service's own
 * message tells whether the entry exists, and older versions have none.
 */
const isTaken = (details: string | undefined): boolean =>
  details === undefined || details === '' || details === 'undefined' || /already exists|same key/i.test(details)

const TOO_LARGE =
  /^Cache size of ~\d{1,12} MB \((\d{1,15}) B\) is over the (?:10GB|data cap) limit, not saving cache\.$/

/**
 * The cause of a refusal: the mode that the runner gave the job, which the library reports; or the service, with its
 * answer repeated by the library.
 */
type Refusal = 'mode-forbids' | 'denied'

const findRefusal = (text: string, operation: string, access: string): Refusal | undefined => {
  if (text.startsWith(`Cache ${operation} skipped: the effective cache-mode '`))
    return text.endsWith(` does not permit ${access}s.`) ? 'mode-forbids' : undefined
  return text.includes(`cache ${access} denied:`) ? 'denied' : undefined
}

export const isKey = (text: string | undefined): text is string =>
  text !== undefined && text !== '' && text.length <= MAX_KEY

import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { toUtc } from '../../core/time.ts'
import { inParallel } from '../../io/in-parallel.ts'
import type { CacheEntry } from '../../schema/run/run-evidence.ts'
import type { Gap, Reading } from '../../schema/values/fact.ts'
import type { Refusal, RunClient } from './client.ts'
import { gapOfRefusal } from './refusal-gap.ts'

/** The entries that REST lists for one key prefix, on any ref; newest first. */
export type ListedCaches = {
  readonly prefix: string
  readonly entries: readonly CacheEntry[]
  /** True if the list is complete. Otherwise an unlisted entry may exist. */
  readonly complete: boolean
}

const MAX_KEY = 512
const cacheResponse = z.object({
  key: z.string().check(z.minLength(1), z.maxLength(MAX_KEY)),
  ref: z.string().check(z.minLength(1), z.maxLength(1_024)),
  size_in_bytes: z.optional(z.nullable(z.int().check(z.minimum(0)))),
  created_at: z.optional(z.nullable(z.string().check(z.maxLength(60)))),
})
const answer = z.object({
  total_count: z.optional(z.nullable(z.int())),
  actions_caches: z.array(z.unknown()),
})

/**
 * Reads `GET /actions/caches?key=`, which matches the beginning of keys; needs `actions: read`. It reads one page for
 * each prefix, so nothing is known about an entry that is not among the hundred newest.
 */
export const readCaches = async (
  client: RunClient,
  repository: string,
  prefixes: readonly string[],
): Promise<Reading<readonly ListedCaches[]>> => {
  let refused: Refusal | undefined
  const readOne = async (prefix: string): Promise<ListedCaches | Gap | undefined> => {
    // A refusal applies to all further prefixes too.
    if (refused !== undefined) return undefined
    const query = new URLSearchParams({
      key: prefix,
      sort: 'created_at',
      direction: 'desc',
      per_page: String(LIMITS.perPage),
    })
    const got = await client.get(`/repos/${repository}/actions/caches?${query}`)
    if (got.ok) return readPage(prefix, got.value) ?? MALFORMED
    refused ??= got
    return undefined
  }
  const [first, ...others] = prefixes
  // The first request alone shows whether the permission is there.
  const read = [
    ...(first === undefined ? [] : [await readOne(first)]),
    ...(await inParallel(others, LIMITS.requestsAtOnce, readOne)),
  ]
  return {
    value: read.flatMap(one => (one === undefined || 'reason' in one ? [] : [one])),
    gaps: [
      ...read.flatMap(one => (one !== undefined && 'reason' in one ? [one] : [])),
      ...(refused === undefined ? [] : [gapOfRefusal('cacheFindings', refused)]),
    ],
  }
}

const MALFORMED: Gap = { field: 'cacheFindings', source: 'api', reason: 'malformed' }

const readPage = (prefix: string, value: unknown): ListedCaches | undefined => {
  const page = z.safeParse(answer, value)
  if (!page.success) return undefined
  const raw = page.data.actions_caches.slice(0, LIMITS.perPage)
  const entries = raw.flatMap(one => {
    const parsed = z.safeParse(cacheResponse, one)
    return parsed.success ? [toEntry(parsed.data)] : []
  })
  const total = page.data.total_count ?? Number.POSITIVE_INFINITY
  const isWhole = total <= raw.length && entries.length === page.data.actions_caches.length
  return { prefix, entries, complete: isWhole }
}

const toEntry = (raw: z.output<typeof cacheResponse>): CacheEntry => {
  const createdAt = toUtc(raw.created_at ?? '')
  return {
    key: raw.key,
    ref: raw.ref,
    sizeBytes: typeof raw.size_in_bytes === 'number' ? raw.size_in_bytes : undefined,
    createdAt,
  }
}

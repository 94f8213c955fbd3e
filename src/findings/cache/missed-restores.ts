import { LIMITS } from '../../core/limits.ts'
import { millisBetween } from '../../core/time.ts'
import { type KeyContext, type ParsedCacheKey, parseCacheKey } from '../../history/parse-cache-key.ts'
import type { CacheOperation } from '../../schema/job/job-manifest.ts'
import type { Confidence } from '../../schema/values/fact.ts'

/** A job and its known cache operations, from its manifest or from its log. */
export type CacheJob = {
  readonly id?: string | undefined
  readonly name: string
  readonly caches: readonly LoggedOperation[]
}

/** A cache operation. `confidence` is that of the log line; absent for an operation from a recorder. */
export type LoggedOperation = CacheOperation & { readonly confidence?: Confidence | undefined }

export type MissedRestore = {
  readonly job: CacheJob
  readonly restore: LoggedOperation
  /** The requested key. Some actions do not print it; then it is the key that the same step saved. */
  readonly key: string | undefined
  readonly parsedKey: ParsedCacheKey | undefined
  /** The job's own save of that key. */
  readonly save: CacheOperation | undefined
}

/** Lists the restores that brought nothing, or an entry of another key than the requested one. */
export const missedRestores = (jobs: readonly CacheJob[], context: KeyContext): readonly MissedRestore[] =>
  jobs.flatMap(job =>
    job.caches.filter(isMissed).map(restore => {
      const save = job.caches.find(
        one => one.operation === 'save' && isSaveFor(one, restore) && !isEarlier(one, restore),
      )
      const key = restore.key ?? save?.key
      const others = restore.matchedKey === undefined ? [] : [restore.matchedKey]
      return { job, restore, key, save, parsedKey: key === undefined ? undefined : parseCacheKey(key, context, others) }
    }),
  )

const isMissed = ({ operation, result }: CacheOperation): boolean =>
  operation === 'restore' && (result === 'miss' || result === 'partial')

/** Returns true if the first operation was earlier. Both times are the runner's. */
export const isEarlier = (one: CacheOperation, other: CacheOperation): boolean =>
  (millisBetween(one.at, other.at) ?? 0) > 0

const isSaveFor = (save: CacheOperation, restore: CacheOperation): boolean =>
  restore.key === undefined
    ? save.action !== undefined && save.action === restore.action && save.step === `Post ${restore.step}`
    : save.key === restore.key

/**
 * Lists the key prefixes to request from REST: the stable part, since entries with another hash show the change. The
 * prefix that explains most misses comes first. A key that contains the run explains itself and comes last. A key
 * without a stable part is requested whole.
 */
export const prefixesToAsk = (misses: readonly MissedRestore[]): readonly string[] => {
  const wanted = new Map<string, number>()
  for (const { key, parsedKey } of misses) {
    const prefix = parsedKey?.prefix === '' ? key : parsedKey?.prefix
    const weight = parsedKey?.kind === 'run-scoped' ? 0 : 1
    if (prefix !== undefined) wanted.set(prefix, (wanted.get(prefix) ?? 0) + weight)
  }
  return [...wanted]
    .sort(([a, weight], [b, other]) => other - weight || (a < b ? -1 : 1))
    .slice(0, LIMITS.cacheRequests)
    .map(([prefix]) => prefix)
}

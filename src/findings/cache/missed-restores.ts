import { millisBetween } from '../../core/time.ts'
import type { CacheOperation } from '../../schema/job/job-manifest.ts'
import type { Confidence } from '../../schema/values/fact.ts'
import { type KeyContext, type ParsedCacheKey, parseCacheKey } from './parse-cache-key.ts'

/** A job and what is known of its caches, from its manifest or from its log. */
export type CacheJob = {
  readonly id?: string | undefined
  readonly name: string
  readonly caches: readonly LoggedOperation[]
}

/** `confidence` is how far the line of a log counts; absent for what a recorder wrote. */
export type LoggedOperation = CacheOperation & { readonly confidence?: Confidence | undefined }

export type MissedRestore = {
  readonly job: CacheJob
  readonly restore: LoggedOperation
  /** The key asked for; of actions that do not print it, the key that the same step saved. */
  readonly key: string | undefined
  readonly parsedKey: ParsedCacheKey | undefined
  /** The job's own save of that key. */
  readonly save: CacheOperation | undefined
}

/** Restores that brought nothing, or an entry of another key than was asked for. */
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

/** Both times are the runner's. */
export const isEarlier = (one: CacheOperation, other: CacheOperation): boolean =>
  (millisBetween(one.at, other.at) ?? 0) > 0

const isSaveFor = (save: CacheOperation, restore: CacheOperation): boolean =>
  restore.key === undefined
    ? save.action !== undefined && save.action === restore.action && save.step === `Post ${restore.step}`
    : save.key === restore.key

/** Requests to the caches API that one report makes at most. */
const MAX_QUESTIONS = 3

/**
 * The beginnings of keys to ask REST for: the stable part, since entries with another hash tell what changed. The one
 * that explains most misses first; a key that holds the run explains itself and comes last. A key without a stable part
 * is asked for whole.
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
    .slice(0, MAX_QUESTIONS)
    .map(([prefix]) => prefix)
}

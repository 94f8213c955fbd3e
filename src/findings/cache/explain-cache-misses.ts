import { millisBetween } from '../../core/time.ts'
import { type KeyContext, parseCacheKey } from '../../history/parse-cache-key.ts'
import type { CacheOperation } from '../../schema/job/job-manifest.ts'
import type { CacheEntry, CacheFindings, CacheMiss, MissReason } from '../../schema/run/run-evidence.ts'
import type { Confidence, Source } from '../../schema/values/fact.ts'
import {
  type CacheJob,
  isEarlier,
  type LoggedOperation,
  type MissedRestore,
  missedRestores,
} from './missed-restores.ts'

export type CacheMissInput = {
  readonly jobs: readonly CacheJob[]
  readonly run: KeyContext & {
    readonly attempt: number
    /**
     * Refs with entries that the run can restore, in the order of the search: its own, the base of its pull request,
     * the default branch (docs.github.com "Dependency caching reference", restrictions for accessing a cache). Empty if
     * the run's own ref is unknown.
     */
    readonly readableRefs: readonly string[]
    /** True if they include the default branch. */
    readonly knowsDefault: boolean
  }
  /** The lists from REST; empty if there was no request or GitHub refused it. */
  readonly lists: readonly {
    readonly prefix: string
    readonly entries: readonly CacheEntry[]
    readonly complete: boolean
  }[]
}

/** Explains each missed restore, and adds evidence from a second source to the hits. */
export const explainCacheMisses = (question: CacheMissInput): CacheFindings => {
  const misses = missedRestores(question.jobs, question.run)
  return {
    misses: misses.map(miss => explainMiss(miss, question)).slice(0, 500),
    confirmed: question.jobs.flatMap(job => confirmedHits(job, question)).slice(0, 500),
  }
}

type Verdict = {
  readonly why: MissReason
  readonly source: Source
  readonly confidence: Confidence
  readonly entry?: CacheEntry
  readonly notSaved?: NonNullable<CacheOperation['reason']>
}

const explainMiss = (miss: MissedRestore, question: CacheMissInput): CacheMiss => {
  const { job, restore, key, parsedKey, save } = miss
  return {
    jobId: job.id,
    job: job.name,
    step: restore.step,
    action: restore.action,
    key,
    result: restore.result === 'partial' ? 'partial' : 'miss',
    parsedKey:
      parsedKey === undefined
        ? undefined
        : { prefix: parsedKey.prefix, suffix: parsedKey.suffix, kind: parsedKey.kind },
    notSaved: save?.result === 'not-saved' ? (save.reason ?? 'unknown') : undefined,
    ...asConfident(judgeMiss(miss, question), restore),
  }
}

/** Limits the confidence of a reason to the confidence of the miss. */
const asConfident = (verdict: Verdict, { confidence }: LoggedOperation): Verdict =>
  confidence === undefined || UNCERTAINTY[confidence] <= UNCERTAINTY[verdict.confidence]
    ? verdict
    : { ...verdict, confidence }

const UNCERTAINTY: { readonly [K in Confidence]: number } = { high: 0, medium: 1, low: 2, other: 2 }

/** Tries the strongest evidence first: an existing entry, then the key itself, then a save that did not happen. */
const judgeMiss = (miss: MissedRestore, question: CacheMissInput): Verdict => {
  if (miss.restore.reason === 'error') return { why: 'restore-failed', source: miss.restore.source, confidence: 'high' }
  if (miss.key === undefined) return UNKNOWN
  const seen = entriesFor(miss, miss.key, question)
  return (
    sameKeyVerdict(seen.same, question) ??
    sameRunVerdict(miss, question) ??
    volatileKeyVerdict(miss, question) ??
    changedHashVerdict(miss, seen.before, question) ??
    unsavedVerdict(miss, question) ??
    // Only a list that was read to its end can show that there is no entry.
    (seen.complete && seen.same.length === 0
      ? { why: 'evicted-or-none', source: 'api', confidence: 'medium' }
      : UNKNOWN)
  )
}

const UNKNOWN: Verdict = { why: 'unknown', source: 'log', confidence: 'low' }

/** Margin between two clocks: the job's log has the runner's, REST has GitHub's. */
const CLOCK_MARGIN_MS = 2_000

const entriesFor = ({ restore }: MissedRestore, key: string, { lists }: CacheMissInput) => {
  const covering = lists.filter(({ prefix }) => key.startsWith(prefix))
  const before = covering.flatMap(({ entries }) => entries).filter(entry => isBefore(entry, restore.at))
  return {
    before,
    same: before.filter(entry => entry.key === key),
    complete: covering.some(({ complete }) => complete),
  }
}

/** Returns true if the entry existed when the job requested it. An entry or a restore without a time is no evidence. */
const isBefore = ({ createdAt }: CacheEntry, at: string | undefined): boolean =>
  (millisBetween(createdAt, at) ?? 0) > CLOCK_MARGIN_MS

const sameKeyVerdict = (same: readonly CacheEntry[], { run }: CacheMissInput): Verdict | undefined => {
  const [first] = same
  if (first === undefined || run.readableRefs.length === 0) return undefined
  const readable = same.find(({ ref }) => run.readableRefs.includes(ref))
  // Keys match only within one version, a hash over paths and compression (actions/toolkit
  // packages/cache/src/internal/cacheUtils.ts getCacheVersion). The log does not show it.
  if (readable !== undefined) return { why: 'other-version', source: 'api', confidence: 'medium', entry: readable }
  return { why: 'scope', source: 'api', confidence: run.knowsDefault ? 'high' : 'medium', entry: first }
}

/**
 * Finds the same key in this run: another job saved it before this restore, or hit it. The entry existed and is
 * readable here, so the versions differ (paths or compression, as above): jobs on two systems are the usual case.
 */
const sameRunVerdict = ({ restore, key }: MissedRestore, { jobs }: CacheMissInput): Verdict | undefined => {
  const others = jobs.filter(({ caches }) => !caches.includes(restore)).flatMap(({ caches }) => caches)
  const found = others.find(
    one =>
      (one.operation === 'save' && one.key === key && one.result === 'saved' && isEarlier(one, restore)) ||
      (one.operation !== 'save' && one.matchedKey === key && one.result === 'hit' && isEarlier(one, restore)),
  )
  return found === undefined ? undefined : { why: 'other-version', source: found.source, confidence: 'medium' }
}

const volatileKeyVerdict = (
  { restore, key, parsedKey }: MissedRestore,
  question: CacheMissInput,
): Verdict | undefined => {
  const { kind } = parsedKey ?? { kind: 'plain' }
  if (kind !== 'run-scoped' && kind !== 'commit' && kind !== 'date') return undefined
  const saved = listSaves(question, key).some(one => one.result === 'saved' && isEarlier(one, restore))
  if (saved) return undefined
  // A re-run keeps run id and commit; all runs of a day share a date.
  const sure = kind === 'run-scoped' && question.run.attempt === 1
  return { why: 'run-scoped-key', source: restore.source, confidence: sure ? 'high' : 'medium' }
}

const changedHashVerdict = (
  { restore, key, parsedKey }: MissedRestore,
  before: readonly CacheEntry[],
  { run }: CacheMissInput,
): Verdict | undefined => {
  const hasForm = (other: string): boolean => {
    const [own, theirs] = [parseCacheKey(key ?? '', run, [other]), parseCacheKey(other, run, [key ?? ''])]
    return other !== key && own.kind === 'content-hash' && own.template === theirs.template
  }
  if (parsedKey === undefined) return undefined
  // The entry that was restored instead is sufficient evidence.
  if (restore.matchedKey !== undefined && hasForm(restore.matchedKey))
    return {
      why: 'changed-hash',
      source: restore.source,
      confidence: parseCacheKey(restore.matchedKey, run).kind === 'content-hash' ? 'high' : 'medium',
    }
  const alike = before.filter(({ key: other }) => hasForm(other))
  const readable = alike.find(({ ref }) => run.readableRefs.includes(ref))
  if (readable !== undefined)
    return {
      why: 'changed-hash',
      source: 'api',
      confidence: parsedKey.kind === 'content-hash' ? 'high' : 'medium',
      entry: readable,
    }
  const [elsewhere] = alike
  return elsewhere === undefined
    ? undefined
    : { why: 'changed-hash', source: 'api', confidence: 'medium', entry: elsewhere }
}

/**
 * Finds a save of that key in this run that did not happen. An earlier one of another job is the cause; the job's own
 * one is only a repetition.
 */
const unsavedVerdict = ({ restore, save, key }: MissedRestore, question: CacheMissInput): Verdict | undefined => {
  const unsaved = listSaves(question, key).filter(
    ({ result, reason }) => result === 'not-saved' && EXPLAINS.has(reason),
  )
  const other = unsaved.find(one => one !== save && isEarlier(one, restore))
  if (other !== undefined)
    return { why: 'never-saved', source: other.source, confidence: 'high', notSaved: other.reason ?? 'unknown' }
  return save !== undefined && unsaved.includes(save)
    ? { why: 'never-saved', source: save.source, confidence: 'low' }
    : undefined
}

const EXPLAINS: ReadonlySet<CacheOperation['reason']> = new Set([
  'job-failed',
  'another-job-creates-it',
  'over-limit',
  'mode-forbids',
  'denied',
  'error',
])

const listSaves = ({ jobs }: CacheMissInput, key: string | undefined): readonly CacheOperation[] =>
  jobs.flatMap(({ caches }) => caches.filter(one => one.operation === 'save' && one.key === key))

const confirmedHits = (job: CacheJob, { lists, run }: CacheMissInput): CacheFindings['confirmed'] =>
  job.caches
    .filter(one => one.operation !== 'save' && one.matchedKey !== undefined)
    .flatMap(hit => {
      const same = lists
        .flatMap(({ entries }) => entries)
        .filter(entry => entry.key === hit.matchedKey && isBefore(entry, hit.at))
      const entry = run.readableRefs.flatMap(ref => same.find(one => one.ref === ref) ?? [])[0]
      if (entry === undefined) return []
      return [{ jobId: job.id, job: job.name, entry, size: compareSize(hit, entry) }]
    })

const compareSize = ({ sizeBytes }: CacheOperation, entry: CacheEntry): 'same' | 'differs' | 'unknown' =>
  sizeBytes === undefined || entry.sizeBytes === undefined
    ? 'unknown'
    : sizeBytes === entry.sizeBytes
      ? 'same'
      : 'differs'

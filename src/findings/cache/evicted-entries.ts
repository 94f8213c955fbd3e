import { duration } from '../../core/quantity.ts'
import { millisBetween } from '../../core/time.ts'
import type { Finding } from '../../schema/run/finding.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { quoteName } from '../facts/finding-words.ts'
import { nameRun } from '../facts/past-jobs.ts'
import { type CacheUse, describeUse } from './cache-uses.ts'

/**
 * GitHub removes an entry that nobody read for seven days; an entry that is younger goes only where the repository is
 * over its limit (docs.github.com "Dependency caching reference"), or by hand. One day is left as margin.
 */
const UNREAD_MS = 6 * 86_400_000

/** Finds an entry that a past run saved or restored within six days, and that the API does not list any more. */
export const findEvicted = (use: CacheUse, manifest: RunManifest): Finding | undefined => {
  const { now, past, job, family } = use
  if (now.result === 'hit') return undefined
  const isGone = manifest.cacheFindings?.misses.some(
    one => one.jobId === job.id && one.key === now.key && one.why === 'evicted-or-none',
  )
  const last = past.find(({ cache }) => cache.key === now.key && (cache.result === 'hit' || cache.saved === true))
  const age = millisBetween(last?.past.run.startedAt, manifest.timeline?.start ?? manifest.run.startedAt?.value)
  if (isGone !== true || last === undefined || age === undefined || age < 0 || age > UNREAD_MS) return undefined
  return describeUse(use, {
    severity: 'low',
    summary: `The cache ${quoteName(family)} was removed before its time: run ${nameRun(last.past.run)} had the entry ${duration(age)} earlier.`,
    evidence: [{ what: 'the API lists no entry with this key on any branch', source: 'api' }],
    confidence: 'medium',
    reason:
      'GitHub keeps an entry for seven days after its last use, unless the repository is over its limit or somebody deletes it',
    response:
      'Compare the size of the repository’s caches with its limit: delete what nobody reads, or raise the limit.',
  })
}

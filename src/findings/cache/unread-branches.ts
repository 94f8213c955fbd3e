import type { Finding } from '../../schema/run/finding.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { quoteName } from '../facts/finding-words.ts'
import { type CacheUse, describeUse } from './cache-uses.ts'

/**
 * Finds a family that is saved only where this run cannot read it: the API lists the missed entry on another branch, and
 * in at least `samples` runs of the compared branch the job used no such key. A branch reads its own entries and those of
 * the default branch (docs.github.com "Dependency caching reference").
 */
export const findUnreadBranch = (use: CacheUse, manifest: RunManifest, samples: number): Finding | undefined => {
  const { now, past, job, family, knownRuns } = use
  if (now.result !== 'miss' || past.length > 0 || knownRuns < samples) return undefined
  const miss = manifest.cacheFindings?.misses.find(
    one => one.jobId === job.id && one.key === now.key && one.why === 'scope' && one.confidence === 'high',
  )
  const ref = miss?.entry?.ref
  if (miss === undefined || ref === undefined) return undefined
  return describeUse(use, {
    severity: 'low',
    summary: `The cache ${quoteName(family)} is saved on ${quoteName(ref)}, which this run cannot read; in ${knownRuns} runs of the compared branch this job saved no such entry.`,
    evidence: [{ what: `an entry with this key exists on ${ref}`, source: 'api' }],
    reason: 'the API lists the entry on the other ref, and the default branch has none',
    response: 'Run the job, or the save alone, on the default branch too: all branches read its entries.',
  })
}

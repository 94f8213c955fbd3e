import { size } from '../../core/quantity.ts'
import { parseCacheKey } from '../../history/parse-cache-key.ts'
import { getKeyContext } from '../../history/to-history-run.ts'
import type { Finding } from '../../schema/run/finding.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { quoteName } from '../facts/finding-words.ts'
import { type CacheUse, describeUse } from './cache-uses.ts'

/**
 * Finds a key with the id of this run that was saved and that nothing can restore: no restore key stands in for it, and
 * no job of this run restored it. A key that hands files to a later job of the same run, or one with restore keys, is a
 * known pattern.
 */
export const findRunScopedKey = (use: CacheUse, manifest: RunManifest): Finding | undefined => {
  const { now, restore, past } = use
  const { kind } = parseCacheKey(now.key, getKeyContext(manifest))
  const isFirst = manifest.run.attempt.value === 1
  if (kind !== 'run-scoped' || !isFirst || now.result !== 'miss' || now.saved !== true) return undefined
  if (restore === undefined || restore.restoreKeys.length > 0 || isRestored(now.key, manifest)) return undefined
  if (past.some(({ cache }) => cache.result === 'hit' || cache.result === 'partial')) return undefined
  const before = past.length === 0 ? '' : `; none of ${past.length} earlier restores hit`
  const stored = now.sizeBytes === undefined ? '' : ` of ${size(now.sizeBytes)}`
  return describeUse(use, {
    severity: 'medium',
    summary: `The cache ${quoteName(use.family)} can never hit: its key holds the run id, and each run saves a new entry${stored}${before}.`,
    reason: 'the key holds the id of this run, no restore key is given, and no job of the run restored the entry',
    response:
      'Make the key of what the content depends on, hashFiles() of a lockfile, or give `restore-keys` the part before the run id.',
  })
}

const isRestored = (key: string, { jobs }: RunManifest): boolean =>
  jobs.some(({ record, log }) =>
    (record ?? log)?.caches.some(
      one => one.operation !== 'save' && (one.matchedKey ?? one.key) === key && one.result === 'hit',
    ),
  )

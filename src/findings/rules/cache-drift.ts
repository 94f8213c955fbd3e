import { toHistoryRun } from '../../history/to-history-run.ts'
import type { Finding } from '../../schema/run/finding.ts'
import { listCacheUses } from '../cache/cache-uses.ts'
import { findEvicted } from '../cache/evicted-entries.ts'
import { findFailingSaves } from '../cache/failing-saves.ts'
import { findGrowth } from '../cache/growing-entries.ts'
import { findHitDrop, findNeverHit } from '../cache/hit-rate.ts'
import { findRunScopedKey } from '../cache/run-scoped-keys.ts'
import { findUnreadBranch } from '../cache/unread-branches.ts'
import type { FindingRule } from './finding-rule.ts'

/**
 * Fires for a family of cache keys (the keys that differ only in the parts that change), at most once and with the
 * first of these that holds:
 *
 * - the key holds the id of this run, nothing restored it and no restore key stands in for it: it can never hit;
 * - the same save failed in this run and in the two before;
 * - no restore of at least `samples` hit anything;
 * - at least four of five restores hit in at least `samples` runs, and the last three missed;
 * - this run missed an entry that only another branch has, and none of at least `samples` runs of the compared branch
 *   saved one;
 * - the entry was saved or restored in the last six days and is gone;
 * - the entry is over twice the median of at least `samples` sizes, and 100 MB larger.
 *
 * A single miss, as after a change of a lockfile, is no drift.
 */
export const cacheDrift: FindingRule = ({ manifest, past, thresholds }) => {
  const uses = listCacheUses(manifest, toHistoryRun(manifest), past)
  return uses.flatMap((use): readonly Finding[] => {
    const found =
      findRunScopedKey(use, manifest) ??
      findFailingSaves(use) ??
      findNeverHit(use, thresholds.samples) ??
      findHitDrop(use, thresholds.samples) ??
      findUnreadBranch(use, manifest, thresholds.samples) ??
      findEvicted(use, manifest) ??
      findGrowth(use, thresholds.samples)
    return found === undefined ? [] : [found]
  })
}

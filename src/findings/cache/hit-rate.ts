import type { Finding } from '../../schema/run/finding.ts'
import { listNames, quoteName, share } from '../facts/finding-words.ts'
import { nameRun } from '../facts/past-jobs.ts'
import { type CacheUse, describeUse, isHit, listChangedLockfiles, type PastUse } from './cache-uses.ts'

/** Finds a family of which no restore hit anything: this one, and at least `samples` in the past. */
export const findNeverHit = (use: CacheUse, samples: number): Finding | undefined => {
  const { now, past, family } = use
  if (past.length < samples || isHit(now) || past.some(({ cache }) => isHit(cache))) return undefined
  const keys = new Set([now.key, ...past.map(({ cache }) => cache.key)]).size
  const restores = past.length + 1
  const saves = past.filter(({ cache }) => cache.saved === true).length + (now.saved === true ? 1 : 0)
  return describeUse(use, {
    severity: 'medium',
    summary: `The cache ${quoteName(family)} never hit: 0 of ${restores} restores, with ${keys} keys and ${saves} saves.`,
    reason: `the log of each of the ${restores} restores states a miss`,
    response:
      keys > restores / 2
        ? `The key changes with ${share(keys, restores)} of the runs. Take out what changes, or give \`restore-keys\` the stable part.`
        : saves === 0
          ? 'Nothing saves this key: save it on the default branch, or stop restoring it.'
          : 'The saved entries have another scope or version: compare branch, paths and compression of save and restore.',
  })
}

/** Misses in a row, this one included. */
const IN_A_ROW = 3
const WAS_GOOD = 0.8

/**
 * Finds a family that hit in at least four of five restores of at least `samples` runs, and missed in the last three:
 * the first miss after a change of a lockfile is followed by hits.
 */
export const findHitDrop = (use: CacheUse, samples: number): Finding | undefined => {
  const { now, past, family } = use
  const recent = past.slice(0, IN_A_ROW - 1)
  const older = past.slice(IN_A_ROW - 1)
  if (recent.length < IN_A_ROW - 1 || older.length < samples || isHit(now) || recent.some(({ cache }) => isHit(cache)))
    return undefined
  const hits = older.filter(({ cache }) => isHit(cache))
  const [last] = hits
  if (last === undefined || hits.length / older.length < WAS_GOOD) return undefined
  const keys = new Set([now.key, ...recent.map(({ cache }) => cache.key)]).size
  return describeUse(use, {
    severity: 'medium',
    summary: `The cache ${quoteName(family)} missed in the last ${IN_A_ROW} runs; before, ${hits.length} of ${older.length} restores hit. ${describeChange(use, last, keys)}`,
    evidence: [{ what: `last hit in run ${nameRun(last.past.run)}: ${last.cache.key.slice(0, 150)}` }],
    confidence: 'medium',
    reason: `the logs state ${IN_A_ROW} misses in a row after a rate of ${share(hits.length, older.length)}`,
    response:
      keys === 1
        ? 'The key is the same in all three: look for a save that fails, another branch or version, or evictions.'
        : 'Find what now changes in each run: a generated file under hashFiles(), or a version in the key.',
  })
}

/** States which part of the key changed since the last hit, and which lockfile with it, where that is known. */
const describeChange = (use: CacheUse, last: PastUse, keys: number): string => {
  if (use.now.key === last.cache.key) return 'The key is still the same.'
  const files = listChangedLockfiles(use, last)
  const parts = listChangedParts(use.now.key, last.cache.key)
  const often = keys > 1 ? ` (${keys} keys in three runs)` : ''
  return `The part ${listNames(parts)} of the key changed${often}${files.length === 0 ? '' : `, and with it ${listNames(files)}`}.`
}

/** The words of the key that the other key has not in their place. */
const listChangedParts = (key: string, other: string): readonly string[] => {
  const [words, before] = [key.split(/[-_|:.]/), other.split(/[-_|:.]/)]
  const changed = words.filter((word, index) => word !== before[index])
  return changed.map(word => (word.length > 16 ? `${word.slice(0, 12)}…` : word))
}

import { size } from '../../core/quantity.ts'
import { median, percentile } from '../../history/statistics.ts'
import type { Finding } from '../../schema/run/finding.ts'
import { quoteName } from '../facts/finding-words.ts'
import { type CacheUse, describeUse } from './cache-uses.ts'

const FACTOR = 2
const MIN_GROWTH = 100_000_000

/** Finds an entry over twice the median of at least `samples` past sizes, 100 MB larger, and above 95 % of them. */
export const findGrowth = (use: CacheUse, samples: number): Finding | undefined => {
  const { now, past, family } = use
  const sizes = past.flatMap(({ cache }) => cache.sizeBytes ?? [])
  const [middle, high] = [median(sizes), percentile(sizes, 95)]
  const bytes = now.sizeBytes
  if (sizes.length < samples || bytes === undefined || middle === undefined || high === undefined) return undefined
  if (bytes <= middle * FACTOR || bytes - middle < MIN_GROWTH || bytes <= high) return undefined
  return describeUse(use, {
    severity: 'low',
    summary: `The cache ${quoteName(family)} has ${size(bytes)}; the median of ${sizes.length} earlier sizes is ${size(middle)}.`,
    reason: `95 % of ${sizes.length} earlier sizes are at most ${size(high)}`,
    response: 'Look for what is added without being removed: old build outputs or versions in the cached paths.',
  })
}

import { fromMillis, toMillis } from '../src/core/time.ts'
import type { RunManifest } from '../src/schema/run/run-manifest.ts'

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/
/** Milliseconds that are no part of the run: the runner's clock, and what an input allowed. */
const OWN = new Set(['offsetMs', 'uncertaintyMs', 'budgetMs'])

/**
 * Returns the account of a run as a clock would have it on which each second lasts `factor` seconds: every instant moves
 * away from the begin of the run, and every duration grows. The demonstration takes seconds where a run takes minutes.
 */
export const onSimulatedClock = (manifest: RunManifest, factor: number): RunManifest => {
  const start = toMillis(manifest.timeline?.start ?? manifest.reportedAt) ?? 0
  const stretch = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map(item => stretch(item, name))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, stretch(item, key)]))
    if (typeof value === 'number' && name.endsWith('Ms') && !OWN.has(name)) return value * factor
    const at = typeof value === 'string' && INSTANT.test(value) ? toMillis(value) : undefined
    return at === undefined ? value : fromMillis(Math.round(start + (at - start) * factor))
  }
  return stretch(manifest, '') as RunManifest
}

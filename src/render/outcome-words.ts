import { plural } from '../core/quantity.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'

/**
 * Returns how the jobs of the run ended, in one clause: `3 of 5 jobs succeeded, 1 skipped, 1 failed and tolerated`.
 * Undefined where all succeeded, and for a report that did not count them.
 */
export const tally = ({ outcome }: RunManifest): string | undefined => {
  if (outcome === undefined) return undefined
  const { jobs, needs, basis } = outcome
  if (basis !== 'job-list' && needs !== undefined && needs.given > 0)
    return `${needs.succeeded} of ${plural(needs.given, 'needed job')} succeeded; other jobs not known`
  const parts = WORDS.flatMap(([kind, word]) => (jobs[kind] === 0 ? [] : [`${jobs[kind]} ${word}`]))
  return parts.length === 0
    ? undefined
    : [`${jobs.succeeded} of ${plural(jobs.known, 'job')} succeeded`, ...parts].join(', ')
}

const WORDS = [
  ['failed', 'failed'],
  ['cancelled', 'cancelled'],
  ['unfinished', 'not ended'],
  ['tolerated', 'failed and tolerated'],
  ['skipped', 'skipped'],
  ['unclear', 'unclear'],
] as const

/** Returns the sentence for a run with more jobs than rows; undefined where every job has a row. */
export const cutLine = ({ jobs, completeness: { notShown } }: RunManifest): string | undefined =>
  notShown === undefined
    ? undefined
    : `${jobs.length + notShown.jobs} jobs, of which ${notShown.jobs} have no row here; result, counts and policy are of all`

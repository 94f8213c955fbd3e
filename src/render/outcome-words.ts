import type { RunManifest } from '../schema/run/run-manifest.ts'
import { plural } from './text/quantity.ts'

/**
 * How the jobs of the run ended, in one clause, where that is not the same of all of them: `3 of 5 jobs succeeded, 1 skipped, 1
 * failed and tolerated`. Undefined for a report that did not count them, and where all succeeded.
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

/** What is said of a run with more jobs than rows; undefined where every job has one. */
export const cutLine = ({ jobs, completeness: { notShown } }: RunManifest): string | undefined =>
  notShown === undefined
    ? undefined
    : `${jobs.length + notShown.jobs} jobs, of which ${notShown.jobs} have no row here; result, counts and policy are of all`

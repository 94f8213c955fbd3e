import type { ReportedJob } from '../schema/run/run-manifest.ts'

/**
 * Returns GitHub's conclusion of a job, and whether the workflow tolerates it; undefined for a job that was not over
 * when the account was made.
 */
export const describeOutcome = ({ api, presence, tolerated }: ReportedJob): string | undefined => {
  if (presence === 'in-progress') return undefined
  const { conclusion } = api ?? {}
  return conclusion === undefined || tolerated !== true ? conclusion : `${conclusion}, tolerated`
}

const FAILED: ReadonlySet<string | undefined> = new Set(['failure', 'timed_out', 'startup_failure'])

export const hasFailed = ({ api }: ReportedJob): boolean => FAILED.has(api?.conclusion)

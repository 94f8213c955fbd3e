import { grouped } from '../../core/grouped.ts'
import { toJobId } from '../../history/job-id.ts'
import type { HistoryJob, HistoryRun } from '../../schema/history/history.ts'

/** A job of a past run. */
export type PastJob = { readonly run: HistoryRun; readonly job: HistoryJob }

/**
 * Groups the jobs of past runs that have what a rule compares, newest first, by key and name: the legs of a matrix are
 * different jobs. There may be hundreds of thousands of past jobs.
 */
export const groupPastJobs = (
  past: readonly HistoryRun[],
  hasFacts: (job: HistoryJob) => boolean,
): ReadonlyMap<string, readonly PastJob[]> =>
  grouped(
    past.flatMap(run => run.jobs.filter(hasFacts).map(job => ({ run, job }))),
    ({ job }) => toJobId(job),
  )

/** `#41`, or the id of a run whose number is not known. */
export const nameRun = ({ number, runId }: Pick<HistoryRun, 'number' | 'runId'>): string =>
  number === undefined ? runId : `#${number}`

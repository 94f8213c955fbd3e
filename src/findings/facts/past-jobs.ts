import { grouped } from '../../core/grouped.ts'
import type { HistoryJob, HistoryRun } from '../../schema/history/history.ts'

/** A job of a past run. */
export type PastJob = { readonly run: HistoryRun; readonly job: HistoryJob }

/** Groups the jobs of past runs by key and name, newest first: the legs of a matrix are different jobs. */
export const groupPastJobs = (past: readonly HistoryRun[]): ReadonlyMap<string, readonly PastJob[]> =>
  grouped(
    past.flatMap(run => run.jobs.map(job => ({ run, job }))),
    ({ job }) => toJobId(job),
  )

/** Identifies a job across runs. */
export const toJobId = ({ key, name }: { readonly key?: string | undefined; readonly name?: string | undefined }) =>
  JSON.stringify([key ?? name, name ?? key])

/** `#41`, or the id of a run whose number is not known. */
export const nameRun = ({ number, runId }: Pick<HistoryRun, 'number' | 'runId'>): string =>
  number === undefined ? runId : `#${number}`

import type { HistoryRun } from '../schema/history/history.ts'
import type { FailuresCompared } from '../schema/run/finding.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import { isOfChange } from './choose-past.ts'
import { toJobId } from './job-id.ts'

const FAILED: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure'])

/**
 * Compares the failed jobs with the last past run that came to an end. A job counts as new only where that run passed
 * it: a job that was skipped or absent there is neither.
 */
export const compareFailures = (
  { jobs, run }: Pick<RunManifest, 'jobs' | 'run'>,
  past: readonly HistoryRun[],
): FailuresCompared | undefined => {
  const last = past.find(({ conclusion }) => conclusion === 'success' || conclusion === 'failure')
  const failed = jobs.filter(
    job => job.presence !== 'carried-over' && job.tolerated !== true && FAILED.has(job.api?.conclusion ?? ''),
  )
  if (last === undefined || failed.length === 0) return undefined
  const before = new Map(last.jobs.map(job => [toJobId(job), job.conclusion ?? '']))
  const endings = failed.map(job => before.get(toJobId(job)))
  return {
    runId: last.runId,
    number: last.number,
    branch: last.branch,
    isChange: isOfChange(run.event?.value),
    failed: failed.length,
    alsoFailed: endings.filter(ending => FAILED.has(ending ?? '')).length,
    newlyFailed: endings.filter(ending => ending === 'success').length,
  }
}

import type { RunSummary } from '../../schema/run/run-timeline.ts'
import { type Account, failedJobs, totalMs } from './account/account.ts'

/** Builds the account for a program: verdict, counts, first failure, critical path by job, duration. */
export const buildSummary = (account: Account): RunSummary => {
  const { counts, timeline, result } = account
  const [first] = failedJobs(account)
  const whole = totalMs(account)
  const path = [...new Set((timeline?.criticalPath?.segments ?? []).flatMap(({ jobId }) => jobId ?? []))]
  return {
    verdict: result,
    counts: {
      jobs: counts.known,
      ...{ succeeded: counts.succeeded, failed: counts.failed, tolerated: counts.tolerated, skipped: counts.skipped },
    },
    firstFailure:
      first === undefined
        ? undefined
        : {
            jobId: first.id,
            job: first.name,
            step: first.failedStep?.name,
            class: first.failure?.class,
          },
    criticalPath: path.slice(0, 1_000),
    totalMs: whole,
  }
}

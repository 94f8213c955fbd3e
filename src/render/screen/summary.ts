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
    ...(first === undefined
      ? {}
      : {
          firstFailure: {
            ...(first.id === undefined ? {} : { jobId: first.id }),
            job: first.name,
            ...(first.failedStep === undefined ? {} : { step: first.failedStep.name }),
            ...(first.failure === undefined ? {} : { class: first.failure.class }),
          },
        }),
    criticalPath: path.slice(0, 1_000),
    ...(whole === undefined ? {} : { totalMs: whole }),
  }
}

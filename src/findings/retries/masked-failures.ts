import type { FlakyTest } from '../../schema/job/test-reports.ts'
import type { HiddenFailure } from '../../schema/run/hidden-failure.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import type { Retry } from '../../schema/run/run-timeline.ts'

/** Everything that a passed job hides. */
export type MaskedFailures = {
  readonly job: ReportedJob
  /** Attempts of the run in which the job failed before it passed. */
  readonly attempts: readonly Retry[]
  /** Steps that passed after failed attempts. */
  readonly retried: readonly HiddenFailure[]
  /** Steps that failed and were allowed to. */
  readonly tolerated: readonly HiddenFailure[]
  /** Tests that passed on a retry, and their number: the list may be cut. */
  readonly tests: readonly FlakyTest[]
  readonly testCount: number
  readonly testsInAll: number | undefined
}

/** Lists the jobs that passed and hide a failure, in the order of the account. A job that failed hides nothing. */
export const listMaskedFailures = (manifest: RunManifest): readonly MaskedFailures[] =>
  manifest.jobs
    .filter(({ presence }) => presence !== 'carried-over')
    .filter(hasPassed)
    .map(job => gather(job, manifest))
    .filter(
      ({ attempts, retried, tolerated, testCount }) =>
        attempts.length + retried.length + tolerated.length + testCount > 0,
    )

/** GitHub decides whether a job passed. The status that the recorder saw counts only where GitHub does not list it. */
const hasPassed = ({ api, record }: ReportedJob): boolean =>
  (api === undefined ? record?.job.status?.value : api.conclusion) === 'success'

const gather = (job: ReportedJob, { timeline }: RunManifest): MaskedFailures => {
  const { hiddenFailures = [], record } = job
  const reports = record?.testReports
  const inLog = hiddenFailures.filter(({ kind }) => kind === 'tolerated')
  return {
    job,
    attempts: (timeline?.retries ?? []).filter(({ passed }) => passed.id === job.id),
    retried: hiddenFailures.filter(({ kind }) => kind === 'retried'),
    tolerated: inLog.length > 0 ? inLog : listFailedSteps(job),
    tests: reports?.passedOnRetry ?? [],
    testCount: reports?.flaky ?? 0,
    testsInAll: reports?.tests,
  }
}

/** Lists failed steps of a passed job as its recorder saw them: the only source where the log was not read. */
const listFailedSteps = ({ record }: ReportedJob): readonly HiddenFailure[] =>
  (record?.steps ?? [])
    .filter(({ outcome, stage }) => outcome === 'failure' && stage !== 'post')
    .map(
      ({ name, confidence }): HiddenFailure => ({
        kind: 'tolerated',
        step: name,
        confidence: confidence ?? 'high',
        lines: [],
      }),
    )

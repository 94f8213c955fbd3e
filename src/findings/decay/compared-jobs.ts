import type { HistoryJob, HistoryRun } from '../../schema/history/history.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import { compareInputs, type InputDifference } from './compare-inputs.ts'
import { listInputs, listPastInputs } from '../../history/job-inputs.ts'

/** A job that failed, with the run in which it passed with the same files, and what differs between them. */
export type ComparedJob = {
  readonly job: ReportedJob
  readonly passed: HistoryRun
  /** `other-commit`: no file that the job reads changed since. */
  readonly by: 'same-commit' | 'other-commit'
  readonly differences: readonly InputDifference[]
}

/** What the comparison reads of the input of a rule. */
export type ComparisonInput = {
  readonly manifest: RunManifest
  readonly past: readonly HistoryRun[]
  /**
   * By the commit of a past run: the keys of the jobs of this run whose files are known to be the same as there. A
   * commit that is not in the map is not known.
   */
  readonly unchangedJobs?: ReadonlyMap<string, ReadonlySet<string>> | undefined
}

/**
 * Compares each failed job with its newest past run in which it passed: of the same commit, else of a commit since which
 * no file of the job changed. Where neither is known, nothing can be told from a change of the code, and the job is left
 * out.
 */
export const compareFailedJobs = (input: ComparisonInput): readonly ComparedJob[] =>
  input.manifest.jobs.filter(hasFailed).flatMap(job => {
    const found = findPassed(input, job)
    if (found === undefined) return []
    const { run, past, by } = found
    return [{ job, passed: run, by, differences: compareInputs(listPastInputs(run, past), listInputs(job)) }]
  })

const hasFailed = ({ api, presence, failure }: ReportedJob): boolean =>
  presence !== 'carried-over' &&
  failure !== undefined &&
  (api?.conclusion === 'failure' || api?.conclusion === 'timed_out')

type Passed = { readonly run: HistoryRun; readonly past: HistoryJob; readonly by: ComparedJob['by'] }

const findPassed = (
  { manifest: { run, jobs }, past, unchangedJobs }: ComparisonInput,
  job: ReportedJob,
): Passed | undefined => {
  const commits: ReadonlySet<string | undefined> = new Set([run.sha?.value, run.headSha?.value])
  const earlier = past.filter(({ runId, attempt }) => runId !== run.runId.value || attempt < run.attempt.value)
  const passed = earlier.flatMap(one => {
    const same = findSameJob(one, job, jobs)
    return same?.conclusion === 'success' ? [{ run: one, past: same }] : []
  })
  const ofCommit = passed.find(one => one.run.sha !== undefined && commits.has(one.run.sha))
  if (ofCommit !== undefined) return { ...ofCommit, by: 'same-commit' }
  const unchanged = passed.find(one => unchangedJobs?.get(one.run.sha ?? '')?.has(job.key ?? job.name) === true)
  return unchanged === undefined ? undefined : { ...unchanged, by: 'other-commit' }
}

/** Finds the job of the same name; a key alone decides only where both runs have one job of it (a matrix has several). */
const findSameJob = (run: HistoryRun, job: ReportedJob, jobs: readonly ReportedJob[]): HistoryJob | undefined => {
  const named = run.jobs.filter(({ key, name }) => (name ?? key) === job.name)
  if (named.length === 1) return named[0]
  if (job.key === undefined || named.length > 1) return undefined
  const keyed = run.jobs.filter(({ key }) => key === job.key)
  return keyed.length === 1 && jobs.filter(({ key }) => key === job.key).length === 1 ? keyed[0] : undefined
}

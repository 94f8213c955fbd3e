import { grouped } from '../../core/grouped.ts'
import { listInputs, listPastInputs } from '../../history/job-inputs.ts'
import type { HistoryJob, HistoryRun } from '../../schema/history/history.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import type { FindingInput } from '../rules/finding-rule.ts'
import { compareInputs, type InputDifference } from './compare-inputs.ts'

/** A job that failed, with the run of the same commit in which it passed, and what differs between them. */
export type ComparedJob = {
  readonly job: ReportedJob
  readonly passed: HistoryRun
  readonly differences: readonly InputDifference[]
}

/** What the comparison reads of the input of a rule. */
export type ComparisonInput = Pick<FindingInput, 'manifest' | 'past' | 'earlierAttempts'>

/**
 * Compares each failed job with the newest run of the same commit in which it passed: an earlier attempt of its own run,
 * else a past run. Where there is none, a change of the code may have failed the job, and it is left out.
 */
export const compareFailedJobs = ({
  manifest,
  past,
  earlierAttempts = [],
}: ComparisonInput): readonly ComparedJob[] => {
  const failed = manifest.jobs.filter(hasFailed)
  if (failed.length === 0) return []
  const candidates = listCandidates(manifest, [...earlierAttempts, ...past])
  const byKey = grouped(manifest.jobs, ({ key }) => key)
  return failed.flatMap(job => {
    const found = findPassed(candidates, job, byKey.get(job.key)?.length === 1)
    if (found === undefined) return []
    return [
      { job, passed: found.run, differences: compareInputs(listPastInputs(found.run, found.past), listInputs(job)) },
    ]
  })
}

/** A job that the workflow lets fail is not compared. */
const hasFailed = ({ api, presence, failure, tolerated }: ReportedJob): boolean =>
  presence !== 'carried-over' &&
  failure !== undefined &&
  tolerated !== true &&
  (api?.conclusion === 'failure' || api?.conclusion === 'timed_out')

/** A past run of the same commit. */
type Candidate = {
  readonly run: HistoryRun
  readonly byName: ReadonlyMap<string, readonly HistoryJob[]>
  readonly byKey: ReadonlyMap<string, readonly HistoryJob[]>
}

/** Lists the past runs of the commit, newest first. */
const listCandidates = ({ run }: RunManifest, past: readonly HistoryRun[]): readonly Candidate[] => {
  const commits: ReadonlySet<string | undefined> = new Set([run.sha?.value, run.headSha?.value])
  return past
    .filter(({ sha }) => sha !== undefined && commits.has(sha))
    .map(one => ({
      run: one,
      byName: grouped(one.jobs, ({ key, name }) => name ?? key),
      byKey: grouped(one.jobs, ({ key }) => key),
    }))
}

/** Finds the newest candidate in which the job passed. `isOnly`: no other job of this run has its key. */
const findPassed = (
  candidates: readonly Candidate[],
  job: ReportedJob,
  isOnly: boolean,
): { readonly run: HistoryRun; readonly past: HistoryJob } | undefined => {
  for (const candidate of candidates) {
    const past = findSameJob(candidate, job, isOnly)
    if (past?.conclusion === 'success') return { run: candidate.run, past }
  }
  return undefined
}

/** Finds the job of the same name; a key alone decides only where both runs have one job of it (a matrix has several). */
const findSameJob = ({ byName, byKey }: Candidate, job: ReportedJob, isOnly: boolean): HistoryJob | undefined => {
  const named = byName.get(job.name) ?? []
  if (named.length > 0) return named.length === 1 ? named[0] : undefined
  const keyed = job.key === undefined ? [] : (byKey.get(job.key) ?? [])
  return isOnly && keyed.length === 1 ? keyed[0] : undefined
}

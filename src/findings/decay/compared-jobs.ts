import { listInputs, listPastInputs } from '../../history/job-inputs.ts'
import type { HistoryJob, HistoryRun } from '../../schema/history/history.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import { compareInputs, type InputDifference } from './compare-inputs.ts'

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
export const compareFailedJobs = (input: ComparisonInput): readonly ComparedJob[] => {
  const failed = input.manifest.jobs.filter(hasFailed)
  if (failed.length === 0) return []
  const candidates = listCandidates(input)
  const byKey = groupBy(input.manifest.jobs, ({ key }) => key)
  return failed.flatMap(job => {
    const found = findPassed(candidates, job, byKey.get(job.key)?.length === 1)
    if (found === undefined) return []
    const { run, past, by } = found
    return [{ job, passed: run, by, differences: compareInputs(listPastInputs(run, past), listInputs(job)) }]
  })
}

/** A job that the workflow lets fail is not compared. */
const hasFailed = ({ api, presence, failure, tolerated }: ReportedJob): boolean =>
  presence !== 'carried-over' &&
  failure !== undefined &&
  tolerated !== true &&
  (api?.conclusion === 'failure' || api?.conclusion === 'timed_out')

const groupBy = <T, K>(items: readonly T[], toKey: (item: T) => K): ReadonlyMap<K, readonly T[]> => {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(toKey(item))
    if (group === undefined) groups.set(toKey(item), [item])
    else group.push(item)
  }
  return groups
}

/** A past run that jobs can be compared with: any of them, or those whose files are the same there. */
type Candidate = {
  readonly run: HistoryRun
  readonly by: ComparedJob['by']
  readonly unchanged: ReadonlySet<string> | undefined
  readonly byName: ReadonlyMap<string, readonly HistoryJob[]>
  readonly byKey: ReadonlyMap<string, readonly HistoryJob[]>
}

/** Lists past runs of the same commit, then others, each newest first. Of the run itself only earlier attempts count. */
const listCandidates = ({ manifest: { run }, past, unchangedJobs }: ComparisonInput): readonly Candidate[] => {
  const commits: ReadonlySet<string | undefined> = new Set([run.sha?.value, run.headSha?.value])
  const candidates = past
    .filter(({ runId, attempt }) => runId !== run.runId.value || attempt < run.attempt.value)
    .flatMap((one): readonly Candidate[] => {
      if (one.sha === undefined) return []
      const unchanged = unchangedJobs?.get(one.sha)
      const isSame = commits.has(one.sha)
      if (!isSame && unchanged === undefined) return []
      return [
        {
          run: one,
          by: isSame ? 'same-commit' : 'other-commit',
          unchanged: isSame ? undefined : unchanged,
          byName: groupBy(one.jobs, ({ key, name }) => name ?? key),
          byKey: groupBy(one.jobs, ({ key }) => key),
        },
      ]
    })
  const isSame = ({ by }: Candidate): boolean => by === 'same-commit'
  return [...candidates.filter(isSame), ...candidates.filter(one => !isSame(one))]
}

type Passed = Candidate & { readonly past: HistoryJob }

/** Finds the first candidate in which the job passed. `isOnly`: no other job of this run has its key. */
const findPassed = (candidates: readonly Candidate[], job: ReportedJob, isOnly: boolean): Passed | undefined => {
  for (const candidate of candidates) {
    if (candidate.unchanged?.has(job.key ?? job.name) === false) continue
    const past = findSameJob(candidate, job, isOnly)
    if (past?.conclusion === 'success') return { ...candidate, past }
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

import { decideFailureOfJob } from '../../findings/failures/decide-failure.ts'
import type { ListedJob } from '../../github/rest/job.ts'
import { listInputs } from '../../history/job-inputs.ts'
import type { LogFacts } from '../../log/anchor/log-scan.ts'
import type { FailureReading } from '../../log/failure-reading.ts'
import type { LogRecord } from '../../schema/job/log-record.ts'
import type { ResolvedPackage } from '../../schema/job/resolved-package.ts'
import type { ServiceUse } from '../../schema/job/service-use.ts'
import type { ObservedJob, RunObservation } from '../../schema/observed/run-observation.ts'
import type { HiddenFailure } from '../../schema/run/hidden-failure.ts'
import type { ReportedJob, UnmatchedArtifact } from '../../schema/run/run-manifest.ts'
import type { Timeline } from '../../schema/run/run-timeline.ts'
import type { GapReason } from '../../schema/values/fact.ts'
import type { Candidate, Sorted } from '../candidate.ts'
import type { Matches } from '../match-manifests.ts'
import { type Absences, findAbsence } from './absence.ts'
import type { JobContext } from './job-context.ts'
import { findNeedsKey } from './job-key.ts'
import { type Reported, reportListedJob, reportUnlistedJob, reportUnrecordedKey } from './report-job.ts'

export type Joined = { readonly jobs: readonly Reported[]; readonly unmatchedArtifacts: readonly UnmatchedArtifact[] }

export type JobsRead = {
  readonly sorted: Sorted
  readonly logs: ReadonlyMap<string, LogFacts>
  readonly timeline: Timeline | undefined
  /** For jobs that did not end well: the log lines that may state why, and the end signals of runner and API. */
  readonly failureReadings: ReadonlyMap<string, FailureReading>
  /** Failures inside jobs that ended well. */
  readonly hiddenFailures?: ReadonlyMap<string, readonly HiddenFailure[]>
  readonly signals: RunObservation['endSignals']
  readonly annotations?: RunObservation['annotations']
  readonly services: ReadonlyMap<string, readonly ServiceUse[]>
  /** Packages that the logs of jobs name. */
  readonly packages?: ReadonlyMap<string, readonly ResolvedPackage[]> | undefined
  readonly observedRun?: RunObservation['run'] | undefined
  /** The record that a recorder would have made from each log, with credentials replaced. */
  readonly logRecords: ReadonlyMap<string, { readonly record: LogRecord; readonly redacted: number }>
  readonly unread: ReadonlyMap<string, GapReason>
  /** Jobs of earlier attempts, as the lists of those attempts show them. */
  readonly earlierJobs?: readonly ObservedJob[]
}

/**
 * Joins every job of the API's list with its manifest by job id. A list that was not read to its end cannot
 * distinguish an unmatched artifact from a job that it does not show. Unmatched manifests then stay as jobs of their
 * own.
 */
export const joinById = (
  context: JobContext,
  listed: readonly ListedJob[],
  listComplete: boolean,
  { timeline, ...read }: JobsRead,
  matches: Matches,
  absences: Absences,
): Joined => {
  const timed = new Map((timeline?.jobs ?? []).map(job => [job.id, job]))
  const ends = {
    endSignals: read.signals,
    annotations: read.annotations,
    readings: read.failureReadings,
    services: read.services,
    run: read.observedRun,
    dependenciesDown: findDownDependencies(matches),
    inputsOf: (id: string) =>
      listInputs({
        record: matches.byJobId.get(id)?.taken?.candidate.manifest,
        log: read.logRecords.get(id)?.record,
        packages: read.packages?.get(id),
      }),
  }
  const failed = (job: ListedJob) => {
    const timedJob = timed.get(job.id)
    return timeline === undefined || timedJob === undefined
      ? undefined
      : decideFailureOfJob(timeline, timedJob, ends)?.failure
  }
  const jobs = listed.map(job => {
    const match = matches.byJobId.get(job.id)
    return reportListedJob(context, job, {
      match,
      absence: match === undefined ? undefined : findAbsence(job, match, absences),
      timed: timed.get(job.id),
      failure: failed(job),
      hiddenFailures: read.hiddenFailures?.get(job.id),
      services: read.services.get(job.id),
      packages: read.packages?.get(job.id),
      logRecord: read.logRecords.get(job.id)?.record,
    })
  })
  const unknown = matches.unmatched.map(
    ({ artifact }): UnmatchedArtifact => ({ artifact: artifact.name, reason: 'unknown-job' }),
  )
  return listComplete
    ? { jobs, unmatchedArtifacts: [...matches.unmatchedArtifacts, ...unknown] }
    : {
        jobs: [...jobs, ...matches.unmatched.map(candidate => reportUnlistedJob(context, candidate))],
        unmatchedArtifacts: matches.unmatchedArtifacts,
      }
}

/** Finds jobs with a declared dependency that did not answer the recorder. */
const findDownDependencies = ({ byJobId }: Matches): ReadonlySet<string> =>
  new Set(
    [...byJobId].flatMap(([id, { taken }]) =>
      taken?.candidate.manifest.replay?.dependencies?.some(({ state }) => state === 'down') === true ? [id] : [],
    ),
  )

/** Joins without the list: every manifest, and every key of `needs` that no manifest has. */
export const joinByKey = (context: JobContext, { accepted, earlier }: Sorted): Joined => {
  const unique = firstOfEachJob(accepted)
  const keys = new Set(accepted.map(toKey))
  const carried = firstOfEachJob(inOrderOfTrust(earlier.filter(candidate => !keys.has(toKey(candidate)))))
  const recorded = [...unique, ...carried].map(candidate => reportUnlistedJob(context, candidate))
  const needs = context.needs ?? new Map<string, string | undefined>()
  const seen = new Set(recorded.map(({ job }) => findNeed(context, job)))
  const missing = [...needs].filter(([key]) => !seen.has(key))
  return {
    jobs: [
      ...recorded,
      ...missing.map(([key, result]) => reportUnrecordedKey(key, result ?? sameResult(context))),
      ...ownJob(context),
    ],
    unmatchedArtifacts: accepted
      .filter(candidate => !unique.includes(candidate))
      .map(({ artifact }) => ({ artifact: artifact.name, reason: 'duplicate' })),
  }
}

/** Finds the key of `needs` for a recorded job: its own, or its caller's. */
const findNeed = ({ needs, waits }: JobContext, { id, name, key }: ReportedJob): string | undefined =>
  (id === undefined ? undefined : waits?.jobs.get(id)?.need) ?? (needs && findNeedsKey(name, key, needs))

/** Returns the result of every needed job, where all are equal. */
const sameResult = ({ neededResults }: JobContext): string | undefined => {
  const [only, ...others] = new Set(neededResults)
  return others.length === 0 ? only : undefined
}

const firstOfEachJob = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.filter((one, index) => candidates.findIndex(other => isSameJob(one, other)) === index)

/**
 * Sorts by trust. A manifest signed by a report in the job's own attempt comes before uploads that anyone may have
 * made since.
 */
const inOrderOfTrust = (candidates: readonly Candidate[]): readonly Candidate[] =>
  [...candidates].sort((a, b) => Number(b.countersigned !== undefined) - Number(a.countersigned !== undefined))

const toKey = ({ manifest }: Candidate): string => manifest.job.key.value

const isSameJob = (a: Candidate, b: Candidate): boolean => {
  const [id, other] = [a.manifest.job.id?.value, b.manifest.job.id?.value]
  return id === undefined ? a === b : id === other
}

const ownJob = (context: JobContext): readonly Reported[] => {
  if (context.ownJobId === '') return []
  const { job } = reportUnrecordedKey(context.ownJobKey, undefined)
  const { waitedFor: _, ...own } = job
  return [{ job: { ...own, id: context.ownJobId, presence: 'in-progress' } }]
}

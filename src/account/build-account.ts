import { correlationId, runSpanId, type Sha256Hex, traceId, UNKNOWN_REPOSITORY } from '../core/ids.ts'
import { toMillis } from '../core/time.ts'
import type { ListedJob } from '../github/rest/job.ts'
import type { RunFacts } from '../github/rest/workflow-run.ts'
import type { ListedArtifact } from '../github/results/results-service.ts'
import type { EarlierReport, ReportedJob, RunManifest, UnmatchedArtifact } from '../schema/run/run-manifest.ts'
import type { Timeline } from '../schema/run/run-timeline.ts'
import type { Gap } from '../schema/values/fact.ts'
import { SCHEMA_VERSION, VERSION } from '../schema/values/version.ts'
import type { AttemptFacts } from '../timeline/attempts/carried-over.ts'
import { isPseudoJob } from '../timeline/jobs/pseudo-job.ts'
import type { RunAccount } from './account-output.ts'
import { findSiblings, type Uploaded } from './agreement/siblings.ts'
import { chooseHeadline } from './headline.ts'
import { type Absences, deletionsIn } from './jobs/absence.ts'
import type { JobContext } from './jobs/job-context.ts'
import type { Needs } from './jobs/job-key.ts'
import { type JobsRead, type Joined, joinById, joinByKey } from './jobs/join-jobs.ts'
import { findTriggeredBy } from './jobs/triggered-by.ts'
import { listRunArtifacts } from './list-run-artifacts.ts'
import { type Matches, matchManifests, withoutRejected } from './match-manifests.ts'
import { guessPlannedJobs, type PlannedJobs } from './planned-jobs.ts'
import { jobGaps, jobWarnings } from './run-notes.ts'
import { decideRunResult, type RunKnowledge, toCompleteness } from './run-result.ts'
import { UNSTATED } from './state-signing.ts'
import type { Waits } from './waits.ts'

type Warning = RunManifest['warnings'][number]

/** Everything that was learned of the run, as the input of its account. Times are RFC 3339 UTC, sizes are bytes. */
export type AccountInput = JobsRead & {
  readonly run: RunManifest['run'] & { readonly serverUrl: NonNullable<RunManifest['run']['serverUrl']> }
  /** The reporting job; undefined for the command line, which is no job. */
  readonly reporter: (NonNullable<RunManifest['reporter']> & { readonly role: 'report' | 'collector' }) | undefined
  /** Id and key of the report's own job, '' when unknown. */
  readonly ownJobId: string
  readonly ownJobKey: string
  /** Keys that the report needs, from input `needs` or the workflow file. */
  readonly needs: Needs | undefined
  /** Results of the needed jobs, where no source names the job of each. */
  readonly neededResults?: readonly string[] | undefined
  readonly waits?: Waits | undefined
  /** The API's job list; undefined without `actions: read`. */
  readonly jobs: readonly ListedJob[] | undefined
  /** Whether the list was read to its end. */
  readonly jobsComplete: boolean
  /** The jobs in the workflow file; undefined where it was not read. */
  readonly planned?: PlannedJobs | undefined
  readonly artifacts: readonly ListedArtifact[]
  /** The run's facts in REST. */
  readonly api: RunFacts
  readonly unmatchedArtifacts: readonly UnmatchedArtifact[]
  /** Absent where there was no earlier attempt. */
  readonly earlierReports?: readonly EarlierReport[]
  readonly warnings: readonly Warning[]
  readonly gaps: readonly Gap[]
  readonly apiBudget: RunManifest['apiBudget']
  readonly reportedAt: string
  readonly sha256: Sha256Hex
}

/**
 * Builds one account of the whole run: every job of the list or, where the list was refused, of `needs` and the
 * manifests. Nothing is cut, so that every evaluation sees the whole account (cut-rows.ts cuts later). The signing is
 * stated last (state-signing.ts).
 */
export const buildAccount = (input: AccountInput): RunAccount => {
  const joined = join(input)
  const ordered = [...joined.jobs].sort((a, b) => inOrder(a.job, b.job))
  const others = ordered.map(({ job }) => job).filter(job => input.ownJobId === '' || job.id !== input.ownJobId)
  const known = toRunKnowledge(input)
  const evaluated = decideRunResult(others, known)
  const reported = ordered.map(one =>
    evaluated.standings.get(one.job) === 'tolerated' ? { ...one, job: { ...one.job, tolerated: true } } : one,
  )
  const jobs = reported.map(({ job }) => job)
  const { run, sha256 } = input
  const unmatchedArtifacts = [
    ...input.unmatchedArtifacts,
    ...input.sorted.unmatchedArtifacts,
    ...joined.unmatchedArtifacts,
  ]
  const manifest: RunManifest = {
    kind: 'run-manifest',
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'pipeline-trace', version: VERSION },
    correlationId: correlationId(run.serverUrl.value, repositoryIn(input), run.runId.value),
    trace: {
      traceId: traceId(sha256, run.runId.value, run.attempt.value),
      runSpanId: runSpanId(sha256, run.runId.value, run.attempt.value),
      links: [],
    },
    run: { ...run, triggeredBy: findTriggeredBy(run, jobs) },
    reporter: input.reporter,
    result: evaluated.result,
    outcome: evaluated.outcome,
    completeness: toCompleteness(others, known, evaluated),
    jobs,
    unmatchedArtifacts,
    ...findEarlierReports(input),
    artifacts: listRunArtifacts(input.artifacts, jobs),
    headline: chooseHeadline(evaluated.standings, evaluated.result),
    timeline: input.timeline === undefined ? undefined : withoutSteps(input.timeline),
    warnings: [...input.warnings, ...jobWarnings(others, input)],
    apiBudget: input.apiBudget,
    signing: UNSTATED,
    reportedAt: input.reportedAt,
    gaps: [...input.gaps, ...jobGaps(others)],
    redacted: redactedIn(jobs, input),
  }
  return {
    manifest,
    records: reported.flatMap(({ job, candidate }) => (candidate === undefined ? [] : [{ job, candidate }])),
  }
}

/** Adds the spent budget, which is known last. */
export const withSpent = ({ manifest, records }: RunAccount, apiBudget: RunManifest['apiBudget']): RunAccount => ({
  records,
  manifest: { ...manifest, apiBudget },
})

/**
 * Returns the repository as the recorders name it: the id from the runner, which they have too, else the name. On the
 * command line no runner gives the id.
 */
const repositoryIn = ({ run: { repository, repositoryId }, reporter }: AccountInput): string => {
  const isGiven = repositoryId.source === 'runner' ? repositoryId.confidence === undefined : reporter === undefined
  return isGiven && repositoryId.value !== UNKNOWN_REPOSITORY ? repositoryId.value : repository.value
}

const findEarlierReports = ({ earlierReports = [] }: AccountInput): Pick<RunManifest, 'earlierReports'> =>
  earlierReports.length === 0 ? {} : { earlierReports: earlierReports.slice(0, 20) }

const toRunKnowledge = (input: AccountInput): RunKnowledge => {
  const { needs, jobs: listed } = input
  return {
    isOther: input.reporter?.role !== 'report',
    ownJobId: input.ownJobId,
    listed,
    listComplete: input.jobsComplete,
    needs: toNeededResults(input),
    needsHaveKeys: needs !== undefined,
    planned: input.planned ?? guessPlannedJobs(listed ?? [], needs),
    api: input.api,
    gaps: input.gaps,
  }
}

/** Returns the results in `needs`: by key from the whole context, without keys from the short form. */
const toNeededResults = ({ needs, neededResults }: AccountInput): RunKnowledge['needs'] => {
  const byKey = [...(needs?.values() ?? [])].filter(result => result !== undefined)
  const results = neededResults ?? (byKey.length === 0 ? undefined : byKey)
  return results === undefined ? undefined : { results, ofKey: key => needs?.get(key) }
}

/** Counts the redactions in the logs that the report read. Each job manifest holds its recorder's own count. */
const redactedIn = (jobs: readonly ReportedJob[], { logRecords }: AccountInput): number =>
  jobs.filter(({ log }) => log !== undefined).reduce((sum, { id = '' }) => sum + (logRecords.get(id)?.redacted ?? 0), 0)

/** Drops the steps. The jobs hold them already, from REST and from the recorder. */
const withoutSteps = (timeline: Timeline): Timeline => ({
  ...timeline,
  jobs: timeline.jobs.map(({ steps: _, ...job }) => job),
})

const join = (input: AccountInput): Joined => {
  const attempt = { attempt: input.run.attempt.value, startedAt: input.run.startedAt?.value }
  const listed = input.jobs === undefined ? undefined : realJobs(input.jobs, input.ownJobId)
  const matches = listed === undefined ? undefined : matchManifests({ ...input, jobs: listed, attempt })
  const context = buildJobContext(input, attempt, matches)
  if (listed === undefined || matches === undefined) return joinByKey(context, input.sorted)
  return joinById(context, listed, input.jobsComplete, input, matches, findAbsences(input, listed, matches))
}

/** Drops the check runs that a workflow token wrote: GitHub lists them as jobs too. */
export const realJobs = (jobs: readonly ListedJob[], ownJobId: string): readonly ListedJob[] =>
  jobs.filter(job => job.id === ownJobId || !isPseudoJob(job))

const findAbsences = (input: AccountInput, listed: readonly ListedJob[], matches: Matches): Absences => {
  const unmatchedArtifacts = [
    ...input.unmatchedArtifacts,
    ...input.sorted.unmatchedArtifacts,
    ...matches.unmatchedArtifacts,
  ].filter(({ reason }) => reason !== 'rejected' && reason !== 'duplicate')
  return {
    runId: input.run.runId.value,
    attempt: input.run.attempt.value,
    logs: input.logs,
    deleted: deletionsIn(listed, input.logs),
    refused: new Set(unmatchedArtifacts.map(({ artifact }) => artifact)),
    isListed: !input.gaps.some(({ field }) => field === 'artifacts' || field.startsWith('artifacts.')),
  }
}

/** Lists every manifest that was not rejected, with the evidence of its job's log. */
const listUploads = ({ sorted }: AccountInput, matches: Matches | undefined): readonly Uploaded[] => {
  const kept = matches === undefined ? sorted : withoutRejected(sorted, matches)
  const confirmed = new Set(
    [...(matches?.byJobId.values() ?? [])].flatMap(({ taken }) =>
      taken?.anchor.kind === 'confirmed' ? [taken.candidate, ...taken.duplicates] : [],
    ),
  )
  return kept.accepted.map(candidate => ({
    manifest: candidate.manifest,
    uploadedBy: candidate.artifact.backendJobId,
    isConfirmed: confirmed.has(candidate),
  }))
}

const buildJobContext = (input: AccountInput, attempt: AttemptFacts, matches: Matches | undefined): JobContext => {
  const { run } = input
  return {
    attempt,
    ownJobId: input.ownJobId,
    ownJobKey: input.ownJobKey,
    needs: input.needs,
    neededResults: input.neededResults,
    waits: input.waits,
    artifacts: input.artifacts,
    api: input.api,
    runId: run.runId.value,
    repository: { serverUrl: run.serverUrl.value, name: run.repository.value, id: run.repositoryId.value },
    unlisted: input.gaps.find(({ field }) => field === 'jobs')?.reason ?? 'not-found',
    siblings: findSiblings(listUploads(input, matches)),
  }
}

/** Sorts jobs by start, then by creation, then by id, since ids grow. */
const inOrder = (a: ReportedJob, b: ReportedJob): number =>
  findStart(a) - findStart(b) ||
  Number(a.id ?? 0) - Number(b.id ?? 0) ||
  (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

const findStart = ({ api, record }: ReportedJob): number =>
  toMillis(api?.startedAt ?? api?.createdAt ?? record?.recorder.preAt ?? record?.recorder.postAt ?? '') ??
  Number.MAX_SAFE_INTEGER

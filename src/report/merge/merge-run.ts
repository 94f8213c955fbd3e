import { findSiblings, type Uploaded } from '../../account/agreement/siblings.ts'
import { correlationId, runSpanId, type Sha256Hex, traceId } from '../../core/ids.ts'
import { toMillis } from '../../core/time.ts'
import type { ListedJob } from '../../github/rest/job.ts'
import type { RunFacts } from '../../github/rest/workflow-run.ts'
import type { ListedArtifact } from '../../github/results/results-service.ts'
import type { SigningState } from '../../schema/job/job-manifest.ts'
import type { EarlierReport, ReportedJob, RunManifest, UnmatchedArtifact } from '../../schema/run/run-manifest.ts'
import type { Timeline } from '../../schema/run/run-timeline.ts'
import type { Gap } from '../../schema/values/fact.ts'
import { SCHEMA_VERSION, VERSION } from '../../schema/values/version.ts'
import type { AttemptFacts } from '../../timeline/attempts/carried-over.ts'
import { isPseudoJob } from '../../timeline/jobs/pseudo-job.ts'
import { type Absences, deletionsIn } from './absence.ts'
import type { Candidate } from './candidate.ts'
import { headlineOf } from './headline.ts'
import type { JobContext } from './job-context.ts'
import type { Needs } from './job-key.ts'
import { type JobsRead, type Joined, joinById, joinByKey } from './join-jobs.ts'
import { type Matches, matchManifests, withoutRejected } from './match-manifests.ts'
import { guessPlannedJobs, type PlannedJobs } from './planned-jobs.ts'
import { artifactsOf } from './run-artifacts.ts'
import { jobGaps, jobWarnings } from './run-notes.ts'
import { completenessOf, judgeRun, type RunKnowledge } from './run-result.ts'
import type { Waits } from './waits.ts'

type Warning = RunManifest['warnings'][number]

/** Everything the report learned, before it is one account. Times RFC 3339 UTC, sizes bytes. */
export type MergeInput = JobsRead & {
  readonly run: RunManifest['run'] & { readonly serverUrl: NonNullable<RunManifest['run']['serverUrl']> }
  readonly reporter: NonNullable<RunManifest['reporter']> & { readonly role: 'report' | 'collector' }
  /** Id and key of the report's own job, '' when unknown. */
  readonly ownJobId: string
  readonly ownJobKey: string
  /** Keys that the report needs, from input `needs` or the workflow file. */
  readonly needs: Needs | undefined
  /** Results of the needed jobs, where nothing says whose each is. */
  readonly neededResults?: readonly string[] | undefined
  readonly waits?: Waits | undefined
  /** The API's job list; undefined without `actions: read`. */
  readonly jobs: readonly ListedJob[] | undefined
  /** The list was read to its end. */
  readonly jobsComplete: boolean
  /** What the workflow file says of them; undefined where it was not read. */
  readonly planned?: PlannedJobs | undefined
  readonly artifacts: readonly ListedArtifact[]
  /** The run as REST has it. */
  readonly api: RunFacts
  readonly unmatchedArtifacts: readonly UnmatchedArtifact[]
  /** Absent: there was no earlier attempt to look for. */
  readonly earlierReports?: readonly EarlierReport[]
  readonly warnings: readonly Warning[]
  readonly gaps: readonly Gap[]
  readonly apiBudget: RunManifest['apiBudget']
  readonly signing: SigningState
  readonly reportedAt: string
  readonly sha256: Sha256Hex
}

export type Recorded = { readonly job: ReportedJob; readonly candidate: Candidate }

export type Merged = {
  readonly manifest: RunManifest
  /** The manifests that stand for jobs of the report, in the order of its jobs. */
  readonly records: readonly Recorded[]
}

/**
 * One account of the whole run: every job of the list, or of `needs` and the manifests where the list was refused. Nothing
 * is cut: whatever evaluates the account is to see all of it (cut-rows.ts).
 */
export const mergeRun = (input: MergeInput): Merged => {
  const joined = join(input)
  const ordered = [...joined.jobs].sort((a, b) => inOrder(a.job, b.job))
  const others = ordered.map(({ job }) => job).filter(job => input.ownJobId === '' || job.id !== input.ownJobId)
  const known = knowledgeOf(input)
  const judged = judgeRun(others, known)
  const reported = ordered.map(one =>
    judged.standings.get(one.job) === 'tolerated' ? { ...one, job: { ...one.job, tolerated: true } } : one,
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
    correlationId: correlationId(run.serverUrl.value, repositoryIn(run), run.runId.value),
    trace: {
      traceId: traceId(sha256, run.runId.value, run.attempt.value),
      runSpanId: runSpanId(sha256, run.runId.value, run.attempt.value),
      links: [],
    },
    run,
    reporter: input.reporter,
    result: judged.result,
    outcome: judged.outcome,
    completeness: completenessOf(others, known, judged),
    jobs,
    unmatchedArtifacts,
    ...earlierReportsOf(input),
    artifacts: artifactsOf(input.artifacts, jobs),
    headline: headlineOf(judged.standings, judged.result),
    ...(input.timeline === undefined ? {} : { timeline: withoutSteps(input.timeline) }),
    warnings: [...input.warnings, ...jobWarnings(others, input)],
    apiBudget: input.apiBudget,
    signing: input.signing,
    reportedAt: input.reportedAt,
    gaps: [...input.gaps, ...jobGaps(others)],
    redacted: redactedIn(jobs, input),
  }
  return {
    manifest,
    records: reported.flatMap(({ job, candidate }) => (candidate === undefined ? [] : [{ job, candidate }])),
  }
}

/** As the recorders name it: the id that the runner gives, which they have too, else the name. */
const repositoryIn = ({ repository, repositoryId }: RunManifest['run']): string =>
  repositoryId.source === 'runner' && repositoryId.confidence === undefined ? repositoryId.value : repository.value

const earlierReportsOf = ({ earlierReports = [] }: MergeInput): Pick<RunManifest, 'earlierReports'> =>
  earlierReports.length === 0 ? {} : { earlierReports: earlierReports.slice(0, 20) }

const knowledgeOf = (input: MergeInput): RunKnowledge => {
  const { needs, jobs: listed } = input
  return {
    isOther: input.reporter.role === 'collector',
    ownJobId: input.ownJobId,
    listed,
    listComplete: input.jobsComplete,
    needs: neededResultsOf(input),
    needsHaveKeys: needs !== undefined,
    planned: input.planned ?? guessPlannedJobs(listed ?? [], needs),
    api: input.api,
    gaps: input.gaps,
  }
}

/** What `needs` gave: results by key in the form of the whole context, results alone in the short one. */
const neededResultsOf = ({ needs, neededResults }: MergeInput): RunKnowledge['needs'] => {
  const byKey = [...(needs?.values() ?? [])].filter(result => result !== undefined)
  const results = neededResults ?? (byKey.length === 0 ? undefined : byKey)
  return results === undefined ? undefined : { results, ofKey: key => needs?.get(key) }
}

/** Of the recorders' own counts stands one in each job manifest: here are those of the logs that the report read. */
const redactedIn = (jobs: readonly ReportedJob[], { told }: MergeInput): number =>
  jobs.filter(({ log }) => log !== undefined).reduce((sum, { id = '' }) => sum + (told.get(id)?.redacted ?? 0), 0)

/** Steps stand in the jobs already, as REST and as the recorder have them. */
const withoutSteps = (timeline: Timeline): Timeline => ({
  ...timeline,
  jobs: timeline.jobs.map(({ steps: _, ...job }) => job),
})

const join = (input: MergeInput): Joined => {
  const attempt = { attempt: input.run.attempt.value, startedAt: input.run.startedAt?.value }
  const listed = input.jobs === undefined ? undefined : realJobs(input.jobs, input.ownJobId)
  const matches = listed === undefined ? undefined : matchManifests({ ...input, jobs: listed, attempt })
  const context = contextOf(input, attempt, matches)
  if (listed === undefined || matches === undefined) return joinByKey(context, input.sorted)
  return joinById(context, listed, input.jobsComplete, input, matches, absencesOf(input, listed, matches))
}

/** Check runs that a workflow token wrote are listed as jobs too. */
export const realJobs = (jobs: readonly ListedJob[], ownJobId: string): readonly ListedJob[] =>
  jobs.filter(job => job.id === ownJobId || !isPseudoJob(job))

const absencesOf = (input: MergeInput, listed: readonly ListedJob[], matches: Matches): Absences => {
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

/** Every manifest that was not rejected, with what its job's log says of it. */
const uploadsOf = ({ sorted }: MergeInput, matches: Matches | undefined): readonly Uploaded[] => {
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

const contextOf = (input: MergeInput, attempt: AttemptFacts, matches: Matches | undefined): JobContext => {
  const { run } = input
  return {
    attempt,
    ownJobId: input.ownJobId,
    ownJobKey: input.ownJobKey,
    needs: input.needs,
    neededResults: input.neededResults,
    waits: input.waits,
    signing: input.signing,
    signer: input.reporter.role,
    artifacts: input.artifacts,
    api: input.api,
    runId: run.runId.value,
    repository: { serverUrl: run.serverUrl.value, name: run.repository.value, id: run.repositoryId.value },
    unlisted: input.gaps.find(({ field }) => field === 'jobs')?.reason ?? 'not-found',
    siblings: findSiblings(uploadsOf(input, matches)),
  }
}

/** As the run went: by start, then creation; then by id, since ids grow. */
const inOrder = (a: ReportedJob, b: ReportedJob): number =>
  startOf(a) - startOf(b) || Number(a.id ?? 0) - Number(b.id ?? 0) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

const startOf = ({ api, record }: ReportedJob): number =>
  toMillis(api?.startedAt ?? api?.createdAt ?? record?.recorder.preAt ?? record?.recorder.postAt ?? '') ??
  Number.MAX_SAFE_INTEGER

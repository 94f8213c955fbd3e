import type { Gap } from '../../model/fact.ts'
import { correlationId, runSpanId, type Sha256Hex, traceId } from '../../model/ids.ts'
import type { SigningState } from '../../model/job-manifest.ts'
import type { ReportedJob, RunManifest, Stranger } from '../../model/run-manifest.ts'
import type { Timeline } from '../../model/run-timeline.ts'
import { toMillis } from '../../model/time.ts'
import { SCHEMA_VERSION, VERSION } from '../../model/version.ts'
import type { ListedJob } from '../../sources/rest/job.ts'
import type { RunFacts } from '../../sources/rest/run.ts'
import type { ListedArtifact } from '../../sources/results-service.ts'
import { isPseudoJob } from '../../timeline/pseudo-job.ts'
import { siblingsOf } from '../../trust/cross-examination/siblings.ts'
import type { Candidate } from './candidate.ts'
import { headlineOf } from './headline.ts'
import type { Needs } from './job-key.ts'
import { type JobsRead, type Joined, joinById, joinByKey } from './join-jobs.ts'
import { guessPlannedJobs, type PlannedJobs } from './planned-jobs.ts'
import { artifactsOf } from './run-artifacts.ts'
import { jobGaps, jobWarnings } from './run-notes.ts'
import { completenessOf, judgeRun, type RunKnowledge } from './run-result.ts'

type Warning = RunManifest['warnings'][number]

/** Everything the report learned, before it is one account. Times RFC 3339 UTC, sizes bytes. */
export type MergeInput = JobsRead & {
  readonly run: RunManifest['run'] & { readonly serverUrl: NonNullable<RunManifest['run']['serverUrl']> }
  readonly reporter: NonNullable<RunManifest['reporter']> & { readonly role: 'report' | 'collector' }
  /** Id and key of the report's own job, '' when unknown. */
  readonly ownJobId: string
  readonly ownJobKey: string
  readonly needs: Needs | undefined
  /** The API's job list; undefined without `actions: read`. */
  readonly jobs: readonly ListedJob[] | undefined
  /** The list was read to its end. */
  readonly jobsComplete: boolean
  /** What the workflow file says of them; undefined where it was not read. */
  readonly planned?: PlannedJobs | undefined
  readonly artifacts: readonly ListedArtifact[]
  /** The run as REST has it. */
  readonly api: RunFacts
  readonly strangers: readonly Stranger[]
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
 * is cut: whatever judges the account is to see all of it (cut-rows.ts).
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
  const strangers = [...input.strangers, ...input.sorted.strangers, ...joined.strangers]
  const manifest: RunManifest = {
    kind: 'run-manifest',
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'pipeline-trace', version: VERSION },
    correlationId: correlationId(run.serverUrl.value, run.repositoryId.value, run.runId.value),
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
    strangers,
    artifacts: artifactsOf(input.artifacts, jobs),
    headline: headlineOf(judged.standings, judged.result),
    ...(input.timeline === undefined ? {} : { timeline: withoutSteps(input.timeline) }),
    warnings: [...input.warnings, ...jobWarnings(others, input)],
    apiBudget: input.apiBudget,
    signing: input.signing,
    reportedAt: input.reportedAt,
    gaps: [...input.gaps, ...jobGaps(others, input.logs, strangers)],
    redacted: redactedIn(jobs, input),
  }
  return {
    manifest,
    records: reported.flatMap(({ job, candidate }) => (candidate === undefined ? [] : [{ job, candidate }])),
  }
}

const knowledgeOf = (input: MergeInput): RunKnowledge => {
  const { needs, jobs: listed } = input
  return {
    isOther: input.reporter.role === 'collector',
    ownJobId: input.ownJobId,
    listed,
    listComplete: input.jobsComplete,
    needs: needs === undefined ? undefined : { results: [...needs.values()], ofKey: key => needs.get(key) },
    planned: input.planned ?? guessPlannedJobs(listed ?? [], needs),
    api: input.api,
    gaps: input.gaps,
  }
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
  const context = {
    attempt: { attempt: input.run.attempt.value, startedAt: input.run.startedAt?.value },
    ownJobId: input.ownJobId,
    ownJobKey: input.ownJobKey,
    needs: input.needs,
    signing: input.signing,
    signer: input.reporter.role,
    artifacts: input.artifacts,
    api: input.api,
    runId: input.run.runId.value,
    repository: {
      serverUrl: input.run.serverUrl.value,
      name: input.run.repository.value,
      id: input.run.repositoryId.value,
    },
    siblings: siblingsOf(
      input.sorted.accepted.map(({ manifest, artifact }) => ({ manifest, uploadedBy: artifact.backendJobId })),
    ),
  }
  if (input.jobs === undefined) return joinByKey(context, input.sorted)
  const listed = input.jobs.filter(job => job.id === input.ownJobId || !isPseudoJob(job))
  return joinById(context, listed, input.jobsComplete, input)
}

/** As the run went: by start, then creation; then by id, since ids grow. */
const inOrder = (a: ReportedJob, b: ReportedJob): number =>
  startOf(a) - startOf(b) || Number(a.id ?? 0) - Number(b.id ?? 0) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

const startOf = ({ api, record }: ReportedJob): number =>
  toMillis(api?.startedAt ?? api?.createdAt ?? record?.recorder.preAt ?? record?.recorder.postAt ?? '') ??
  Number.MAX_SAFE_INTEGER

import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { time } from '../../core/time.ts'
import { artifact, jobManifest, outcome, signingState, step, traceIds } from '../job/job-manifest.ts'
import { logRecord } from '../job/log-record.ts'
import { resolvedPackage } from '../job/resolved-package.ts'
import { serviceUse } from '../job/service-use.ts'
import { schemaVersion, tool } from '../values/document-header.ts'
import { fact, gap, source } from '../values/fact.ts'
import { agreementKind, fieldAgreement } from '../values/field-agreement.ts'
import { commitSha, count, list, numericId, openEnum, sha256Digest, text } from '../values/scalar.ts'
import { triggeringRun } from '../values/triggering-run.ts'
import { failure } from './failure.ts'
import { runFindings } from './finding.ts'
import { hiddenFailure } from './hidden-failure.ts'
import { policyResult } from './policy-result.ts'
import { rerunConditions } from './rerun-conditions.ts'
import { cacheFindings, lineage } from './run-evidence.ts'
import { rowsNotShown, runOutcome } from './run-outcome.ts'
import { timeline } from './run-timeline.ts'

const name = text(1_024)

export const presence = openEnum([
  'recorded',
  'not-recorded',
  'not-started',
  'in-progress',
  'skipped',
  'carried-over',
  'conflict',
])
export type Presence = z.output<typeof presence>

export const jobSignature = z.object({
  mode: openEnum(['keyless', 'key', 'none']),
  by: z.union([openEnum(['job', 'report', 'collector']), z.null()]),
  /** A sentence for people; programs use `mode` and `by`. */
  reason: text(300),
  /** The signer in the verified certificate of the job; absent for a key, and if the job did not sign. */
  signer: z.optional(z.object({ identity: name, issuer: text(300) })),
})
export type JobSignature = z.output<typeof jobSignature>

/** A check of the verifier; `id` is stable and documented in docs/verify.md. */
export const check = z.object({
  id: text(100),
  result: openEnum(['pass', 'fail', 'not-applicable']),
  reason: text(500),
})
export type Check = z.output<typeof check>

/** The REST facts of a job; times by GitHub's clock, 1 s. */
export const apiJob = z.object({
  status: z.optional(text(40)),
  conclusion: z.optional(outcome),
  createdAt: z.optional(time),
  startedAt: z.optional(time),
  completedAt: z.optional(time),
  labels: list(text(256), 50),
  runnerName: z.optional(name),
  runnerGroup: z.optional(name),
  attempt: z.optional(count),
  url: z.optional(name),
  steps: list(step, LIMITS.steps),
})
export type ApiJob = z.output<typeof apiJob>

/** The origin of the job's manifest, and the digests of its bytes. */
export const manifestFile = z.object({
  /** SHA-256 of job-manifest.json: the manifest digest. */
  digest: sha256Digest,
  sizeBytes: count,
  /** SHA-256 of the bundle file, if the job signed. */
  bundleDigest: z.optional(sha256Digest),
  /** SHA-256 of the DSSE payload: bundles can be re-encoded, payloads cannot. */
  payloadDigest: z.optional(sha256Digest),
  /**
   * False: the run artifact does not contain the file, and the job's own artifact, named below, is the only copy. The
   * report does not delete that artifact, and it lasts until it expires.
   */
  inRunArtifact: z.optional(z.boolean()),
  /** The artifact as the server listed it, before any clean-up. */
  artifact: z.optional(
    z.object({
      name: text(512),
      id: z.optional(numericId),
      digest: z.optional(sha256Digest),
      sizeBytes: z.optional(count),
      createdAt: z.optional(time),
      backendJobId: z.optional(text(64)),
      /** Set for an artifact that is the only copy of the file. */
      expiresAt: z.optional(time),
    }),
  ),
  /** Fields that the report did not know, since a later minor version wrote the file: they are not in `record`. */
  unknownFields: z.optional(count),
  checks: list(check, 200),
})
export type ManifestFile = z.output<typeof manifestFile>

/**
 * Milliseconds per phase, by GitHub's clock. Absent means not observed, never 0. `clamped` means that a negative value
 * became 0.
 */
export const jobTiming = z.object({
  /** Wait for an environment's approval or timer, from deployment statuses; not part of the queue. */
  approvalMs: z.optional(count),
  queueMs: z.optional(count),
  setupMs: z.optional(count),
  workMs: z.optional(count),
  totalMs: z.optional(count),
  clamped: list(openEnum(['queueMs', 'setupMs', 'workMs', 'totalMs']), 20),
})
export type JobTiming = z.output<typeof jobTiming>

/**
 * Result of the anchor check: whether the job's own recorder wrote the digest of the manifest into the job's own log
 * (docs/trust.md).
 */
export const anchor = z.object({
  result: openEnum(['confirmed', 'unconfirmed', 'rejected']),
  reason: z.optional(
    openEnum([
      'log-unread', // unconfirmed: the log was not read, see the field `manifest.digest`
      'no-steps', // unconfirmed: GitHub lists no steps of the job, or not all of them
      'log-cut', // unconfirmed: the log lacks its beginning or its end
      'unclear', // unconfirmed: the log does not tell in which step the line stands
      'no-job-id', // unconfirmed: the manifest names no job id
      'no-recorder', // rejected: the job ran no recorder
      'no-post', // rejected: the recorder's post step did not run
      'other-digest', // rejected: the recorder's post step names another manifest
      'outside-post', // rejected: the line stands outside the recorder's post step
      'not-in-log', // rejected: no line names the manifest
      'other-time', // rejected: GitHub received it before the job began or after it had ended
    ]),
  ),
})
export type ReportedAnchor = z.output<typeof anchor>

/** Why a job that ran left no manifest, if a source shows it. */
export const absence = z.object({
  reason: openEnum([
    'no-recorder', // the job ran none
    'recorder-silent', // the recorder's post wrote no digest line: switched off, ended early, or not run
    'upload-off', // the job said so: `upload: never`
    'no-artifact-service',
    'upload-failed',
    'deleted', // a log says that its job deleted the artifact
    'gone', // uploaded, by the job's own line, and not there any more; nothing says who removed it
    'not-taken', // there, but refused: see `unmatchedArtifacts`
    'not-listed', // the artifacts of the run could not be listed whole
    'unknown',
  ]),
  /** The job whose log shows it, if that is another one. */
  by: z.optional(z.object({ jobId: z.optional(numericId), job: name })),
  source: z.optional(source),
})
export type Absence = z.output<typeof absence>

export const reportedJob = z.object({
  /** YAML key if known (from manifest, workflow file, or needs). */
  key: z.optional(text(256)),
  id: z.optional(numericId),
  name,
  presence,
  signature: jobSignature,
  /** Contradicted if any field is; confirmed if the job's own log names the digest of its manifest. */
  agreement: agreementKind,
  fields: list(fieldAgreement, 200),
  /** The result of steps and log for the job's manifest, else for the one that claimed to be the job's. */
  anchor: z.optional(anchor),
  /** Only for a job that may have left a manifest, and of which none was accepted. */
  absence: z.optional(absence),
  /**
   * Further manifests of this job that its log confirms, since its recorder ran more than once. The last one was
   * accepted.
   */
  duplicates: z.optional(list(z.object({ artifact: text(512), digest: sha256Digest }), 20)),
  /** The report waited for it: in its `needs`, or needed by a job there. Absent where that is not known. */
  waitedFor: z.optional(z.boolean()),
  /** Result from `needs`, per job key; absent if the results had no keys and are not all the same. */
  needsResult: z.optional(outcome),
  /** Failed or cancelled, and known to be tolerated by the workflow (`continue-on-error`). */
  tolerated: z.optional(z.boolean()),
  api: z.optional(apiJob),
  timing: jobTiming,
  /** The diagnosis of a job that did not end well; absent for other jobs. */
  failure: z.optional(failure),
  /** Failures inside a job that passed. Absent if its log shows none, or was not read. */
  hiddenFailures: z.optional(list(hiddenFailure, 20)),
  /** External services that its log names. */
  services: z.optional(list(serviceUse, LIMITS.services)),
  /** Packages that the lines of package managers in its log name, with their versions. */
  packages: z.optional(list(resolvedPackage, LIMITS.packages)),
  manifest: z.optional(manifestFile),
  /** The complete manifest. Absent if all manifests would be too large for one document; `manifest` still names it. */
  record: z.optional(jobManifest),
  /** For a job without a manifest: the facts that the report read from its log. */
  log: z.optional(logRecord),
})
export type ReportedJob = z.output<typeof reportedJob>

/** An artifact that looked like a manifest of this project and was not accepted. */
export const unmatchedArtifact = z.object({
  artifact: text(512),
  reason: openEnum([
    'other-run',
    'other-attempt',
    'other-repository',
    'duplicate',
    'forged-name',
    'unknown-job',
    'too-large',
    'not-json',
    'schema-mismatch',
    'schema-major',
    'unreadable',
    'signature-invalid',
    'carried-over',
    'rejected', // steps and log of the job that it claims say that it is not the job's
    'budget', // not opened: the part of what a report may open that its uploader, or the whole run, has is used up
  ]),
  detail: z.optional(text(300)),
})
export type UnmatchedArtifact = z.output<typeof unmatchedArtifact>

/** The report of an earlier attempt. Its artifact may hold the only copies of job manifests. */
export const earlierReport = z.object({
  attempt: count,
  artifact: text(512),
  /**
   * `evidence`: its signature verifies and covers the manifests that were taken from it. `baseline`: it is unsigned,
   * and nothing was taken.
   */
  use: openEnum(['evidence', 'baseline', 'refused']),
  reason: text(300),
})
export type EarlierReport = z.output<typeof earlierReport>

/** The account of the whole run. It names every job, including jobs without a manifest. */
export const runManifest = z.object({
  kind: z.literal('run-manifest'),
  schemaVersion,
  tool,
  /** `<server host>/<repository id>/<run id>`, the same in all attempts. */
  correlationId: text(300),
  trace: traceIds,
  run: z.object({
    serverUrl: z.optional(fact(text(300))),
    repository: fact(text(300)),
    repositoryId: fact(numericId),
    runId: fact(numericId),
    attempt: fact(count),
    number: z.optional(fact(count)),
    event: z.optional(fact(text(100))),
    ref: z.optional(fact(name)),
    sha: z.optional(fact(commitSha)),
    headSha: z.optional(fact(commitSha)),
    /** The branch of the head commit, by REST. */
    headBranch: z.optional(fact(name)),
    workflow: z.optional(fact(name)),
    workflowRef: z.optional(fact(name)),
    workflowSha: z.optional(fact(commitSha)),
    createdAt: z.optional(fact(time)),
    startedAt: z.optional(fact(time)),
    url: z.optional(fact(name)),
    fork: z.optional(fact(z.boolean())),
    visibility: z.optional(fact(openEnum(['public', 'private', 'internal']))),
    /** Only for event `workflow_run`: from the event file of the report, else from the manifests of the jobs. */
    triggeredBy: z.optional(fact(triggeringRun)),
  }),
  /** The author of this account: a job of the run itself, or a later run that collected the manifests of the run. */
  reporter: z.optional(
    z.object({
      role: openEnum(['report', 'collector']),
      runId: numericId,
      attempt: count,
      event: z.optional(text(100)),
      ref: z.optional(name),
      sha: z.optional(commitSha),
      workflowRef: z.optional(name),
      workflowSha: z.optional(commitSha),
      /**
       * Workflow file that defines its job (`job.workflow_ref`, runner v2.334.0). The certificate of a keyless
       * signature has the same value, and a verifier compares both.
       */
      jobWorkflowRef: z.optional(name),
    }),
  ),
  /**
   * `failure` or `cancelled` if at least one job is known to have ended so and is not tolerated; `success` if all jobs
   * are known to have ended well; `skipped` if another run ended so and no job of it ran; else `incomplete`. The
   * report's own job and check runs do not count.
   */
  result: openEnum(['success', 'failure', 'cancelled', 'incomplete', 'skipped']),
  /** The counts behind the result. */
  outcome: z.optional(runOutcome),
  completeness: z.object({
    by: openEnum(['job-id', 'job-key']),
    complete: z.boolean(),
    /**
     * Jobs that ran, or may have run (neither skipped nor never started), and those of them with an accepted manifest.
     */
    known: count,
    recorded: count,
    /** Names of jobs that are known not to be in `needs`: the report may not have waited for them. */
    notWaitedFor: list(name, LIMITS.jobsInReport),
    /** For a run with too many jobs: the number without a row in `jobs`. */
    notShown: z.optional(rowsNotShown),
  }),
  jobs: list(reportedJob, LIMITS.jobsInReport),
  unmatchedArtifacts: list(unmatchedArtifact, 1_000),
  /** Absent where there was none. */
  earlierReports: z.optional(list(earlierReport, 20)),
  artifacts: list(z.object({ ...artifact.shape, jobId: z.optional(numericId) }), LIMITS.artifactsOfRun),
  /** The timeline: states, graph, critical path, attempts, waits. Absent if no job list was read. */
  timeline: z.optional(timeline),
  /** Why restores missed. Absent if no job has a record of its caches. */
  cacheFindings: z.optional(cacheFindings),
  /** Which job made which artifact, which job consumed it, and which artifact reached which environment. */
  lineage: z.optional(lineage),
  /** State outside the jobs that a repetition of the run depends on, at the time of reading. */
  rerunConditions: z.optional(rerunConditions),
  /** Failure modes that the run shows, compared with its past. Absent if findings were not looked for. */
  findings: z.optional(runFindings),
  /** The policy result for the file that input `policy` names. Absent if no file was named. */
  policy: z.optional(policyResult),
  /** The one-line summary: the hand-off that failed, or that was slowest. */
  headline: z.object({
    kind: openEnum(['failed', 'slowest', 'nothing-observed']),
    handOff: z.optional(openEnum(['queue', 'set-up', 'work', 'cache', 'artifact', 'approval', 'deployment'])),
    job: z.optional(name),
    step: z.optional(name),
    durationMs: z.optional(count),
    source: z.optional(source),
  }),
  warnings: list(
    z.object({
      code: openEnum([
        'downloads-all-artifacts',
        'unsigned',
        'permission-missing',
        'not-waited-for',
        'still-running',
        'budget',
        'truncated',
        'second-report',
        'not-carried',
      ]),
      subject: text(300),
    }),
    500,
  ),
  /** REST requests: the number allowed, and the number made. */
  apiBudget: z.object({ allowed: count, used: count }),
  signing: signingState,
  /** When the account was closed, before signing. */
  reportedAt: time,
  gaps: list(gap, LIMITS.gaps),
  redacted: count,
})
export type RunManifest = z.output<typeof runManifest>

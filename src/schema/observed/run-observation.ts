import type { JobManifest } from '../job/job-manifest.ts'
import type { ApiJob } from '../run/run-manifest.ts'
import type { Confidence, Gap } from '../values/fact.ts'
import type { WorkflowPlan } from './workflow-plan.ts'

/*
 * Everything learned of one run, before it is understood: what sources/run-observation returns and timeline/ reads. The
 * same shape whether GitHub was asked, a folder was read, or the report asks from inside the run. Times RFC 3339 UTC.
 */

/** A job of the API's list. `hasRunner` is false while a runner has not taken it: its `started_at` is a placeholder. */
export type ObservedJob = {
  readonly id: string
  readonly name: string
  readonly api: ApiJob
  readonly hasRunner: boolean
}

export type ObservedRun = {
  /** `https://github.com` */
  readonly serverUrl: string
  /** `owner/name` */
  readonly repository: string
  readonly runId: string
  /** The attempt that is reported. */
  readonly attempt: number
  readonly number?: number | undefined
  readonly event?: string | undefined
  /** Name of the workflow. */
  readonly workflow?: string | undefined
  /** Path of its file, without a ref. */
  readonly path?: string | undefined
  readonly headSha?: string | undefined
  readonly headBranch?: string | undefined
  /** Login of who began this attempt. */
  readonly triggeredBy?: string | undefined
  readonly status?: string | undefined
  readonly conclusion?: string | undefined
  /** Never moves; `startedAt` is the attempt's. */
  readonly createdAt?: string | undefined
  readonly startedAt?: string | undefined
  /** When it was last touched: no earlier than its end. */
  readonly updatedAt?: string | undefined
  readonly url?: string | undefined
  readonly fork?: boolean | undefined
}

/** One attempt: its run answer and its job list. `jobs` is undefined where the list was refused. */
export type ObservedAttempt = {
  readonly attempt: number
  readonly status?: string | undefined
  readonly conclusion?: string | undefined
  readonly startedAt?: string | undefined
  readonly triggeredBy?: string | undefined
  readonly jobs: readonly ObservedJob[] | undefined
  /** The list was read to its end. */
  readonly complete: boolean
  /** By job id: from the attempt's log archive, or from the job's own log where that has the lines. */
  readonly traces: ReadonlyMap<string, ControlTrace>
}

/**
 * GitHub's own account of how a job came to a runner, from `<job>/system.txt` of the run-log archive, from the prelude
 * of older logs, and from the first line that the runner wrote.
 */
export type ControlTrace = {
  /** First line of the server about this job: needs met, `if` being evaluated. */
  readonly admittedAt?: string | undefined
  /** "Waiting for a runner to pick up this job" (first one), or "Requested labels". */
  readonly queuedAt?: string | undefined
  /** A machine was found: "waiting for a hosted runner to come online" or "about to start running on", the earlier. */
  readonly assignedAt?: string | undefined
  /** The runner's first line. */
  readonly runnerAt?: string | undefined
  readonly runnerName?: string | undefined
  readonly isHosted?: boolean | undefined
  /** "All GitHub-hosted runners with label [x] are busy": the concurrency limit of the account held it. */
  readonly saidBusy: boolean
  /** What GitHub evaluated before it admitted or skipped the job, as the file has it: values are left out. */
  readonly condition?: { readonly text: string; readonly result: boolean } | undefined
  /** 1 for the server's lines of 2025 and later, 0.0001 for older archives and the runner's lines. */
  readonly resolutionMs: number
}

export type DeploymentStatus = {
  /** `waiting` is really sent although REST's enum lacks it. */
  readonly state: string
  readonly createdAt: string
  readonly creator?: string | undefined
  /** Slug of the app that wrote it: `github-actions` for GitHub's own. */
  readonly app?: string | undefined
  readonly environmentUrl?: string | undefined
}

export type ObservedDeployment = {
  readonly id: string
  readonly environment: string
  readonly createdAt: string
  readonly sha?: string | undefined
  /** From `log_url` of a status, or from the job's check run. */
  readonly jobId?: string | undefined
  /** Oldest first. */
  readonly statuses: readonly DeploymentStatus[]
}

/** A review of environments: GitHub gives neither its time, nor its attempt, nor its job. */
export type ObservedApproval = {
  readonly environments: readonly string[]
  readonly state: 'approved' | 'rejected' | 'pending' | 'other'
  readonly user?: string | undefined
}

/** `login` of a person or `org/slug` of a team. */
export type Reviewer = { readonly kind: 'user' | 'team'; readonly name: string }

/** What waits for an environment at the time of reading. */
export type PendingDeployment = {
  readonly environment: string
  readonly waitTimerMinutes?: number | undefined
  readonly waitTimerStartedAt?: string | undefined
  readonly reviewers: readonly Reviewer[]
}

export type ProtectionRule =
  | { readonly kind: 'wait-timer'; readonly minutes: number }
  | {
      readonly kind: 'required-reviewers'
      readonly reviewers: readonly Reviewer[]
      readonly preventSelfReview: boolean
    }
  /** Branches with protection, or else those whose names match patterns, which another request would tell. */
  | { readonly kind: 'branch-policy'; readonly onlyProtected?: boolean | undefined }
  | { readonly kind: 'custom-rule'; readonly app?: string | undefined }

export type ObservedEnvironment = { readonly name: string; readonly rules: readonly ProtectionRule[] }

/** A live concurrency group that members of the run are in. Position 0 holds it. */
export type ConcurrencyGroup = {
  readonly name: string
  readonly members: readonly {
    readonly runId: string
    readonly jobId?: string | undefined
    readonly position: number
    readonly status: 'in_progress' | 'pending' | 'other'
  }[]
}

/** What the annotations of a job's check run, or its log, say of how it ended. */
export type EndSignal =
  | 'timed-out'
  | 'runner-lost'
  | 'runner-shutdown'
  | 'cancelled'
  | 'queue-expired'
  | 'no-runner'
  | 'fail-fast'

export type WorkflowChoice = {
  readonly path: string
  readonly sha?: string | undefined
  /** How the commit was found, best first; `given` is a file in an offline folder. */
  readonly by: 'workflow-sha' | 'certificate' | 'referenced-workflows' | 'base-branch' | 'head-sha' | 'given'
  /** The commit is an inference: the file may be another one than the run used. */
  readonly inferred: boolean
}

export type RunObservation = {
  readonly run: ObservedRun
  /** Ascending; the last one is the attempt that is reported. */
  readonly attempts: readonly ObservedAttempt[]
  readonly workflow: { readonly plan: WorkflowPlan; readonly choice: WorkflowChoice } | undefined
  /** Manifests of this run by job id, earlier attempts included. */
  readonly manifests: ReadonlyMap<string, JobManifest>
  readonly deployments: readonly ObservedDeployment[]
  readonly approvals: readonly ObservedApproval[]
  readonly pending: readonly PendingDeployment[]
  readonly environments: readonly ObservedEnvironment[]
  readonly concurrency: readonly ConcurrencyGroup[]
  readonly endSignals: ReadonlyMap<string, readonly { readonly signal: EndSignal; readonly source: 'api' | 'log' }[]>
  /** Of jobs whose end no step explains: what GitHub and the job wrote beside it. Untrusted text: matched, never shown. */
  readonly annotations?: ReadonlyMap<string, readonly string[]> | undefined
  /** Job ids that are not to be understood: the report's own job. */
  readonly ownJobId: string | undefined
  /** When the job list was read: the end of what is still open. */
  readonly observedAt: string
  readonly gaps: readonly Gap[]
}

/** A wait that a rule caused, between the admission of a job and its queue. */
export type ProtectionWait = {
  readonly from: string
  readonly to: string
  readonly environment: string | undefined
  readonly source: 'api' | 'log' | 'workflow-file'
  readonly confidence: Confidence
}

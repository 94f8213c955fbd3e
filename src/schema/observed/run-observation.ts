import type { JobManifest } from '../job/job-manifest.ts'
import type { ApiJob } from '../run/run-manifest.ts'
import type { Confidence, Gap } from '../values/fact.ts'
import type { WorkflowPlan } from './workflow-plan.ts'

/*
 * Everything that was learned about one run, before the timeline is built. src/run/observe-run.ts returns it, and
 * src/timeline/ reads it. The form is the same for GitHub, for a folder, and for a report inside the run. Times are RFC
 * 3339 UTC.
 */

/**
 * A job of the API's list. `hasRunner` is false until a runner has taken it: its `started_at` is then a placeholder.
 */
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
  /** Login of the user who began this attempt. */
  readonly triggeredBy?: string | undefined
  readonly status?: string | undefined
  readonly conclusion?: string | undefined
  /** Constant over the attempts; `startedAt` is the attempt's. */
  readonly createdAt?: string | undefined
  readonly startedAt?: string | undefined
  /** Time of its last update: no earlier than its end. */
  readonly updatedAt?: string | undefined
  readonly url?: string | undefined
  readonly fork?: boolean | undefined
  /** The source event's own time. Only the event file has one, and REST the commit of a push. */
  readonly occurred?: EventTime | undefined
  /** The event file of the run was read. */
  readonly hasEventFile?: boolean | undefined
}

/** When the source event happened, by the value that says so. */
export type EventTime = {
  /** RFC 3339 UTC. */
  readonly at: string
  readonly by: 'pushed-at' | 'updated-at' | 'completed' | 'merge-group' | 'commit'
  readonly source: 'runner' | 'api'
  readonly confidence: Confidence
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
  /** By job id: from the attempt's log archive, or from the job's own log if that has the lines. */
  readonly traces: ReadonlyMap<string, ControlTrace>
}

/**
 * GitHub's own record of how a job got its runner, from `<job>/system.txt` of the run-log archive, from the prelude of
 * older logs, and from the first line that the runner wrote.
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
  /** "All GitHub-hosted runners with label [x] are busy": the job waited for the concurrency limit of the account. */
  readonly saidBusy: boolean
  /** GitHub's evaluation before it admitted or skipped the job, as written in the file: values are left out. */
  readonly condition?: { readonly text: string; readonly result: boolean } | undefined
  /** 1 for the server's lines of 2025 and later, 0.0001 for older archives and the runner's lines. */
  readonly resolutionMs: number
}

export type DeploymentStatus = {
  /** GitHub sends `waiting` although REST's enum lacks it. */
  readonly state: string
  readonly createdAt: string
  readonly creator?: string | undefined
  /** Slug of the app that wrote it: `github-actions` for GitHub itself. */
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

/** A review of environments. GitHub gives no time, attempt or job for it. */
export type ObservedApproval = {
  readonly environments: readonly string[]
  readonly state: 'approved' | 'rejected' | 'pending' | 'other'
  readonly user?: string | undefined
}

/** `login` of a person or `org/slug` of a team. */
export type Reviewer = { readonly kind: 'user' | 'team'; readonly name: string }

/** A job that waits for an environment at the time of reading. */
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
  /** Branches with protection, or else branches whose names match patterns; only another request would show which. */
  | { readonly kind: 'branch-policy'; readonly onlyProtected?: boolean | undefined }
  | { readonly kind: 'custom-rule'; readonly app?: string | undefined }

export type ObservedEnvironment = { readonly name: string; readonly rules: readonly ProtectionRule[] }

/** An active concurrency group with members of the run. Position 0 holds the group. */
export type ConcurrencyGroup = {
  readonly name: string
  readonly members: readonly {
    readonly runId: string
    readonly jobId?: string | undefined
    readonly position: number
    readonly status: 'in_progress' | 'pending' | 'other'
  }[]
}

/** The statements about the end of a job, in the annotations of its check run or in its log. */
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
  /** The way in which the commit was found, best first; `given` is a file in an offline folder. */
  readonly by: 'workflow-sha' | 'certificate' | 'referenced-workflows' | 'base-branch' | 'head-sha' | 'given'
  /** The commit is inferred: the run may have used another file. */
  readonly inferred: boolean
}

export type RunObservation = {
  readonly run: ObservedRun
  /** Ascending; the last one is the reported attempt. */
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
  /** For jobs whose end no step explains: the texts of GitHub and of the job. Untrusted text: matched, never shown. */
  readonly annotations?: ReadonlyMap<string, readonly string[]> | undefined
  /** Job ids that the timeline leaves out: the report's own job. */
  readonly ownJobId: string | undefined
  /** Time at which the job list was read. It is the end of every interval that is still open. */
  readonly observedAt: string
  readonly gaps: readonly Gap[]
}

/** A wait caused by a rule, between the admission of a job and its queue. */
export type ProtectionWait = {
  readonly from: string
  readonly to: string
  readonly environment: string | undefined
  readonly source: 'api' | 'log' | 'workflow-file'
  readonly confidence: Confidence
}

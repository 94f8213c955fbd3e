/**
 * The lab's memory: everything the stand-in for GitHub knows, in GitHub's own words. The scheduler and the runner write
 * it, the REST and results services read it live. Plain mutable data, one instance per lab process; no I/O here.
 */
export type LabState = {
  readonly repository: LabRepository
  readonly runs: Map<number, LabRun>
  /** All jobs of all attempts, by job id (= check-run id). */
  readonly jobs: Map<number, LabJob>
  readonly artifacts: Map<number, LabArtifact>
  readonly caches: Map<number, LabCache>
  /** Check runs written through REST by a token (not the jobs' own, which are derived from `jobs`). */
  readonly checkRuns: Map<number, LabCheckRun>
  readonly deployments: Map<number, LabDeployment>
  readonly environments: Map<string, LabEnvironment>
  readonly approvals: LabApproval[]
  /** Rules of active rulesets, by branch; a branch that is not named has none. */
  readonly branchRules: Map<string, readonly LabBranchRule[]>
  /** Bearer tokens by their text. */
  readonly tokens: Map<string, LabToken>
  /** Finished blobs by blob id (the path segment after /blob/). */
  readonly blobs: Map<string, LabBlob>
  /** Next number for any id; starts high, as GitHub's do. */
  nextId(): number
  now(): Date
}

export type LabRepository = {
  readonly owner: string
  readonly name: string
  readonly id: number
  readonly ownerId: number
  readonly visibility: 'public' | 'private' | 'internal'
  readonly defaultBranch: string
}

export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped' | 'neutral' | 'timed_out' | 'action_required'
export type RunStatus = 'queued' | 'in_progress' | 'completed' | 'waiting' | 'pending' | 'requested'

export type LabRun = {
  readonly id: number
  readonly number: number
  readonly workflowId: number
  readonly workflowName: string
  /** `.github/workflows/x.yml` */
  readonly path: string
  readonly event: string
  readonly headBranch: string
  /** The pull request's head, or the pushed commit. */
  readonly headSha: string
  /** GITHUB_SHA: merge commit for a pull request, else headSha. */
  readonly sha: string
  /** GITHUB_REF */
  readonly ref: string
  readonly headRepository: { readonly fullName: string; readonly id: number; readonly fork: boolean }
  readonly actor: string
  readonly displayTitle: string
  readonly createdAt: Date
  readonly checkSuiteId: number
  readonly pullRequest?: {
    readonly number: number
    readonly baseRef: string
    readonly baseSha: string
    readonly headRef: string
  }
  readonly referencedWorkflows: { path: string; sha: string; ref?: string }[]
  readonly backendRunId: string
  /** One per attempt, oldest first. */
  readonly attempts: LabAttempt[]
}

export type LabAttempt = {
  readonly attempt: number
  readonly startedAt: Date
  updatedAt: Date
  status: RunStatus
  conclusion: Conclusion | 'startup_failure' | null
  /** Ids of the jobs listed for this attempt, carried-over ones included. */
  readonly jobIds: number[]
}

export type LabJob = {
  readonly id: number
  readonly runId: number
  /** Attempt in which the job really ran. */
  readonly attempt: number
  readonly key: string
  name: string
  labels: string[]
  status: RunStatus
  conclusion: Conclusion | null
  readonly createdAt: Date
  startedAt: Date | null
  completedAt: Date | null
  runnerId: number | null
  runnerName: string | null
  runnerGroupId: number | null
  runnerGroupName: string | null
  steps: LabStep[]
  /** Whole job log as REST serves it; undefined until the job has finished. */
  log: Uint8Array | undefined
  /** workflow_job_run_backend_id */
  readonly backendId: string
  deploymentId?: number
  /** What the server evaluated and where the job is written, for its own log; absent for a job that it did not admit. */
  admission?: LabAdmission
  /** When it asked for a runner, after environment and concurrency. */
  queuedAt?: Date
  /** When all hosted machines were busy. */
  busyAt?: Date
  /** Title, summary and text written onto the job's own check run through PATCH /check-runs/{id}. */
  output?: { title: string; summary: string; text?: string; annotations: unknown[] }
}

export type LabAdmission = {
  /** Of the calling jobs, outermost first, then the job's own. */
  readonly conditions: readonly LabCondition[]
  /** `owner/repo/path@ref` of the file that the job is written in. */
  readonly definedAt: string
  /** `owner/repo/path@ref (sha)` from the run's own file to that one; empty where nothing was called. */
  readonly chain: readonly string[]
}

export type LabCondition = {
  /** `caller.job` */
  readonly name: string
  readonly at: Date
  readonly expression: string
  /** With the values of what it names; absent where it names nothing. */
  readonly expanded?: string
}

export type LabStep = {
  number: number
  name: string
  status: 'queued' | 'in_progress' | 'completed' | 'pending'
  conclusion: Conclusion | null
  startedAt: Date | null
  completedAt: Date | null
}

export type LabToken = {
  readonly kind: 'github' | 'runtime'
  readonly runId: number
  readonly jobId: number
  /** GITHUB_TOKEN permissions by REST key (`actions`, `checks`, …); anything absent is `none`. */
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>
  readonly cacheScopes: readonly { readonly scope: string; readonly permission: 1 | 2 | 3 }[]
  /** Claims of the OIDC token this job may ask for; absent without `id-token: write`. */
  readonly oidcClaims?: Readonly<Record<string, string>>
  readonly backendRunId: string
  readonly backendJobId: string
}

export type LabArtifact = {
  readonly id: number
  readonly runId: number
  readonly name: string
  readonly backendRunId: string
  readonly backendJobId: string
  readonly blobId: string
  size: number
  digest: string | null
  readonly createdAt: Date
  expiresAt: Date | null
  /** false until FinalizeArtifact. */
  finalized: boolean
}

export type LabCache = {
  readonly id: number
  readonly key: string
  readonly version: string
  /** Scope = ref. */
  readonly scope: string
  readonly blobId: string
  size: number
  readonly createdAt: Date
  lastAccessedAt: Date
  finalized: boolean
}

export type LabBlob = { readonly bytes: Uint8Array; readonly contentType: string }

export type LabCheckRun = {
  readonly id: number
  readonly checkSuiteId: number
  name: string
  readonly headSha: string
  status: 'queued' | 'in_progress' | 'completed'
  conclusion: string | null
  externalId: string
  detailsUrl: string | null
  startedAt: Date
  completedAt: Date | null
  output: { title: string | null; summary: string | null; text: string | null; annotations: unknown[] }
}

export type LabEnvironment = {
  readonly name: string
  readonly id: number
  readonly reviewers: readonly string[]
  readonly waitTimerMinutes: number
}

/** A rule in REST's own form, without its ruleset. */
export type LabBranchRule = { readonly type: string; readonly parameters?: Readonly<Record<string, unknown>> }

export type LabDeployment = {
  readonly id: number
  readonly environment: string
  readonly sha: string
  readonly ref: string
  readonly runId: number
  readonly jobId: number
  readonly createdAt: Date
  readonly statuses: { id: number; state: string; createdAt: Date; logUrl: string; description: string }[]
}

export type LabApproval = {
  readonly runId: number
  readonly environment: string
  readonly state: 'approved' | 'rejected' | 'pending'
  readonly user: string
  readonly comment: string
}

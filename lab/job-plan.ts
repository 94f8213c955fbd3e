/**
 * What the scheduler hands to the runner for one job: the job as its workflow file writes it, with the matrix chosen
 * and everything that GitHub's server evaluates before a runner sees the job already evaluated.
 */
export type JobPlan = {
  /** YAML key of the job (GITHUB_JOB). */
  readonly key: string
  readonly name: string
  readonly labels: readonly string[]
  readonly steps: readonly StepPlan[]
  /** Job and workflow `env`, merged, still with expressions. */
  readonly env: Readonly<Record<string, string>>
  readonly outputs: Readonly<Record<string, string>>
  readonly defaults: { readonly shell?: string; readonly workingDirectory?: string }
  readonly timeoutMinutes: number
  /** Contexts that are fixed for the job. `github` holds what the runner's github context holds, token included. */
  readonly contexts: {
    readonly github: Readonly<Record<string, unknown>>
    readonly needs: Readonly<
      Record<string, { readonly result: string; readonly outputs: Readonly<Record<string, string>> }>
    >
    readonly inputs: Readonly<Record<string, unknown>>
    readonly vars: Readonly<Record<string, string>>
    readonly secrets: Readonly<Record<string, string>>
    readonly matrix: Readonly<Record<string, unknown>> | null
    readonly strategy: Readonly<Record<string, unknown>>
  }
  /** The file that defines the job: the called workflow for a nested job. */
  readonly workflow: { readonly repository: string; readonly path: string; readonly ref: string; readonly sha: string }
  /** `Uses:` lines of the log for a called workflow. */
  readonly calledWorkflow?: { readonly uses: string; readonly sha: string }
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>
  readonly jobId: number
  readonly runId: number
  readonly attempt: number
  readonly backendRunId: string
  readonly backendJobId: string
}

/** One step as written, expressions not yet evaluated. */
export type StepPlan = {
  readonly id?: string
  readonly name?: string
  readonly if?: string
  readonly uses?: string
  readonly run?: string
  readonly shell?: string
  readonly workingDirectory?: string
  readonly with: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly continueOnError: string | boolean
  readonly timeoutMinutes?: number
}

/** A machine that the scheduler assigned. */
export type LabRunner = {
  readonly id: number
  readonly name: string
  readonly groupName: string
  readonly environment: 'github-hosted' | 'self-hosted'
  readonly os: 'Linux'
  readonly arch: 'X64' | 'ARM64'
  readonly version: string
  readonly image: { readonly label: string; readonly version: string }
  /** Node that the runner gives to actions: becomes `<root>/externals/node24/bin/node`. */
  readonly nodePath: string
}

/** Where the services listen and with which tokens this job speaks to them. */
export type JobServices = {
  readonly serverUrl: string
  readonly apiUrl: string
  readonly resultsUrl: string
  readonly githubToken: string
  readonly runtimeToken: string
  /** Present with `id-token: write` only. */
  readonly idTokenRequest?: { readonly url: string; readonly token: string }
}

/** Where actions come from, resolved before the job starts. */
export type ResolvedAction = {
  /** Folder that holds action.yml. */
  readonly folder: string
  readonly sha: string
  readonly standIn: boolean
}

export type RunnerHooks = {
  /** Called at each start and end of a step, with the whole list so far. */
  readonly onSteps: (steps: readonly import('./state.ts').LabStep[]) => void
  readonly resolveAction: (uses: string) => Promise<ResolvedAction>
  readonly now: () => Date
  /** Folder that the checkout stand-in copies into the workspace; without it that stand-in leaves an empty workspace. */
  readonly sourceTree?: string
  /** Aborted when the run is cancelled. */
  readonly cancelled: AbortSignal
}

export type JobResult = {
  readonly conclusion: 'success' | 'failure' | 'cancelled'
  readonly outputs: Readonly<Record<string, string>>
  readonly log: Uint8Array
  /** Step summaries in order, each at most 1 MiB. */
  readonly summaries: readonly string[]
}

/** lab/runner/run-job.ts exports `runJob: RunJob`. `workRoot` is a fresh folder that becomes the runner's root. */
export type RunJob = (
  plan: JobPlan,
  runner: LabRunner,
  services: JobServices,
  hooks: RunnerHooks,
  workRoot: string,
) => Promise<JobResult>

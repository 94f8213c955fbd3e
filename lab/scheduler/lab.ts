import type { Commits } from '../git/snapshot.ts'
import type { RunnerHooks } from '../job-plan.ts'
import type { Services } from '../services.ts'
import type { LabAttempt, LabJob, LabRun, LabState } from '../state.ts'
import type { Checkout, LoadedWorkflow } from '../workflow/load-workflows.ts'
import type { Checkouts } from './checkouts.ts'
import type { ConcurrencyGroups } from './concurrency-groups.ts'
import type { Reviews } from './environment-gate.ts'
import type { RunnerPools } from './runner-pools.ts'
import type { WorkRoots } from './work-roots.ts'

/** What all runs of one lab share. */
export type Lab = {
  readonly state: LabState
  readonly services: Services
  readonly pools: RunnerPools
  readonly groups: ConcurrencyGroups
  readonly reviews: Reviews
  readonly checkouts: (own: Checkout) => Checkouts
  /** Of the repository as it is when a run begins. */
  readonly commits: () => Promise<Commits>
  /** The repository's files. */
  readonly workspace: string
  /** Where each job gets a fresh runner root. */
  readonly workRoots: WorkRoots
  readonly vars: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
  /** How long one minute of a wait timer lasts here. */
  readonly minuteMs: number
  readonly onProgress: (progress: Progress) => void
}

export type Progress =
  | { readonly kind: 'run'; readonly run: LabRun; readonly text: string }
  | { readonly kind: 'job'; readonly run: LabRun; readonly job: LabJob }

export type Event = 'push' | 'pull_request' | 'workflow_run'
/** An event from outside; `workflow_run` comes from another run. */
export type OutsideEvent = Exclude<Event, 'workflow_run'>

/** An attempt that has completed: what a `workflow_run` event tells of. */
export type CompletedAttempt = { readonly run: LabRun; readonly attempt: LabAttempt }

export type Trigger =
  | { readonly event: OutsideEvent; readonly fork: boolean }
  /**
   * Runs the default branch's file, so that secrets and write permissions are there even when the followed run had
   * none (docs.github.com "Events that trigger workflows", workflow_run).
   */
  | { readonly event: 'workflow_run'; readonly fork: false; readonly followed: CompletedAttempt }

export type Result = 'success' | 'failure' | 'cancelled' | 'skipped'

/** One job as it ended, or one calling job with all that it called. */
export type LegResult = {
  /** Its place in the run, the same in every attempt: `caller.inner[{"os":"ubuntu"}]`. */
  readonly path: string
  /** Counts `continue-on-error` as success, as the needs context does. */
  readonly result: Result
  readonly outputs: Readonly<Record<string, string>>
  /** The ids of its jobs in this attempt's list. */
  readonly jobIds: readonly number[]
}

/** A run with all that its attempts share. */
export type RunRecord = {
  readonly run: LabRun
  readonly trigger: Trigger
  readonly loaded: LoadedWorkflow
  readonly checkouts: Checkouts
  readonly event: Readonly<Record<string, unknown>>
  /** How each job of the latest attempt ended, by path: what a re-run of failed jobs carries over. */
  latest: ReadonlyMap<string, LegResult>
  /** Step summaries by job id. */
  readonly summaries: Map<number, readonly string[]>
}

export type ResolveAction = RunnerHooks['resolveAction']

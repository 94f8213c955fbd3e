import type { JobPlan, JobServices, LabRunner, ResolvedAction, RunnerHooks } from '../job-plan.ts'
import type { Clock } from './clock.ts'
import type { DeclaredSubjects } from './declared-artifacts.ts'
import type { JobLog } from './job-log.ts'
import type { RunnerRoot } from './runner-root.ts'
import type { SecretMask } from './secret-mask.ts'
import type { Stage, Step, StepsScope } from './step.ts'
import type { StepRecords } from './step-records.ts'
import type { WorkerLog } from './worker-log.ts'

export type Status = 'success' | 'failure' | 'cancelled'

/** Everything one running job shares between its steps (the runner's `Global` and root execution context). */
export type Job = {
  readonly plan: JobPlan
  readonly runner: LabRunner
  readonly services: JobServices
  readonly hooks: RunnerHooks
  readonly root: RunnerRoot
  readonly clock: Clock
  readonly mask: SecretMask
  readonly log: JobLog
  readonly worker: WorkerLog
  readonly records: StepRecords
  readonly hashFiles: (patterns: readonly string[]) => string
  readonly debugging: boolean
  /** Cancelled by the run or by the job's own time limit, which reaches a runner as the same message. */
  readonly cancelled: AbortSignal
  readonly trackingId: string
  /** Global environment: job `env`, then what `$GITHUB_ENV` added. */
  readonly env: Map<string, string>
  readonly prependPath: string[]
  readonly declared: DeclaredSubjects
  readonly summaries: string[]
  readonly steps: StepsScope
  readonly resolved: Map<string, ResolvedAction>
  readonly announced: Set<string>
  /** Posts as registered; run from the end. */
  readonly posts: RegisteredPost[]
  /** Process groups that steps have started. */
  readonly groups: number[]
  status: Status
}

export type RegisteredPost = { readonly step: Step; readonly name: string; readonly number: number }

/** One stage of one step while it runs (the runner's execution context of the step). */
export type Execution = {
  readonly job: Job
  readonly step: Step
  readonly stage: Stage
  /** Inside a composite action: its inputs, folder, and the status of its main steps so far. */
  readonly composite?: CompositeFrame | undefined
  /** Name of GITHUB_ACTION. */
  readonly actionName: string
  readonly scope: StepsScope
  /** The env context: global, then of outer composite steps, then of the step. */
  readonly env: Map<string, string>
  /** Names that `env:` of this step or of a step around it has set. */
  readonly ownEnv: ReadonlySet<string>
  /** Aborted at the step's time limit, and at cancellation unless its condition still holds. */
  readonly signal: AbortSignal
  readonly errors: string[]
  /** What the handler learns for the step's telemetry. */
  readonly telemetry: { type?: string; action?: string }
}

export type CompositeFrame = {
  readonly inputs: Readonly<Record<string, string>>
  readonly folder: string
  readonly status: { value: Status }
  readonly outer: Execution
}

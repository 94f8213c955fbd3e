import type { StepPlan } from '../job-plan.ts'

export type Level = 'read' | 'write'
/** Permissions by YAML key (`contents`, `id-token`, …); what is absent is `none`. */
export type Permissions = Readonly<Record<string, Level>>

/** One workflow file as written: texts keep their expressions, nothing is evaluated yet. */
export type Workflow = {
  readonly name: string | undefined
  readonly events: readonly string[]
  /** Present when the file has `on: workflow_call`. */
  readonly call: WorkflowCall | undefined
  /** Present when the file has `on: workflow_run`. */
  readonly follows: FollowedWorkflows | undefined
  readonly permissions: Permissions | undefined
  readonly env: Readonly<Record<string, string>>
  readonly defaults: Defaults
  readonly concurrency: Concurrency | undefined
  /** By job key, in the order of the file. */
  readonly jobs: ReadonlyMap<string, JobDefinition>
}

/** Filters of `on: workflow_run`. */
export type FollowedWorkflows = {
  /** Names of workflows, as written. */
  readonly workflows: readonly string[]
  readonly types: readonly string[]
}

export type WorkflowCall = {
  readonly inputs: ReadonlyMap<string, CallInput>
  readonly secrets: ReadonlyMap<string, { readonly required: boolean }>
  readonly outputs: Readonly<Record<string, string>>
}

export type CallInput = {
  readonly type: 'string' | 'number' | 'boolean'
  readonly required: boolean
  readonly default: Scalar | undefined
}

export type Scalar = string | number | boolean

export type Defaults = { readonly shell?: string; readonly workingDirectory?: string }

export type Concurrency = {
  readonly group: string
  readonly cancelInProgress: boolean | string
  /** `max` lets up to 100 wait; `single`, the default, lets one wait and cancels it for the next. */
  readonly queue: Queue
}

export type Queue = 'single' | 'max'

export type JobDefinition = JobBase & (ScriptedJob | CallingJob)

export type JobBase = {
  readonly key: string
  readonly name: string | undefined
  readonly needs: readonly string[]
  readonly if: string | undefined
  readonly permissions: Permissions | undefined
  readonly strategy: Strategy
  readonly concurrency: Concurrency | undefined
  /** Of an outputs mapping of a job; a calling job has those of the called workflow. */
  readonly outputs: Readonly<Record<string, string>>
}

export type ScriptedJob = {
  readonly kind: 'steps'
  readonly runsOn: RunsOn
  readonly env: Readonly<Record<string, string>>
  readonly defaults: Defaults
  readonly environment: EnvironmentReference | undefined
  readonly continueOnError: boolean | string
  readonly timeoutMinutes: number | string
  readonly steps: readonly StepPlan[]
}

export type CallingJob = {
  readonly kind: 'call'
  readonly uses: string
  readonly with: Readonly<Record<string, Scalar>>
  readonly secrets: 'inherit' | Readonly<Record<string, string>>
}

/** A matrix is a mapping of lists, or one expression that gives such a mapping. */
export type Strategy = {
  readonly matrix: string | Readonly<Record<string, unknown>> | undefined
  readonly failFast: boolean | string
  readonly maxParallel: number | string | undefined
}

/** Labels may be one expression that gives a list. */
export type RunsOn = { readonly group: string | undefined; readonly labels: string | readonly string[] }

/** `deployment: false` is a gate without a deployment record. */
export type EnvironmentReference = { readonly name: string; readonly deployment: boolean | string }

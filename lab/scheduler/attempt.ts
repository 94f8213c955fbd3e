import type { Contexts } from '../../src/workflow/expressions.ts'
import type { LabAttempt, LabCondition } from '../state.ts'
import type { LoadedWorkflow } from '../workflow/load-workflows.ts'
import type { Permissions } from '../workflow/workflow.ts'
import type { Lab, LegResult, Result, RunRecord } from './lab.ts'

/** One attempt of a run while it goes. */
export type Attempt = {
  readonly lab: Lab
  readonly record: RunRecord
  readonly attempt: LabAttempt
  /** The server's part of the github context. */
  readonly github: Readonly<Record<string, unknown>>
  readonly cancellation: AbortController
  /** Of the attempt before: what is carried over unless something it needs ran again. */
  readonly previous: ReadonlyMap<string, LegResult>
  readonly finished: Map<string, LegResult>
  /** Names of jobs that no machine of the lab could take. */
  readonly unserved: string[]
}

/** One workflow file inside a run: the run's own, or a called one with what its caller gave it. */
export type Scope = {
  readonly loaded: LoadedWorkflow
  readonly inputs: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, string>>
  /** What the caller grants; undefined for the run's own workflow. */
  readonly granted: Permissions | undefined
  /** `caller / ` comes before the names of nested jobs. */
  readonly name: string
  /** `caller.` comes before the paths of nested jobs. */
  readonly path: string
  /** Something that the caller needs ran again, so everything in here runs again. */
  readonly isFresh: boolean
  /** The workflows above this one and the conditions of the jobs that called, outermost first. */
  readonly callers: readonly { readonly loaded: LoadedWorkflow; readonly condition: LabCondition }[]
  /** Aborted when the calling job is cancelled; undefined for the run's own workflow. */
  readonly stop: AbortSignal | undefined
}

/** What other jobs see of a job: all its matrix legs together. */
export type NodeResult = {
  readonly key: string
  readonly result: Result
  readonly outputs: Readonly<Record<string, string>>
  /** Ran in this attempt, at least in part. */
  readonly isFresh: boolean
  /** Of the job and of all it needs, directly or not: failure() asks for any of them (docs.github.com "Expressions"). */
  readonly lineage: Result
  readonly legs: readonly LegResult[]
}

/** The worst of some results for success() and failure(): failure, then cancelled, then skipped. */
export const worst = (results: readonly Result[]): Result =>
  (['failure', 'cancelled', 'skipped'] as const).find(result => results.includes(result)) ?? 'success'

/** Result of several jobs taken as one: skipped only when all of them are. */
export const together = (results: readonly Result[]): Result => {
  if (results.includes('failure')) return 'failure'
  if (results.includes('cancelled')) return 'cancelled'
  return results.length > 0 && results.every(result => result === 'skipped') ? 'skipped' : 'success'
}

/** Contexts of a job's `if`, before a matrix exists (actions/languageservices workflow-v1.0.json, `job-if`). */
export const nodeContexts = (attempt: Attempt, scope: Scope, needs: readonly NodeResult[]): Contexts => ({
  github: attempt.github,
  inputs: scope.inputs,
  vars: attempt.lab.vars,
  needs: needsContext(needs),
})

export const needsContext = (
  needs: readonly NodeResult[],
): Readonly<Record<string, { readonly result: string; readonly outputs: Readonly<Record<string, string>> }>> =>
  Object.fromEntries(needs.map(({ key, result, outputs }) => [key, { result, outputs }]))

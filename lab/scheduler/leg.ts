import type { Contexts } from '../../src/workflow/expressions.ts'
import type { MatrixLeg } from '../../src/workflow/plan/expand-matrix.ts'
import type { JobDefinition } from '../workflow/workflow.ts'
import type { NodeResult, Scope } from './attempt.ts'
import type { Slots } from './slots.ts'

/** One job to run: a job without a matrix, or one combination of it. */
export type Leg = {
  readonly scope: Scope
  readonly job: JobDefinition
  readonly needs: readonly NodeResult[]
  /** github, needs, inputs, vars, matrix, strategy. */
  readonly contexts: Contexts
  readonly matrix: MatrixLeg['values'] | null
  readonly path: string
  /** For people, with the names of its callers. */
  readonly name: string
  readonly failFast: boolean
  /** Places under `max-parallel`, shared by all legs of the job. */
  readonly slots: Slots
  /** Aborted when this job is cancelled. */
  readonly stop: AbortController
  /** Whether its `if` holds in a cancelled run: such a job is not stopped (docs.github.com "Canceling a workflow"). */
  readonly holdsWhenCancelled: () => boolean
}

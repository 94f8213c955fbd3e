import type { PlannedJob } from '../../schema/observed/workflow-plan.ts'
import type { Scalar } from '../../schema/values/scalar-value.ts'

/** Where a job of the list stands in the plan. */
export type JobPlace = {
  /** Undefined: the plan has no such job, or more than one that it could be. */
  readonly planned: PlannedJob | undefined
  readonly key?: string | undefined
  readonly matrix?: Readonly<Record<string, Scalar>> | undefined
  /** The callers' part of its display name, empty at top level; undefined where that cannot be told. */
  readonly scope: string | undefined
  readonly joinedBy: 'manifest' | 'name' | undefined
}

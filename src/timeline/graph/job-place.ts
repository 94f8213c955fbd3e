import type { PlannedJob } from '../../schema/observed/workflow-plan.ts'
import type { Scalar } from '../../schema/values/scalar-value.ts'

/** The place of a listed job in the plan. */
export type JobPlace = {
  /** Undefined: the plan has no such job, or more than one candidate. */
  readonly planned: PlannedJob | undefined
  readonly key?: string | undefined
  readonly matrix?: Readonly<Record<string, Scalar>> | undefined
  /** The callers' part of its display name, empty at top level; undefined if unknown. */
  readonly scope: string | undefined
  readonly joinedBy: 'manifest' | 'name' | undefined
}

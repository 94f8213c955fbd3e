import type {
  AppliedRevision,
  Condition,
  Health,
  Operation,
  Replicas,
  TreeResource,
} from '../schema/converge/target-convergence.ts'
import type { TargetKind } from '../schema/converge/target-kinds.ts'

/** The object that stands for a target. An Application has the namespace of Argo CD, not that of its workload. */
export type Target = {
  readonly kind: TargetKind
  readonly namespace?: string | undefined
  readonly name: string
}

/**
 * One state of the object that stands for a target, in the same terms for every kind. `revision` is whatever the kind
 * identifies a desired state by: a commit, a chart version, or `generation 4`. Absent: the object does not state it.
 */
export type Snapshot = {
  readonly target: Target
  /** Identity of the object in its cluster: another uid is another object of the same name. */
  readonly uid?: string | undefined
  readonly resourceVersion?: string | undefined
  /** The revision that an operation, or the object itself, asks for. */
  readonly desired?: string | undefined
  /** The revision that the controller compared the cluster with. It says nothing about what was applied. */
  readonly compared?: string | undefined
  /** The revision that the controller applied last. */
  readonly applied?: AppliedRevision | undefined
  /** Earlier revisions first. */
  readonly history: readonly AppliedRevision[]
  /** `Synced`, `OutOfSync` or another word of the controller. */
  readonly sync?: string | undefined
  readonly health?: HealthOfSnapshot | undefined
  readonly operation?: Operation | undefined
  /** The operation repairs a drift of the cluster and brings nothing new. */
  readonly isSelfHeal?: boolean | undefined
  /** Whether the controller applies new revisions by itself; undefined if the kind does not say. */
  readonly isAutomated?: boolean | undefined
  readonly isPaused?: boolean | undefined
  readonly isAborted?: boolean | undefined
  /** The controller itself went back to what ran before. */
  readonly isRemediated?: boolean | undefined
  readonly generation?: number | undefined
  readonly observedGeneration?: number | undefined
  readonly replicas?: Replicas | undefined
  readonly conditions: readonly Condition[]
  /** Images that the target declares now, and those that the last operation applied. */
  readonly images: readonly string[]
  readonly appliedImages: readonly string[]
  readonly resources: readonly TreeResource[]
  /** What the kind cannot say, as fixed words for a gap. */
  readonly limits: readonly SnapshotLimit[]
}

/** `isOfApplied`: the health was evaluated after the applied revision was written. Before that it is of the old one. */
export type HealthOfSnapshot = {
  readonly status: Health
  readonly since?: string | undefined
  readonly isOfApplied: boolean
  readonly evidence: string
}

export type SnapshotLimit =
  | 'several-sources'
  | 'revision-is-no-commit'
  | 'child-applications'
  | 'health-not-evaluated'
  | 'update-on-delete'

/** What changed an object, as a watch states it; `listed` for an object that was read. */
export type Change = 'added' | 'modified' | 'deleted' | 'listed'

/** One observed object with the observer's time, which a folder of single objects lacks. */
export type Observation = {
  readonly seenAt?: string | undefined
  readonly change: Change
  readonly object: unknown
}

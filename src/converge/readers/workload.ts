import * as z from 'zod/mini'
import { toCanonicalJson } from '../../core/canonical-json.ts'
import type { Condition, Health, Replicas } from '../../schema/converge/target-convergence.ts'
import type { Snapshot } from '../snapshot.ts'
import {
  conditionFields,
  fields,
  findCondition,
  flag,
  items,
  metadata,
  podTemplate,
  toConditions,
  toTemplateImages,
  whole,
  word,
} from './object-fields.ts'

/*
 * Deployment, StatefulSet and DaemonSet. The rules of health are those of `kubectl rollout status`
 * (kubernetes/kubectl pkg/polymorphichelpers/rollout_status.go). Fields: kubernetes/api apps/v1/types.go.
 */

const KINDS = { Deployment: 'deployment', StatefulSet: 'statefulset', DaemonSet: 'daemonset' } as const

const workloadFields = z.object({
  kind: z.enum(['Deployment', 'StatefulSet', 'DaemonSet']),
  apiVersion: z.literal('apps/v1'),
  metadata,
  spec: fields({
    replicas: whole,
    paused: flag,
    template: podTemplate,
    updateStrategy: fields({ type: word(60), rollingUpdate: fields({ partition: whole }) }),
  }),
  status: fields({
    observedGeneration: whole,
    replicas: whole,
    updatedReplicas: whole,
    readyReplicas: whole,
    availableReplicas: whole,
    currentRevision: word(),
    updateRevision: word(),
    desiredNumberScheduled: whole,
    currentNumberScheduled: whole,
    updatedNumberScheduled: whole,
    numberReady: whole,
    numberAvailable: whole,
    conditions: items(conditionFields),
  }),
})
type Workload = z.output<typeof workloadFields>

/**
 * Reads a workload; undefined for any other object. A workload has no revision of its source: the text of its pod
 * template identifies what is wanted, and the caller names it by the generation that first had it.
 */
export const readWorkload = (object: unknown): (Snapshot & { readonly template: string }) | undefined => {
  const parsed = z.safeParse(workloadFields, object)
  if (!parsed.success || parsed.data.metadata?.name === undefined) return undefined
  const { kind, metadata: meta, spec, status } = parsed.data
  const conditions = toConditions(status?.conditions ?? [])
  const isObserved = (status?.observedGeneration ?? -1) >= (meta.generation ?? 0)
  const replicas = readReplicas(parsed.data)
  const images = toTemplateImages(spec?.template)
  return {
    target: { kind: KINDS[kind], namespace: meta.namespace, name: meta.name ?? '' },
    uid: meta.uid,
    resourceVersion: meta.resourceVersion,
    template: readTemplate(object),
    history: [],
    health: {
      status: evaluateHealth(parsed.data, conditions, replicas, isObserved),
      since:
        findCondition(conditions, 'Progressing')?.status === 'False'
          ? findCondition(conditions, 'Progressing')?.since
          : undefined,
      isOfApplied: isObserved,
      evidence: 'status.conditions, status.updatedReplicas and status.availableReplicas',
    },
    isPaused: spec?.paused === true,
    generation: meta.generation,
    observedGeneration: status?.observedGeneration,
    replicas,
    conditions,
    images,
    appliedImages: images,
    resources: [],
    limits: spec?.updateStrategy?.type === 'OnDelete' ? ['update-on-delete'] : [],
  }
}

const readTemplate = (object: unknown): string => {
  const spec = (object as { readonly spec?: { readonly template?: unknown } }).spec
  return toCanonicalJson(spec?.template ?? null)
}

const readReplicas = ({ kind, spec, status }: Workload): Replicas =>
  kind === 'DaemonSet'
    ? {
        desired: status?.desiredNumberScheduled,
        current: status?.currentNumberScheduled,
        updated: status?.updatedNumberScheduled ?? 0,
        ready: status?.numberReady,
        available: status?.numberAvailable ?? 0,
      }
    : {
        // The API server fills in 1 where the field is absent (kubernetes/api apps/v1/types.go).
        desired: spec?.replicas ?? 1,
        current: status?.replicas ?? 0,
        updated: status?.updatedReplicas ?? 0,
        ready: status?.readyReplicas ?? 0,
        available: status?.availableReplicas ?? 0,
      }

const evaluateHealth = (
  workload: Workload,
  conditions: readonly Condition[],
  replicas: Replicas,
  isObserved: boolean,
): Health => {
  if (workload.status === undefined || !isObserved) return 'Progressing'
  switch (workload.kind) {
    case 'Deployment':
      return evaluateDeployment(workload, conditions, replicas)
    case 'StatefulSet':
      return evaluateStatefulSet(workload, replicas)
    case 'DaemonSet':
      return evaluateDaemonSet(workload, replicas)
  }
}

const evaluateDeployment = (workload: Workload, conditions: readonly Condition[], replicas: Replicas): Health => {
  const progressing = findCondition(conditions, 'Progressing')
  if (progressing?.reason === 'ProgressDeadlineExceeded') return 'Degraded'
  if (findCondition(conditions, 'ReplicaFailure')?.status === 'True') return 'Degraded'
  if (workload.spec?.paused === true) return 'Suspended'
  const { desired = 0, current = 0, updated = 0, available = 0 } = replicas
  const isComplete = updated >= desired && current <= updated && available >= updated
  if (isComplete) return 'Healthy'
  // The roll-out was complete before, and pods are gone since: the condition keeps its reason (kubernetes/kubernetes
  // pkg/controller/deployment/progress.go).
  const wasComplete = progressing?.reason === 'NewReplicaSetAvailable'
  return wasComplete && findCondition(conditions, 'Available')?.status === 'False' ? 'Degraded' : 'Progressing'
}

const evaluateStatefulSet = ({ spec, status }: Workload, { desired = 0, updated = 0, ready = 0 }: Replicas): Health => {
  if (spec?.updateStrategy?.type === 'OnDelete') return ready >= desired ? 'Unknown' : 'Progressing'
  const partition = spec?.updateStrategy?.rollingUpdate?.partition ?? 0
  if (ready < desired) return 'Progressing'
  if (partition > 0) return updated >= desired - partition ? 'Healthy' : 'Progressing'
  return status?.updateRevision === status?.currentRevision ? 'Healthy' : 'Progressing'
}

const evaluateDaemonSet = ({ spec }: Workload, { desired = 0, updated = 0, available = 0 }: Replicas): Health => {
  if (spec?.updateStrategy?.type === 'OnDelete') return available >= desired ? 'Unknown' : 'Progressing'
  return updated >= desired && available >= desired ? 'Healthy' : 'Progressing'
}

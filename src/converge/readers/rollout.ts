import * as z from 'zod/mini'
import { toCanonicalJson } from '../../core/canonical-json.ts'
import type { Health } from '../../schema/converge/target-convergence.ts'
import {
  conditionFields,
  fields,
  flag,
  items,
  metadata,
  podTemplate,
  toConditions,
  toTemplateImages,
  whole,
  word,
} from './object-fields.ts'
import type { ReadObject } from './read-snapshot.ts'

/*
 * Rollout of Argo Rollouts, written from the documented fields, not recorded from a controller:
 * argoproj/argo-rollouts pkg/apis/rollouts/v1alpha1/types.go and utils/rollout/rolloututil.go.
 */

const PHASES: Readonly<Record<string, Health>> = {
  Healthy: 'Healthy',
  Degraded: 'Degraded',
  Progressing: 'Progressing',
  Paused: 'Suspended',
}

const rolloutFields = z.object({
  kind: z.literal('Rollout'),
  apiVersion: z.string().check(z.regex(/^argoproj\.io\//)),
  metadata,
  spec: fields({ replicas: whole, paused: flag, template: podTemplate }),
  status: fields({
    phase: word(60),
    abort: flag,
    observedGeneration: whole,
    currentPodHash: word(),
    stableRS: word(),
    replicas: whole,
    updatedReplicas: whole,
    readyReplicas: whole,
    availableReplicas: whole,
    pauseConditions: items(z.unknown()),
    conditions: items(conditionFields),
  }),
})

/** Reads a Rollout; undefined for any other object. It is healthy when the new pods are the stable ones. */
export const readRollout = (object: unknown): ReadObject | undefined => {
  const parsed = z.safeParse(rolloutFields, object)
  if (!parsed.success || parsed.data.metadata?.name === undefined) return undefined
  const { metadata: meta, spec, status } = parsed.data
  const isObserved = (status?.observedGeneration ?? -1) >= (meta.generation ?? 0)
  const images = toTemplateImages(spec?.template)
  const phase = PHASES[status?.phase ?? ''] ?? 'Unknown'
  const isStable = status?.stableRS === status?.currentPodHash
  const template = (object as { readonly spec?: { readonly template?: unknown } }).spec?.template
  return {
    target: { kind: 'rollout', namespace: meta.namespace, name: meta.name ?? '' },
    uid: meta.uid,
    resourceVersion: meta.resourceVersion,
    template: toCanonicalJson(template ?? null),
    history: [],
    health: {
      status: phase === 'Healthy' && !isStable ? 'Progressing' : phase,
      isOfApplied: isObserved,
      evidence: 'status.phase, status.stableRS and status.currentPodHash',
    },
    isPaused: spec?.paused === true || (status?.pauseConditions.length ?? 0) > 0,
    isAborted: status?.abort === true,
    generation: meta.generation,
    observedGeneration: status?.observedGeneration,
    replicas: {
      desired: spec?.replicas,
      current: status?.replicas,
      updated: status?.updatedReplicas,
      ready: status?.readyReplicas,
      available: status?.availableReplicas,
    },
    conditions: toConditions(status?.conditions ?? []),
    images,
    appliedImages: images,
    resources: [],
    limits: [],
  }
}

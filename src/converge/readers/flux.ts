import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import type { AppliedRevision, Condition, Health } from '../../schema/converge/target-convergence.ts'
import type { HealthOfSnapshot, Snapshot } from '../snapshot.ts'
import {
  conditionFields,
  fields,
  findCondition,
  flag,
  instant,
  items,
  metadata,
  toConditions,
  whole,
  word,
} from './object-fields.ts'

/*
 * Kustomization and HelmRelease of Flux, written from the documented fields and conditions, not recorded from a
 * controller: fluxcd/kustomize-controller api/v1/kustomization_types.go and docs/spec/v1/kustomizations.md,
 * fluxcd/helm-controller api/v2/helmrelease_types.go and docs/spec/v2/helmreleases.md, fluxcd/pkg apis/meta/conditions.go.
 */

const kustomizationFields = z.object({
  kind: z.literal('Kustomization'),
  apiVersion: z.string().check(z.regex(/^kustomize\.toolkit\.fluxcd\.io\//)),
  metadata,
  spec: fields({ suspend: flag, wait: flag, healthChecks: items(z.unknown()) }),
  status: fields({
    observedGeneration: whole,
    lastAppliedRevision: word(),
    lastAttemptedRevision: word(),
    conditions: items(conditionFields),
  }),
})

/** Reads a Kustomization; undefined for any other object. */
export const readKustomization = (object: unknown): Snapshot | undefined => {
  const parsed = z.safeParse(kustomizationFields, object)
  if (!parsed.success || parsed.data.metadata?.name === undefined) return undefined
  const { metadata: meta, spec, status } = parsed.data
  const conditions = toConditions(status?.conditions ?? [])
  const applied = toCommit(status?.lastAppliedRevision)
  const attempted = toCommit(status?.lastAttemptedRevision)
  // `Ready` says that the manifests were applied. It says that they are healthy only where health was to be checked.
  const isEvaluated = spec?.wait === true || (spec?.healthChecks.length ?? 0) > 0
  const isObserved = (status?.observedGeneration ?? -1) >= (meta.generation ?? 0)
  const health = evaluateReady(conditions, isEvaluated, spec?.suspend === true)
  const isFailing = hasFailed(conditions)
  return {
    target: { kind: 'kustomization', namespace: meta.namespace, name: meta.name ?? '' },
    uid: meta.uid,
    resourceVersion: meta.resourceVersion,
    desired: attempted,
    compared: attempted,
    // The controller sets lastAppliedRevision after the health checks; a failed check follows an apply that succeeded.
    applied: toApplied(failedAfterApply(conditions) ? attempted : applied),
    history: [],
    sync: undefined,
    health: { ...health, isOfApplied: isObserved && (attempted === applied || failedAfterApply(conditions)) },
    operation: {
      phase: findCondition(conditions, 'Ready')?.reason,
      failing: isFailing,
      revision: attempted,
    },
    isAutomated: spec?.suspend !== true,
    isPaused: spec?.suspend === true,
    generation: meta.generation,
    observedGeneration: status?.observedGeneration,
    conditions,
    images: [],
    appliedImages: [],
    resources: [],
    limits: isEvaluated ? [] : ['health-not-evaluated'],
  }
}

const helmReleaseFields = z.object({
  kind: z.literal('HelmRelease'),
  apiVersion: z.string().check(z.regex(/^helm\.toolkit\.fluxcd\.io\//)),
  metadata,
  spec: fields({ suspend: flag }),
  status: fields({
    observedGeneration: whole,
    lastAttemptedRevision: word(),
    history: items(z.object({ version: whole, chartVersion: word(), status: word(60), lastDeployed: instant })),
    conditions: items(conditionFields),
  }),
})

/** Reads a HelmRelease; undefined for any other object. Its revision is a chart version, never a commit. */
export const readHelmRelease = (object: unknown): Snapshot | undefined => {
  const parsed = z.safeParse(helmReleaseFields, object)
  if (!parsed.success || parsed.data.metadata?.name === undefined) return undefined
  const { metadata: meta, spec, status } = parsed.data
  const conditions = toConditions(status?.conditions ?? [])
  // The latest release comes first (api/v2/helmrelease_types.go, HelmReleaseStatus.History).
  const history = readReleases(status?.history ?? [])
  const remediated = findCondition(conditions, 'Remediated')
  const isObserved = (status?.observedGeneration ?? -1) >= (meta.generation ?? 0)
  return {
    target: { kind: 'helmrelease', namespace: meta.namespace, name: meta.name ?? '' },
    uid: meta.uid,
    resourceVersion: meta.resourceVersion,
    desired: status?.lastAttemptedRevision,
    compared: status?.lastAttemptedRevision,
    applied: history.at(-1),
    history,
    // Helm waits for the resources of a release unless the object disables it (docs/spec/v2/helmreleases.md, disableWait).
    health: { ...evaluateReady(conditions, true, spec?.suspend === true), isOfApplied: isObserved },
    operation: {
      phase: findCondition(conditions, 'Ready')?.reason,
      failing: hasFailed(conditions),
      revision: status?.lastAttemptedRevision,
    },
    isAutomated: spec?.suspend !== true,
    isPaused: spec?.suspend === true,
    isRemediated: remediated?.status === 'True' && remediated.reason === 'RollbackSucceeded',
    generation: meta.generation,
    observedGeneration: status?.observedGeneration,
    conditions,
    images: [],
    appliedImages: [],
    resources: [],
    limits: ['revision-is-no-commit'],
  }
}

type Release = {
  readonly version?: number | undefined
  readonly chartVersion?: string | undefined
  readonly status?: string | undefined
  readonly lastDeployed?: string | undefined
}

const readReleases = (releases: readonly Release[]): readonly AppliedRevision[] =>
  releases
    .slice(0, LIMITS.convergenceHistory)
    .flatMap(({ version, chartVersion, lastDeployed }) =>
      chartVersion === undefined ? [] : [{ id: version?.toString(), revision: chartVersion, at: lastDeployed }],
    )
    .toReversed()

/** `main@sha1:<commit>` and `sha1:<commit>`; before Flux 2 `main/<commit>` (fluxcd/flux2 rfcs/0005-artifact-revision-and-digest). */
const toCommit = (revision: string | undefined): string | undefined =>
  revision === undefined ? undefined : (/[:/]([0-9a-f]{40}(?:[0-9a-f]{24})?)$/.exec(revision)?.[1] ?? revision)

const toApplied = (revision: string | undefined): AppliedRevision | undefined =>
  revision === undefined ? undefined : { revision }

const evaluateReady = (
  conditions: readonly Condition[],
  isEvaluated: boolean,
  isSuspended: boolean,
): Omit<HealthOfSnapshot, 'isOfApplied'> => {
  const ready = findCondition(conditions, 'Ready')
  const { status, since } = ready ?? {}
  const evidence = 'status.conditions[Ready]'
  const toHealth = (): Health => {
    if (isSuspended) return 'Suspended'
    if (status === 'True') return isEvaluated ? 'Healthy' : 'Unknown'
    return status === 'False' && hasFailed(conditions) ? 'Degraded' : 'Progressing'
  }
  return { status: toHealth(), since, evidence }
}

/** Reasons of a `Ready` that is `False` for the moment: the controller tries again by itself. */
const WAITING: ReadonlySet<string> = new Set([
  'DependencyNotReady',
  'Progressing',
  'ProgressingWithRetry',
  'ArtifactNotReady',
])

const hasFailed = (conditions: readonly Condition[]): boolean => {
  const ready = findCondition(conditions, 'Ready')
  return ready?.status === 'False' && !WAITING.has(ready.reason ?? '')
}

const failedAfterApply = (conditions: readonly Condition[]): boolean => {
  const ready = findCondition(conditions, 'Ready')
  return ready?.status === 'False' && ready.reason === 'HealthCheckFailed'
}

import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { millisBetween } from '../../core/time.ts'
import { type AppliedRevision, HEALTH, type Operation } from '../../schema/converge/target-convergence.ts'
import type { HealthOfSnapshot, Snapshot, SnapshotLimit } from '../snapshot.ts'
import { classifyMessage } from './classify-message.ts'
import { fields, flag, instant, items, metadata, whole, word } from './object-fields.ts'

/*
 * The Application of Argo CD. Field names: argoproj/argo-cd pkg/apis/application/v1alpha1/types.go. What the fields mean
 * in practice was seen on a running controller of version 3.6:
 * - `status.sync.revision` is the revision that was compared, also where nothing was applied.
 * - `status.history` and `status.operationState.syncResult.revision` name what was applied.
 * - `status.health` stays that of the old version until the next comparison after the operation.
 * - `status.operationState.phase` is `Succeeded` for images that never become ready, and once more for a partial sync.
 * - A failed sync that is to be retried is `Running` with `finishedAt`.
 */

const initiator = fields({ username: word(LIMITS.convergenceName), automated: flag })
const revisions = items(z.string().check(z.maxLength(LIMITS.convergenceRevision)))

const syncRequest = fields({ revision: word(), revisions, autoHealAttemptsCount: whole })

const resource = z.object({
  kind: z.string().check(z.maxLength(200)),
  namespace: word(LIMITS.convergenceName),
  name: z.string().check(z.maxLength(LIMITS.convergenceName)),
  status: word(40),
  health: fields({ status: z.catch(z.optional(z.enum(HEALTH)), undefined) }),
  hookType: word(60),
  hookPhase: word(60),
  images: items(z.string().check(z.maxLength(1_024))),
})

const applicationFields = z.object({
  kind: z.literal('Application'),
  apiVersion: z.string().check(z.regex(/^argoproj\.io\//)),
  metadata,
  operation: fields({ sync: syncRequest, initiatedBy: initiator }),
  spec: fields({
    source: fields({ chart: word(), targetRevision: word() }),
    sources: items(z.object({ chart: word() })),
    syncPolicy: fields({ automated: fields({ enabled: flag, selfHeal: flag }) }),
  }),
  status: fields({
    sync: fields({ status: word(60), revision: word(), revisions }),
    health: fields({ status: z.catch(z.optional(z.enum(HEALTH)), undefined), lastTransitionTime: instant }),
    reconciledAt: instant,
    history: items(
      z.object({
        id: z.catch(z.optional(z.number()), undefined),
        revision: word(),
        revisions,
        deployedAt: instant,
        initiatedBy: initiator,
      }),
    ),
    operationState: fields({
      phase: word(60),
      message: z.catch(z.optional(z.string()), undefined),
      startedAt: instant,
      finishedAt: instant,
      retryCount: whole,
      operation: fields({ sync: syncRequest, initiatedBy: initiator }),
      syncResult: fields({ revision: word(), revisions, resources: items(resource) }),
    }),
    resources: items(resource),
    conditions: items(z.object({ type: z.string().check(z.maxLength(200)), lastTransitionTime: instant })),
    summary: fields({ images: items(z.string().check(z.maxLength(1_024))) }),
  }),
})
type Application = z.output<typeof applicationFields>
type Status = NonNullable<Application['status']>
type OperationState = NonNullable<Status['operationState']>

/** Reads an Application; undefined for any other object. */
export const readApplication = (object: unknown): Snapshot | undefined => {
  const parsed = z.safeParse(applicationFields, object)
  if (!parsed.success || parsed.data.metadata?.name === undefined) return undefined
  const { metadata: meta, operation, spec, status } = parsed.data
  const history = readHistory(status)
  const applied = history.at(-1)
  const state = status?.operationState
  const compared = toKey(status?.sync)
  return {
    target: { kind: 'argocd', namespace: meta.namespace, name: meta.name ?? '' },
    uid: meta.uid,
    resourceVersion: meta.resourceVersion,
    desired: toKey(operation?.sync) ?? toKey(state?.operation?.sync),
    compared,
    applied,
    history,
    sync: status?.sync?.status,
    health: readHealth(status, applied, compared),
    operation: readOperation(state),
    isSelfHeal: (operation?.sync ?? state?.operation?.sync)?.autoHealAttemptsCount !== undefined,
    isAutomated: spec?.syncPolicy?.automated !== undefined && spec.syncPolicy.automated.enabled !== false,
    conditions: (status?.conditions ?? [])
      .slice(0, LIMITS.convergenceConditions)
      .map(({ type, lastTransitionTime }) => ({ type, since: lastTransitionTime })),
    images: sortUnique(status?.summary?.images ?? []),
    appliedImages: sortUnique((state?.syncResult?.resources ?? []).flatMap(({ images }) => images)),
    resources: (status?.resources ?? [])
      .slice(0, LIMITS.convergenceResources)
      .map(({ kind, namespace, name, health, status: sync }) => ({
        kind,
        namespace,
        name,
        health: health?.status,
        sync,
      })),
    limits: findLimits(parsed.data, compared),
  }
}

/** Several sources have a list of revisions, which together identify one state. */
const toKey = (
  named: { readonly revision?: string | undefined; readonly revisions: readonly string[] } | undefined,
): string | undefined => {
  if (named === undefined) return undefined
  return (
    named.revision ??
    (named.revisions.length === 0 ? undefined : named.revisions.join(',').slice(0, LIMITS.convergenceRevision))
  )
}

const readHistory = (status: Status | undefined): readonly AppliedRevision[] =>
  (status?.history ?? []).slice(-LIMITS.convergenceHistory).flatMap(entry => {
    const revision = toKey(entry)
    if (revision === undefined) return []
    return [{ id: entry.id?.toString(), revision, at: entry.deployedAt, by: toDecider(entry.initiatedBy) }]
  })

/**
 * The health counts for the applied revision if the controller compared after it applied. Its times have whole seconds:
 * within one second, only a comparison with that very revision shows it.
 */
const readHealth = (
  status: Status | undefined,
  applied: AppliedRevision | undefined,
  compared: string | undefined,
): HealthOfSnapshot | undefined => {
  const { status: word, lastTransitionTime: since } = status?.health ?? {}
  if (status === undefined || word === undefined) return undefined
  const written = status.operationState?.finishedAt ?? applied?.at
  const reconciled = millisBetween(written, status.reconciledAt)
  const changed = millisBetween(applied?.at, since)
  const isSynced = status.sync?.status === 'Synced'
  const isSameSecond = isSynced && compared === applied?.revision && ((changed ?? -1) >= 0 || (reconciled ?? -1) >= 0)
  const isOfApplied = applied !== undefined && ((reconciled ?? -1) > 0 || isSameSecond)
  return { status: word, since, isOfApplied, evidence: 'status.health.status' }
}

const readOperation = (state: OperationState | undefined): Operation | undefined => {
  if (state === undefined) return undefined
  const { phase, startedAt, finishedAt, retryCount, message, syncResult } = state
  const hooks = (syncResult?.resources ?? []).filter(({ hookType }) => hookType !== undefined)
  return {
    phase,
    failing: phase === 'Failed' || phase === 'Error' || (phase === 'Running' && finishedAt !== undefined),
    startedAt,
    finishedAt,
    retries: retryCount,
    revision: toKey(syncResult) ?? toKey(state.operation?.sync),
    messageClass: message === undefined ? undefined : classifyMessage(message, phase === 'Succeeded'),
    by: toDecider(state.operation?.initiatedBy),
    hooks:
      hooks.length === 0
        ? undefined
        : {
            total: hooks.length,
            failed: hooks.filter(({ hookPhase }) => hookPhase === 'Failed' || hookPhase === 'Error').length,
          },
  }
}

const toDecider = (by: z.output<typeof initiator>): AppliedRevision['by'] => {
  if (by?.automated === true) return { kind: 'automation' }
  return by?.username === undefined ? undefined : { kind: 'person', name: by.username }
}

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

const findLimits = ({ spec, status }: Application, compared: string | undefined): readonly SnapshotLimit[] => [
  ...((spec?.sources.length ?? 0) > 0 ? ['several-sources' as const] : []),
  ...(compared !== undefined && !compared.split(',').every(one => COMMIT.test(one))
    ? ['revision-is-no-commit' as const]
    : []),
  ...((status?.resources ?? []).some(({ kind }) => kind === 'Application') ? ['child-applications' as const] : []),
]

const sortUnique = (images: readonly string[]): readonly string[] =>
  [...new Set(images)].sort().slice(0, LIMITS.convergenceImages)

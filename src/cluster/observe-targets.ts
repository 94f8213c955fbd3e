import { type FollowOptions, followTarget, type TargetFollower } from '../converge/follow-target.ts'
import type { NamedTarget } from '../converge/parse-target.ts'
import { readTargetObject, toTargetText } from '../converge/readers/read-snapshot.ts'
import type { Target } from '../converge/snapshot.ts'
import { BUDGETS } from '../core/budgets.ts'
import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import type { ConvergenceState, TargetConvergence } from '../schema/converge/target-convergence.ts'
import type { Gap } from '../schema/values/fact.ts'
import type { ApiClient } from './api-client.ts'
import { listObjects } from './list-objects.ts'
import { readApplicationTree, readWorkloadDetails } from './read-details.ts'
import { toObjectQuery } from './target-paths.ts'
import { watchApplication } from './watch-application.ts'
import { type WatchSink, watchObjects } from './watch-objects.ts'

/** The servers that answer. Without Argo CD's own, applications are read as objects of the cluster. */
export type ObservationClients = {
  readonly cluster: ApiClient | undefined
  readonly argocd: ApiClient | undefined
}

export type ObservationOptions = FollowOptions & {
  readonly timeoutMs: number
  readonly now: () => number
  /** Called where the verdict of a target changes. */
  readonly progress: (line: string) => void
  /** Ends the observation early, such as at a cancellation. */
  readonly signal?: AbortSignal | undefined
}

export type ObservedTargets = { readonly targets: readonly TargetConvergence[]; readonly gaps: readonly Gap[] }

/**
 * Watches targets side by side until each stayed healthy, or was replaced, or the time is over. The clients end
 * every request at `timeoutMs`; watching ends a little earlier, so that pods and warnings can be read.
 */
export const observeTargets = async (
  clients: ObservationClients,
  named: readonly NamedTarget[],
  options: ObservationOptions,
): Promise<ObservedTargets> => {
  const end = new AbortController()
  const timer = setTimeout(
    () => end.abort(),
    options.timeoutMs - Math.min(BUDGETS.clusterDetails, options.timeoutMs / 10),
  )
  options.signal?.addEventListener('abort', () => end.abort(), { once: true })
  const gaps: Gap[] = []
  try {
    const targets = await resolveTargets(clients, named, gaps)
    const observed = await Promise.all(targets.map(target => observeTarget(clients, target, options, end.signal)))
    return { targets: observed, gaps }
  } finally {
    clearTimeout(timer)
    end.abort()
  }
}

/** Lists what a selector chooses when the observation begins. @throws TraceError where no cluster is named. */
const resolveTargets = async (
  { cluster }: ObservationClients,
  named: readonly NamedTarget[],
  gaps: Gap[],
): Promise<readonly Target[]> => {
  const targets: Target[] = []
  for (const one of named) {
    if (one.by === 'name') {
      targets.push(one.target)
      continue
    }
    const query = toObjectQuery(one.kind, one.namespace, { labelSelector: one.selector })
    const list = await listObjects(needCluster(cluster), query)
    if (list.kind === 'refused')
      gaps.push({ field: 'targets', reason: 'service-error', detail: `HTTP ${list.status} for ${query.what}` })
    else targets.push(...list.objects.flatMap(object => readTargetObject(object)?.target ?? []))
  }
  if (targets.length > LIMITS.convergenceTargets)
    gaps.push({
      field: 'targets',
      reason: 'too-large',
      detail: `the first ${LIMITS.convergenceTargets} of ${targets.length}`,
    })
  return targets.slice(0, LIMITS.convergenceTargets)
}

const needCluster = (cluster: ApiClient | undefined): ApiClient => {
  if (cluster !== undefined) return cluster
  throw new TraceError('INPUT_INVALID', 'a target of the cluster needs a kubeconfig', {
    hint: 'Give kubeconfig, or set KUBECONFIG',
  })
}

/** After these nothing more becomes of the revision. `degraded` may recover, and a deleted target may come back. */
const FINAL: ReadonlySet<ConvergenceState | 'other'> = new Set(['stayed-healthy', 'superseded', 'rolled-back'])

const observeTarget = async (
  clients: ObservationClients,
  target: Target,
  options: ObservationOptions,
  signal: AbortSignal,
): Promise<TargetConvergence> => {
  const { now, progress, wanted, soakMs } = options
  const follower = followTarget(target, { wanted, soakMs })
  const own = new AbortController()
  const stop = (): void => own.abort()
  signal.addEventListener('abort', stop, { once: true })
  const toTime = (): string => new Date(now()).toISOString()
  let shown = ''
  let object: unknown
  const check = (): void => {
    const { verdict } = follower.conclude(toTime())
    if (verdict !== shown) progress(`${toTargetText(target)}: ${verdict}`)
    shown = verdict
    if (FINAL.has(verdict)) own.abort()
  }
  const sink: WatchSink = {
    now: toTime,
    note: follower.addGap,
    take: observation => {
      object = observation.object
      follower.add(observation)
      check()
    },
  }
  const timer = setInterval(check, BUDGETS.clusterCheck)
  if (signal.aborted) own.abort()
  try {
    await watch(clients, target, sink, own.signal)
  } finally {
    clearInterval(timer)
    signal.removeEventListener('abort', stop)
  }
  const until = toTime()
  await readDetails(clients, follower, object)
  return follower.conclude(until)
}

const watch = async (
  { cluster, argocd }: ObservationClients,
  target: Target,
  sink: WatchSink,
  signal: AbortSignal,
): Promise<void> => {
  if (target.kind === 'argocd' && argocd !== undefined) return watchApplication(argocd, target.name, sink, signal)
  const query = toObjectQuery(target.kind, target.namespace, { fieldSelector: `metadata.name=${target.name}` })
  return watchObjects(needCluster(cluster), query, sink, signal)
}

const WORKLOADS: ReadonlySet<string> = new Set(['deployment', 'statefulset', 'daemonset', 'rollout'])

const readDetails = async (
  { cluster, argocd }: ObservationClients,
  follower: TargetFollower,
  object: unknown,
): Promise<void> => {
  if (object === undefined) return
  if (follower.target.kind === 'argocd' && argocd !== undefined) await readApplicationTree(argocd, follower)
  else if (cluster !== undefined && WORKLOADS.has(follower.target.kind))
    await readWorkloadDetails(cluster, follower, object)
}

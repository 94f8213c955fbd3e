import type { TargetKind } from '../schema/converge/target-kinds.ts'

type Group = { readonly path: string; readonly resource: string; readonly kind: string; readonly apiVersion: string }

const group = (apiVersion: string, resource: string, kind: string): Group => ({
  path: `/apis/${apiVersion}`,
  resource,
  kind,
  apiVersion,
})

/** Where the API server serves the objects of each kind of target. */
const GROUPS: Readonly<Record<TargetKind, Group>> = {
  argocd: group('argoproj.io/v1alpha1', 'applications', 'Application'),
  kustomization: group('kustomize.toolkit.fluxcd.io/v1', 'kustomizations', 'Kustomization'),
  helmrelease: group('helm.toolkit.fluxcd.io/v2', 'helmreleases', 'HelmRelease'),
  rollout: group('argoproj.io/v1alpha1', 'rollouts', 'Rollout'),
  deployment: group('apps/v1', 'deployments', 'Deployment'),
  statefulset: group('apps/v1', 'statefulsets', 'StatefulSet'),
  daemonset: group('apps/v1', 'daemonsets', 'DaemonSet'),
}

/** Objects of one resource in one namespace, narrowed by name or label. Items of a list have no kind of their own. */
export type ObjectQuery = {
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
  readonly kind: string
  readonly apiVersion: string
  /** For messages: `deployments in prod`. */
  readonly what: string
}

/** Argo CD's own namespace, unless the target names another (argoproj/argo-cd docs/getting_started.md). */
const ARGOCD_NAMESPACE = 'argocd'

export const toObjectQuery = (
  kind: TargetKind,
  namespace: string | undefined,
  parameters: Readonly<Record<string, string>>,
): ObjectQuery => {
  const { path, resource, kind: objectKind, apiVersion } = GROUPS[kind]
  const name = namespace ?? (kind === 'argocd' ? ARGOCD_NAMESPACE : 'default')
  return {
    path: `${path}/namespaces/${encodeURIComponent(name)}/${resource}`,
    parameters,
    kind: objectKind,
    apiVersion,
    what: `${resource} in ${name}`,
  }
}

export const toCoreQuery = (
  resource: 'pods' | 'events',
  namespace: string,
  parameters: Readonly<Record<string, string>>,
): ObjectQuery => ({
  path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/${resource}`,
  parameters,
  kind: resource === 'pods' ? 'Pod' : 'Event',
  apiVersion: 'v1',
  what: `${resource} in ${namespace}`,
})

export const toPath = ({ path, parameters }: ObjectQuery, more: Readonly<Record<string, string>>): string =>
  `${path}?${new URLSearchParams({ ...parameters, ...more }).toString()}`

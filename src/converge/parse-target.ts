import { TARGET_KINDS, type TargetKind } from '../schema/converge/target-kinds.ts'
import type { Target } from './snapshot.ts'

/** A target as a user names it: one object, or the workloads of a namespace that a selector chooses. */
export type NamedTarget =
  | { readonly by: 'name'; readonly target: Target }
  | { readonly by: 'selector'; readonly kind: TargetKind; readonly namespace: string; readonly selector: string }

/** Names of Kubernetes: RFC 1123 subdomains. */
const NAME = /^[a-z0-9][-a-z0-9.]{0,252}$/
const SELECTOR = /^[-A-Za-z0-9_./=,!() ]{1,500}$/
const SELECTED = '?selector='

/** The forms of a target, for messages. */
export const TARGET_FORMS =
  'argocd:<application>, kustomization|helmrelease|rollout|deployment|statefulset|daemonset/<namespace>/<name>, or <kind>/<namespace>?selector=<labels>'

/** Reads `argocd:<app>`, `<kind>/<namespace>/<name>` or `<kind>/<namespace>?selector=…`; undefined for any other text. */
export const parseTarget = (text: string): NamedTarget | undefined => {
  if (text.startsWith('argocd:')) return parseApplication(text.slice('argocd:'.length).split('/'))
  const [path = '', selector] = text.split(SELECTED, 2)
  const [word, namespace = '', name, ...more] = path.split('/')
  const kind = TARGET_KINDS.find(one => one === word && one !== 'argocd')
  if (kind === undefined || !NAME.test(namespace) || more.length > 0) return undefined
  if (selector !== undefined)
    return name === undefined && SELECTOR.test(selector) ? { by: 'selector', kind, namespace, selector } : undefined
  return name !== undefined && NAME.test(name) ? { by: 'name', target: { kind, namespace, name } } : undefined
}

/** `<application>`, or `<namespace>/<application>` where Argo CD has applications in other namespaces. */
const parseApplication = (parts: readonly string[]): NamedTarget | undefined => {
  if (parts.length > 2 || !parts.every(part => NAME.test(part))) return undefined
  const [name = '', namespace] = parts.toReversed()
  return { by: 'name', target: { kind: 'argocd', namespace, name } }
}

import { TARGET_KINDS, type TargetKind } from '../schema/converge/target-convergence.ts'
import type { Target } from './snapshot.ts'

/** A target as a user names it: one object, or the workloads of a namespace that a selector chooses. */
export type NamedTarget =
  | { readonly by: 'name'; readonly target: Target }
  | { readonly by: 'selector'; readonly kind: TargetKind; readonly namespace: string; readonly selector: string }

/** Names of Kubernetes: RFC 1123 subdomains. */
const NAME = '[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?'
const APPLICATION = new RegExp(`^argocd:(?:(${NAME})/)?(${NAME})$`)
const OBJECT = new RegExp(`^([a-z]{1,20})/(${NAME})/(${NAME})$`)
const SELECTED = new RegExp(`^([a-z]{1,20})/(${NAME})\\?selector=([-A-Za-z0-9_./=,!() ]{1,500})$`)

/** The forms of a target, for messages. */
export const TARGET_FORMS =
  'argocd:<application>, kustomization|helmrelease|rollout|deployment|statefulset|daemonset/<namespace>/<name>, or <kind>/<namespace>?selector=<labels>'

/** Reads `argocd:<app>`, `<kind>/<namespace>/<name>` or `<kind>/<namespace>?selector=…`; undefined for any other text. */
export const parseTarget = (text: string): NamedTarget | undefined => {
  const application = APPLICATION.exec(text)
  if (application !== null)
    return { by: 'name', target: { kind: 'argocd', namespace: application[1], name: application[2] ?? '' } }
  const object = OBJECT.exec(text)
  const kind = toKind(object?.[1])
  if (kind !== undefined) return { by: 'name', target: { kind, namespace: object?.[2], name: object?.[3] ?? '' } }
  const selected = SELECTED.exec(text)
  const selectedKind = toKind(selected?.[1])
  if (selectedKind === undefined) return undefined
  return { by: 'selector', kind: selectedKind, namespace: selected?.[2] ?? '', selector: selected?.[3] ?? '' }
}

const toKind = (word: string | undefined): TargetKind | undefined =>
  TARGET_KINDS.find(kind => kind === word && kind !== 'argocd')

import { LIMITS } from '../../core/limits.ts'
import type { Snapshot, Target } from '../snapshot.ts'
import { readApplication } from './argo-cd.ts'
import { readHelmRelease, readKustomization } from './flux.ts'
import { readRollout } from './rollout.ts'
import { readWorkload } from './workload.ts'

/** What a reader returns: `template` identifies the desired state of a kind that states no revision. */
export type ReadObject = Snapshot & { readonly template?: string | undefined }

/** Reads the object of a target of any kind; undefined for an object that stands for no target. */
export const readTargetObject = (object: unknown): ReadObject | undefined =>
  readApplication(object) ??
  readWorkload(object) ??
  readKustomization(object) ??
  readHelmRelease(object) ??
  readRollout(object)

export const isSameTarget = (one: Target, other: Target): boolean =>
  one.kind === other.kind && one.name === other.name && (one.namespace ?? '') === (other.namespace ?? '')

export const toTargetText = ({ kind, namespace, name }: Target): string =>
  kind === 'argocd' ? `argocd:${name}` : `${kind}/${namespace ?? 'default'}/${name}`

/**
 * Names the desired states of one target that states no revision: `generation 4` is the template that generation 4
 * brought. A template that comes back has its old name, so that a roll-back is one.
 */
export const createRevisionNamer = (): ((found: ReadObject) => Snapshot) => {
  const names = new Map<string, string>()
  let applied: string | undefined
  return found => {
    const { template, generation = 0 } = found
    if (template === undefined) return found
    const known = names.get(template)
    const desired = known ?? `generation ${generation}`
    if (known === undefined && names.size < LIMITS.convergenceTemplates) names.set(template, desired)
    if ((found.observedGeneration ?? -1) >= generation) applied = desired
    return {
      ...found,
      desired,
      compared: desired,
      applied: applied === undefined ? undefined : { revision: applied },
    }
  }
}

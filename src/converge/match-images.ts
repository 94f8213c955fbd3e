import * as z from 'zod/mini'
import { LIMITS } from '../core/limits.ts'
import { HEALTH, type TargetImages, type TreeResource } from '../schema/converge/target-convergence.ts'
import { fields, items, metadata, word } from './readers/object-fields.ts'

/** A pod of a target: whether it runs, and what it runs. */
export type RunningPod = {
  readonly namespace?: string | undefined
  readonly name: string
  readonly isReady: boolean
  readonly images: readonly { readonly image?: string | undefined; readonly digest?: string | undefined }[]
}

const podFields = z.object({
  metadata,
  status: fields({
    phase: word(40),
    containerStatuses: items(
      z.object({ image: word(1_024), imageID: word(1_024), ready: z.catch(z.optional(z.boolean()), undefined) }),
    ),
  }),
})

/** Reads a Pod. `imageID` is what the container runtime started (kubernetes/api core/v1/types.go, ContainerStatus). */
export const readPod = (object: unknown): RunningPod | undefined => {
  const parsed = z.safeParse(podFields, object)
  if (!parsed.success || parsed.data.metadata?.name === undefined) return undefined
  const { metadata: meta, status } = parsed.data
  const statuses = status?.containerStatuses ?? []
  return {
    namespace: meta.namespace,
    name: meta.name ?? '',
    isReady: status?.phase === 'Running' && statuses.length > 0 && statuses.every(({ ready }) => ready === true),
    images: statuses.map(({ image, imageID }) => ({ image, digest: readDigest(imageID) ?? readDigest(image) })),
  }
}

const treeFields = z.object({
  nodes: items(
    z.object({
      kind: z.string().check(z.maxLength(200)),
      namespace: word(LIMITS.convergenceName),
      name: z.string().check(z.maxLength(LIMITS.convergenceName)),
      images: items(z.string().check(z.maxLength(1_024))),
      health: fields({ status: z.catch(z.optional(z.enum(HEALTH)), undefined) }),
    }),
  ),
})

export type ResourceTree = { readonly resources: readonly TreeResource[]; readonly pods: readonly RunningPod[] }

/** Reads Argo CD's resource tree (argoproj/argo-cd pkg/apis/application/v1alpha1/types.go, ApplicationTree). */
export const readResourceTree = (value: unknown): ResourceTree | undefined => {
  if (typeof value !== 'object' || value === null || !('nodes' in value) || !Array.isArray(value.nodes))
    return undefined
  const parsed = z.safeParse(treeFields, value)
  if (!parsed.success) return undefined
  const { nodes } = parsed.data
  return {
    resources: nodes.map(({ kind, namespace, name, health }) => ({ kind, namespace, name, health: health?.status })),
    pods: nodes
      .filter(({ kind }) => kind === 'Pod')
      .map(({ namespace, name, images, health }) => ({
        namespace,
        name,
        isReady: health?.status === 'Healthy',
        images: images.map(image => ({ image, digest: readDigest(image) })),
      })),
  }
}

const readDigest = (image: string | undefined): string | undefined => /@(sha256:[0-9a-f]{64})$/.exec(image ?? '')?.[1]

/**
 * Compares what runs with what was built. Another digest counts as different only where every image is pinned by one: the digest
 * that a container runtime reports may be that of one platform of an image, and no tag proves anything.
 */
export const matchImages = (
  built: readonly string[],
  pods: readonly RunningPod[],
  declared: readonly string[],
): TargetImages => {
  const fromPods = pods.filter(({ isReady }) => isReady).flatMap(({ images }) => images)
  const fromTarget = declared.map(image => ({ image, digest: readDigest(image) }))
  const running = fromPods.length > 0 ? fromPods : fromTarget
  const from = fromPods.length > 0 ? ('pods' as const) : ('declared' as const)
  const unique = new Map(running.map(one => [`${one.image ?? ''} ${one.digest ?? ''}`, { ...one, from }]))
  const isFound = running.some(({ digest }) => digest !== undefined && built.includes(digest))
  const all = [...running, ...fromTarget]
  const isPinned = all.length > 0 && all.every(({ image }) => readDigest(image) !== undefined)
  return {
    built: built.slice(0, LIMITS.convergenceImages),
    running: [...unique.values()].slice(0, LIMITS.convergenceImages),
    match: built.length === 0 ? 'unknown' : isFound ? 'same' : isPinned ? 'differs' : 'unknown',
  }
}

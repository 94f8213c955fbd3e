import * as z from 'zod/mini'
import { nestsTooDeep } from '../workflow/nesting.ts'
import { isDigest, isImageName, type NamedImage } from './image-reference.ts'

/**
 * One entry of `images`, with the fields of kubernetes-sigs/kustomize api/types/image.go. Kustomize refuses an entry
 * with another field (api/types/kustomization.go), so such an entry names no image.
 */
const entry = z.strictObject({
  name: z.optional(z.string()),
  newName: z.optional(z.string()),
  newTag: z.optional(z.string()),
  tagSuffix: z.optional(z.string()),
  digest: z.string(),
})
const kustomization = z.object({ images: z.optional(z.array(z.unknown())) })

/**
 * Returns the entries of the top-level list `images` of a kustomization that have a digest; undefined for a text that
 * is no YAML, nests too deep, or has more than 100 expanded aliases (the default of the package yaml). The YAML reader
 * cannot be interrupted, so this function belongs in a thread that can be ended.
 */
export const readKustomization = async (text: string): Promise<readonly NamedImage[] | undefined> => {
  if (nestsTooDeep(text)) return undefined
  const { parseYaml } = await import('#workflow-parser')
  try {
    // With this schema every plain value is a text: `newTag: 1.20` stays 1.20.
    const parsed = z.safeParse(kustomization, parseYaml(text, { schema: 'failsafe', logLevel: 'error' }))
    return parsed.success ? (parsed.data.images ?? []).flatMap(toImage) : []
  } catch {
    return undefined
  }
}

/**
 * The name is `newName` or else `name`, with `newTag` if it is given too (kubernetes-sigs/kustomize
 * api/filters/imagetag/updater.go).
 */
const toImage = (value: unknown): readonly NamedImage[] => {
  const parsed = z.safeParse(entry, value)
  if (!parsed.success) return []
  const { name, newName = name, newTag, digest } = parsed.data
  const image = newTag === undefined ? newName : `${newName ?? ''}:${newTag}`
  return image !== undefined && isImageName(image) && isDigest(digest) ? [{ image, digest }] : []
}

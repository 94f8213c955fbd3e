import { LIMITS } from '../model/limits.ts'
import { type NamedImage, referencesIn } from './image-reference.ts'
import { kustomizedImages } from './kustomized-images.ts'

export type NamedImages = {
  readonly images: readonly NamedImage[]
  /** There are more than are kept. */
  readonly isCut: boolean
}

/** The names that kustomize looks for (kubernetes-sigs/kustomize api/konfig/general.go). */
const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/

/** Whether images are looked for in a file of this name. */
export const canNameImages = (path: string): boolean => /\.(?:ya?ml|json)$/i.test(path) || KUSTOMIZATION.test(path)

/**
 * Images that a deployment manifest names by digest: every `name@sha256:…` of a YAML or JSON file, wherever it stands,
 * and the entries of a kustomization's `images` that have a digest. Each once, in the order of the file. What a YAML
 * comment names is not told.
 */
export const namedImages = (path: string, text: string): NamedImages => {
  if (!text.includes('sha256:')) return { images: [], isCut: false }
  const lines = text.split('\n')
  const written = /\.json$/i.test(path) ? lines : lines.map(withoutComment)
  const found = new Map<string, NamedImage>()
  for (const image of [
    ...written.flatMap(referencesIn),
    ...(KUSTOMIZATION.test(path) ? kustomizedImages(written) : []),
  ])
    found.set(`${image.image}@${image.digest}`, image)
  return {
    images: [...found.values()].slice(0, LIMITS.deployManifestImages),
    isCut: found.size > LIMITS.deployManifestImages,
  }
}

/**
 * The line up to a `#` that starts it or follows a blank. In a quoted text such a `#` starts no comment: what follows is
 * then missed, and nothing is told that is not so.
 */
const withoutComment = (line: string): string => {
  const at = line.search(/(?:^|\s)#/)
  return at < 0 ? line : line.slice(0, at)
}

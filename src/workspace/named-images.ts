import { LIMITS } from '../core/limits.ts'
import { linesWith } from '../log/lines/lines-with.ts'
import { type NamedImage, referencesIn } from './image-reference.ts'
import { kustomizedImages } from './kustomized-images.ts'

export type NamedImages = {
  readonly images: readonly NamedImage[]
  /** There are more images than are kept. */
  readonly isCut: boolean
}

/** The file names that kustomize reads (kubernetes-sigs/kustomize api/konfig/general.go). */
const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/

/** The maximum length of a kustomization, far above that of a real one, in UTF-16 units. */
const MAX_KUSTOMIZATION = 1_048_576

/** Returns whether a file of this name is searched for images. */
export const canNameImages = (path: string): boolean => /\.(?:ya?ml|json)$/i.test(path) || KUSTOMIZATION.test(path)

/**
 * Returns the images that a deployment manifest names by digest: every `name@sha256:…` anywhere in a YAML or JSON file,
 * and the entries of a kustomization's `images` that have a digest. Each image appears once, in the order of the file.
 * Images in YAML comments are ignored.
 */
export const namedImages = (path: string, text: string): NamedImages => {
  if (!text.includes('sha256:')) return { images: [], isCut: false }
  const written = /\.json$/i.test(path) ? (line: string) => line : withoutComment
  const found = new Map<string, NamedImage>()
  // A text may have millions of lines, of which few have a digest.
  const references = Array.from(linesWith(text, 'sha256:'), line => referencesIn(written(line))).flat()
  const inLists = KUSTOMIZATION.test(path)
    ? kustomizedImages(text.slice(0, MAX_KUSTOMIZATION).split('\n').map(written))
    : []
  for (const image of [...references, ...inLists]) found.set(`${image.image}@${image.digest}`, image)
  return {
    images: [...found.values()].slice(0, LIMITS.deployManifestImages),
    isCut: found.size > LIMITS.deployManifestImages || (KUSTOMIZATION.test(path) && text.length > MAX_KUSTOMIZATION),
  }
}

/**
 * Returns the line up to a `#` that starts it or follows a blank. In a quoted text such a `#` starts no comment: the
 * rest of the line is then missed, but no false image is reported.
 */
const withoutComment = (line: string): string => {
  const at = line.search(/(?:^|\s)#/)
  return at < 0 ? line : line.slice(0, at)
}

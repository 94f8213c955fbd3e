import { LIMITS } from '../core/limits.ts'
import { linesWith } from '../log/lines/lines-with.ts'
import { type NamedImage, referencesIn } from './image-reference.ts'
import { kustomizedImages } from './kustomized-images.ts'

export type NamedImages = {
  readonly images: readonly NamedImage[]
  /** There are more than are kept. */
  readonly isCut: boolean
}

/** The names that kustomize looks for (kubernetes-sigs/kustomize api/konfig/general.go). */
const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/

/** Far more than one has, in UTF-16 units. */
const MAX_KUSTOMIZATION = 1_048_576

/** Whether images are looked for in a file of this name. */
export const canNameImages = (path: string): boolean => /\.(?:ya?ml|json)$/i.test(path) || KUSTOMIZATION.test(path)

/**
 * Images that a deployment manifest names by digest: every `name@sha256:…` of a YAML or JSON file, wherever it stands,
 * and the entries of a kustomization's `images` that have a digest. Each once, in the order of the file. What a YAML
 * comment names is not told.
 */
export const namedImages = (path: string, text: string): NamedImages => {
  if (!text.includes('sha256:')) return { images: [], isCut: false }
  const written = /\.json$/i.test(path) ? (line: string) => line : withoutComment
  const found = new Map<string, NamedImage>()
  // A text may have millions of lines, and few of them a digest.
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
 * The line up to a `#` that starts it or follows a blank. In a quoted text such a `#` starts no comment: what follows is
 * then missed, and nothing is told that is not so.
 */
const withoutComment = (line: string): string => {
  const at = line.search(/(?:^|\s)#/)
  return at < 0 ? line : line.slice(0, at)
}

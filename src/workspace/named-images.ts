import { LIMITS } from '../core/limits.ts'
import { linesWith } from '../log/lines/lines-with.ts'
import type { GapReason } from '../schema/values/fact.ts'
import { type NamedImage, referencesIn } from './image-reference.ts'

export type NamedImages = {
  readonly images: readonly NamedImage[]
  /** Why further images of the file are not known; absent if all are. */
  readonly gap?: GapReason | undefined
}

/** The file names that kustomize reads (kubernetes-sigs/kustomize api/konfig/general.go). */
const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/

/** Returns whether a file of this name is searched for images. */
export const canNameImages = (path: string): boolean => /\.(?:ya?ml|json)$/i.test(path) || KUSTOMIZATION.test(path)

/** Returns whether a file is a kustomization whose list `images` may have a digest. */
export const hasImageList = (path: string, text: string): boolean =>
  KUSTOMIZATION.test(path) && text.includes('images') && text.includes('sha256:')

/**
 * Returns every `name@sha256:…` anywhere in a YAML or JSON file, each once, in the order of the file. Images in YAML
 * comments are ignored.
 */
export const namedImages = (path: string, text: string): NamedImages => {
  const written = /\.json$/i.test(path) ? (line: string) => line : withoutComment
  // A text may have millions of lines, of which few have a digest.
  return withMore({ images: [] }, Array.from(linesWith(text, 'sha256:'), line => referencesIn(written(line))).flat())
}

/** Adds images to those that are known; each is kept once. */
export const withMore = ({ images, gap }: NamedImages, more: readonly NamedImage[]): NamedImages => {
  const found = new Map([...images, ...more].map(image => [`${image.image}@${image.digest}`, image]))
  const kept = [...found.values()].slice(0, LIMITS.deployManifestImages)
  return { images: kept, gap: kept.length < found.size ? 'too-large' : gap }
}

/**
 * Returns the line up to a `#` that starts it or follows a blank. In a quoted text such a `#` starts no comment: the
 * rest of the line is then missed, but no false image is reported.
 */
const withoutComment = (line: string): string => {
  const at = line.search(/(?:^|\s)#/)
  return at < 0 ? line : line.slice(0, at)
}

import { LIMITS } from '../core/limits.ts'
import { whileListening, withDeadline } from '../io/deadline.ts'
import { digestFile, type FileDigest } from '../io/digest-file.ts'
import type { DeployManifest } from '../schema/job/replay.ts'
import type { Gap, GapReason, Reading } from '../schema/values/fact.ts'
import type { NamedImage } from './image-reference.ts'
import { canNameImages, hasImageList, type NamedImages, namedImages, withMore } from './named-images.ts'
import { readInWorkspace } from './workspace-file.ts'

/** A file as it was read. `images` is absent if it was not searched for images. */
type ReadFile = FileDigest & {
  readonly images?: NamedImages
  /** The text of a kustomization whose list of images is still to be read. */
  readonly kustomization?: string | undefined
}

/** The time for the digests of all files, and for the lists of images in all kustomizations. */
type Times = { readonly digests: number; readonly kustomizations: number }

/** Reads the lists of images in kustomizations; undefined for a text that is no YAML. It ends early with its signal. */
export type ReadKustomizations = (
  texts: readonly string[],
  signal: AbortSignal,
) => Promise<readonly (readonly NamedImage[] | undefined)[]>

/**
 * Returns digest and size of the files that the user named, in the given order, and the images that they name by
 * digest. Only files of the workspace are read: symbolic links are resolved, and targets outside are refused.
 */
export const readDeployManifests = async (
  workspace: string,
  paths: readonly string[],
  times: Times,
  readKustomizations: ReadKustomizations,
): Promise<Reading<readonly DeployManifest[]>> => {
  const digested = await readFiles(workspace, paths, times.digests)
  const files = await withImageLists(digested, times.kustomizations, readKustomizations)
  return {
    value: files.map((file, index) => toDeployManifest(paths[index] ?? '', file)),
    gaps: files.flatMap((file, index) => listGaps(`replay.deployManifests.${index}`, file)),
  }
}

const readFiles = async (workspace: string, paths: readonly string[], millis: number): Promise<readonly ReadFile[]> => {
  const started: { isOver: boolean; read: ReadFile[] } = { isOver: false, read: [] }
  try {
    const reading = async (signal: AbortSignal): Promise<void> => {
      signal.addEventListener('abort', () => {
        started.isOver = true
      })
      for (const path of paths)
        started.read.push(await readInWorkspace(workspace, path, real => readFile(path, real, () => started.isOver)))
    }
    await withDeadline('reading the deployment manifests', millis, reading, whileListening)
  } catch {
    started.isOver = true
  }
  const late: ReadFile = { kind: 'unread', reason: 'deadline' }
  return paths.map((_, index) => started.read[index] ?? late)
}

/** Adds the images in the lists of all kustomizations, which are read together. */
const withImageLists = async (
  files: readonly ReadFile[],
  millis: number,
  read: ReadKustomizations,
): Promise<readonly ReadFile[]> => {
  const texts = files.flatMap(({ kustomization }) => kustomization ?? [])
  if (texts.length === 0) return files
  const lists = await withDeadline(
    'reading the kustomizations',
    millis,
    signal => read(texts, signal),
    whileListening,
  ).catch(() => undefined)
  const left = [...(lists ?? [])]
  return files.map(file => {
    if (file.images === undefined || file.kustomization === undefined) return file
    const list = left.shift()
    const reason: GapReason = lists === undefined ? 'deadline' : 'malformed'
    return {
      ...file,
      images: list === undefined ? { ...file.images, gap: file.images.gap ?? reason } : withMore(file.images, list),
    }
  })
}

const toDeployManifest = (path: string, file: ReadFile): DeployManifest =>
  file.kind === 'digest'
    ? {
        ...{ path, digest: file.digest, sizeBytes: file.sizeBytes },
        images: file.images === undefined ? undefined : [...file.images.images],
        source: 'runner',
      }
    : { path, source: 'runner' }

const listGaps = (field: string, file: ReadFile): readonly Gap[] => {
  if (file.kind === 'unread') return [{ field, source: 'runner', reason: file.reason }]
  // A file that was not searched is too large, or of another form.
  const unsearched = file.sizeBytes <= LIMITS.deployManifestText ? 'not-applicable' : 'too-large'
  const reason = file.images === undefined ? unsearched : file.images.gap
  return reason === undefined ? [] : [{ field: `${field}.images`, source: 'runner', reason }]
}

/** The search for images uses exactly the bytes that were digested. */
const readFile = async (path: string, real: string, isOver: () => boolean): Promise<ReadFile> => {
  if (!canNameImages(path)) return digestFile(real, LIMITS.deployManifest, isOver)
  const decoder = new TextDecoder()
  let text: string | undefined = ''
  let sizeBytes = 0
  const file = await digestFile(real, LIMITS.deployManifest, isOver, bytes => {
    sizeBytes += bytes.length
    text =
      text === undefined || sizeBytes > LIMITS.deployManifestText
        ? undefined
        : text + decoder.decode(bytes, { stream: true })
  })
  if (file.kind !== 'digest' || text === undefined) return file
  const images = namedImages(path, text)
  if (!hasImageList(path, text)) return { ...file, images }
  return text.length > LIMITS.kustomization
    ? { ...file, images: { ...images, gap: 'too-large' } }
    : { ...file, images, kustomization: text }
}

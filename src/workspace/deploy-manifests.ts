import { LIMITS } from '../core/limits.ts'
import { whileListening, withDeadline } from '../io/deadline.ts'
import { digestFile, type FileDigest } from '../io/digest-file.ts'
import type { DeployManifest } from '../schema/job/replay.ts'
import type { Gap, Learned } from '../schema/values/fact.ts'
import { canNameImages, type NamedImages, namedImages } from './named-images.ts'
import { readInWorkspace } from './workspace-file.ts'

/** A file as it was read. `images` is absent if it was not searched for images. */
type ReadFile = FileDigest & { readonly images?: NamedImages }

/**
 * Returns digest and size of the files that the user named, in the given order, and the images that they name by
 * digest. Only files of the workspace are read: symbolic links are resolved, and targets outside are refused.
 */
export const readDeployManifests = async (
  workspace: string,
  paths: readonly string[],
  millis: number,
): Promise<Learned<readonly DeployManifest[]>> => {
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
  const files = paths.map((path, index) => ({ path, file: started.read[index] ?? late }))
  return {
    facts: files.map(({ path, file }) => toDeployManifest(path, file)),
    gaps: files.flatMap(({ file }, index) => listGaps(`replay.deployManifests.${index}`, file)),
  }
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
  if (file.images?.isCut === false) return []
  // The search was cut, or the file is too large to search, or its form is not read.
  const isOther = file.images === undefined && file.sizeBytes <= LIMITS.deployManifestText
  return [{ field: `${field}.images`, source: 'runner', reason: isOther ? 'not-applicable' : 'too-large' }]
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
  return file.kind === 'digest' && text !== undefined ? { ...file, images: namedImages(path, text) } : file
}

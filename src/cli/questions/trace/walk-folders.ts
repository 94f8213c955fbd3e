import { type Dirent, lstatSync, opendirSync } from 'node:fs'
import { join } from 'node:path'
import { parseRunArtifactName, RUN_MANIFEST_FILE } from '../../../core/artifact-name.ts'
import { LIMITS } from '../../../core/limits.ts'

/** A run manifest on disk, or a zip that should hold one. */
export type ManifestFile = { readonly path: string; readonly kind: 'manifest' | 'zip' }

export type Walked = {
  readonly files: readonly ManifestFile[]
  readonly refused: readonly { readonly place: string; readonly reason: string }[]
  /** Why the walk ended before it had seen everything. */
  readonly cut: string | undefined
}

/**
 * Finds the run manifests below the given folders, in the order of their paths. Links are not followed: an artifact may
 * hold one to anywhere. A file that is named itself is taken whatever its name is.
 */
export const walkFolders = (roots: readonly string[]): Walked => {
  const files = new Map<string, ManifestFile>()
  const refused: { place: string; reason: string }[] = []
  const waiting: { readonly path: string; readonly depth: number }[] = []
  for (const path of roots) {
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (stat === undefined) refused.push({ place: path, reason: 'there is no such file or folder' })
    else if (stat.isFile()) files.set(path, { path, kind: path.endsWith('.zip') ? 'zip' : 'manifest' })
    // A folder that the user names may be a link.
    else waiting.push({ path, depth: 0 })
  }
  let folders = 0
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    folders += 1
    if (folders > LIMITS.traceFolders || files.size >= LIMITS.traceFiles)
      return {
        files: [...files.values()],
        refused,
        cut: `more than ${Math.min(folders - 1, LIMITS.traceFolders)} folders`,
      }
    const { path, depth } = next
    const entries = readFolder(path)
    if (entries === undefined) refused.push({ place: path, reason: 'the folder cannot be read' })
    for (const entry of entries ?? []) {
      const file = toManifestFile(path, entry)
      if (file !== undefined) files.set(file.path, file)
      if (!entry.isDirectory() || entry.name === 'jobs') continue
      if (depth < LIMITS.traceDepth) waiting.push({ path: join(path, entry.name), depth: depth + 1 })
      else refused.push({ place: join(path, entry.name), reason: `more than ${LIMITS.traceDepth} folders deep` })
    }
  }
  return { files: [...files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)), refused, cut: undefined }
}

const toManifestFile = (folder: string, entry: Dirent): ManifestFile | undefined => {
  const path = join(folder, entry.name)
  if (!entry.isFile()) return undefined
  if (entry.name === RUN_MANIFEST_FILE) return { path, kind: 'manifest' }
  const isZip = entry.name.endsWith('.zip') && parseRunArtifactName(entry.name.slice(0, -'.zip'.length)) !== undefined
  return isZip ? { path, kind: 'zip' } : undefined
}

/** Reads the entries of a folder, at most as many as a folder of the runner may have. */
const readFolder = (path: string): readonly Dirent[] | undefined => {
  try {
    const folder = opendirSync(path)
    const entries: Dirent[] = []
    try {
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
        entries.push(entry)
        if (entries.length >= LIMITS.namesInFolder) break
      }
    } finally {
      folder.closeSync()
    }
    return entries
  } catch {
    return undefined
  }
}

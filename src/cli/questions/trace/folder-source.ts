import { basename, dirname } from 'node:path'
import { RUN_MANIFEST_FILE } from '../../../core/artifact-name.ts'
import { TraceError, toOneLine } from '../../../core/error.ts'
import { LIMITS } from '../../../core/limits.ts'
import { redactThenCut } from '../../../core/redact/redact.ts'
import { createArtifactBudget, openRunArtifact } from '../../../github/unpack-artifact.ts'
import { createFileReader } from '../../../io/read-into.ts'
import type { OpenZip } from '../../../io/zip/open-zip.ts'
import type { ZipBudget } from '../../../io/zip/zip-budget.ts'
import { readRunManifest } from '../../../schema/read-manifest.ts'
import type { TargetFiles } from '../../../verify/verification.ts'
import { filesInMemory } from '../../../verify/verify-target.ts'
import { openTarget, readContent } from '../../folder.ts'
import { hashDigest, hashId, indexManifest, type ManifestIndex, mayName } from './index-manifest.ts'
import type { FoundManifest, ManifestSource } from './manifest-source.ts'
import { type ManifestFile, walkFolders } from './walk-folders.ts'

type Indexed = { readonly file: ManifestFile; readonly index: ManifestIndex }

/**
 * Searches folders of run artifacts. Each file is read once and indexed by the bytes of what it names. Only files that
 * may add to the answer are parsed.
 */
export const createFolderSource = (folders: readonly string[]): ManifestSource => {
  const { files, refused: unread, cut } = walkFolders(folders)
  const refused = [...unread]
  const notSearched: string[] = cut === undefined ? [] : [cut]
  const budget = createArtifactBudget()
  let open: readonly Indexed[] = []

  async function* take(chosen: readonly Indexed[]): AsyncGenerator<FoundManifest> {
    open = open.filter(one => !chosen.includes(one))
    for (const { file } of chosen) {
      const found = await readFound(file, budget)
      if ('reason' in found) refused.push({ place: file.path, reason: found.reason })
      else yield found
    }
  }

  return {
    findFirst: async function* (question) {
      const all = await indexFiles(files, budget, question, refused)
      open = all
      const asked = all.filter(({ index }) => index.isAskedFor)
      const most = question.kind === 'environment' ? LIMITS.traceNewest : LIMITS.traceManifests
      const newest = asked.toSorted((a, b) => (a.index.reportedAt < b.index.reportedAt ? 1 : -1)).slice(0, most)
      if (asked.length > newest.length)
        notSearched.push(`${asked.length - newest.length} older manifests that name it were not read`)
      yield* take(newest)
    },
    findMore: async function* ({ digests, runIds }) {
      const wanted = new Set([...digests.map(hashDigest), ...runIds.map(hashId)])
      const more = open.filter(({ index }) => mayName(index, wanted))
      const chosen = more.slice(0, LIMITS.traceManifests)
      if (more.length > chosen.length)
        notSearched.push(`${more.length - chosen.length} further manifests were not read`)
      yield* take(chosen)
    },
    describe: () => ({ places: folders, manifests: files.length, refused, notSearched }),
  }
}

/** Indexes each file. Only the index is kept. */
const indexFiles = async (
  files: readonly ManifestFile[],
  budget: ZipBudget,
  question: Parameters<ManifestSource['findFirst']>[0],
  refused: { place: string; reason: string }[],
): Promise<readonly Indexed[]> => {
  const read = createFileReader(LIMITS.runManifest)
  const indexed: Indexed[] = []
  for (const file of files) {
    const content = file.kind === 'manifest' ? read(file.path) : await readZipped(file.path, budget)
    if (content.kind === 'refused') refused.push({ place: file.path, reason: content.reason })
    else indexed.push({ file, index: indexManifest(content.bytes, question) })
  }
  return indexed
}

const readZipped = async (path: string, budget: ZipBudget) => {
  try {
    const bytes = (await openZipFile(path, budget)).read(RUN_MANIFEST_FILE, LIMITS.runManifest)
    return bytes === undefined
      ? ({ kind: 'refused', reason: `it holds no ${RUN_MANIFEST_FILE}` } as const)
      : ({ kind: 'read', bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) } as const)
  } catch (error) {
    return { kind: 'refused', reason: describeFault(error) } as const
  }
}

const openZipFile = async (path: string, budget: ZipBudget): Promise<OpenZip> => {
  const read = createFileReader(LIMITS.runArtifactZip)(path)
  if (read.kind === 'refused') throw new TraceError('FILE_UNREADABLE', read.reason)
  return openRunArtifact(read.bytes, budget)
}

const readFound = async (
  { path, kind }: ManifestFile,
  budget: ZipBudget,
): Promise<FoundManifest | { readonly reason: string }> => {
  try {
    const content = kind === 'zip' ? await readZipped(path, budget) : await readUnpacked(path)
    if (content.kind === 'refused') return content
    const { value: manifest } = readRunManifest(content.bytes)
    return { place: path, manifest, open: () => (kind === 'zip' ? openZipped(path, budget) : openUnpacked(path)) }
  } catch (error) {
    return { reason: describeFault(error) }
  }
}

const readUnpacked = async (path: string) => {
  const content = await readContent(path, LIMITS.runManifest)
  if (content.state === 'read') return { kind: 'read', bytes: content.bytes } as const
  return { kind: 'refused', reason: content.state === 'missing' ? 'it is gone' : content.reason } as const
}

const openUnpacked = (path: string): Promise<TargetFiles> =>
  openTarget(basename(path) === RUN_MANIFEST_FILE ? dirname(path) : path)

const openZipped = async (path: string, budget: ZipBudget): Promise<TargetFiles> =>
  toTargetFiles(await openZipFile(path, budget))

/** Inflates all files of a run artifact for the verifier. */
export const toTargetFiles = (zip: OpenZip): TargetFiles =>
  filesInMemory(new Map(zip.names.flatMap(name => [[name, zip.read(name) ?? new Uint8Array()] as const])))

const describeFault = (error: unknown): string => {
  const hint = error instanceof TraceError && error.code === 'SCHEMA_MAJOR' ? ` (${error.hint ?? ''})` : ''
  return redactThenCut(`${error instanceof TraceError ? error.message : toOneLine(error)}${hint}`, 300)
}

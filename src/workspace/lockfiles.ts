import { opendir } from 'node:fs/promises'
import { join } from 'node:path'
import { LIMITS } from '../core/limits.ts'
import { whileListening, withDeadline } from '../io/deadline.ts'
import { digestFile } from '../io/digest-file.ts'
import { toGapReason } from '../io/runner-file.ts'
import type { Lockfile } from '../schema/job/replay.ts'
import type { Gap, GapReason, Reading } from '../schema/values/fact.ts'

/**
 * Returns the lockfiles of the workspace with their digests: the exact dependencies that the job's tools were given.
 * Folders are read level by level, names in order, so that the files nearest to the root are kept if there are too
 * many. Symbolic links are not followed. If the search stops early, the files found so far are kept.
 */
export const readLockfiles = async (workspace: string, millis: number): Promise<Reading<readonly Lockfile[]>> => {
  if (workspace === '') return { value: [], gaps: [toGap('not-provided', 'the runner names no workspace')] }
  const search: Search = { found: [], stops: new Map(), entries: 0, isFull: false, isOver: false }
  try {
    const searching = async (signal: AbortSignal): Promise<void> => {
      signal.addEventListener('abort', () => {
        search.isOver = true
      })
      await searchFolders(workspace, search)
    }
    await withDeadline('the search for lockfiles', millis, searching, whileListening)
  } catch {
    search.isOver = true
  }
  if (search.isOver) search.stops.set('deadline', 'not all of the workspace was looked at in time')
  return {
    value: [...search.found],
    gaps: [...search.stops].map(([reason, detail]) => toGap(reason, detail)),
  }
}

type Search = {
  readonly found: Lockfile[]
  /** The reasons why files may be missing, each once. */
  readonly stops: Map<GapReason, string>
  entries: number
  /** There are more files or folders than are kept or read. */
  isFull: boolean
  isOver: boolean
}

/** Folders of installed dependencies and of outputs: their lockfiles are not the job's inputs. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git', 'vendor', 'target', '.venv'])

const searchFolders = async (workspace: string, search: Search): Promise<void> => {
  let level: readonly string[] = ['']
  for (let depth = 0; depth <= LIMITS.lockfileDepth && level.length > 0; depth += 1) {
    const next: string[] = []
    for (const folder of level) {
      const { files, folders } = await look(workspace, folder, search)
      for (const path of files) await keep(workspace, path, search)
      if (isStopped(search)) return
      next.push(...folders)
    }
    level = next
  }
}

const isStopped = (search: Search): boolean => search.isOver || search.isFull

/** Returns the paths of one folder's lockfiles and folders, each in the order of names. */
const look = async (
  workspace: string,
  folder: string,
  search: Search,
): Promise<{ readonly files: readonly string[]; readonly folders: readonly string[] }> => {
  const files: string[] = []
  const folders: string[] = []
  const toPath = (name: string): string => (folder === '' ? name : `${folder}/${name}`)
  try {
    for await (const entry of await opendir(join(workspace, folder), { bufferSize: 256 })) {
      if (search.isOver) break
      if (search.entries >= LIMITS.workspaceEntries) {
        search.isFull = true
        search.stops.set('too-large', `only ${LIMITS.workspaceEntries} entries of folders were looked at`)
        break
      }
      search.entries += 1
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) folders.push(toPath(entry.name))
      if (entry.isFile() && findKind(entry.name, folder) !== undefined) files.push(toPath(entry.name))
    }
  } catch (error) {
    search.stops.set(toGapReason(error), 'a folder of the workspace could not be read')
  }
  return { files: files.toSorted(byText), folders: folders.toSorted(byText) }
}

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

const MAX_PATH = 1_024

const keep = async (workspace: string, path: string, search: Search): Promise<void> => {
  if (search.isOver) return
  if (search.found.length >= LIMITS.lockfiles) {
    search.isFull = true
    search.stops.set('too-large', `only ${LIMITS.lockfiles} lockfiles are kept`)
    return
  }
  const cut = path.lastIndexOf('/')
  const kind = findKind(path.slice(cut + 1), path.slice(0, Math.max(0, cut)))
  if (kind === undefined || path.length > MAX_PATH) return
  const file = await digestFile(join(workspace, path), LIMITS.lockfile, () => search.isOver)
  if (file.kind === 'digest')
    search.found.push({ kind, path, digest: file.digest, sizeBytes: file.sizeBytes, source: 'runner' })
  else if (file.reason !== 'deadline') search.stops.set(file.reason, 'a lockfile could not be read')
}

/**
 * Lockfiles by file name, from each tool's documentation. `requirements*.txt` and `verification-metadata.xml` are
 * handled separately.
 */
const KINDS: ReadonlyMap<string, Lockfile['kind']> = new Map([
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
  ['yarn.lock', 'yarn'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['Pipfile.lock', 'pipenv'],
  ['poetry.lock', 'poetry'],
  ['uv.lock', 'uv'],
  ['Cargo.lock', 'cargo'],
  ['go.mod', 'go'],
  ['go.sum', 'go'],
  ['gradle.lockfile', 'gradle'],
  ['buildscript-gradle.lockfile', 'gradle'],
  ['Gemfile.lock', 'bundler'],
  ['composer.lock', 'composer'],
  ['MODULE.bazel.lock', 'bazel'],
])

const findKind = (name: string, folder: string): Lockfile['kind'] | undefined => {
  if (/^requirements[\w.-]{0,100}\.txt$/.test(name)) return 'pip'
  // Gradle reads only the file of that name in gradle/ of the root project.
  if (name === 'verification-metadata.xml') return /(?:^|\/)gradle$/.test(folder) ? 'gradle' : undefined
  // Maven has no lockfile; its project file names exact versions. Only the root's is read, since those of modules would
  // displace all other files.
  if (name === 'pom.xml') return folder === '' ? 'maven' : undefined
  return KINDS.get(name)
}

const toGap = (reason: GapReason, detail: string): Gap => ({
  field: 'replay.lockfiles',
  source: 'runner',
  reason,
  detail,
})

import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { JOB_MANIFEST_FILE, RUN_BUNDLE_FILE, RUN_MANIFEST_FILE } from '../model/artifact-name.ts'
import { TraceError } from '../model/error.ts'
import { LIMITS } from '../model/limits.ts'

/** What `verify` was pointed at. */
export type Target =
  | { readonly kind: 'bundle'; readonly name: string; readonly text: string }
  | { readonly kind: 'job'; readonly folder: string }
  | { readonly kind: 'run'; readonly folder: string }

/** The bytes of a file, or why there are none. Links are not followed: an artifact may hold one to anywhere. */
export type FileContent =
  | { readonly state: 'read'; readonly bytes: Uint8Array }
  | { readonly state: 'missing' }
  | { readonly state: 'refused'; readonly reason: string }

const MAX_ENTRIES = 5_000

/** @throws TraceError USAGE for a path that is neither a bundle nor a folder with a manifest. */
export const openTarget = async (path: string): Promise<Target> => {
  const stat = await lstat(path).catch(() => undefined)
  if (stat === undefined) throw new TraceError('USAGE', `there is no ${path}`)
  if (!stat.isDirectory()) {
    const file = await readContent(path, LIMITS.bundle)
    if (file.state !== 'read')
      throw new TraceError('USAGE', `cannot read ${path}${file.state === 'refused' ? `: ${file.reason}` : ''}`)
    return { kind: 'bundle', name: path, text: new TextDecoder().decode(file.bytes) }
  }
  const names = new Set(await readdir(path))
  if (names.has(RUN_MANIFEST_FILE)) return { kind: 'run', folder: path }
  if (names.has(JOB_MANIFEST_FILE)) return { kind: 'job', folder: path }
  throw new TraceError('USAGE', `${path} holds neither ${RUN_MANIFEST_FILE} nor ${JOB_MANIFEST_FILE}`, {
    hint: 'Give the folder of an unpacked pipeline-trace artifact, or a bundle file',
  })
}

/** Reads a plain file of at most `cap` bytes. */
export const readContent = async (path: string, cap: number): Promise<FileContent> => {
  const stat = await lstat(path).catch(() => undefined)
  if (stat === undefined) return { state: 'missing' }
  if (!stat.isFile()) return { state: 'refused', reason: 'not a plain file' }
  if (stat.size > cap) return { state: 'refused', reason: `${stat.size} bytes, limit ${cap}` }
  const bytes = await readFile(path).catch(() => undefined)
  return bytes === undefined ? { state: 'refused', reason: 'cannot be read' } : { state: 'read', bytes }
}

/** Everything that lies in a run folder: names at the top, and paths under jobs/ (sorted). */
export const listRunFolder = async (
  folder: string,
): Promise<{ readonly jobs: readonly string[]; readonly others: readonly string[] }> => {
  const known: readonly string[] = [RUN_MANIFEST_FILE, RUN_BUNDLE_FILE, 'jobs']
  const top = (await readdir(folder)).filter(name => !known.includes(name))
  const jobs = await readdir(join(folder, 'jobs')).catch(() => [])
  if (top.length + jobs.length > MAX_ENTRIES)
    throw new TraceError('TOO_LARGE', `${folder} holds more than ${MAX_ENTRIES} files`)
  return { jobs: jobs.map(name => `jobs/${name}`).sort(), others: top.sort() }
}

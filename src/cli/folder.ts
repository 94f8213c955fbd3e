import { lstat, readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import {
  JOB_BUNDLE_FILE,
  JOB_MANIFEST_FILE,
  RUN_BUNDLE_FILE,
  RUN_MANIFEST_FILE,
  RUN_REPORT_FILE,
} from '../core/artifact-name.ts'
import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { parseJson } from '../core/parse-json.ts'
import type { FileContent, TargetFiles } from '../verify/verification.ts'

/**
 * Opens the target of `verify`: the folder of an unpacked artifact, a manifest in one, or a bundle.
 * @throws TraceError USAGE for any other path, TOO_LARGE for a folder with too many files.
 */
export const openTarget = async (path: string): Promise<TargetFiles> => {
  const stat = await lstat(path).catch(() => undefined)
  if (stat === undefined) throw new TraceError('USAGE', `there is no ${path}`)
  if (stat.isDirectory()) return openFolder(path)
  const file = await readContent(path, LIMITS.bundleLines)
  if (file.state !== 'read')
    throw new TraceError('USAGE', `cannot read ${path}${file.state === 'refused' ? `: ${file.reason}` : ''}`)
  switch (detectKind(file.bytes)) {
    case 'run-manifest':
      return openManifest(path, RUN_MANIFEST_FILE, RUN_BUNDLE_FILE)
    case 'job-manifest':
      return openManifest(path, JOB_MANIFEST_FILE, JOB_BUNDLE_FILE)
    default:
      return filesAt(new Map([[basename(path), path]]))
  }
}

/** Reads a plain file of at most `cap` bytes. Links are not followed: an artifact may hold one to anywhere. */
export const readContent = async (path: string, cap: number): Promise<FileContent> => {
  const stat = await lstat(path).catch(() => undefined)
  if (stat === undefined) return { state: 'missing' }
  if (!stat.isFile()) return { state: 'refused', reason: 'not a plain file' }
  if (stat.size > cap) return { state: 'refused', reason: `${stat.size} bytes, limit ${cap}` }
  const bytes = await readFile(path).catch(() => undefined)
  return bytes === undefined ? { state: 'refused', reason: 'cannot be read' } : { state: 'read', bytes }
}

const openFolder = async (folder: string): Promise<TargetFiles> => {
  const top: readonly string[] = await readdir(folder).catch(() => [])
  if (!top.includes(RUN_MANIFEST_FILE) && !top.includes(JOB_MANIFEST_FILE))
    throw new TraceError('USAGE', `${folder} holds neither ${RUN_MANIFEST_FILE} nor ${JOB_MANIFEST_FILE}`, {
      hint: 'Give the folder of an unpacked pipeline-trace artifact, or a bundle file',
    })
  const names = [...top.filter(name => name !== 'jobs'), ...(await jobsBeside(folder))]
  return filesAt(new Map(names.map(name => [name, join(folder, name)])))
}

/**
 * Opens a manifest by its own name, with its bundle beside it. For a run it adds the report and the files of its jobs.
 */
const openManifest = async (path: string, manifestName: string, bundleName: string): Promise<TargetFiles> => {
  const folder = dirname(path)
  const isRun = manifestName === RUN_MANIFEST_FILE
  const beside = isRun ? [...(await reportBeside(folder)), ...(await jobsBeside(folder))] : []
  return filesAt(
    new Map([
      [manifestName, path],
      [bundleName, path.replace(/(\.json)?$/, '.sigstore.json')],
      ...beside.map(name => [name, join(folder, name)] as const),
    ]),
  )
}

const reportBeside = async (folder: string): Promise<readonly string[]> =>
  (await lstat(join(folder, RUN_REPORT_FILE)).catch(() => undefined)) === undefined ? [] : [RUN_REPORT_FILE]

/** Lists the paths under `jobs/`, where that is a folder and not a link. */
const jobsBeside = async (folder: string): Promise<readonly string[]> => {
  const jobs = join(folder, 'jobs')
  if ((await lstat(jobs).catch(() => undefined))?.isDirectory() !== true) return []
  const names = await readdir(jobs).catch(() => [])
  return names.map(name => `jobs/${name}`)
}

const filesAt = (paths: ReadonlyMap<string, string>): TargetFiles => {
  if (paths.size > LIMITS.folderFiles) throw new TraceError('TOO_LARGE', `more than ${LIMITS.folderFiles} files`)
  return {
    names: [...paths.keys()].sort(),
    read: async (name, cap) => {
      const path = paths.get(name)
      return path === undefined ? { state: 'missing' } : readContent(path, cap)
    },
  }
}

const detectKind = (bytes: Uint8Array): unknown => {
  // A file larger than any manifest is a file of bundles.
  if (bytes.byteLength > LIMITS.runManifest) return undefined
  try {
    const text = new TextDecoder().decode(bytes)
    const value = parseJson(text, LIMITS.runManifestValues)
    return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined
  } catch {
    return undefined
  }
}

import { zipSync } from 'fflate'
import { JOB_BUNDLE_FILE, JOB_MANIFEST_FILE, RUN_BUNDLE_FILE, RUN_MANIFEST_FILE } from '../../core/artifact-name.ts'
import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import type { Refusal, RestAnswer, RunClient } from '../../github/rest/client.ts'
import { parseJson } from '../../io/http/parse-answer.ts'
import type { GapReason } from '../../schema/values/fact.ts'
import type { Asked } from './fetch-record.ts'
import { type FileRead, listFolder, readFolderFile } from './folder-file.ts'
import { listPages } from './folder-pages.ts'
import { type FolderRun, findPlace, manifestFolder, type Place, UNREADABLE_ZIP } from './paths.ts'

/** Cap of a list in one file: 5 000 jobs with their steps come to about 25 MB. */
const MAX_JSON = 2 * LIMITS.restBody
/** Cap of all files of one artifact: what a run artifact carries, and its run manifest. */
const MAX_ARTIFACT = LIMITS.carriedFiles + LIMITS.runManifest

export type Folder = {
  /** Real path. */
  readonly root: string
  readonly run: FolderRun
  /** By path; undefined for a folder that `fetch` did not write. */
  readonly asked: ReadonlyMap<string, Asked> | undefined
}

/** Creates a client that answers from a folder as GitHub would have answered. Refusals are returned as recorded. */
export const createFolderClient = (folder: Folder): RunClient => ({
  get: async path => {
    const refusal = recordedRefusal(folder, path)
    if (refusal !== undefined) return refusal
    const place = findPlace(path, folder.run)
    switch (place?.kind) {
      case 'json':
        return asAnswer(await readJson(folder.root, place.files), value => value)
      case 'list':
        return readListPage(folder, path, place)
      case 'content':
        return readContent(folder.root, place)
      default:
        return NOT_THERE
    }
  },
  getBytes: async (path, maxBytes) => {
    const refusal = recordedRefusal(folder, path)
    if (refusal !== undefined) return refusal
    const place = findPlace(path, folder.run)
    if (place?.kind === 'artifact') return readArtifact(folder, place.id)
    return place?.kind === 'bytes' ? toBytes(await readFirst(folder.root, place.files, maxBytes)) : NOT_THERE
  },
})

const recordedRefusal = ({ asked }: Folder, path: string): Refusal | undefined => {
  const entry = asked?.get(path)
  if (entry?.reason === undefined) return undefined
  const { reason, status, detail = '', permission, final } = entry
  return {
    ok: false,
    reason: reason === 'other' ? 'service-error' : reason,
    status: status ?? undefined,
    detail,
    permission,
    isEarlier: final === true ? true : undefined,
  }
}

const refusal = (reason: GapReason, detail: string): Refusal => ({
  ok: false,
  reason,
  status: undefined,
  detail,
  permission: undefined,
})

const NOT_THERE = refusal('not-provided', 'not in the folder')

const answer = <T>(value: T, headers: Record<string, string> = {}): RestAnswer<T> => ({
  ok: true,
  value,
  headers,
})

const readFirst = async (root: string, files: readonly string[], cap: number): Promise<FileRead> => {
  for (const file of files) {
    const read = await readFolderFile(root, file, cap)
    if (read.state !== 'missing') return read
  }
  return { state: 'missing' }
}

const toBytes = (read: FileRead): RestAnswer<Uint8Array> => {
  if (read.state === 'missing') return NOT_THERE
  return read.state === 'read' ? answer(read.bytes) : refusal(read.reason, read.detail)
}

type Json = { readonly ok: true; readonly value: unknown } | Refusal

const readJson = async (root: string, files: readonly string[]): Promise<Json> => {
  const read = toBytes(await readFirst(root, files, MAX_JSON))
  if (!read.ok) return read
  try {
    return { ok: true, value: parseJson(files[0] ?? '', withoutMark(read.value)) }
  } catch (error) {
    if (!(error instanceof TraceError)) throw error
    return refusal('malformed', error.message)
  }
}

/** Drops a byte order mark that an editor put there. */
const withoutMark = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes

const asAnswer = (json: Json, of: (value: unknown) => unknown): RestAnswer<unknown> =>
  json.ok ? answer(of(json.value)) : json

const readListPage = async (
  folder: Folder,
  path: string,
  place: Extract<Place, { kind: 'list' }>,
): Promise<RestAnswer<unknown>> => {
  const { root, asked } = folder
  const json = await readJson(root, place.files)
  if (!json.ok && json.reason === 'not-provided' && place.member === 'artifacts') return listManifests(root)
  if (!json.ok) return json
  const pages = listPages(json.value, place.member, keptPages(folder, place.files[0]))
  const page = pages[place.page - 1]
  if (page === undefined) return NOT_THERE
  const hasNext = asked === undefined ? place.page < pages.length : asked.get(path)?.next === true
  return answer(page, hasNext ? { link: '<next>; rel="next"' } : {})
}

const keptPages = ({ asked }: Folder, file: string): number | undefined =>
  asked === undefined
    ? undefined
    : [...asked.values()].filter(entry => entry.file === file && entry.reason === undefined).length

/** Builds the artifact list for a folder that has only the files of artifacts. Ids follow the order of names. */
const listManifests = async (root: string): Promise<RestAnswer<unknown>> => {
  const names = await namesOfManifests(root)
  if (names.length === 0) return NOT_THERE
  return answer({ total_count: names.length, artifacts: names.map((name, index) => ({ id: index + 1, name })) })
}

/** Returns the names of artifacts, from the folders that hold their files. `manifestFolder` names these folders. */
const namesOfManifests = async (root: string): Promise<readonly string[]> =>
  (await listFolder(root, 'manifests', LIMITS.folderNames)).flatMap(folder => {
    try {
      return [decodeURIComponent(folder)]
    } catch {
      return []
    }
  })

const nameOfArtifact = async (folder: Folder, id: string): Promise<string | undefined> => {
  const { root } = folder
  const json = await readJson(root, ['artifacts.json'])
  if (!json.ok) return (await namesOfManifests(root))[Number(id) - 1]
  const found = listPages(json.value, 'artifacts', keptPages(folder, 'artifacts.json'))
    .flatMap(page => listArtifacts(page))
    .find(one => String(one.id) === id)
  return typeof found?.name === 'string' ? found.name : undefined
}

type Named = { readonly id?: unknown; readonly name?: unknown }

const listArtifacts = (page: unknown): readonly Named[] => {
  const list = typeof page === 'object' && page !== null && 'artifacts' in page ? page.artifacts : undefined
  return Array.isArray(list) ? list.filter((one): one is Named => typeof one === 'object' && one !== null) : []
}

/** Zips the files of an artifact again, so that a reader unpacks what GitHub would have sent. */
const readArtifact = async (from: Folder, id: string): Promise<RestAnswer<Uint8Array>> => {
  const { root } = from
  const name = await nameOfArtifact(from, id)
  const folder = name === undefined ? undefined : manifestFolder(name)
  if (folder === undefined) return NOT_THERE
  const raw = await readFolderFile(root, `${folder}/${UNREADABLE_ZIP}`, LIMITS.artifactZip)
  if (raw.state === 'read') return answer(raw.bytes)
  const jobs = (await listFolder(root, `${folder}/jobs`, LIMITS.folderNames)).filter(file => JOB_FILE.test(file))
  const files: Record<string, Uint8Array> = {}
  let left = MAX_ARTIFACT
  for (const file of [...TOP_FILES, ...jobs.map(job => `jobs/${job}`)]) {
    const read = await readFolderFile(root, `${folder}/${file}`, LIMITS.runManifest)
    if (read.state === 'refused') return refusal(read.reason, read.detail)
    if (read.state !== 'read') continue
    left -= read.bytes.byteLength
    if (left < 0) return refusal('too-large', `files of more than ${MAX_ARTIFACT} bytes in one artifact`)
    files[file] = read.bytes
  }
  return Object.keys(files).length === 0 ? NOT_THERE : answer(zipSync(files, { level: 0 }))
}

const TOP_FILES = [JOB_MANIFEST_FILE, JOB_BUNDLE_FILE, RUN_MANIFEST_FILE, RUN_BUNDLE_FILE]
const JOB_FILE = /^[0-9A-Za-z-]{1,80}(?:\.sigstore)?\.json$/

/** Returns a file in the form of GitHub's answer. */
const readContent = async (root: string, place: Extract<Place, { kind: 'content' }>): Promise<RestAnswer<unknown>> => {
  const read = toBytes(await readFirst(root, place.files, LIMITS.workflowFile))
  if (!read.ok) return read
  const content = Buffer.from(read.value).toString('base64')
  return answer({ type: 'file', encoding: 'base64', size: read.value.byteLength, path: place.path, content })
}

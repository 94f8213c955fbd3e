/**
 * The one table between paths of the API and files of a folder (docs/offline-folder.md). File names that come from
 * names of the run are encoded. A path that would lead out of the folder has no file.
 */
import { sha256Hex } from '../../io/digest.ts'

/** The run of the folder. The meaning of a path depends on it. */
export type FolderRun = {
  /** `owner/name` */
  readonly repository: string
  readonly runId: string
  /** The attempt of `run.json` and `jobs.json`. */
  readonly attempt: number | undefined
  /** Path of the run's own workflow file. */
  readonly workflowPath: string | undefined
}

/** Files in order of preference: the first is written, all are read. */
type Files = readonly [string, ...string[]]

export type Place =
  | { readonly kind: 'json'; readonly files: Files }
  /** A list. `member` is the field that holds it in the answer; undefined where the answer is the list itself. */
  | { readonly kind: 'list'; readonly files: Files; readonly member: string | undefined; readonly page: number }
  | { readonly kind: 'bytes'; readonly files: Files }
  /** The file itself. The API wraps it into JSON. */
  | { readonly kind: 'content'; readonly files: Files; readonly path: string }
  | { readonly kind: 'artifact'; readonly id: string }

/** The list of the run's own artifacts. */
export const ARTIFACTS_FILE = 'artifacts.json'

/** Finds the file that holds the answer to a path; undefined for a path that no folder answers. */
export const findPlace = (path: string, run: FolderRun): Place | undefined => {
  const [route = '', query = ''] = path.split('?')
  const [, owner, name, rest] = /^\/repos\/([^/]+)\/([^/]+)(?:\/(.+))?$/.exec(route) ?? []
  if (owner === undefined || name === undefined) return undefined
  const parameters = new URLSearchParams(query)
  const repository = `${owner}/${name}`
  const isOwn = repository.toLowerCase() === run.repository.toLowerCase()
  if (rest === undefined) return isOwn ? { kind: 'json', files: ['repository.json'] } : undefined
  const content = /^contents\/(.+)$/.exec(rest)?.[1]
  const place =
    content === undefined
      ? isOwn
        ? placeOfRun(rest, parameters, run)
        : undefined
      : placeOfContent({ repository, isOwn }, content, parameters.get('ref') ?? '', run)
  return place === undefined || !('files' in place) || place.files.every(isInside) ? place : undefined
}

const placeOfRun = (rest: string, parameters: URLSearchParams, run: FolderRun): Place | undefined => {
  const ofRun = /^actions\/runs\/(\d{1,20})(?:\/(.+))?$/.exec(rest)
  if (ofRun !== null) {
    const [, id = '', inRun] = ofRun
    return id === run.runId ? placeInRun(inRun, parameters, run) : placeInPast(id, inRun, parameters)
  }
  const list = (member: string | undefined, ...files: Files): Place => toListPlace(parameters, member, files)
  const [, log] = /^actions\/jobs\/(\d{1,20})\/logs$/.exec(rest) ?? []
  if (log !== undefined) return { kind: 'bytes', files: [`logs/${log}.txt`] }
  if (/^actions\/workflows\/[^/]{1,255}\/runs$/.test(rest))
    return { kind: 'json', files: [`past/${shorten(encode(parameters.get('branch') ?? ''))}.json`] }
  const [, artifact] = /^actions\/artifacts\/(\d{1,20})\/zip$/.exec(rest) ?? []
  if (artifact !== undefined) return { kind: 'artifact', id: artifact }
  const [, environment] = /^environments\/([^/]+)$/.exec(rest) ?? []
  if (environment !== undefined) return { kind: 'json', files: [`environments/${encode(environment)}.json`] }
  if (rest === 'actions/caches')
    return { kind: 'json', files: [`caches/${shorten(encode(parameters.get('key') ?? ''))}.json`] }
  const [, branch] = /^rules\/branches\/(.{1,2048})$/.exec(rest) ?? []
  if (branch !== undefined) return list(undefined, `rules/${shorten(encode(branch))}.json`)
  const [, digest] = /^attestations\/(sha256:[0-9a-f]{64})$/.exec(rest) ?? []
  if (digest !== undefined) return { kind: 'json', files: [`attestations/${encode(digest)}.json`] }
  if (rest === 'deployments') return list(undefined, 'deployments.json')
  const [, deployment] = /^deployments\/(\d{1,20})\/statuses$/.exec(rest) ?? []
  if (deployment !== undefined) return list(undefined, `statuses/${deployment}.json`)
  const [, check, annotations] = /^check-runs\/(\d{1,20})(\/annotations)?$/.exec(rest) ?? []
  if (check === undefined) return undefined
  return annotations === undefined
    ? { kind: 'json', files: [`check-runs/${check}.json`] }
    : list(undefined, `check-runs/${check}.annotations.json`)
}

const placeInRun = (rest: string | undefined, parameters: URLSearchParams, run: FolderRun): Place | undefined => {
  const list = (member: string | undefined, ...files: Files): Place => toListPlace(parameters, member, files)
  const [, attempt, inAttempt] = /^attempts\/(\d{1,5})(?:\/(jobs|logs))?$/.exec(rest ?? '') ?? []
  if (attempt !== undefined) {
    const own = `attempts/${attempt}`
    const isReported = Number(attempt) === run.attempt
    const files = (top: string, inOwn: string): Files => (isReported ? [top, `${own}/${inOwn}`] : [`${own}/${inOwn}`])
    if (inAttempt === 'jobs') return list('jobs', ...files('jobs.json', 'jobs.json'))
    if (inAttempt === 'logs') return { kind: 'bytes', files: files('run-logs.zip', 'run-logs.zip') }
    return { kind: 'json', files: files('run.json', 'run.json') }
  }
  switch (rest) {
    case undefined:
      return { kind: 'json', files: ['run.json'] }
    case 'artifacts':
      return list('artifacts', ARTIFACTS_FILE)
    case 'approvals':
      return list(undefined, 'approvals.json')
    case 'pending_deployments':
      return list(undefined, 'pending_deployments.json')
    case 'concurrency_groups':
      return list('concurrency_groups', 'concurrency_groups.json')
    default:
      return undefined
  }
}

/** Answers about an earlier run that this run is compared with. Files of its artifacts are kept as their zip. */
const placeInPast = (id: string, rest: string | undefined, parameters: URLSearchParams): Place | undefined => {
  if (rest === 'artifacts') return toListPlace(parameters, 'artifacts', [`past/${id}/artifacts.json`])
  const [, attempt] = /^attempts\/(\d{1,5})\/jobs$/.exec(rest ?? '') ?? []
  return attempt === undefined ? undefined : toListPlace(parameters, 'jobs', [`past/${id}/jobs-${attempt}.json`])
}

/** Returns the file of an artifact that is not of the folder's run. */
export const pastArtifact = (id: string): string => `past/artifacts/${id}.zip`

const placeOfContent = (
  { repository, isOwn }: { readonly repository: string; readonly isOwn: boolean },
  encoded: string,
  ref: string,
  run: FolderRun,
): Place => {
  const path = encoded.split('/').map(decode).join('/')
  const called = `workflows/${repository}/${encodeURIComponent(ref)}/${path}`
  const isOwnFile = isOwn && path === run.workflowPath
  return { kind: 'content', files: isOwnFile ? ['workflow.yml', called] : [called], path }
}

const toListPlace = (parameters: URLSearchParams, member: string | undefined, files: Files): Place => {
  const page = Number(parameters.get('page') ?? '1')
  return { kind: 'list', files, member, page: Number.isInteger(page) && page > 0 ? page : 1 }
}

/** A name comes percent-encoded. Decoding and encoding it again gives it one form. */
const encode = (segment: string): string => encodeURIComponent(decode(segment))

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** A cache key has up to 512 characters, a file name up to 255 bytes. */
const shorten = (name: string): string =>
  name.length <= 200 ? name : `${name.slice(0, 180)}-${sha256Hex(name).slice(0, 16)}`

/** Whether no segment leads up or hides another separator. */
const isInside = (file: string): boolean =>
  !/[\\\0]/.test(file) && file.split('/').every(segment => segment !== '' && segment !== '.' && segment !== '..')

/** Returns the folder of an artifact's files. */
export const manifestFolder = (artifact: string): string | undefined => {
  const folder = `manifests/${encodeURIComponent(artifact)}`
  return isInside(folder) ? folder : undefined
}

/** The file that lists each request, its outcome and its time. */
export const FETCH_FILE = 'fetch.json'
/** Name of the file with the bytes of an artifact that could not be unpacked, as received. */
export const UNREADABLE_ZIP = 'artifact.zip'

import { LIMITS } from '../../core/limits.ts'
import type { Artifact, ArtifactDownload } from '../../schema/job/job-manifest.ts'
import { after, between, type LogLine } from '../lines/log-line.ts'
import { type Located, type LogStep, locate } from '../steps/log-step.ts'
import type { LineReader } from './line-reader.ts'

export type ArtifactFact =
  | { readonly kind: 'upload'; readonly artifact: Artifact }
  | { readonly kind: 'download'; readonly artifact: ArtifactDownload }

type Uploaded = {
  readonly name: string
  readonly id: string
  readonly sizeBytes?: number
  readonly digest?: string
  readonly archive?: false
}

/**
 * Reads uploads and downloads of `@actions/artifact` (actions/toolkit
 * packages/artifact/src/internal/upload/upload-artifact.ts, download/download-artifact.ts) and of
 * actions/upload-artifact and download-artifact. Any action may call the library.
 */
export const createArtifactReader = (): LineReader<ArtifactFact> => {
  const uploads = new Map<string, Located<ArtifactFact>>()
  const downloads = new Map<string, Located<ArtifactFact>>()
  let last: LogStep | undefined
  let digest: string | undefined
  let file: string | undefined
  let isCut = false
  const put = (upload: Uploaded, line: LogLine, step: LogStep): void => {
    const known = uploads.get(upload.id)
    if (known === undefined && uploads.size >= LIMITS.artifacts) {
      isCut = true
      return
    }
    // Two lines of one step report an upload. A line of a later step about it changes nothing.
    if (known !== undefined && (known.step !== step || known.value.kind !== 'upload')) return
    const before = known?.value.kind === 'upload' ? known.value.artifact : undefined
    // The action prints its input `name` even if the artifact has the file's own name.
    const name = before?.archive === false ? before.name : upload.name
    const artifact: Artifact = { ...before, ...upload, name, source: 'log' }
    uploads.set(upload.id, {
      ...(known ?? locate({ kind: 'upload', artifact }, line, step)),
      value: { kind: 'upload', artifact },
    })
  }
  const read = (line: LogLine, step: LogStep): void => {
    const { text } = line
    if (step !== last) digest = file = undefined
    last = step
    digest = toDigest(text) ?? digest
    file = after(text, 'Uploading artifact: ') ?? file
    const finalized = toFinalized(text, file)
    if (finalized !== undefined) {
      put({ ...finalized, digest: digest === undefined ? undefined : `sha256:${digest}` }, line, step)
      digest = file = undefined
    }
    const uploaded = toUploaded(text)
    if (uploaded !== undefined) put(uploaded, line, step)
    const download = toDownload(text)
    if (download === undefined || downloads.has(download.id)) return
    const artifact: ArtifactDownload = {
      ...download,
      ...fromWhere(step),
      step: step.kind === 'action' ? step.title : undefined,
      source: 'log',
    }
    if (downloads.size < LIMITS.artifacts)
      downloads.set(download.id, locate({ kind: 'download', artifact }, line, step))
    else isCut = true
  }
  return {
    prefixes: ['SHA256 ', 'Artifact ', 'Uploading artifact: '],
    words: [' (ID: '],
    steps: ['action', 'post'],
    read,
    dropForged: isForged =>
      [uploads, downloads].reduce((count, found) => {
        const forged = [...found].filter(([, { step }]) => isForged(step))
        for (const [name] of forged) found.delete(name)
        return count + forged.length
      }, 0),
    located: () => [...uploads.values(), ...downloads.values()].sort((one, other) => one.line - other.line),
    isCut: () => isCut,
  }
}

type DownloadedName = Pick<ArtifactDownload, 'name' | 'sizeBytes' | 'digest'> & { readonly id: string }

const MAX_NAME = 512
const isName = (name: string): boolean => name !== '' && name.length <= MAX_NAME

/** Reads the digest: `digest` since March 2025, `hash` before. The line named a `zip` until February 2026. */
const toDigest = (text: string): string | undefined =>
  /^SHA256 (?:digest|hash) of uploaded artifact (?:zip )?is ([0-9a-f]{64})$/.exec(text)?.[1]

const FINALIZED = ' successfully finalized. Artifact ID '

/**
 * Reads `Artifact <name>.zip successfully finalized. Artifact ID <id>`; a later line gives the name with certainty. An
 * upload without an archive has the name of its file, and an earlier line names that (actions/toolkit, the same file:
 * `artifactFileName`).
 */
const toFinalized = (text: string, uploading: string | undefined): Uploaded | undefined => {
  const rest = after(text, 'Artifact ')
  const split = rest?.lastIndexOf(FINALIZED) ?? -1
  if (rest === undefined || split < 0) return undefined
  const file = rest.slice(0, split)
  const asFile = file === uploading
  const name = !asFile && file.endsWith('.zip') ? file.slice(0, -4) : file
  const id = rest.slice(split + FINALIZED.length)
  return isName(name) && isId(id) ? { name, id, archive: asFile ? false : undefined } : undefined
}

const UPLOADED = ' has been successfully uploaded! Final size is '

const toUploaded = (text: string): { name: string; id: string; sizeBytes: number } | undefined => {
  const rest = after(text, 'Artifact ')
  const split = rest?.lastIndexOf(UPLOADED) ?? -1
  if (rest === undefined || split < 0) return undefined
  const name = rest.slice(0, split)
  const numbers = /^(\d{1,15}) bytes\. Artifact ID is (\d{1,20})$/.exec(rest.slice(split + UPLOADED.length))
  const [, size, id] = numbers ?? []
  return size === undefined || id === undefined || !isName(name) ? undefined : { name, id, sizeBytes: Number(size) }
}

/** Reads `- <name> (ID: <id>, Size: <bytes>, Expected Digest: sha256:<hex>)`. The digest came with version 5. */
const toDownload = (text: string): DownloadedName | undefined => {
  const rest = between(text, '- ', ')')
  const split = rest?.lastIndexOf(' (ID: ') ?? -1
  if (rest === undefined || split < 0) return undefined
  const name = rest.slice(0, split)
  const [id = '', size, expected] = rest.slice(split + ' (ID: '.length).split(', ')
  if (!isName(name) || !isId(id) || size?.startsWith('Size: ') !== true) return undefined
  const digest = after(expected ?? '', 'Expected Digest: ')
  const bytes = /^\d{1,15}$/.test(size.slice(6)) ? { sizeBytes: Number(size.slice(6)) } : {}
  return {
    name,
    id,
    ...bytes,
    digest: digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest) ? digest : undefined,
  }
}

/**
 * Reads the run that an input names. actions/download-artifact shows `run-id` with its default, the run itself, and
 * only requests another run if it has a token too (src/download-artifact.ts).
 */
const fromWhere = (step: LogStep): Pick<ArtifactDownload, 'runId'> => {
  if (step.kind !== 'action') return {}
  const { inputs, uses } = step
  const asksByToken = /^actions\/download-artifact$/i.test(uses.action) && (inputs.get('github-token') ?? '') !== ''
  const runId = asksByToken ? inputs.get('run-id')?.trim() : undefined
  return runId !== undefined && isId(runId) ? { runId } : {}
}

const isId = (text: string): boolean => /^\d{1,20}$/.test(text)

import type { Artifact, ArtifactDownload } from '../../model/job-manifest.ts'
import { LIMITS } from '../../model/limits.ts'
import { after, between, type LogLine } from './log-line.ts'
import type { Section } from './section.ts'

export type Download = Pick<ArtifactDownload, 'name' | 'id' | 'sizeBytes' | 'digest' | 'runId' | 'step'>

export type ArtifactReader = {
  readonly read: (line: LogLine, section: Section) => void
  /** Drops what posts said: a step began after them, so that no post had run. */
  readonly dropPosts: () => number
  readonly artifacts: () => readonly Artifact[]
  readonly downloads: () => readonly Download[]
  /** Both, each with its line and section. */
  readonly located: () => readonly LocatedArtifact[]
  readonly cut: () => boolean
}

type Place = { readonly line: LogLine; readonly section: Section }
type Uploaded = { name: string; id: string; sizeBytes?: number; digest?: string; archive?: false; place: Place }

export type LocatedArtifact = Place & {
  readonly kind: 'artifact-upload' | 'artifact-download'
  readonly artifact: Omit<Download, 'step'> & { readonly archive?: false }
}

/**
 * Uploads and downloads of `@actions/artifact` (actions/toolkit packages/artifact/src/internal/upload/upload-artifact.ts,
 * download/download-artifact.ts) and of actions/upload-artifact and download-artifact, whichever action calls the
 * library. To be given the output of actions and posts only.
 */
export const createArtifactReader = (): ArtifactReader => {
  const uploads = new Map<string, Uploaded>()
  const downloads = new Map<string, Download & { readonly place: Place }>()
  let section: Section | undefined
  let digest: string | undefined
  let file: string | undefined
  let cut = false
  const put = (upload: Uploaded): void => {
    const known = uploads.get(upload.id)
    // Two lines of one step tell of an upload; what a later step prints of it changes nothing.
    if (known !== undefined) {
      if (known.place.section === upload.place.section) {
        // The action prints its input `name` also where the file's own name was taken.
        const name = known.archive === false ? known.name : upload.name
        Object.assign(known, upload, { name, place: known.place })
      }
    } else if (uploads.size < LIMITS.artifacts) uploads.set(upload.id, upload)
    else cut = true
  }
  const read = (line: LogLine, where: Section): void => {
    const { text } = line
    if (where !== section) digest = file = undefined
    section = where
    const place = { line, section: where }
    digest = digestOf(text) ?? digest
    file = after(text, 'Uploading artifact: ') ?? file
    const finalized = finalizedOf(text, file)
    if (finalized !== undefined) {
      put({ ...finalized, place, ...(digest === undefined ? {} : { digest: `sha256:${digest}` }) })
      digest = file = undefined
    }
    const uploaded = uploadedOf(text)
    if (uploaded !== undefined) put({ ...uploaded, place })
    const download = downloadOf(text)
    if (download === undefined) return
    const name = download.id ?? download.name
    if (downloads.has(name)) return
    if (downloads.size < LIMITS.artifacts) downloads.set(name, { ...download, ...fromWhere(where), place })
    else cut = true
  }
  return {
    read,
    dropPosts: () => {
      const posts = [uploads, downloads].flatMap(map =>
        [...map].filter(([, item]) => item.place.section.kind === 'post').map(([id]) => ({ map, id })),
      )
      for (const { map, id } of posts) map.delete(id)
      return posts.length
    },
    artifacts: () => [...uploads.values()].map(({ place: _, ...upload }) => ({ ...upload, source: 'log' })),
    downloads: () => [...downloads.values()].map(({ place: _, ...download }) => download),
    located: () => [
      ...[...uploads.values()].map(({ place, ...artifact }) => ({
        kind: 'artifact-upload' as const,
        artifact,
        ...place,
      })),
      ...[...downloads.values()].map(({ place, step: _, ...artifact }) => ({
        kind: 'artifact-download' as const,
        artifact,
        ...place,
      })),
    ],
    cut: () => cut,
  }
}

const MAX_NAME = 512
const isName = (name: string): boolean => name !== '' && name.length <= MAX_NAME

/** `digest` since March 2025, `hash` before; `zip` was named until February 2026. */
const digestOf = (text: string): string | undefined =>
  /^SHA256 (?:digest|hash) of uploaded artifact (?:zip )?is ([0-9a-f]{64})$/.exec(text)?.[1]

const FINALIZED = ' successfully finalized. Artifact ID '

/**
 * `Artifact <name>.zip successfully finalized. Artifact ID <id>`; a later line gives the name without doubt. An upload
 * without an archive has the name of its file, and says so before (actions/toolkit, the same file: `artifactFileName`).
 */
const finalizedOf = (
  text: string,
  uploading: string | undefined,
): { name: string; id: string; archive?: false } | undefined => {
  const rest = after(text, 'Artifact ')
  const split = rest?.lastIndexOf(FINALIZED) ?? -1
  if (rest === undefined || split < 0) return undefined
  const file = rest.slice(0, split)
  const asFile = file === uploading
  const name = !asFile && file.endsWith('.zip') ? file.slice(0, -4) : file
  const id = rest.slice(split + FINALIZED.length)
  return isName(name) && isId(id) ? { name, id, ...(asFile ? { archive: false } : {}) } : undefined
}

const UPLOADED = ' has been successfully uploaded! Final size is '

const uploadedOf = (text: string): { name: string; id: string; sizeBytes: number } | undefined => {
  const rest = after(text, 'Artifact ')
  const split = rest?.lastIndexOf(UPLOADED) ?? -1
  if (rest === undefined || split < 0) return undefined
  const name = rest.slice(0, split)
  const numbers = /^(\d{1,15}) bytes\. Artifact ID is (\d{1,20})$/.exec(rest.slice(split + UPLOADED.length))
  const [, size, id] = numbers ?? []
  return size === undefined || id === undefined || !isName(name) ? undefined : { name, id, sizeBytes: Number(size) }
}

/** `- <name> (ID: <id>, Size: <bytes>, Expected Digest: sha256:<hex>)`; the digest came with version 5. */
const downloadOf = (text: string): Download | undefined => {
  const rest = between(text, '- ', ')')
  const split = rest?.lastIndexOf(' (ID: ') ?? -1
  if (rest === undefined || split < 0) return undefined
  const name = rest.slice(0, split)
  const [id = '', size, expected] = rest.slice(split + ' (ID: '.length).split(', ')
  if (!isName(name) || !isId(id) || size?.startsWith('Size: ') !== true) return undefined
  const digest = after(expected ?? '', 'Expected Digest: ')
  const bytes = /^\d{1,15}$/.test(size.slice(6)) ? { sizeBytes: Number(size.slice(6)) } : {}
  return { name, id, ...bytes, ...(digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest) ? { digest } : {}) }
}

/**
 * The step, and the run that an input names. actions/download-artifact shows `run-id` with its default, the run itself, and
 * only asks another run where it has a token too (src/download-artifact.ts).
 */
const fromWhere = (section: Section): Pick<Download, 'runId' | 'step'> => {
  if (section.kind !== 'action') return {}
  const { inputs, title, uses } = section
  const asksByToken = /^actions\/download-artifact$/i.test(uses.action) && (inputs.get('github-token') ?? '') !== ''
  const runId = asksByToken ? inputs.get('run-id')?.trim() : undefined
  return { ...(runId !== undefined && isId(runId) ? { runId } : {}), step: title }
}

const isId = (text: string): boolean => /^\d{1,20}$/.test(text)

import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'

export type DeclaredSubject = { readonly name: string; readonly digest: string; readonly kind: 'file' | 'oci' }
/** By name. */
export type DeclaredSubjects = Map<string, DeclaredSubject>

const MAX_FILE_BYTES = 1_048_576
const MAX_SUBJECTS = 500
const HEX_LENGTH: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 }

/**
 * Reads a step's $GITHUB_ARTIFACTS and adds its subjects to the job's (actions/runner v2.336.0
 * src/Runner.Worker/CreateArtifactsFileCommand.cs, same limits and texts). Nothing is added when one line is wrong.
 * @returns how many were new.
 */
export const declareArtifacts = (text: string, workspace: string, declared: DeclaredSubjects): number => {
  const size = Buffer.byteLength(text)
  if (size > MAX_FILE_BYTES)
    throw new Error(
      `$GITHUB_ARTIFACTS file exceeds the maximum size of ${MAX_FILE_BYTES / 1_024} KiB (got ${Math.floor(size / 1_024)} KiB).`,
    )
  const parsed = text
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ line, number }) => ({ number, subject: onLine(number, () => parseLine(line, workspace)) }))
  let added = 0
  for (const { number, subject } of parsed)
    onLine(number, () => {
      const existing = declared.get(subject.name)
      if (existing?.digest === subject.digest) return
      if (existing !== undefined)
        throw new Error(
          `Conflicting digest for artifact '${subject.name}': previously declared as '${existing.digest}', now declared as '${subject.digest}'.`,
        )
      if (declared.size >= MAX_SUBJECTS)
        throw new Error(`The job has exceeded the maximum of ${MAX_SUBJECTS} declared artifacts.`)
      declared.set(subject.name, subject)
      added += 1
    })
  return added
}

/** Content of $GITHUB_ARTIFACTS_LIST for the next step (ArtifactsListFileCommand.cs). */
export const artifactsList = (declared: DeclaredSubjects): string =>
  JSON.stringify({ version: 1, subjects: [...declared.values()] })

const onLine = <T>(number: number, work: () => T): T => {
  try {
    return work()
  } catch (cause) {
    throw new Error(
      `Invalid $GITHUB_ARTIFACTS entry on line ${number}: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
}

const parseLine = (line: string, workspace: string): DeclaredSubject => {
  if (line.includes('=')) throw new Error("entries containing '=' are reserved and not permitted")
  const lower = line.toLowerCase()
  if (lower.startsWith('file://')) {
    if (line.slice(7).trim() === '') throw new Error('file:// entries must include a path')
    return fileSubject(line.slice(7), workspace)
  }
  if (lower.startsWith('oci://')) {
    const image = ociSubject(line.slice(6))
    if (image === undefined) throw new Error('oci:// entries must include an @sha{256,384,512}:<hex> digest')
    return image
  }
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(line)) throw new Error('unsupported URI scheme')
  return ociSubject(line) ?? fileSubject(line, workspace)
}

const ociSubject = (text: string): DeclaredSubject | undefined => {
  const at = text.lastIndexOf('@')
  const [algorithm, hex, ...more] = text.slice(at + 1).split(':')
  if (at <= 0 || algorithm === undefined || hex === undefined || more.length > 0) return undefined
  if (HEX_LENGTH[algorithm] !== hex.length || !/^[0-9a-fA-F]+$/.test(hex)) return undefined
  return { name: text.slice(0, at), digest: `${algorithm}:${hex.toLowerCase()}`, kind: 'oci' }
}

const fileSubject = (declared: string, workspace: string): DeclaredSubject => {
  const path = resolve(workspace, declared)
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) throw new Error(`file '${declared}' does not exist`)
  if (!stats.isFile()) throw new Error(`'${declared}' is a directory, not a regular file`)
  const digest = createHash('sha256').update(readFileSync(path)).digest('hex')
  return { name: basename(path), digest: `sha256:${digest}`, kind: 'file' }
}

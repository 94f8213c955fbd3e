import { mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TraceErrorCode } from '../core/error.ts'
import { withDeadline } from '../io/deadline.ts'
import type { Environment } from '../io/env.ts'

/** A file to write: its path below the folder, with `/`. */
export type OwnFile = { readonly name: string; readonly content: string | Uint8Array }

export type Written =
  | { readonly kind: 'written'; readonly folder: string }
  | { readonly kind: 'nowhere'; readonly reason: 'disk-full' | 'no-temp' | 'no-time'; readonly detail: string }

export type Writing = {
  /** Milliseconds for each folder. A folder on a disk that hangs is given up; a late write there does no harm. */
  readonly placeMs: number
  /** The name of the folder if it is free; else the name is random. */
  readonly name?: string
}

/**
 * Writes files into a new folder. Folder and files are created exclusively, so that a write never follows a link that a
 * step left in a file's place. The first parent folder that accepts all files is used. A parent folder that is full,
 * absent or no folder keeps nothing.
 */
export const writeOwnFiles = async (
  places: readonly string[],
  files: readonly OwnFile[],
  { placeMs, name }: Writing,
): Promise<Written> => {
  const failures: { readonly place: string; readonly code: string }[] = []
  for (const place of places) {
    const written = await withDeadline('writing', placeMs, () => writeAt(place, files, name)).catch(getErrorCode)
    if (typeof written === 'object') return { kind: 'written', ...written }
    failures.push({ place, code: written })
  }
  return {
    kind: 'nowhere',
    reason: classifyCodes(failures.map(({ code }) => code)),
    detail: failures.map(({ place, code }) => `${place}: ${code}`).join(', '),
  }
}

/**
 * Returns the parent folders for the recorder's files, best first: the job's own temporary folder, which the runner
 * empties; the system's; memory, on Linux, for the case that both disks are full or read-only.
 */
export const placesFor = (environment: Environment): readonly string[] => [
  ...new Set([
    ...[environment['RUNNER_TEMP'] ?? ''].filter(place => place !== ''),
    tmpdir(),
    ...(process.platform === 'linux' ? ['/tmp', '/dev/shm'] : []),
  ]),
]

/** Returns the text of an error for messages. */
export const noPlace = ({ reason, detail }: Extract<Written, { kind: 'nowhere' }>): string =>
  reason === 'no-time'
    ? 'no time was left to write its files'
    : `no place took its files (${detail}). Free space there, or name a folder that can be written in TMPDIR`

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT'])
const LATE: TraceErrorCode = 'DEADLINE'

const classifyCodes = (codes: readonly string[]): 'disk-full' | 'no-temp' | 'no-time' => {
  if (codes.some(code => FULL.has(code))) return 'disk-full'
  return codes.every(code => code === LATE) ? 'no-time' : 'no-temp'
}

const writeAt = async (
  place: string,
  files: readonly OwnFile[],
  name: string | undefined,
): Promise<{ readonly folder: string }> => {
  // A step may have deleted RUNNER_TEMP. The call is not recursive: below /proc Node 20 never returns from a recursive
  // one.
  await mkdir(place).catch(() => undefined)
  const folder = await makeFolder(place, name)
  try {
    for (const file of files) {
      const path = join(folder, file.name)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const handle = await open(path, 'wx', 0o600)
      try {
        await handle.writeFile(file.content)
      } finally {
        await handle.close()
      }
    }
    return { folder }
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    throw error
  }
}

const makeFolder = async (place: string, name: string | undefined): Promise<string> => {
  if (name === undefined) return mkdtemp(join(place, 'pipeline-trace-'))
  const folder = join(place, name)
  // The call is not recursive, so that an existing folder, link or file of somebody else is an error.
  const isNew = await mkdir(folder, { mode: 0o700 }).then(
    () => true,
    () => false,
  )
  return isNew ? folder : mkdtemp(`${folder}-`)
}

const getErrorCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'not written'

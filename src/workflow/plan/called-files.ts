import { LIMITS } from '../../core/limits.ts'
import { toGap } from '../../io/gap-of.ts'
import type { GapReason } from '../../schema/values/fact.ts'
import { type ParsedFile, parseFile } from '../parse-file.ts'
import type { FileAddress } from './call-reference.ts'

/**
 * Reads one file at a commit. `ref` of the answer is the commit, if the caller knows it: `./` in the file refers to
 * that commit.
 */
export type LoadCalled = (
  file: FileAddress,
) => Promise<
  | { readonly kind: 'text'; readonly content: string; readonly ref?: string | undefined }
  | { readonly kind: 'unread'; readonly reason: GapReason }
>

export type CalledFile = { readonly address: FileAddress; readonly parsed: ParsedFile }

const MAX_TEXT = 2 * LIMITS.workflowFile

/** Reads each called file once. */
export const createCalledFiles = (loadCalled: LoadCalled): ((file: FileAddress) => Promise<CalledFile>) => {
  const files = new Map<string, Promise<CalledFile>>()
  let text = 0
  const read = async (file: FileAddress): Promise<CalledFile> => {
    const loaded = await loadCalled(file).catch((error: unknown) => unreadBy(error))
    if (loaded.kind === 'unread') return { address: file, parsed: loaded }
    text += loaded.content.length
    if (text > MAX_TEXT) return { address: file, parsed: { kind: 'unread', reason: 'too-large' } }
    return { address: { ...file, ref: loaded.ref ?? file.ref }, parsed: await parseFile(file.path, loaded.content) }
  }
  return file => {
    const key = addressKey(file)
    const before = files.get(key)
    if (before !== undefined) return before
    const reading: Promise<CalledFile> =
      files.size >= LIMITS.calledFiles
        ? Promise.resolve({ address: file, parsed: { kind: 'unread', reason: 'budget' } })
        : read(file)
    if (files.size < LIMITS.calledFiles) files.set(key, reading)
    return reading
  }
}

const unreadBy = (error: unknown) =>
  ({ kind: 'unread', reason: toGap('workflow', 'workflow-file', error).reason }) as const

/** Returns the key of a file. Owner and name of a repository are case-insensitive. */
export const addressKey = ({ repository, path, ref }: FileAddress): string =>
  `${repository.toLowerCase()}/${path}@${ref ?? ''}`

import { realpath } from 'node:fs/promises'
import { posix, resolve } from 'node:path'
import { LIMITS } from '../core/limits.ts'
import { withDeadline } from '../io/deadline.ts'
import { digestFile, type FileDigest } from '../io/digest-file.ts'
import { readEntries } from '../io/folder-entries.ts'
import type { DeclaredSubject } from '../schema/job/job-manifest.ts'
import { matchesWhole, toPattern } from '../schema/observed/name-pattern.ts'
import type { Gap, GapReason, Reading } from '../schema/values/fact.ts'
import { isInside, readInWorkspace } from './workspace-file.ts'

/**
 * Reads the subjects that the user declares as made by this job: files of the workspace, which are hashed here, and
 * images by a given digest. `*` in the last part of a path matches any text without `/`. No registry is contacted.
 */
export const readDeclaredSubjects = async (
  workspace: string,
  given: readonly string[],
  millis: number,
): Promise<Reading<readonly DeclaredSubject[]>> => {
  const images = given.flatMap(text => findImage(text) ?? [])
  const paths = given.filter(text => findImage(text) === undefined)
  const read: Hashed[] = []
  const gaps: Gap[] = []
  const clock = { isOver: false }
  try {
    await withDeadline('hashing the subjects', millis, async signal => {
      signal.addEventListener('abort', () => {
        clock.isOver = true
      })
      const files = await expandAll(workspace, paths, gaps, clock)
      for (const path of files.slice(0, LIMITS.declaredSubjects))
        read.push({
          path,
          file: await readInWorkspace(workspace, path, real =>
            digestFile(real, LIMITS.subjectFile, () => clock.isOver),
          ),
        })
      if (files.length > LIMITS.declaredSubjects)
        gaps.push(gap('too-large', `${files.length - LIMITS.declaredSubjects} files beyond the limit`))
    })
  } catch {
    clock.isOver = true
    gaps.push(gap('deadline', 'not every file was hashed in time'))
  }
  // The list is copied, since files that are still being hashed would otherwise be added after the return.
  const hashed = [...read]
  return {
    value: [...hashed.flatMap(toSubject), ...images],
    gaps: [...gaps, ...countReasons(hashed)],
  }
}

/** `image@sha256:<64 hex>` */
export const isSubject = (text: string): boolean =>
  findImage(text) !== undefined ||
  (text.length <= 1_024 && !/^(?:[/\\~]|[A-Za-z]:)/.test(text) && hasStarOnlyAtEnd(text))

const hasStarOnlyAtEnd = (path: string): boolean => !posix.dirname(path).includes('*')

const findImage = (text: string): DeclaredSubject | undefined => {
  const at = text.lastIndexOf('@')
  const [name, digest] = [text.slice(0, at), text.slice(at + 1)]
  return at > 0 && name.length <= 1_024 && !/\s/.test(name) && /^sha256:[0-9a-f]{64}$/.test(digest)
    ? { name, digest, kind: 'oci', source: 'user' }
    : undefined
}

type Hashed = { readonly path: string; readonly file: FileDigest }

const expandAll = async (
  workspace: string,
  paths: readonly string[],
  gaps: Gap[],
  clock: { readonly isOver: boolean },
): Promise<readonly string[]> => {
  const files = new Set<string>()
  for (const path of paths) {
    if (clock.isOver) break
    const found = await expand(workspace, path)
    if (found.length === 0) gaps.push(gap('not-found', 'a pattern of input subjects matches no file'))
    for (const each of found) files.add(each)
  }
  return [...files]
}

/** The names are sorted, so that the same folder gives the same list. Folders outside the workspace are not read. */
const expand = async (workspace: string, path: string): Promise<readonly string[]> => {
  if (!path.includes('*')) return [posix.normalize(path)]
  const [folder, name] = [posix.dirname(path), posix.basename(path)]
  const pattern = toPattern(name.split('*').flatMap((piece, index) => (index === 0 ? [piece] : [null, piece])))
  try {
    const [root, real] = [await realpath(workspace), await realpath(resolve(workspace, folder))]
    if (real !== root && !isInside(root, real)) return []
    const entries = await readEntries(real, entry => !entry.isDirectory() && matchesWhole(pattern, entry.name))
    return entries.map(entry => posix.join(folder, entry.name)).sort()
  } catch {
    return []
  }
}

const toSubject = ({ path, file }: Hashed): readonly DeclaredSubject[] =>
  file.kind === 'digest'
    ? [{ name: path, digest: file.digest, kind: 'file', source: 'runner', sizeBytes: file.sizeBytes }]
    : []

const countReasons = (hashed: readonly Hashed[]): readonly Gap[] => {
  const reasons = hashed.flatMap(({ file }) => (file.kind === 'unread' ? [file.reason] : []))
  return [...new Set(reasons)]
    .sort()
    .map(reason => gap(reason, `${reasons.filter(one => one === reason).length} files not hashed`))
}

const gap = (reason: GapReason, detail: string): Gap => ({ field: 'declaredSubjects', source: 'user', reason, detail })

import type { Dirent } from 'node:fs'
import { opendir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { Minimatch } from 'minimatch'
import { LIMITS } from '../../core/limits.ts'
import { toGapReason } from '../../io/runner-file.ts'
import { type Gap, gapFrom } from '../../schema/values/fact.ts'

/** A file that a glob matches. A symbolic link is named and never opened. */
export type FoundReport = { readonly path: string; readonly isLink: boolean }

export type ReportSearch = {
  /** The workspace itself, without links. */
  readonly root: string
  /** In the order of their paths. */
  readonly found: readonly FoundReport[]
  readonly gaps: readonly Gap[]
}

/**
 * Finds the files that the globs match, level by level. Only folders that lead to a match are read, and links are not
 * followed: a step may have planted one. Folders of installed packages are read only for a glob that names them.
 */
export const findReports = async (
  workspace: string,
  globs: readonly string[],
  isOver: () => boolean,
): Promise<ReportSearch> => {
  const root = await realpath(workspace)
  const matchers = globs.map(
    glob => new Minimatch(glob.replace(/^(?:\.\/)+/, ''), { dot: true, nocomment: true, nonegate: true, noext: true }),
  )
  const skipped = [...SKIPPED].filter(name => !globs.some(glob => glob.includes(name)))
  const search: Search = { root, matchers, skipped: new Set(skipped), isOver, entries: 0, stop: undefined }
  const found = new Map<string, FoundReport>()
  let level: readonly string[] = ['']
  for (let depth = 0; depth <= LIMITS.testReportDepth && level.length > 0 && search.stop === undefined; depth += 1) {
    const next: string[] = []
    for (const folder of level) {
      const looked = await lookInto(folder, search)
      for (const file of looked.files) found.set(file.path, file)
      next.push(...looked.folders)
    }
    level = next
  }
  const paths = [...found.values()].toSorted((one, other) => (one.path < other.path ? -1 : 1))
  return { root, found: paths.slice(0, LIMITS.testReports), gaps: listGaps(search, paths) }
}

const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git', '.venv'])

type Search = {
  readonly root: string
  readonly matchers: readonly Minimatch[]
  readonly skipped: ReadonlySet<string>
  readonly isOver: () => boolean
  entries: number
  /** Why the search ended early. */
  stop: Gap | undefined
}

type Looked = { readonly files: readonly FoundReport[]; readonly folders: readonly string[] }

const lookInto = async (folder: string, search: Search): Promise<Looked> => {
  const files: FoundReport[] = []
  const folders: string[] = []
  try {
    for await (const entry of await opendir(join(search.root, folder), { bufferSize: 1_024 })) {
      search.entries += 1
      if (search.isOver())
        search.stop = gap('testReports.patterns.all', 'deadline', 'not all folders were read in time')
      else if (search.entries > LIMITS.testReportEntries)
        search.stop = gap('testReports.patterns.all', 'too-large', `only ${LIMITS.testReportEntries} entries were read`)
      if (search.stop !== undefined) break
      sortEntry(entry, folder === '' ? entry.name : `${folder}/${entry.name}`, search, { files, folders })
    }
  } catch (error) {
    if (folder === '') search.stop = gap('testReports.patterns.all', toGapReason(error), 'the workspace was not read')
  }
  return { files, folders: folders.toSorted() }
}

const sortEntry = (
  entry: Dirent,
  path: string,
  { matchers, skipped }: Search,
  { files, folders }: { readonly files: FoundReport[]; readonly folders: string[] },
): void => {
  if (path.length > LIMITS.testReportPath) return
  if (entry.isDirectory()) {
    if (!skipped.has(entry.name) && matchers.some(matcher => matcher.match(path, true))) folders.push(path)
  } else if (matchers.some(matcher => matcher.match(path))) files.push({ path, isLink: entry.isSymbolicLink() })
}

const listGaps = ({ matchers, stop }: Search, all: readonly FoundReport[]): readonly Gap[] => [
  ...(stop === undefined ? [] : [stop]),
  ...matchers.flatMap((matcher, index) =>
    stop !== undefined || all.some(({ path }) => matcher.match(path))
      ? []
      : [gap(`testReports.patterns.${index}`, 'not-found', 'a glob of input test-reports matches no file')],
  ),
  ...(all.length > LIMITS.testReports
    ? [gap('testReports.files.more', 'too-large', `${all.length - LIMITS.testReports} files beyond the limit`)]
    : []),
]

const gap = gapFrom('runner')

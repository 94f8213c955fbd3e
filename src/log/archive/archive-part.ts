import type { ZipEntry } from '../../io/zip/directory.ts'
import { type JobLogHead, readJobLogHead } from '../queue/job-log-head.ts'
import { withoutNumber } from './archive-job-name.ts'

/** The files of an archive about one job: its log, as one file or one for each step, and GitHub's own lines. */
export type ArchivePart = {
  /** The job's name as the archive spells it. */
  readonly stem: string
  /** Log files in their order; empty if the archive has only GitHub's own lines. */
  readonly log: readonly ZipEntry[]
  /** `system.txt`, and the separate file that held GitHub's lines in 2021. */
  readonly system: readonly ZipEntry[]
  /** The beginning of the log. */
  readonly head: { readonly text: string; readonly facts: JobLogHead } | undefined
}

type Head = NonNullable<ArchivePart['head']>
type JobFile = { readonly ordinal: string; readonly stem: string; readonly entry: ZipEntry; readonly head: Head }
type Folder = { system: ZipEntry[]; steps: { number: number; entry: ZipEntry }[] }

/**
 * Lists the parts of an archive. Known layouts: `<n>_<job>.txt` with the whole log, `<job>/<k>_<step>.txt` with its
 * parts, `<job>/system.txt` with GitHub's lines (AdnaneKhan/gato-x#103). In 2021 GitHub's lines were at the top of the
 * job's file, and the admission was in a second one, `<n>_<job> (1).txt` (hub4j/github-api, recorded run 101). Folders,
 * files of an operating system (`__MACOSX/`, `.DS_Store`) and all other files are skipped.
 * @param readText returns the beginning of a file, or undefined if it cannot be read.
 */
export const listParts = (
  entries: readonly ZipEntry[],
  readText: (entry: ZipEntry) => string | undefined,
): readonly ArchivePart[] => {
  const { files, folders } = sortEntries(entries, readText)
  const { logs, preludes } = splitPreludes(files)
  const byStem = countBy(logs, ({ stem }) => stem)
  const isOnly = (stem: string): boolean => byStem.get(stem) === 1
  const ofLogs = logs.map(({ ordinal, stem, entry, head }): ArchivePart => {
    const folder = isOnly(stem) ? folders.get(stem) : undefined
    return {
      stem,
      log: [entry],
      system: [...(folder?.system ?? []), ...(preludes.get(toKey(ordinal, stem)) ?? [])],
      head,
    }
  })
  // A folder beside several logs of its name belongs to one job, and nothing shows to which.
  const others = [...folders].filter(([stem]) => !isOnly(stem))
  const ofFolders = others.map(([stem, { system, steps }]): ArchivePart => {
    const log = byStem.has(stem) ? [] : steps.toSorted((a, b) => a.number - b.number).map(({ entry }) => entry)
    return { stem, log, system, head: log[0] === undefined ? undefined : readPartHead(log[0], readText) }
  })
  return [...ofLogs, ...ofFolders.filter(({ log, system }) => log.length + system.length > 0)]
}

/** A number, negative in an archive of an old service (cli/cli pkg/cmd/run/view/logs.go), and the job. */
const JOB_FILE = /^(-?\d{1,20})_([^/]{1,1000})\.txt$/
const STEP_FILE = /^([^/]{1,1000})\/(\d{1,9})_[^/]{0,1000}\.txt$/
const SYSTEM_FILE = /^([^/]{1,1000})\/system\.txt$/

const sortEntries = (
  entries: readonly ZipEntry[],
  readText: (entry: ZipEntry) => string | undefined,
): { readonly files: readonly JobFile[]; readonly folders: Map<string, Folder> } => {
  const files: JobFile[] = []
  const folders = new Map<string, Folder>()
  const createFolder = (stem: string): Folder => {
    const folder = folders.get(stem) ?? { system: [], steps: [] }
    folders.set(stem, folder)
    return folder
  }
  for (const entry of entries) {
    const [, ordinal, name] = JOB_FILE.exec(entry.name) ?? []
    const [, ofStep, number] = STEP_FILE.exec(entry.name) ?? []
    const ofSystem = SYSTEM_FILE.exec(entry.name)?.[1]
    if (ordinal !== undefined && name !== undefined) {
      const head = readPartHead(entry, readText)
      if (head !== undefined) files.push({ ordinal, stem: name, entry, head })
    } else if (ofStep !== undefined) createFolder(ofStep).steps.push({ number: Number(number), entry })
    else if (ofSystem !== undefined) createFolder(ofSystem).system.push(entry)
  }
  return { files, folders }
}

const readPartHead = (entry: ZipEntry, readText: (entry: ZipEntry) => string | undefined): Head | undefined => {
  const text = readText(entry)
  return text === undefined ? undefined : { text, facts: readJobLogHead(text) }
}

const toKey = (ordinal: string, stem: string): string => `${ordinal}_${stem}`

const countBy = <T>(items: readonly T[], toKey: (item: T) => string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(toKey(item), (counts.get(toKey(item)) ?? 0) + 1)
  return counts
}

/**
 * Separates preludes: files with GitHub's lines alone, numbered ` (1)` beside the log of the same number and name. The
 * result uses the key of that log.
 */
const splitPreludes = (
  files: readonly JobFile[],
): { readonly logs: readonly JobFile[]; readonly preludes: ReadonlyMap<string, readonly ZipEntry[]> } => {
  const known = new Set(files.map(({ ordinal, stem }) => toKey(ordinal, stem)))
  const preludes = new Map<string, ZipEntry[]>()
  const logs = files.filter(({ ordinal, stem, entry, head: { facts } }) => {
    const base = toKey(ordinal, withoutNumber(stem))
    const isOwnLog = base === toKey(ordinal, stem) || facts.runnerAt !== undefined || facts.events.length === 0
    if (isOwnLog || !known.has(base)) return true
    preludes.set(base, [...(preludes.get(base) ?? []), entry])
    return false
  })
  return { logs, preludes }
}

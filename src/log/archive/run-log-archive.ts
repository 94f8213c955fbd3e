import { BUDGETS } from '../../core/budgets.ts'
import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { toGap } from '../../io/gap-of.ts'
import { readZipDirectory, type ZipEntry } from '../../io/zip/directory.ts'
import { readEntry, readEntryHead } from '../../io/zip/entry.ts'
import { createShare, createZipBudget, spendEntries, type ZipBudget } from '../../io/zip/zip-budget.ts'
import type { ControlTrace } from '../../schema/observed/run-observation.ts'
import type { Gap, Reading } from '../../schema/values/fact.ts'
import { readControlTrace } from '../queue/control-trace.ts'
import { type ArchiveJob, assignParts } from './archive-jobs.ts'
import { type ArchivePart, listParts } from './archive-part.ts'

/** The log archive of one attempt, by job id. */
export type RunLogArchive = {
  readonly traces: ReadonlyMap<string, ControlTrace>
  /** Returns the whole log of a job, inflated on request; undefined if there is none or it cannot be read. */
  readonly findLog: (jobId: string) => Uint8Array | undefined
}

/**
 * Reads the archive that `GET …/attempts/{n}/logs` returns. The caller passes the jobs of that attempt that can have a
 * log; each job without a match is a gap `logs.<job id>`. The zip is hostile like all output of a run: only the needed
 * files are inflated, within one budget. Names do not identify a job. If a file matches several jobs, runner and time
 * decide; otherwise the file is left out.
 */
export const readRunLogArchive = (zip: Uint8Array, jobs: readonly ArchiveJob[]): Reading<RunLogArchive> => {
  const whole = createZipBudget(ALL_LOGS)
  const budget = createShare(whole, { ...ALL_LOGS, bytes: LIMITS.runLogInflated })
  const gaps = new Map<string, Gap>()
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof TraceError)) throw error
      gaps.set(error.message, toGap('logs', 'log', error))
      return undefined
    }
  }
  const readText = (read: () => Uint8Array): string | undefined => {
    const bytes = attempt(read)
    return bytes === undefined ? undefined : UTF8.decode(bytes)
  }

  const entries = attempt(() => readDirectory(zip, budget))
  const parts = listParts(entries ?? [], entry => readText(() => readEntryHead(zip, entry, budget)))
  const readSystemText = memoize((part: ArchivePart): string =>
    part.system
      .slice(0, LIMITS.systemFilesOfJob)
      .map(entry => readText(() => readEntry(zip, entry, LIMITS.runLogSystem, budget)) ?? '')
      .join('\n'),
  )
  const findEnd = (part: ArchivePart): string => {
    const last = part.log.at(-1)
    const read = (entry: ZipEntry) => readEntry(zip, entry, LIMITS.runLogOfJob, budget).subarray(-END)
    return last === undefined ? '' : (readText(() => read(last)) ?? '')
  }
  const { byJob, unclear } = assignParts(parts, jobs, { readSystemText, findEnd })

  const traces = new Map<string, ControlTrace>()
  for (const [id, { log, system }] of byJob) {
    const trace = readControlTrace(log?.head?.text, system === undefined ? undefined : readSystemText(system))
    if (trace !== undefined) traces.set(id, trace)
  }
  const absent = entries === undefined ? [] : jobs.filter(({ id }) => !byJob.has(id))
  return {
    value: { traces, findLog: jobId => wholeLog(zip, byJob.get(jobId)?.log?.log ?? [], whole) },
    gaps: [...gaps.values(), ...absent.map(({ id }) => missing(id, unclear.has(id)))].slice(0, LIMITS.gaps),
  }
}

const ALL_LOGS = { bytes: LIMITS.runLogsInflated, entries: LIMITS.runLogEntries, millis: BUDGETS.readLogArchive }

const readDirectory = (zip: Uint8Array, budget: ZipBudget): readonly ZipEntry[] => {
  const entries = readZipDirectory(zip, LIMITS.runLogEntries)
  spendEntries(budget, entries.length)
  return entries
}

/** Number of bytes at the end of a log that hold the time of its last lines. */
const END = 65_536

/** Wrong bytes become U+FFFD. A byte order mark may stand at the start of any block; the line readers remove it. */
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true })

const memoize = <K extends object, V>(read: (key: K) => V): ((key: K) => V) => {
  const known = new Map<K, V>()
  return key => {
    const value = known.has(key) ? (known.get(key) as V) : read(key)
    known.set(key, value)
    return value
  }
}

/** Joins the files of the steps, if the log is not one file. */
const wholeLog = (zip: Uint8Array, entries: readonly ZipEntry[], whole: ZipBudget): Uint8Array | undefined => {
  if (entries.length === 0) return undefined
  try {
    const budget = createShare(whole, { ...ALL_LOGS, bytes: LIMITS.runLogOfJob })
    spendEntries(budget, 0)
    return Buffer.concat(entries.map(entry => readEntry(zip, entry, LIMITS.runLogOfJob, budget)))
  } catch (error) {
    if (error instanceof TraceError) return undefined
    throw error
  }
}

const missing = (jobId: string, isUnclear: boolean): Gap => ({
  field: `logs.${jobId}`,
  source: 'log',
  reason: 'not-found',
  detail: isUnclear ? 'files of the archive fit several jobs of this name' : 'the archive has no file of this job',
})

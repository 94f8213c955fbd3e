import { TraceError, toOneLine } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { readCaches } from '../../github/rest/repository-caches.ts'
import { downloadCacheEntry, findCacheEntry } from '../../github/results/cache-entries.ts'
import type { ResultsService } from '../../github/results/results-service.ts'
import { mergeHistory } from '../../history/merge-history.ts'
import { sha256Hex } from '../../io/digest.ts'
import { begin } from '../../io/in-parallel.ts'
import { acceptWriter } from './accept-writer.ts'
import { decodeHistory } from './history-file.ts'
import { HISTORY_CACHE_VERSION, type HistoryWriter, historyKeyPrefix, parseHistoryKey } from './history-key.ts'
import { type NoSource, type PastOwner, type PastPorts, type PastSource, unavailable } from './observed-past.ts'

type Owner = PastOwner & { readonly workflow: string }

/**
 * Reads the history that an earlier report kept, of the first branch that has one. The service searches the own scope
 * of a pull request first, where any job of the pull request can save an entry under any key. An entry therefore counts
 * only if a verified report of the branch names its digest, and nothing of it is decompressed before that.
 */
export const readKeptRuns = async (ports: PastPorts, run: Owner, branches: readonly string[]): Promise<PastSource> => {
  const { cache } = ports
  if (typeof cache === 'string') return unavailable(cache)
  let none = unavailable(NOTHING_KEPT)
  for (const branch of branches) {
    const read = await readKept(ports, cache, run, branch).catch(toUnavailable)
    if (read.ok) return read
    // The first branch that has an entry is the one that the next history is saved for.
    if (none.reason === NOTHING_KEPT) none = read
  }
  return none
}

const NOTHING_KEPT = 'no report has kept a history yet'

/**
 * Reads the newest entry of the branch, and joins those that reports saved at the same time: their runs are in no other
 * entry. An entry whose writer the newest one has is its past, and is not read again.
 */
const readKept = async (ports: PastPorts, cache: ResultsService, run: Owner, branch: string): Promise<PastSource> => {
  const prefix = historyKeyPrefix(run.workflow, branch)
  const listing = begin(listEntries(ports, run, branch, prefix))
  const newest = await readEntry(ports, cache, run, branch, prefix)
  if (!newest.ok) return newest
  const isKnown = ({ runId, attempt }: HistoryWriter): boolean =>
    newest.runs.some(one => one.runId === runId && one.attempt === attempt)
  const missing = (await listing).filter(key => {
    const writer = parseHistoryKey(key, prefix)
    return writer !== undefined && !isKnown(writer)
  })
  const others = await Promise.all(
    missing.map(key => readEntry(ports, cache, run, branch, prefix, key).catch(toUnavailable)),
  )
  const runs = mergeHistory(newest.runs, ...others.flatMap(one => (one.ok ? [one.runs] : [])))
  const refused = others.flatMap(one => (one.ok ? [] : [one.reason]))
  const note = refused.length === 0 ? undefined : `an entry of another report is left out: ${refused[0] ?? ''}`
  return { ok: true, runs, proven: runs, note }
}

/** Lists the keys of the newest entries of the branch. The cache service itself only finds one entry for a prefix. */
const listEntries = async (
  { client }: PastPorts,
  { repository }: Owner,
  branch: string,
  prefix: string,
): Promise<readonly string[]> => {
  const { value } = await readCaches(client, repository, [prefix])
  return value
    .flatMap(({ entries }) => entries)
    .filter(({ key, ref }) => key.startsWith(prefix) && ref === `refs/heads/${branch}`)
    .slice(0, LIMITS.historyEntries)
    .map(({ key }) => key)
}

/** Reads one entry: the newest of the prefix, or that of a key. */
const readEntry = async (
  ports: PastPorts,
  cache: ResultsService,
  run: Owner,
  branch: string,
  prefix: string,
  key = prefix,
): Promise<PastSource> => {
  const entry = await findCacheEntry(cache, { key, version: HISTORY_CACHE_VERSION })
  if (entry === undefined || (key !== prefix && entry.key !== key)) return unavailable(NOTHING_KEPT)
  const writer = parseHistoryKey(entry.key, prefix)
  if (writer === undefined) return unavailable('the kept history is not used: its key names no report')
  const download = begin(downloadCacheEntry(cache, entry, LIMITS.historyStored))
  const accepted = await acceptWriter(ports, run, branch, writer)
  if ('refusal' in accepted)
    return unavailable(`the kept history is not used: ${accepted.refusal}`, accepted.isTransient)
  const bytes = await download
  const signed = accepted.find(({ saved }) => saved === `sha256:${sha256Hex(bytes)}`)
  if (signed === undefined)
    return unavailable(`the kept history is not used: it is not the one that the report of run ${writer.runId} saved`)
  const { runs } = decodeHistory(bytes, { repository: run.repository, workflow: run.workflow })
  // The writer could not know the digest of the manifest that names the history.
  const named = runs.map(one =>
    one.runId === writer.runId && one.attempt === writer.attempt ? { ...one, manifest: signed.digest } : one,
  )
  return { ok: true, runs: named, proven: named }
}

/** A history that cannot be parsed will not become better; a service that failed may answer the next time. */
const toUnavailable = (error: unknown): NoSource => {
  const code = error instanceof TraceError ? error.code : 'INTERNAL'
  const message = error instanceof TraceError ? error.message : toOneLine(error)
  return unavailable(`the kept history could not be read: ${message}`, !LASTING.has(code))
}

const LASTING: ReadonlySet<string> = new Set(['TOO_LARGE', 'NOT_JSON', 'SCHEMA_MISMATCH', 'SCHEMA_MAJOR'])

import { ARTIFACT_PREFIX } from '../../core/artifact-name.ts'
import { toBranchFamily } from '../../history/branch-family.ts'
import { sha256Hex } from '../../io/digest.ts'
import { HISTORY_VERSION } from '../../schema/history/history.ts'

/** The report that wrote a history. `reporterRunId` is another run where a collector reported. */
export type HistoryWriter = { readonly runId: string; readonly attempt: number; readonly reporterRunId: string }

/** Entries of other major versions have other keys, so that neither version reads or shadows the other's. */
const [MAJOR = '1'] = HISTORY_VERSION.split('.')
const PREFIX = `${ARTIFACT_PREFIX}history-${MAJOR}-`

/**
 * The version that the cache service matches beside the key. The toolkit's is a digest of paths and compression; this
 * one is of no path, so that no step of a workflow restores the entry as files.
 */
export const HISTORY_CACHE_VERSION = sha256Hex(`${PREFIX}brotli`)

/** The beginning of the keys of one workflow and one branch family. */
export const historyKeyPrefix = (workflow: string, branch: string): string =>
  `${PREFIX}${sha256Hex(workflow).slice(0, 12)}-${sha256Hex(toBranchFamily(branch)).slice(0, 12)}-`

export const historyKey = (workflow: string, branch: string, writer: HistoryWriter): string =>
  `${historyKeyPrefix(workflow, branch)}${writer.runId}-${writer.attempt}-${writer.reporterRunId}`

/** Returns the writer that a found key names; undefined for a key that this version did not make. */
export const parseHistoryKey = (key: string, prefix: string): HistoryWriter | undefined => {
  if (!key.startsWith(prefix)) return undefined
  const [, runId, attempt, reporterRunId] = /^(\d{1,20})-(\d{1,5})-(\d{1,20})$/.exec(key.slice(prefix.length)) ?? []
  return runId === undefined || attempt === undefined || reporterRunId === undefined
    ? undefined
    : { runId, attempt: Number(attempt), reporterRunId }
}

import { LIMITS } from '../core/limits.ts'
import type { HistoryRun } from '../schema/history/history.ts'

/** Joins lists of runs: each run and attempt once (of two, the one of the first list), newest first, at most 200. */
export const mergeHistory = (...lists: readonly (readonly HistoryRun[])[]): readonly HistoryRun[] => {
  const byAttempt = new Map<string, HistoryRun>()
  for (const run of lists.flat()) {
    const id = `${run.runId}/${run.attempt}`
    if (!byAttempt.has(id)) byAttempt.set(id, run)
  }
  return [...byAttempt.values()].sort(compareNewest).slice(0, LIMITS.historyRuns)
}

/** Orders by start, then by run id and attempt. A run without a start is ordered by its id. */
const compareNewest = (one: HistoryRun, other: HistoryRun): number => {
  const byTime = Date.parse(other.startedAt ?? '') - Date.parse(one.startedAt ?? '')
  if (Number.isFinite(byTime) && byTime !== 0) return byTime
  if (one.runId !== other.runId) return isLater(one.runId, other.runId) ? -1 : 1
  return other.attempt - one.attempt
}

/** Compares two ids by their number, which may exceed 2^53. */
export const isLater = (one: string, other: string): boolean => BigInt(one) > BigInt(other)

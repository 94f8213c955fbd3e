import type { HistoryRun } from '../schema/history/history.ts'
import { toBranchFamily } from './branch-family.ts'
import { isLater } from './merge-history.ts'

/** The run that is compared with its past. */
export type ComparedRun = {
  readonly runId: string
  readonly event: string | undefined
  readonly branch: string | undefined
  readonly startedAt: string | undefined
  readonly defaultBranch: string | undefined
}

/**
 * Chooses the runs to compare with: those of the run's own branch family, else those of the default branch. A pull
 * request is compared with the default branch, whatever its branch is named. Later runs and other attempts of the same
 * run are no past.
 */
export const choosePast = (runs: readonly HistoryRun[], run: ComparedRun): readonly HistoryRun[] => {
  const earlier = runs.filter(one => one.runId !== run.runId && isBefore(one, run))
  const own = isOfChange(run.event) ? [] : earlier.filter(one => isOfFamily(one, run.branch))
  return own.length > 0 ? own : earlier.filter(one => one.branch === run.defaultBranch)
}

/** Lists the earlier attempts of the run itself, newest first: they had the same commit. */
export const listEarlierAttempts = (
  runs: readonly HistoryRun[],
  run: { readonly runId: string; readonly attempt: number },
): readonly HistoryRun[] =>
  runs
    .filter(one => one.runId === run.runId && one.attempt < run.attempt)
    .toSorted((one, other) => other.attempt - one.attempt)

const isBefore = (one: HistoryRun, run: ComparedRun): boolean => {
  const distance = Date.parse(run.startedAt ?? '') - Date.parse(one.startedAt ?? '')
  return Number.isFinite(distance) && distance !== 0 ? distance > 0 : isLater(run.runId, one.runId)
}

const isOfFamily = ({ branch }: HistoryRun, of: string | undefined): boolean =>
  of !== undefined && toBranchFamily(branch) === toBranchFamily(of)

/** Whether the event is about a proposed change, which runs under a branch name that its author chose. */
export const isOfChange = (event: string | undefined): boolean =>
  event === undefined || /^(?:pull_request|merge_group)/.test(event)

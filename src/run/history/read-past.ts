import { cutText } from '../../core/cut-text.ts'
import { LIMITS } from '../../core/limits.ts'
import { choosePast, listEarlierAttempts } from '../../history/choose-past.ts'
import { mergeHistory } from '../../history/merge-history.ts'
import type { HistoryRun } from '../../schema/history/history.ts'
import type { BaselineFacts } from '../../schema/run/finding.ts'
import { listPastBranches, type PastOwner, type PastPorts, type PastRead } from './observed-past.ts'
import { readApiRuns } from './past-from-api.ts'
import { readArtifactRuns } from './past-from-artifacts.ts'
import { readKeptRuns } from './past-from-cache.ts'
import { listPastRuns, NONE_LISTED } from './past-runs.ts'

/**
 * Reads the past of a run from the best source that has one: the history that earlier reports kept, else their run
 * manifests, else what the API lists. It never fails: the baseline states the source, and why it is not a better one.
 */
export const readPast = async (ports: PastPorts, run: PastOwner): Promise<PastRead> => {
  const { workflow } = run
  const branches = listPastBranches(run)
  if (workflow === undefined) return noPast(['the path of the workflow file is not known'])
  if (branches.length === 0) return noPast(['the default branch is not known'])
  const reasons: string[] = []
  const kept = await readKeptRuns(ports, { ...run, workflow }, branches)
  if (kept.ok) {
    const chosen = choosePast(kept.runs, run)
    const baseline = toBaseline('cache', chosen, [kept.note])
    const earlierAttempts = listEarlierAttempts(kept.runs, run)
    return { runs: chosen, earlierAttempts, baseline, kept: kept.proven, mayBeLost: false }
  }
  reasons.push(kept.reason)
  const mayBeLost = kept.isTransient
  const listed = await listPastRuns(ports.client, { ...run, workflow }, branches)
  if (typeof listed === 'string') return { ...noPast([...reasons, listed]), mayBeLost }
  const read = await readArtifactRuns(ports, run, listed)
  const byArtifact = read.ok ? choosePast(mergeHistory(read.runs), run) : []
  if (read.ok && byArtifact.length > 0)
    return {
      runs: byArtifact,
      baseline: toBaseline('artifacts', byArtifact, [...reasons, read.note]),
      kept: mergeHistory(read.proven),
      mayBeLost,
    }
  if (!read.ok) reasons.push(read.reason)
  const api = choosePast(mergeHistory(await readApiRuns(ports, run.repository, listed)), run)
  if (api.length === 0) return { ...noPast([...reasons, NONE_LISTED]), mayBeLost }
  return {
    runs: api,
    baseline: toBaseline('api', api, [...reasons, 'conclusions and times alone']),
    kept: [],
    mayBeLost,
  }
}

const noPast = (reasons: readonly string[]): PastRead => ({
  runs: [],
  baseline: toBaseline('none', [], reasons),
  kept: [],
  mayBeLost: false,
})

const toBaseline = (
  from: BaselineFacts['from'],
  runs: readonly HistoryRun[],
  notes: readonly (string | undefined)[],
): BaselineFacts => {
  const times = runs.flatMap(({ startedAt }) => startedAt ?? []).sort()
  const reason = notes.filter(note => note !== undefined && note !== '').join('; ')
  return {
    from,
    runs: runs.length,
    newest: times.at(-1),
    oldest: times[0],
    reason: reason === '' ? undefined : cutText(reason, LIMITS.baselineReason),
  }
}

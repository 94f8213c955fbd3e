import { aHistoryRun } from '../__tests__/history/a-history-run.ts'
import { aRepository } from '../__tests__/history/a-repository.ts'
import { directClient } from '../__tests__/io/direct-client.ts'
import { aJob, aRun, aState } from '../__tests__/lab/a-state.ts'
import { startServices } from '../lab/services.ts'
import { LIMITS } from '../src/core/limits.ts'
import { downloadCacheEntry, findCacheEntry, saveCacheEntry } from '../src/github/results/cache-entries.ts'
import type { ResultsService } from '../src/github/results/results-service.ts'
import { mergeHistory } from '../src/history/merge-history.ts'
import { emptyHistory } from '../src/history/to-history-run.ts'
import { decodeHistory, encodeHistory } from '../src/run/history/history-file.ts'
import { HISTORY_CACHE_VERSION, historyKey, historyKeyPrefix } from '../src/run/history/history-key.ts'
import { median } from './rounds.ts'

const OWNER = { repository: 'octo/app', workflow: '.github/workflows/ci.yml' }
const JOBS = 20
const ROUNDS = 7

/**
 * Median milliseconds of what a report does with a history of 200 runs of 20 jobs on the lab's cache service: find,
 * download, read, join with a run, write and save. The check of the report that wrote it is apart: it is a download and
 * a verification like those of the manifests.
 */
export const timeHistory = async (): Promise<number> => {
  const state = aState()
  const run = aRun(state)
  const job = aJob(state, run)
  const services = await startServices(state, {})
  try {
    const { runtimeToken } = services.issueTokens({
      ...{ jobId: job.id, runId: run.id, attempt: 1, permissions: {}, backendRunId: run.backendRunId },
      ...{ backendJobId: job.backendId, cacheScopes: [{ scope: 'refs/heads/main', permission: 3 }], oidcClaims: {} },
    })
    const cache: ResultsService = {
      ...{ url: services.resultsUrl, token: runtimeToken, http: directClient() },
      ...{ backendRunId: run.backendRunId, backendJobId: job.backendId },
    }
    const first = {
      ...emptyHistory(OWNER.repository, OWNER.workflow),
      runs: [...aRepository(LIMITS.historyRuns, JOBS)],
    }
    await saveCacheEntry(cache, nameEntry(0), encodeHistory(first).bytes)
    const times: number[] = []
    for (let round = 1; round <= ROUNDS; round += 1) {
      const begin = performance.now()
      await passOn(cache, round)
      times.push(performance.now() - begin)
    }
    return median(times)
  } finally {
    await services.stop()
  }
}

const nameEntry = (round: number) => ({
  key: historyKey(OWNER.workflow, 'main', { runId: String(5_000 + round), attempt: 1, reporterRunId: '1' }),
  version: HISTORY_CACHE_VERSION,
})

const passOn = async (cache: ResultsService, round: number): Promise<void> => {
  const name = { key: historyKeyPrefix(OWNER.workflow, 'main'), version: HISTORY_CACHE_VERSION }
  const entry = await findCacheEntry(cache, name)
  if (entry === undefined) throw new Error('the lab has no history')
  const { runs } = decodeHistory(await downloadCacheEntry(cache, entry, LIMITS.historyStored), OWNER)
  if (runs.length !== LIMITS.historyRuns) throw new Error(`${runs.length} runs were kept`)
  const next = mergeHistory([aHistoryRun(5_000 + round)], runs)
  const { bytes } = encodeHistory({ ...emptyHistory(OWNER.repository, OWNER.workflow), runs: [...next] })
  await saveCacheEntry(cache, nameEntry(round), bytes)
}

import { inParallel } from '../in-parallel.ts'
import type { Gap } from '../model/fact.ts'
import type { ObservedAttempt } from '../model/run-observation.ts'
import type { RunClient } from '../sources/rest/client.ts'
import { readJobs } from '../sources/rest/job.ts'
import { gapOfRefusal } from '../sources/rest/refusal-gap.ts'
import { type RunFacts, readRun } from '../sources/rest/run.ts'
import { toObservedAttempt } from './observed-run.ts'

/** Attempts before the reported one that are read, latest first; each costs a run answer and its job list. */
const MAX_EARLIER = 10
const WIDTH = 4

export type AttemptsRead = { readonly attempts: readonly ObservedAttempt[]; readonly gaps: readonly Gap[] }

/**
 * The earlier attempts with their job lists, ascending. Every attempt has its own list: what `filter=all` returns has
 * changed (r-universe-org/help#607).
 */
export const readEarlierAttempts = async (
  client: RunClient,
  repository: string,
  runId: string,
  reported: number,
): Promise<AttemptsRead> => {
  const first = Math.max(1, reported - MAX_EARLIER)
  const numbers = Array.from({ length: Math.max(0, reported - first) }, (_, index) => first + index)
  const read = await inParallel(numbers, WIDTH, async attempt => {
    const run = await readRun(client, repository, runId, attempt)
    const { attempt: observed, gaps } = await readAttempt(client, repository, runId, attempt, run.facts)
    const runGap = run.refusal === undefined ? [] : [gapOfRefusal(`attempts.${attempt}.run`, run.refusal)]
    return { observed, gaps: [...runGap, ...gaps.map(gap => ({ ...gap, field: `attempts.${attempt}.${gap.field}` }))] }
  })
  const cut: Gap = {
    field: 'attempts',
    reason: 'too-large',
    source: 'api',
    detail: `attempts before ${first} not read`,
  }
  return {
    attempts: read.map(one => one.observed),
    gaps: [...(first > 1 ? [cut] : []), ...read.flatMap(one => one.gaps)],
  }
}

/** One attempt's job list beside what its run answer said. */
export const readAttempt = async (
  client: RunClient,
  repository: string,
  runId: string,
  attempt: number,
  run: RunFacts,
): Promise<{ readonly attempt: ObservedAttempt; readonly gaps: readonly Gap[] }> => {
  const pages = await readJobs(client, repository, runId, attempt)
  const isRefused = pages.items.length === 0 && pages.gaps.length > 0
  return {
    attempt: toObservedAttempt(attempt, run, {
      jobs: isRefused ? undefined : pages.items.map(({ id, name, api, hasRunner }) => ({ id, name, api, hasRunner })),
      complete: pages.gaps.length === 0,
    }),
    gaps: pages.gaps,
  }
}

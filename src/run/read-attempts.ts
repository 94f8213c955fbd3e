import { LIMITS } from '../core/limits.ts'
import type { RunClient } from '../github/rest/client.ts'
import { type ListedJob, readJobs } from '../github/rest/job.ts'
import { gapOfRefusal } from '../github/rest/refusal-gap.ts'
import { type RunFacts, readRun } from '../github/rest/workflow-run.ts'
import { inParallel } from '../io/in-parallel.ts'
import type { ObservedAttempt, ObservedJob, ObservedRun } from '../schema/observed/run-observation.ts'
import type { Gap } from '../schema/values/fact.ts'
import type { RunPlace } from './subject.ts'

export type AttemptsRead = { readonly attempts: readonly ObservedAttempt[]; readonly gaps: readonly Gap[] }

/**
 * Reads the earlier attempts with their job lists, in ascending order. Each attempt's own list is read, because the
 * result of `filter=all` has changed (r-universe-org/help#607).
 */
export const readEarlierAttempts = async (
  client: RunClient,
  repository: string,
  runId: string,
  reported: number,
): Promise<AttemptsRead> => {
  const first = Math.max(1, reported - LIMITS.earlierAttempts)
  const numbers = Array.from({ length: Math.max(0, reported - first) }, (_, index) => first + index)
  const read = await inParallel(numbers, LIMITS.requestsAtOnce, async attempt => {
    const [run, list] = await Promise.all([
      readRun(client, repository, runId, attempt),
      readJobs(client, repository, runId, attempt),
    ])
    const runGap = run.refusal === undefined ? [] : [gapOfRefusal(`attempts.${attempt}.run`, run.refusal)]
    return {
      observed: toObservedAttempt(attempt, run.facts, {
        jobs: list.value.length === 0 && list.gaps.length > 0 ? undefined : list.value.map(toObservedJob),
        complete: list.gaps.length === 0,
      }),
      gaps: [...runGap, ...list.gaps.map(gap => ({ ...gap, field: `attempts.${attempt}.${gap.field}` }))],
    }
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

const toObservedJob = ({ id, name, api, hasRunner }: ListedJob): ObservedJob => ({ id, name, api, hasRunner })

/** Converts REST's answer to the observed run. */
export const toObservedRun = (place: RunPlace, facts: RunFacts): ObservedRun => ({
  serverUrl: place.serverUrl,
  repository: place.repository,
  runId: place.runId,
  // Answers of 2021 and before have no attempt number.
  attempt: place.attempt ?? facts.attempt ?? 1,
  number: facts.number,
  event: facts.event,
  workflow: facts.workflow,
  path: facts.path?.split('@')[0],
  headSha: facts.headSha,
  headBranch: facts.headBranch,
  triggeredBy: facts.triggeredBy,
  status: facts.status,
  conclusion: facts.conclusion,
  createdAt: facts.createdAt,
  startedAt: facts.startedAt,
  updatedAt: facts.updatedAt,
  url: facts.url,
  fork: facts.fork,
})

/** Builds one attempt with its job list, before any of its logs is read. */
export const toObservedAttempt = (
  attempt: number,
  { status, conclusion, startedAt, triggeredBy }: RunFacts,
  list: Pick<ObservedAttempt, 'jobs' | 'complete'>,
): ObservedAttempt => ({ attempt, status, conclusion, startedAt, triggeredBy, ...list, traces: new Map() })

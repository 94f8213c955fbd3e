import type { EndSignal, ObservedAttempt, ObservedJob, RunObservation } from '../../schema/observed/run-observation.ts'
import type { Retry } from '../../schema/run/run-timeline.ts'
import { isPseudoJob } from '../jobs/pseudo-job.ts'
import { isCarriedOver } from './carried-over.ts'
import { findDifferences, type JobAttempt } from './retry-differences.ts'
import { createJobFinder } from './same-job.ts'

/**
 * Finds the jobs that failed in one attempt and passed in a later one; a green badge hides them. Each success is
 * compared with the job attempt before it, if that failed. A cancelled job attempt is no evidence of either, so the one
 * before it counts.
 */
export const findRetries = (observation: RunObservation): readonly Retry[] => {
  const { attempts, manifests } = observation
  const find = createJobFinder(observation)
  const findTurn = ({ attempt }: ObservedAttempt, job: ObservedJob): JobAttempt => ({
    attempt,
    job,
    manifest: manifests.get(job.id),
  })
  return attempts.flatMap((attempt, index) =>
    passedIn(attempt).flatMap(job => {
      const earlier = attempts.slice(0, index).toReversed()
      const turns = earlier.flatMap(one => {
        const same = find(job, attempt, one)
        return same === undefined || !didRun(same, one) ? [] : [findTurn(one, same)]
      })
      const before = turns.find(turn => isSuccess(turn.job) || hasFailed(turn.job, observation))
      return before === undefined || isSuccess(before.job) ? [] : [buildRetry(before, findTurn(attempt, job))]
    }),
  )
}

const passedIn = (attempt: ObservedAttempt): readonly ObservedJob[] =>
  (attempt.jobs ?? []).filter(job => isSuccess(job) && !isPseudoJob(job) && didRun(job, attempt))

const isSuccess = ({ api }: ObservedJob): boolean => api.conclusion === 'success'

const didRun = (job: ObservedJob, { attempt, startedAt }: ObservedAttempt): boolean =>
  !isCarriedOver(job, { attempt, startedAt })

const FAILED: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure'])
/**
 * Signals of an end that no person chose. The conclusion of a job out of time or without a runner can be `cancelled`.
 */
const LOST: ReadonlySet<EndSignal> = new Set([
  'timed-out',
  'runner-lost',
  'runner-shutdown',
  'queue-expired',
  'no-runner',
])

const hasFailed = ({ id, api }: ObservedJob, { endSignals }: RunObservation): boolean =>
  FAILED.has(api.conclusion ?? '') ||
  (api.conclusion === 'cancelled' && (endSignals.get(id) ?? []).some(({ signal }) => LOST.has(signal)))

const buildRetry = (failed: JobAttempt, passed: JobAttempt): Retry => {
  const step = findFailedStep(failed)
  const key = (passed.manifest ?? failed.manifest)?.job.key.value
  return {
    name: passed.job.name,
    key,
    failed: { attempt: failed.attempt, id: failed.job.id, step },
    passed: { attempt: passed.attempt, id: passed.job.id },
    ...findDifferences(failed, passed),
  }
}

/** Finds the name of the failed step. GitHub keeps steps for a limited time; a manifest keeps them. */
const findFailedStep = ({ job, manifest }: JobAttempt): string | undefined =>
  [...job.api.steps, ...(manifest?.steps ?? [])].find(step => step.outcome === 'failure')?.name

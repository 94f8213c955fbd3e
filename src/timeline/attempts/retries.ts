import type { EndSignal, ObservedAttempt, ObservedJob, RunObservation } from '../../schema/observed/run-observation.ts'
import type { Retry } from '../../schema/run/run-timeline.ts'
import { isPseudoJob } from '../jobs/pseudo-job.ts'
import { isCarriedOver } from './carried-over.ts'
import { findDifferences, type JobAttempt } from './retry-differences.ts'
import { createJobFinder } from './same-job.ts'

/**
 * Jobs that failed in one attempt and passed in a later one: what a green badge hides. Each success is held against the
 * turn before it, if that failed; a turn that somebody cancelled says neither, so the one before it is looked at.
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
/** Endings that nobody chose, whatever word the conclusion has: a job out of time or without a runner is `cancelled`. */
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
    ...(key === undefined ? {} : { key }),
    failed: { attempt: failed.attempt, id: failed.job.id, ...(step === undefined ? {} : { step }) },
    passed: { attempt: passed.attempt, id: passed.job.id },
    ...findDifferences(failed, passed),
  }
}

/** GitHub keeps steps for a while only; a manifest keeps them. */
const findFailedStep = ({ job, manifest }: JobAttempt): string | undefined =>
  [...job.api.steps, ...(manifest?.steps ?? [])].find(step => step.outcome === 'failure')?.name

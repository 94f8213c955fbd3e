import type { ObservedAttempt, ObservedJob, RunObservation } from '../../schema/observed/run-observation.ts'
import type { TimelineAttempt } from '../../schema/run/run-timeline.ts'
import { fromInstant, toInstant } from '../instant.ts'
import { isPseudoJob } from '../jobs/pseudo-job.ts'
import { isCarriedOver } from './carried-over.ts'

/** Builds every attempt of the run up to the reported one, with the result of each job in it. */
export const buildAttempts = ({ attempts }: RunObservation): readonly TimelineAttempt[] =>
  attempts.map((one, index) => {
    const jobs = (one.jobs ?? []).filter(job => !isPseudoJob(job))
    const endedAt = findEnd(jobs, one)
    return {
      attempt: one.attempt,
      startedAt: one.startedAt,
      endedAt,
      conclusion: one.conclusion,
      triggeredBy: one.triggeredBy,
      kind: getKind(one, attempts[index - 1]),
      jobs: jobs.map(job => ({
        id: job.id,
        name: job.name,
        conclusion: job.api.conclusion,
        carriedOver: isCarriedOver(job, { attempt: one.attempt, startedAt: one.startedAt }),
      })),
    }
  })

/**
 * Returns the kind of an attempt. The first run of a first-time contributor ends as `action_required` without a job;
 * its approval starts attempt 2 (recorded by hub4j/github-api: 2874767918). The attempt before may not have been read.
 */
const getKind = (one: ObservedAttempt, before: ObservedAttempt | undefined): TimelineAttempt['kind'] => {
  if (awaitsApproval(one)) return 'awaiting-approval'
  if (one.attempt === 1) return 'first'
  return before?.attempt === one.attempt - 1 && awaitsApproval(before) ? 'approved-fork' : 're-run'
}

/**
 * Returns true if the attempt waits for approval. A check run of an app can require action too, but it is no job, and a
 * run with jobs was approved.
 */
export const awaitsApproval = ({ conclusion, jobs }: ObservedAttempt): boolean =>
  conclusion === 'action_required' && (jobs ?? []).every(isPseudoJob)

/**
 * Returns the last completion among the attempt's own jobs: `updated_at` of a run is only the time of its last change.
 * Skipped jobs took no time, and their listed times are up to weeks apart (scribd/github-action-datadog-reporting#39).
 */
const findEnd = (jobs: readonly ObservedJob[], one: ObservedAttempt): string | undefined => {
  if (one.status !== undefined && one.status !== 'completed') return undefined
  const own = jobs.filter(
    job => job.api.conclusion !== 'skipped' && !isCarriedOver(job, { attempt: one.attempt, startedAt: one.startedAt }),
  )
  const ends = own.map(job => toInstant(job.api.completedAt))
  const known = ends.filter(end => end !== undefined)
  return known.length === 0 || known.length < ends.length ? undefined : fromInstant(Math.max(...known))
}

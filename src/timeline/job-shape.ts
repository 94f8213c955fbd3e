import type { EndSignal, ObservedJob } from '../model/run-observation.ts'
import type { JobShape } from '../model/run-timeline.ts'
import { toInstant } from './instant.ts'

/** A job that no runner takes is cancelled after a day (docs.github.com "Actions limits", job queue time). */
const DAY = 24 * 3_600 * 1_000_000
const MINUTE = 60_000_000

/** How a job came to its end, where that is not the normal way. Signals are what annotations or the log say of it. */
export const shapeOf = (job: ObservedJob, carriedOver: boolean, signals: readonly EndSignal[]): JobShape => {
  const { status, conclusion, steps } = job.api
  if (conclusion === 'skipped') return 'skipped'
  if (carriedOver) return 'carried-over'
  if (status !== undefined && status !== 'completed') return 'unfinished'
  if (!job.hasRunner && steps.length === 0) return withoutRunner(job, signals)
  if (conclusion === 'timed_out' || signals.includes('timed-out')) return 'timed-out'
  if (signals.includes('runner-lost') || hasLostStep(job)) return 'runner-lost'
  return steps.length === 0 ? 'steps-gone' : 'normal'
}

const withoutRunner = (job: ObservedJob, signals: readonly EndSignal[]): JobShape => {
  const [created, completed] = [toInstant(job.api.createdAt), toInstant(job.api.completedAt)]
  const waited = created === undefined || completed === undefined ? 0 : completed - created
  if (signals.includes('queue-expired') || waited >= DAY - MINUTE) return 'queue-expired'
  return job.api.conclusion === 'cancelled' ? 'cancelled-before-pickup' : 'never-started'
}

/**
 * The mark of a lost runner in recorded jobs: the job failed, and the step that ran is `cancelled` without an end. A
 * cancelled run leaves ends, since its runner still answers.
 */
const hasLostStep = ({ api }: ObservedJob): boolean =>
  api.conclusion === 'failure' && api.steps.some(step => step.startedAt !== undefined && step.finishedAt === undefined)

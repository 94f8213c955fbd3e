import type { EndSignal, ObservedJob, ProtectionWait } from '../../schema/observed/run-observation.ts'
import type { JobShape } from '../../schema/run/run-timeline.ts'
import { toInstant } from '../instant.ts'

/** A job that no runner takes is cancelled after a day (docs.github.com "Actions limits", job queue time). */
const DAY = 24 * 3_600 * 1_000_000
const MINUTE = 60_000_000

/** What is known of a job besides its answer. */
export type ShapeContext = {
  readonly carriedOver: boolean
  /** What annotations or the log say of its end. */
  readonly signals: readonly EndSignal[]
  /** Gates that held it, with their times. */
  readonly waits: readonly ProtectionWait[]
  /** It may have been held for a time that nobody tells: an environment, a concurrency group. */
  readonly mayBeHeld: boolean
}

/** How a job came to its end, where that is not the normal way. */
export const buildShape = (job: ObservedJob, context: ShapeContext): JobShape => {
  const { carriedOver, signals } = context
  const { status, conclusion, steps } = job.api
  if (conclusion === 'skipped') return 'skipped'
  if (carriedOver) return 'carried-over'
  if (status !== undefined && status !== 'completed') return 'unfinished'
  if (!job.hasRunner && steps.length === 0) return withoutRunner(job, context)
  if (conclusion === 'timed_out' || signals.includes('timed-out')) return 'timed-out'
  if (signals.includes('runner-lost') || hasLostStep(job)) return 'runner-lost'
  return steps.length === 0 ? 'steps-gone' : 'normal'
}

const withoutRunner = (job: ObservedJob, context: ShapeContext): JobShape => {
  if (context.signals.includes('queue-expired') || queuedForADay(job, context)) return 'queue-expired'
  return job.api.conclusion === 'cancelled' ? 'cancelled-before-pickup' : 'never-started'
}

/**
 * The record of a gated job is made when the gate begins to hold it (recorded by octokit/webhooks: 12877621891 was
 * created in the second of its deployment, and waits), and a gate may hold for 30 days: that is no queue.
 */
const queuedForADay = ({ api }: ObservedJob, { signals, waits, mayBeHeld }: ShapeContext): boolean => {
  if (signals.includes('cancelled') || (mayBeHeld && waits.length === 0)) return false
  const [created, completed] = [toInstant(api.createdAt), toInstant(api.completedAt)]
  if (created === undefined || completed === undefined) return false
  return completed - Math.max(created, ...waits.flatMap(wait => toInstant(wait.to) ?? [])) >= DAY - MINUTE
}

/**
 * The timestamp of a lost runner in recorded jobs: the job failed, and the step that ran is `cancelled` without an end. A
 * cancelled run leaves ends, since its runner still answers.
 */
const hasLostStep = ({ api }: ObservedJob): boolean =>
  api.conclusion === 'failure' && api.steps.some(step => step.startedAt !== undefined && step.completedAt === undefined)

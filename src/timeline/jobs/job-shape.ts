import type { EndSignal, ObservedJob, ProtectionWait } from '../../schema/observed/run-observation.ts'
import type { JobShape } from '../../schema/run/run-timeline.ts'
import { toInstant } from '../instant.ts'

/** GitHub cancels a job that no runner takes after a day (docs.github.com "Actions limits", job queue time). */
const DAY = 24 * 3_600 * 1_000_000
const MINUTE = 60_000_000

/** The facts about a job beside the API's answer. */
export type ShapeContext = {
  readonly carriedOver: boolean
  /** Signals of its end, from annotations or the log. */
  readonly signals: readonly EndSignal[]
  /** Gates that held it, with their times. */
  readonly waits: readonly ProtectionWait[]
  /** True if an environment or a concurrency group may have held it for an unknown time. */
  readonly mayBeHeld: boolean
}

/** Returns how a job ended; `normal` if nothing unusual happened. */
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
 * Returns true if the job was in the queue for a day. GitHub creates the record of a gated job when the gate begins to
 * hold it (recorded by octokit/webhooks: 12877621891 was created in the second of its deployment, and waits). A gate
 * may hold for 30 days, and that time is not queue time.
 */
const queuedForADay = ({ api }: ObservedJob, { signals, waits, mayBeHeld }: ShapeContext): boolean => {
  if (signals.includes('cancelled') || (mayBeHeld && waits.length === 0)) return false
  const [created, completed] = [toInstant(api.createdAt), toInstant(api.completedAt)]
  if (created === undefined || completed === undefined) return false
  return completed - Math.max(created, ...waits.flatMap(wait => toInstant(wait.to) ?? [])) >= DAY - MINUTE
}

/**
 * Returns true for the pattern of a lost runner in recorded jobs: the job failed, and the running step is `cancelled`
 * without an end. In a cancelled run steps have ends, since the runner still answers.
 */
const hasLostStep = ({ api }: ObservedJob): boolean =>
  api.conclusion === 'failure' && api.steps.some(step => step.startedAt !== undefined && step.completedAt === undefined)

import type { PendingDeployment, RunObservation } from '../../schema/observed/run-observation.ts'
import type { ProtectionEntry } from '../../schema/run/protection-entry.ts'
import { grouped } from '../graph/grouped.ts'
import { measureMillis, toInstant } from '../instant.ts'
import { environmentKey, isSameEnvironment } from './environment-name.ts'
import { findRules } from './environment-rules.ts'
import type { Gate, PlacedJob } from './gates.ts'
import { listDeciders, sortReviews } from './reviews.ts'

type State = ProtectionEntry['state']

/** What the entries of environments are made from. */
export type ProtectionContext = {
  readonly observation: RunObservation
  readonly jobs: readonly PlacedJob[]
  readonly gates: readonly Gate[]
  /** How many jobs and how many gates each environment has, by its key. */
  readonly listJobs: (environment: string) => number
  readonly listGates: (environment: string) => number
}

export const buildContext = (
  observation: RunObservation,
  jobs: readonly PlacedJob[],
  gates: readonly Gate[],
): ProtectionContext => ({
  observation,
  jobs,
  gates,
  listJobs: counter(jobs.flatMap(job => job.environment ?? [])),
  listGates: counter(gates.map(gate => gate.environment)),
})

const counter = (environments: readonly string[]) => {
  const groups = grouped(environments, environmentKey)
  return (environment: string): number => groups.get(environmentKey(environment))?.length ?? 0
}

/** A gate that deployment statuses tell of: its times are GitHub's. */
export const gateEntry = (context: ProtectionContext, gate: Gate): ProtectionEntry => {
  const state = decideState(context, gate)
  const [from, to] = [toInstant(gate.from), toInstant(gate.to)]
  return {
    ...aboutEnvironment(context, gate.environment, state),
    ...(gate.jobId === undefined ? {} : { jobId: gate.jobId }),
    start: gate.from,
    ...(gate.to === undefined ? {} : { end: gate.to }),
    ...(from === undefined || to === undefined ? {} : { waitedMs: measureMillis(from, to) }),
    timeKnown: true,
    confidence: gate.confidence === 'high' && isAlone(context, gate.environment) ? 'high' : 'medium',
  }
}

/** What lets a job go on; a gate that GitHub itself leaves for one of these was passed. */
const PASSED: ReadonlySet<string> = new Set(['queued', 'in_progress', 'pending', 'success'])

/**
 * A gate that ends badly was rejected where somebody rejected: a job that nobody reviewed for 30 days fails too (GitHub
 * docs, "Reviewing deployments"), and so does one that is cancelled. Nothing waits once its job or run is over.
 */
const decideState = ({ observation }: ProtectionContext, gate: Gate): State => {
  if (gate.next !== undefined && PASSED.has(gate.next)) return 'passed'
  const badly = (): State => (sortReviews(observation, gate.environment).isRejected ? 'rejected' : 'unknown')
  if (gate.next !== undefined) return badly()
  if (!gate.isCurrent) return 'unknown'
  const { run, attempts, pending } = observation
  const job = attempts.at(-1)?.jobs?.find(one => one.id === gate.jobId)
  if (job?.api.status === 'completed') return badly()
  if (pending.some(one => isSameEnvironment(one.environment, gate.environment))) return 'pending'
  return run.status === 'completed' ? badly() : 'pending'
}

/** Somebody decided, or a timer always holds: when and how long is known from no source. */
export const untimedEntry = (context: ProtectionContext, jobId: string, environment: string): ProtectionEntry => {
  const { isApproved, isRejected } = sortReviews(context.observation, environment)
  const state = isApproved === isRejected ? 'unknown' : isApproved ? 'passed' : 'rejected'
  const isSure = isAlone(context, environment) && context.observation.attempts.length <= 1
  return {
    ...aboutEnvironment(context, environment, state),
    jobId,
    timeKnown: false,
    confidence: isApproved || isRejected ? (isSure ? 'high' : 'medium') : 'low',
  }
}

/** What waits now and of which no status tells: a timer alone says since when. */
export const pendingEntry = (context: ProtectionContext, one: PendingDeployment): ProtectionEntry => {
  const start = one.waitTimerStartedAt
  const waiting = context.jobs
    .filter(job => isSameEnvironment(job.environment, one.environment))
    .filter(isWaiting(context))
  const jobId = waiting.length === 1 ? waiting[0]?.id : undefined
  return {
    ...aboutEnvironment(context, one.environment, 'pending'),
    ...(jobId === undefined ? {} : { jobId }),
    ...(start === undefined ? {} : { start }),
    timeKnown: start !== undefined,
    confidence: 'high',
  }
}

const isWaiting =
  ({ observation }: ProtectionContext) =>
  ({ id }: PlacedJob): boolean =>
    observation.attempts.at(-1)?.jobs?.find(job => job.id === id)?.api.status === 'waiting'

const aboutEnvironment = ({ observation }: ProtectionContext, environment: string, state: State) => {
  const { rules, reviewers, owner } = findRules(observation, environment)
  return {
    kind: 'environment' as const,
    environment,
    state,
    rules: [...rules],
    by: listDeciders(sortReviews(observation, environment), state),
    reviewers: [...reviewers],
    owner: owner ?? ('approver' as const),
    source: 'api' as const,
  }
}

/** One gate and one job of this environment: a review of it can have been for no other. */
const isAlone = ({ listJobs, listGates }: ProtectionContext, environment: string): boolean =>
  listJobs(environment) <= 1 && listGates(environment) <= 1

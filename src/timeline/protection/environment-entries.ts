import { grouped } from '../../core/grouped.ts'
import type { ObservedJob, PendingDeployment, RunObservation } from '../../schema/observed/run-observation.ts'
import type { ProtectionEntry } from '../../schema/run/protection-entry.ts'
import { measureMillis, toInstant } from '../instant.ts'
import { environmentKey, isSameEnvironment } from './environment-name.ts'
import { findRules } from './environment-rules.ts'
import type { Gate, PlacedJob } from './gates.ts'
import { listDeciders, sortReviews } from './reviews.ts'

type State = ProtectionEntry['state']

/** The data that the entries of environments are built from. */
export type ProtectionContext = {
  readonly observation: RunObservation
  readonly jobs: readonly PlacedJob[]
  readonly gates: readonly Gate[]
  /** Returns the number of jobs in an environment, by its key. */
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

/** Builds the entry of a gate with deployment statuses: its times are GitHub's. */
export const gateEntry = (context: ProtectionContext, gate: Gate): ProtectionEntry => {
  const state = decideState(context, gate)
  const [from, to] = [toInstant(gate.from), toInstant(gate.to)]
  return {
    ...aboutEnvironment(context, gate.environment, state),
    jobId: gate.jobId,
    start: gate.from,
    end: gate.to,
    waitedMs: from === undefined || to === undefined ? undefined : measureMillis(from, to),
    timeKnown: true,
    confidence: gate.confidence === 'high' && isAlone(context, gate.environment) ? 'high' : 'medium',
  }
}

/** Statuses that let a job continue. A gate with one of them from GitHub as next status was passed. */
const PASSED: ReadonlySet<string> = new Set(['queued', 'in_progress', 'pending', 'success'])

/**
 * Decides the state of a gate. A gate that ends badly counts as rejected only if a person rejected it: a job without a
 * review for 30 days fails too (GitHub docs, "Reviewing deployments"), and so does a cancelled one. Nothing waits after
 * its job or run is over.
 */
const decideState = ({ observation }: ProtectionContext, gate: Gate): State => {
  if (gate.next !== undefined && PASSED.has(gate.next)) return 'passed'
  const badly = (): State => (sortReviews(observation, gate.environment).isRejected ? 'rejected' : 'unknown')
  const cancelledUnlessRejected = (): State => (badly() === 'rejected' ? 'rejected' : 'cancelled')
  if (gate.next !== undefined) return badly()
  if (!gate.isCurrent) return 'unknown'
  const { run, attempts, pending } = observation
  const job = attempts.at(-1)?.jobs?.find(one => one.id === gate.jobId)
  if (job?.api.status === 'completed') return job.api.conclusion === 'cancelled' ? cancelledUnlessRejected() : badly()
  if (pending.some(one => isSameEnvironment(one.environment, gate.environment))) return 'pending'
  return run.status === 'completed' ? badly() : 'pending'
}

/**
 * Builds the entry of a gate without times: a person decided, or a timer always holds. No source has its time or
 * length.
 */
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

/**
 * Builds the entries of a present wait without a status, one for each job that waits for the environment. A timer shows
 * when it began; else the job's record does, which GitHub creates when the job's needs are met.
 */
export const pendingEntries = (context: ProtectionContext, one: PendingDeployment): readonly ProtectionEntry[] => {
  const about = aboutEnvironment(context, one.environment, 'pending')
  const waiting = context.jobs
    .filter(job => isSameEnvironment(job.environment, one.environment))
    .flatMap(job => findWaiting(context, job) ?? [])
  const start = one.waitTimerStartedAt
  if (waiting.length === 0) return [{ ...about, start, timeKnown: start !== undefined, confidence: 'high' }]
  return waiting.map(({ id, api }) => ({
    ...about,
    jobId: id,
    start: start ?? api.createdAt,
    timeKnown: (start ?? api.createdAt) !== undefined,
    confidence: start === undefined && api.createdAt !== undefined ? 'medium' : 'high',
  }))
}

const findWaiting = ({ observation }: ProtectionContext, { id }: PlacedJob): ObservedJob | undefined =>
  observation.attempts.at(-1)?.jobs?.find(job => job.id === id && job.api.status === 'waiting')

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

/** Returns true if this environment has one gate and one job: a review can only be about that job. */
const isAlone = ({ listJobs, listGates }: ProtectionContext, environment: string): boolean =>
  listJobs(environment) <= 1 && listGates(environment) <= 1

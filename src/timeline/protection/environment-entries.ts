import type { PendingDeployment, RunObservation } from '../../schema/observed/run-observation.ts'
import type { PolicyEntry } from '../../schema/run/timeline-policy.ts'
import { environmentKey, isSameEnvironment } from './environment-name.ts'
import { grouped } from '../graph/grouped.ts'
import { millisOf, toInstant } from '../instant.ts'
import { rulesOf } from './environment-rules.ts'
import type { Gate, PlacedJob } from './gates.ts'
import { decidersOf, reviewsOf } from './reviews.ts'

type State = PolicyEntry['state']

/** What the entries of environments are made from. */
export type Scene = {
  readonly observation: RunObservation
  readonly jobs: readonly PlacedJob[]
  readonly gates: readonly Gate[]
  /** How many jobs and how many gates each environment has, by its key. */
  readonly jobsOf: (environment: string) => number
  readonly gatesOf: (environment: string) => number
}

export const sceneOf = (observation: RunObservation, jobs: readonly PlacedJob[], gates: readonly Gate[]): Scene => ({
  observation,
  jobs,
  gates,
  jobsOf: counter(jobs.flatMap(job => job.environment ?? [])),
  gatesOf: counter(gates.map(gate => gate.environment)),
})

const counter = (environments: readonly string[]) => {
  const groups = grouped(environments, environmentKey)
  return (environment: string): number => groups.get(environmentKey(environment))?.length ?? 0
}

/** A gate that deployment statuses tell of: its times are GitHub's. */
export const gateEntry = (scene: Scene, gate: Gate): PolicyEntry => {
  const state = stateOf(scene, gate)
  const [from, to] = [toInstant(gate.from), toInstant(gate.to)]
  return {
    ...aboutEnvironment(scene, gate.environment, state),
    ...(gate.jobId === undefined ? {} : { jobId: gate.jobId }),
    start: gate.from,
    ...(gate.to === undefined ? {} : { end: gate.to }),
    ...(from === undefined || to === undefined ? {} : { waitedMs: millisOf(from, to) }),
    timeKnown: true,
    confidence: gate.confidence === 'high' && isAlone(scene, gate.environment) ? 'high' : 'medium',
  }
}

/** What lets a job go on; a gate that GitHub itself leaves for one of these was passed. */
const PASSED: ReadonlySet<string> = new Set(['queued', 'in_progress', 'pending', 'success'])

/**
 * A gate that ends badly was rejected where somebody rejected: a job that nobody reviewed for 30 days fails too (GitHub
 * docs, "Reviewing deployments"), and so does one that is cancelled. Nothing waits once its job or run is over.
 */
const stateOf = ({ observation }: Scene, gate: Gate): State => {
  if (gate.next !== undefined && PASSED.has(gate.next)) return 'passed'
  const badly = (): State => (reviewsOf(observation, gate.environment).isRejected ? 'rejected' : 'unknown')
  if (gate.next !== undefined) return badly()
  if (!gate.isCurrent) return 'unknown'
  const { run, attempts, pending } = observation
  const job = attempts.at(-1)?.jobs?.find(one => one.id === gate.jobId)
  if (job?.api.status === 'completed') return badly()
  if (pending.some(one => isSameEnvironment(one.environment, gate.environment))) return 'pending'
  return run.status === 'completed' ? badly() : 'pending'
}

/** Somebody decided, or a timer always holds: when and how long is told by nobody. */
export const untimedEntry = (scene: Scene, jobId: string, environment: string): PolicyEntry => {
  const { isApproved, isRejected } = reviewsOf(scene.observation, environment)
  const state = isApproved === isRejected ? 'unknown' : isApproved ? 'passed' : 'rejected'
  const isSure = isAlone(scene, environment) && scene.observation.attempts.length <= 1
  return {
    ...aboutEnvironment(scene, environment, state),
    jobId,
    timeKnown: false,
    confidence: isApproved || isRejected ? (isSure ? 'high' : 'medium') : 'low',
  }
}

/** What waits now and of which no status tells: a timer alone says since when. */
export const pendingEntry = (scene: Scene, one: PendingDeployment): PolicyEntry => {
  const start = one.waitTimerStartedAt
  const waiting = scene.jobs.filter(job => isSameEnvironment(job.environment, one.environment)).filter(isWaiting(scene))
  const jobId = waiting.length === 1 ? waiting[0]?.id : undefined
  return {
    ...aboutEnvironment(scene, one.environment, 'pending'),
    ...(jobId === undefined ? {} : { jobId }),
    ...(start === undefined ? {} : { start }),
    timeKnown: start !== undefined,
    confidence: 'high',
  }
}

const isWaiting =
  ({ observation }: Scene) =>
  ({ id }: PlacedJob): boolean =>
    observation.attempts.at(-1)?.jobs?.find(job => job.id === id)?.api.status === 'waiting'

const aboutEnvironment = ({ observation }: Scene, environment: string, state: State) => {
  const { rules, reviewers, owner } = rulesOf(observation, environment)
  return {
    kind: 'environment' as const,
    environment,
    state,
    rules: [...rules],
    by: decidersOf(reviewsOf(observation, environment), state),
    reviewers: [...reviewers],
    owner: owner ?? ('approver' as const),
    source: 'api' as const,
  }
}

/** One gate and one job of this environment: a review of it can have been for no other. */
const isAlone = ({ jobsOf, gatesOf }: Scene, environment: string): boolean =>
  jobsOf(environment) <= 1 && gatesOf(environment) <= 1

import { grouped } from '../../core/grouped.ts'
import type { ProtectionWait, RunObservation } from '../../schema/observed/run-observation.ts'
import type { ProtectionEntry } from '../../schema/run/protection-entry.ts'
import type { OwnerClass } from '../../schema/values/owner-class.ts'
import { isCarriedOver } from '../attempts/carried-over.ts'
import { blockedEntries } from './blocked-entries.ts'
import { buildContext, gateEntry, type ProtectionContext, pendingEntries, untimedEntry } from './environment-entries.ts'
import { isSameEnvironment } from './environment-name.ts'
import { findRules } from './environment-rules.ts'
import { forkApprovals } from './fork-approvals.ts'
import { findGates, type Gate, type PlacedJob } from './gates.ts'
import { sortReviews } from './reviews.ts'

/** Maximum number of entries of a timeline. Entries with neither time nor length come last. */
const MAX_ENTRIES = 500

/** The waits on protection rules: every entry for people, and the waits by job for its intervals. */
export type ProtectionWaits = {
  readonly entries: readonly ProtectionEntry[]
  readonly listWaits: (jobId: string) => readonly ProtectionWait[]
  /** Returns true if a rule held the job, but GitHub gives no time for it. */
  readonly heldProbably: (jobId: string) => boolean
  readonly findRuleOwner: (environment: string | undefined) => OwnerClass | undefined
}

/**
 * Finds the waits on environments, fork approvals and concurrency groups. Approvals have no time in any API of GitHub.
 * Deployment statuses have one (`waiting`, then `queued` or `in_progress`), so without `deployments: read` a wait has
 * no length.
 */
export const findProtectionWaits = (observation: RunObservation, jobs: readonly PlacedJob[]): ProtectionWaits => {
  const gates = findGates(observation, jobs)
  const context = buildContext(observation, jobs, gates)
  const waits = grouped(gates.flatMap(toWait), wait => wait.jobId)
  const held = heldWithoutTime(context)
  const timed = gates.map(gate => gateEntry(context, gate))
  const untold = observation.pending.filter(
    one => !timed.some(entry => entry.state === 'pending' && isSameEnvironment(entry.environment, one.environment)),
  )
  const heldIds = new Set(held.map(job => job.id))
  return {
    listWaits: id => waits.get(id)?.map(one => one.wait) ?? [],
    heldProbably: id => heldIds.has(id),
    findRuleOwner: environment => (environment === undefined ? undefined : findRules(observation, environment).owner),
    entries: [
      ...timed,
      ...untold.flatMap(one => pendingEntries(context, one)),
      ...forkApprovals(observation),
      ...blockedEntries(observation),
      ...held.map(job => untimedEntry(context, job.id, job.environment)),
    ].slice(0, MAX_ENTRIES),
  }
}

const toWait = ({ jobId, from, to, environment, isCurrent, confidence }: Gate) =>
  jobId === undefined || to === undefined || !isCurrent
    ? []
    : [{ jobId, wait: { from, to, environment, source: 'api', confidence } satisfies ProtectionWait }]

type InEnvironment = PlacedJob & { readonly environment: string }

/**
 * Lists the jobs that a rule held in this attempt according to reviews and rules, without a status that gives the time.
 * A job was not held if its deployment has statuses and never a gate. A job that did not run in this attempt was not
 * held in it.
 */
const heldWithoutTime = ({ observation, jobs, gates }: ProtectionContext): readonly InEnvironment[] => {
  const { deployments } = observation
  const told = new Set([
    ...gates.filter(gate => gate.isCurrent).map(gate => gate.jobId),
    ...deployments.filter(one => one.statuses.length > 0).map(one => one.jobId),
  ])
  const elsewhere = new Set(idsOfOthers(observation))
  return jobs.flatMap(({ id, environment }) =>
    environment === undefined || told.has(id) || elsewhere.has(id) || !wasHeld(observation, environment)
      ? []
      : [{ id, environment }],
  )
}

/**
 * Lists the jobs that need no inferred gate. Skipped and carried-over jobs met no gate in this attempt; a waiting job
 * is in the list of pending deployments.
 */
const idsOfOthers = ({ attempts }: RunObservation): readonly string[] => {
  const reported = attempts.at(-1)
  if (reported === undefined) return []
  const { attempt, startedAt, jobs = [] } = reported
  return jobs
    .filter(job => {
      const { status, conclusion } = job.api
      return conclusion === 'skipped' || status === 'waiting' || isCarriedOver(job, { attempt, startedAt })
    })
    .map(job => job.id)
}

/** Returns true if a person decided on the environment, or a timer always holds it. */
const wasHeld = (observation: RunObservation, environment: string): boolean => {
  const { isApproved, isRejected } = sortReviews(observation, environment)
  return isApproved || isRejected || findRules(observation, environment).hasTimer
}

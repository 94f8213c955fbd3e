import type { DeploymentStatus, ObservedDeployment, RunObservation } from '../../schema/observed/run-observation.ts'
import { type Instant, toInstant } from '../instant.ts'
import { isSameEnvironment } from '../protection/environment-name.ts'

type Approvals = RunObservation['approvals']

/**
 * Returns what is of the reported attempt or before, where a later attempt began at `laterStart`. GitHub lists
 * artifacts and deployments by run and commit, not by attempt.
 */
export const beforeLater = <T extends { readonly createdAt?: string | undefined }>(
  items: readonly T[],
  laterStart: string | undefined,
): readonly T[] => {
  const limit = toInstant(laterStart)
  return limit === undefined ? items : items.filter(item => isBefore(item, limit))
}

/** A re-run may use a deployment again, so statuses are left out one by one. */
export const deploymentsBeforeLater = (
  deployments: readonly ObservedDeployment[],
  laterStart: string | undefined,
): readonly ObservedDeployment[] =>
  beforeLater(deployments, laterStart).map(one => ({ ...one, statuses: beforeLater(one.statuses, laterStart) }))

/**
 * Returns the approvals that can only be about the reported attempt or one before it. GitHub names neither the attempt
 * nor the time of an approval. Where a later attempt met a gate of the environment too, only an outcome that the later
 * gates did not have is surely of the earlier ones.
 * @param all every deployment, those of later attempts included
 */
export const approvalsBeforeLater = (
  approvals: Approvals,
  all: readonly ObservedDeployment[],
  laterStart: string | undefined,
): Approvals => {
  const limit = toInstant(laterStart)
  if (limit === undefined) return approvals
  return approvals.flatMap(approval => {
    const environments = approval.environments.filter(environment => {
      const statuses = all.filter(one => isSameEnvironment(one.environment, environment)).flatMap(one => one.statuses)
      const [before, after] = [
        statuses.filter(one => isBefore(one, limit)),
        statuses.filter(one => !isBefore(one, limit)),
      ]
      return hasOutcome(before, approval.state) && !hasOutcome(after, approval.state)
    })
    return environments.length === 0 ? [] : [{ ...approval, environments }]
  })
}

const isBefore = ({ createdAt }: { readonly createdAt?: string | undefined }, limit: Instant): boolean =>
  (toInstant(createdAt) ?? 0) < limit

/** Whether a gate among these statuses ended as a review of this state ends it. */
const hasOutcome = (statuses: readonly DeploymentStatus[], state: string): boolean => {
  if (!statuses.some(one => one.state === 'waiting')) return false
  const isRefused = statuses.every(one => !RUNS.has(one.state))
  return state === 'rejected' ? isRefused : !isRefused
}

/** States of a deployment whose job a gate let through. */
const RUNS: ReadonlySet<string> = new Set(['queued', 'in_progress', 'pending', 'success'])

import type { RunObservation } from '../schema/observed/run-observation.ts'

/**
 * Returns the same run with every list in a fixed order. GitHub lists deployments and reviews newest first, and a
 * folder lists them in any order; the timeline is the same for both. Attempts and statuses keep their order, since it
 * has a meaning.
 */
export const inFixedOrder = (observation: RunObservation): RunObservation => ({
  ...observation,
  attempts: observation.attempts.map(attempt => ({ ...attempt, jobs: attempt.jobs?.toSorted(byId) })),
  deployments: observation.deployments.toSorted(byId),
  approvals: observation.approvals.toSorted(by(one => [one.user ?? '', one.state, ...one.environments.toSorted()])),
  pending: observation.pending.toSorted(by(one => [one.environment, one.waitTimerStartedAt ?? ''])),
  concurrency: observation.concurrency.toSorted(by(group => [group.name])).map(group => ({
    ...group,
    members: group.members.toSorted((a, b) => a.position - b.position || membersById(a, b)),
  })),
})

/** Ids are numbers that grow, in the order in which GitHub created them. */
const byId = (a: { readonly id: string }, b: { readonly id: string }): number => Number(a.id) - Number(b.id)

const by =
  <T>(listKeys: (item: T) => readonly string[]) =>
  (a: T, b: T): number => {
    const [first, second] = [JSON.stringify(listKeys(a)), JSON.stringify(listKeys(b))]
    return first < second ? -1 : Number(first > second)
  }

const membersById = by((member: { readonly runId: string; readonly jobId?: string | undefined }) => [
  member.runId,
  member.jobId ?? '',
])

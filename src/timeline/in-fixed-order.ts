import type { RunObservation } from '../schema/observed/run-observation.ts'

/**
 * The same run with every list in an order of its own: GitHub lists deployments and reviews newest first, a folder in
 * any order, and the timeline is the same for both. Attempts and statuses have an order that means something.
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

/** Ids are numbers that grow: the order in which GitHub made them. */
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

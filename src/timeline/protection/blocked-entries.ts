import type { ConcurrencyGroup, ObservedJob, RunObservation } from '../../schema/observed/run-observation.ts'
import type { ProtectionEntry } from '../../schema/run/protection-entry.ts'

/**
 * Lists the waits on concurrency groups. GitHub shows a group only in its present state: the members that wait now. The
 * job's record gives the begin: GitHub creates it when the job's needs are met. A run without a job has waited since
 * its attempt began.
 */
export const blockedEntries = ({ concurrency, run, attempts }: RunObservation): readonly ProtectionEntry[] =>
  concurrency.flatMap(group =>
    group.members
      .filter(member => member.runId === run.runId && member.status === 'pending')
      .map(member => ({
        kind: 'concurrency' as const,
        jobId: member.jobId,
        group: { name: group.name, position: member.position, ...findHolder(group) },
        state: 'pending' as const,
        rules: [],
        by: [],
        reviewers: [],
        ...getSince(findBegin(member.jobId, run, attempts.at(-1)?.jobs)),
        owner: 'author' as const,
        source: 'api' as const,
      })),
  )

const findBegin = (
  jobId: string | undefined,
  run: RunObservation['run'],
  jobs: readonly ObservedJob[] | undefined,
): string | undefined => {
  if (jobId !== undefined) return jobs?.find(({ id, hasRunner }) => id === jobId && !hasRunner)?.api.createdAt
  return jobs?.length === 0 ? (run.startedAt ?? run.createdAt) : undefined
}

/** Returns the begin of a wait. A wait that continues has no length yet. */
const getSince = (start: string | undefined) =>
  start === undefined
    ? { timeKnown: false, confidence: 'high' as const }
    : { start, timeKnown: true, confidence: 'medium' as const }

const findHolder = ({ members }: ConcurrencyGroup): { readonly heldBy?: string } => {
  const holder = members.find(({ position, status }) => position === 0 && status === 'in_progress')
  return holder === undefined ? {} : { heldBy: holder.runId }
}

import type { ConcurrencyGroup, RunObservation } from '../../schema/observed/run-observation.ts'
import type { PolicyEntry } from '../../schema/run/timeline-policy.ts'

/** Concurrency groups are shown live only: who waits now, since when nobody tells. */
export const blockedEntries = ({ concurrency, run }: RunObservation): readonly PolicyEntry[] =>
  concurrency.flatMap(group =>
    group.members
      .filter(member => member.runId === run.runId && member.status === 'pending')
      .map(member => ({
        kind: 'concurrency' as const,
        ...(member.jobId === undefined ? {} : { jobId: member.jobId }),
        group: { name: group.name, position: member.position, ...findHolder(group) },
        state: 'pending' as const,
        rules: [],
        by: [],
        reviewers: [],
        timeKnown: false,
        owner: 'author' as const,
        source: 'api' as const,
        confidence: 'high' as const,
      })),
  )

const findHolder = ({ members }: ConcurrencyGroup): { readonly heldBy?: string } => {
  const holder = members.find(({ position, status }) => position === 0 && status === 'in_progress')
  return holder === undefined ? {} : { heldBy: holder.runId }
}

import type { RunObservation } from '../../model/run-observation.ts'
import type { PolicyEntry } from '../../model/timeline-policy.ts'

/** Concurrency groups are shown live only: who waits now, since when nobody tells. */
export const blockedEntries = ({ concurrency, run }: RunObservation): readonly PolicyEntry[] =>
  concurrency.flatMap(group =>
    group.members
      .filter(member => member.runId === run.runId && member.status === 'pending')
      .map(member => ({
        kind: 'concurrency' as const,
        ...(member.jobId === undefined ? {} : { jobId: member.jobId }),
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

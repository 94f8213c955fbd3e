import type { ObservedAttempt, RunObservation } from '../../schema/observed/run-observation.ts'
import type { ProtectionEntry } from '../../schema/run/protection-entry.ts'
import { awaitsApproval } from '../attempts/attempts.ts'
import { measureMillis, toInstant } from '../instant.ts'

/**
 * Lists the approvals of runs without a job. The run of a first-time contributor ends as `action_required` without a
 * job. Its approval starts the next attempt, with the approver as triggering actor (recorded by hub4j/github-api: run
 * 2874767918, 10:55:36 to 11:47:32). A run of the repository itself, started by a bot, waits in the same way, and a
 * re-run releases it: the approval endpoint accepts only runs of forks (docs.github.com "REST API endpoints for
 * workflow runs", Approve a workflow run for a fork pull request).
 */
export const forkApprovals = ({ run, attempts }: RunObservation): readonly ProtectionEntry[] =>
  attempts.flatMap((one, index) => {
    if (!awaitsApproval(one)) return []
    const next = attempts[index + 1]
    // `created_at` of a run never changes: it is the beginning of its first attempt.
    const start = one.startedAt ?? (one.attempt === 1 ? run.createdAt : undefined)
    const [from, to] = [toInstant(start), toInstant(next?.startedAt)]
    const isReversed = from !== undefined && to !== undefined && to < from
    return [
      {
        kind: run.fork === false ? ('run-approval' as const) : ('fork-approval' as const),
        state: next === undefined ? ('pending' as const) : ('passed' as const),
        rules: [],
        by: findApprovers(one, next),
        reviewers: [],
        start: start === undefined || isReversed ? undefined : start,
        end: next?.startedAt === undefined || isReversed ? undefined : next.startedAt,
        waitedMs: from === undefined || to === undefined || isReversed ? undefined : measureMillis(from, to),
        timeKnown: from !== undefined && !isReversed,
        owner: 'approver' as const,
        source: 'api' as const,
        confidence: 'medium' as const,
      },
    ]
  })

/** Returns the approver. It is known only if both attempts name a person, and not the same one. */
const findApprovers = ({ triggeredBy }: ObservedAttempt, next: ObservedAttempt | undefined): string[] =>
  next?.triggeredBy === undefined || triggeredBy === undefined || next.triggeredBy === triggeredBy
    ? []
    : [next.triggeredBy]

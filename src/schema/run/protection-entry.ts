import * as z from 'zod/mini'
import { time } from '../../core/time.ts'
import { confidence, source } from '../values/fact.ts'
import { ownerClass } from '../values/owner-class.ts'
import { count, list, numericId, openEnum, text } from '../values/scalar.ts'

const name = text(1_024)

/** A rule that held the run or a job of it: a protected environment, the approval of a fork, a concurrency group. */
export const protectionEntry = z.object({
  kind: openEnum(['environment', 'fork-approval', 'run-approval', 'concurrency']),
  environment: z.optional(name),
  jobId: z.optional(numericId),
  /** `cancelled`: the job was cancelled while the rule held it. */
  state: openEnum(['passed', 'rejected', 'pending', 'unknown', 'cancelled']),
  rules: list(
    z.object({
      kind: openEnum(['required-reviewers', 'wait-timer', 'branch-policy', 'custom-rule']),
      minutes: z.optional(count),
      /** When a timer that is running ends, or ended. */
      until: z.optional(time),
      app: z.optional(name),
    }),
    20,
  ),
  /** Who decided. */
  by: list(name, 20),
  /** Who could have decided, or still can. */
  reviewers: list(z.object({ kind: openEnum(['user', 'team']), name }), 20),
  /** For a concurrency group: position 0 holds it; `heldBy` is the id of the run that does. */
  group: z.optional(z.object({ name, position: z.optional(count), heldBy: z.optional(numericId) })),
  start: z.optional(time),
  end: z.optional(time),
  waitedMs: z.optional(z.number()),
  /** GitHub's approvals have no time. Deployment statuses have one, if they can be read. */
  timeKnown: z.boolean(),
  owner: ownerClass,
  source,
  confidence,
})
export type ProtectionEntry = z.output<typeof protectionEntry>

/** The intervals of a deployment, which are not part of the time of its job. */
export const timelineDeployment = z.object({
  id: numericId,
  environment: name,
  jobId: z.optional(numericId),
  intervals: list(
    z.object({
      state: openEnum(['waiting', 'queued', 'deploying', 'converging']),
      start: time,
      end: z.optional(time),
      by: z.optional(name),
      source,
      confidence,
    }),
    100,
  ),
  /** Only another writer reports convergence after the job. */
  convergence: openEnum(['observed', 'not-observed']),
})
export type TimelineDeployment = z.output<typeof timelineDeployment>

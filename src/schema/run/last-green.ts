import * as z from 'zod/mini'
import { commitSha, count, list, numericId, openEnum, text } from '../values/scalar.ts'
import { INPUT_KINDS } from './failure.ts'

const name = text(1_024)

/** What the history knows of what went into a job. */
export const PAST_INPUT_KINDS = [...INPUT_KINDS, 'lockfile', 'cache-key', 'permission'] as const
export type PastInputKind = (typeof PAST_INPUT_KINDS)[number]

/**
 * The run compared with the last successful one of its past, where it failed or took far longer than usual. Absent for
 * a run like its past, and where nothing that the history keeps differs.
 */
export const lastGreen = z.object({
  runId: numericId,
  attempt: count,
  number: z.optional(count),
  branch: name,
  /** The commits of that run and of this one, and GitHub's page of what is between them. */
  commits: z.optional(z.object({ before: commitSha, after: commitSha, url: z.optional(name) })),
  /** Duration of that run and of this one, from the first instant to the last. */
  beforeMs: z.optional(count),
  afterMs: z.optional(count),
  /** What took longer in jobs of the critical path, the largest first; only for a run that took far longer. */
  slower: list(
    z.object({
      job: name,
      jobId: z.optional(numericId),
      phase: openEnum(['queue', 'set-up', 'work']),
      beforeMs: count,
      afterMs: count,
    }),
    5,
  ),
  /** Inputs that both runs know in different versions; those of failed jobs first. */
  inputs: list(
    z.object({
      kind: openEnum(PAST_INPUT_KINDS),
      name,
      before: name,
      after: name,
      /** The first jobs, and the number of all. */
      jobs: list(name, 3),
      jobCount: count,
    }),
    30,
  ),
  inputsNotListed: z.optional(count),
  /** Jobs of both runs, and those of this run that the other does not have. */
  jobs: z.object({ compared: count, notCompared: count }),
})
export type LastGreen = z.output<typeof lastGreen>

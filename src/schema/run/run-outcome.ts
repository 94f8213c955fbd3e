import * as z from 'zod/mini'
import { count, list, openEnum, text } from '../values/scalar.ts'

/** The counts behind the result of a run, made before any row of the report is cut. */
export const runOutcome = z.object({
  /** The source of the counts: GitHub's complete job list, the results of `needs` alone, or neither. */
  basis: openEnum(['job-list', 'needs', 'none']),
  /** Jobs except the report's own, by how they ended. */
  jobs: z.object({
    known: count,
    succeeded: count,
    failed: count,
    cancelled: count,
    skipped: count,
    /** Failed or cancelled, and tolerated by the workflow (`continue-on-error`). */
    tolerated: count,
    unfinished: count,
    /** Jobs whose end, or whose toleration, is not known. */
    unclear: count,
    contradicted: count,
  }),
  /** The results that `needs` gave; absent where it was not given. */
  needs: z.optional(z.object({ given: count, succeeded: count })),
  /** Why no success can be stated, the most important reason first; empty for a success. Sentences for people. */
  open: list(text(300), 20),
})
export type RunOutcome = z.output<typeof runOutcome>

/** Rows over the cap. The result and all counts include them. */
export const rowsNotShown = z.object({
  jobs: count,
  /** The number of them that ran, and that left a manifest. */
  ran: count,
  recorded: count,
})
export type RowsNotShown = z.output<typeof rowsNotShown>

/** Field of the gap for a job list that does not contain the job that reads it. */
export const OWN_JOB_GAP = 'jobs.own'

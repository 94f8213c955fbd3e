import * as z from 'zod/mini'
import { count, list, openEnum, text } from '../values/scalar.ts'

/** What the result of a run is made of, counted before any row of the report is cut. */
export const runOutcome = z.object({
  /** What was known of all jobs: GitHub's whole list of them, the results of `needs` alone, or neither. */
  basis: openEnum(['job-list', 'needs', 'none']),
  /** Jobs but the report's own, by how they ended. */
  jobs: z.object({
    known: count,
    succeeded: count,
    failed: count,
    cancelled: count,
    skipped: count,
    /** Failed or cancelled, and the workflow goes on as if they had not (`continue-on-error`). */
    tolerated: count,
    unfinished: count,
    /** How they ended, or whether that is tolerated, is not known. */
    unclear: count,
    contradicted: count,
  }),
  /** The results that `needs` gave; absent where it was not given. */
  needs: z.optional(z.object({ given: count, succeeded: count })),
  /** Why no success can be stated, the weightiest first; empty for a success. Sentences for people. */
  open: list(text(300), 20),
})
export type RunOutcome = z.output<typeof runOutcome>

/** Rows over the cap, which the result and all counts include. */
export const rowsNotShown = z.object({
  jobs: count,
  /** Of them: those that ran, and those that left a manifest. */
  ran: count,
  recorded: count,
})
export type RowsNotShown = z.output<typeof rowsNotShown>

/** Field of the gap where GitHub's list of jobs does not hold the job that reads it. */
export const OWN_JOB_GAP = 'jobs.own'

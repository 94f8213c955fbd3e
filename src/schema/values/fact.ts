import * as z from 'zod/mini'
import { time } from '../../core/time.ts'
import { openEnum, text } from './scalar.ts'

/** The source of a value; source-ranking.ts has their ranking. */
export const source = openEnum(['runner', 'log', 'steps', 'results', 'api', 'certificate', 'workflow-file', 'user'])
export type Source = z.output<typeof source>

export const confidence = openEnum(['high', 'medium', 'low'])
export type Confidence = z.output<typeof confidence>

/** One learned value with its source. `at` is the time of observation, if relevant. An absent confidence means high. */
export const fact = <T extends z.core.SomeType>(value: T) =>
  z.object({ value, source, at: z.optional(time), confidence: z.optional(confidence) })
export type Fact<T> = {
  readonly value: T
  readonly source: Source
  readonly at?: string | undefined
  readonly confidence?: Confidence | undefined
}

/** Why something could not be learned. */
export const gapReason = openEnum([
  'not-provided', // the runner, an old version of it or GHES does not have this value
  'not-found', // looked for and not there
  'not-readable', // there, but could not be read (permissions of a file, container boundary)
  'permission-denied', // the token lacks a permission
  'not-requested', // switched off by an input
  'too-large', // over a size cap, cut or skipped
  'malformed', // read, but not in the expected form
  'deadline', // did not answer in time
  'service-error', // answered with an error
  'budget', // the API budget was used up
  'not-applicable', // cannot exist here
])
export type GapReason = z.output<typeof gapReason>

/**
 * A missing value and the reason. `field` is the dotted path of the value; `detail` is the project's own text, never
 * text of the run.
 */
export const gap = z.object({
  field: text(200),
  reason: gapReason,
  source: z.optional(source),
  detail: z.optional(text(300)),
})
export type Gap = {
  readonly field: string
  readonly reason: GapReason
  readonly source?: Source | undefined
  readonly detail?: string | undefined
}

/** The gaps of one source. */
export const gapFrom =
  (from: Source) =>
  (field: string, reason: GapReason, detail?: string): Gap => ({
    field,
    reason,
    source: from,
    detail,
  })

/** The result of every reader: its value and its gaps. A reader never throws for an outside failure. */
export type Reading<T> = { readonly value: T; readonly gaps: readonly Gap[] }

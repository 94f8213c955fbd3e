import * as z from 'zod/mini'
import { confidence } from './fact.ts'
import { count, list, openEnum, text } from './scalar.ts'

/** Why a job failed, by who can do something about it. docs/failure-classes.md says what each means and what to do. */
export const FAILURE_CLASSES = [
  'command',
  'test',
  'dependency',
  'capacity',
  'runner-lost',
  'resource',
  'time-out',
  'cancelled',
  'permission',
  'policy',
  'artifact',
  'cache',
  'workflow-definition',
  'unknown',
] as const
export const failureClass = openEnum(FAILURE_CLASSES)
export type FailureClass = (typeof FAILURE_CLASSES)[number]

export const CANCELLERS = ['newer-run', 'person', 'fail-fast'] as const
export type Canceller = (typeof CANCELLERS)[number]

/** What can be said of a job that did not end well. `rule` names what decided, so that a wrong answer can be mended. */
export const failure = z.object({
  class: failureClass,
  confidence,
  rule: text(60),
  /** A quote is a fixed text of ours or words that a rule names: never free text of the run. */
  evidence: list(z.object({ line: z.optional(count), quote: text(120) }), 5),
  /** The step that failed; its number as GitHub counts. */
  step: z.optional(z.object({ number: z.optional(count), name: text(1_024) })),
  /** Of a cancelled job, where it can be told. */
  by: z.optional(openEnum(CANCELLERS)),
})

export type FailureEvidence = { readonly line?: number; readonly quote: string }
export type Failure = {
  readonly class: FailureClass
  readonly confidence: z.output<typeof confidence>
  readonly rule: string
  readonly evidence: readonly FailureEvidence[]
  readonly step?: { readonly number?: number | undefined; readonly name: string } | undefined
  readonly by?: Canceller
}

/**
 * A line of a job's log that may say why it failed: without its time, without control characters, cut. Untrusted text:
 * it is matched, never shown.
 */
export type ErrorLine = {
  /** From 1, as the log's own page counts. */
  readonly line: number
  readonly text: string
  readonly time?: string
  /** The title of the stretch of the log it stands in: `Run npm ci`. */
  readonly step?: string
}

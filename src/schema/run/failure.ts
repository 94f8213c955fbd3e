import * as z from 'zod/mini'
import { confidence } from '../values/fact.ts'
import { type OwnerClass, ownerClass } from '../values/owner-class.ts'
import { count, list, openEnum, text } from '../values/scalar.ts'

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
  /** Of a cancelled job, where it can be told. */
  by: z.optional(openEnum(CANCELLERS)),
  /** Who can act, where it can be told. */
  owner: z.optional(ownerClass),
  /** The step that failed, as GitHub lists it. */
  step: z.optional(z.object({ number: z.optional(count), name: text(1_024) })),
  /** The action of that step or of the part of it that failed: `owner/repo[/path]@ref`. */
  action: z.optional(text(1_024)),
})

export type FailureEvidence = { readonly line?: number; readonly quote: string }
export type Failure = {
  readonly class: FailureClass
  readonly confidence: z.output<typeof confidence>
  readonly rule: string
  readonly evidence: readonly FailureEvidence[]
  readonly by?: Canceller
  readonly owner?: OwnerClass
  readonly step?: FailedStep
  readonly action?: string
}

export type FailedStep = { readonly number?: number; readonly name: string }

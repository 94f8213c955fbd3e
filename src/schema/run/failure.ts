import * as z from 'zod/mini'
import { confidence } from '../values/fact.ts'
import { type OwnerClass, ownerClass } from '../values/owner-class.ts'
import { count, list, openEnum, text } from '../values/scalar.ts'

/** The failure classes, by the owner who can act. docs/failure-classes.md explains each class and its response. */
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

/** The kinds of what a job used and that can move without a commit. */
export const INPUT_KINDS = ['package', 'tool', 'image', 'action', 'runner-image', 'variable'] as const
const inputKind = openEnum(INPUT_KINDS)
export type InputKind = z.output<typeof inputKind>

/** An input of the job that error lines of the failed step name: a name from the job's own facts, never other text. */
const namedInput = z.object({ kind: inputKind, name: text(1_024), lines: list(count, 3) })
export type NamedInput = {
  readonly kind: InputKind
  readonly name: string
  readonly lines: readonly number[]
}

/**
 * The diagnosis of a job that did not end well. `rule` names the deciding rule, so that a wrong diagnosis can be
 * corrected.
 */
export const failure = z.object({
  class: failureClass,
  confidence,
  rule: text(60),
  /** A quote is a fixed text of this project, or words that a rule names; never free text of the run. */
  evidence: list(z.object({ line: z.optional(count), quote: text(120) }), 5),
  /** For a cancelled job: the cause, if known. */
  by: z.optional(openEnum(CANCELLERS)),
  /** The owner who can act, if known. */
  owner: z.optional(ownerClass),
  /** The step that failed, as GitHub lists it. */
  step: z.optional(z.object({ number: z.optional(count), name: text(1_024) })),
  /** The action of that step or of the part of it that failed: `owner/repo[/path]@ref`. */
  action: z.optional(text(1_024)),
  /** What the error lines of that step name of the job's packages, tools, images, actions and recorded variables. */
  names: z.optional(list(namedInput, 20)),
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
  readonly names?: readonly NamedInput[] | undefined
}

export type FailedStep = { readonly number?: number; readonly name: string }

import * as z from 'zod/mini'
import { confidence } from '../values/fact.ts'
import { count, list, openEnum, text } from '../values/scalar.ts'
import { failureClass } from './failure.ts'

/** A failure inside a job that passed, from the lines of its log. */
export const hiddenFailure = z.object({
  /** `retried`: a later attempt passed. `tolerated`: the step may fail (`continue-on-error`). */
  kind: openEnum(['retried', 'tolerated']),
  /** The step as GitHub lists it, else as the log titles it. */
  step: text(1_024),
  /** Failed attempts of a retried step. */
  failedAttempts: z.optional(count),
  /** The class of the failure and the rule that names it, if a line of the step fits a rule. */
  class: z.optional(failureClass),
  rule: z.optional(text(60)),
  confidence,
  /** Lines of the log, from 1, that state it. */
  lines: list(count, 5),
})
export type HiddenFailure = z.output<typeof hiddenFailure>

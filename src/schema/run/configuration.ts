import * as z from 'zod/mini'
import { list } from '../values/scalar.ts'
import { FINDING_RULES } from './finding.ts'
import { policySection } from './policy.ts'

/** A finding that is known and accepted. */
const ignored = z.strictObject({
  rule: z.enum(FINDING_RULES),
  /** Name of the subject, in which `*` matches any text. Without it every subject of the rule. */
  subject: z.optional(z.string().check(z.minLength(1), z.maxLength(300))),
  /** Last day on which it is ignored, `2026-12-31`. */
  until: z.optional(z.string().check(z.regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/))),
})
export type IgnoredFinding = z.output<typeof ignored>

const minutes = z.number().check(z.gt(0), z.maximum(43_200))

/** What rules need before they compare, and the waits that are worth a finding. */
const thresholds = z.strictObject({
  /** Past runs that a comparison needs. */
  samples: z.optional(z.int().check(z.minimum(3), z.maximum(200))),
  'queue-minutes': z.optional(minutes),
  'approval-minutes': z.optional(minutes),
})

/** The configuration file, version 1, `.github/pipeline-trace.yml` of the default branch. Unknown keys are errors. */
export const configuration = z.strictObject({
  version: z.literal(1),
  /** The rules of docs/policy.md. Input `policy` names another file instead. */
  policy: z.optional(policySection),
  findings: z.optional(z.strictObject({ ignore: z.optional(list(ignored, 100)), thresholds: z.optional(thresholds) })),
  report: z.optional(
    z.strictObject({
      /** How many findings the check run shows. */
      findings: z.optional(z.int().check(z.minimum(0), z.maximum(20))),
    }),
  ),
})
export type Configuration = z.output<typeof configuration>

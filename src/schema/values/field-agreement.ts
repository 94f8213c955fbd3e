import * as z from 'zod/mini'
import { gapReason, source } from './fact.ts'
import { list, openEnum, text } from './scalar.ts'

const json = z.union([text(4_096), z.number(), z.boolean(), z.null(), list(text(1_024), 100)])

export const agreementKind = openEnum(['confirmed', 'unconfirmed', 'contradicted'])
export type AgreementKind = z.output<typeof agreementKind>

/**
 * The source that confirms a field of a job manifest: the certificate authority, from GitHub's token; GitHub's API; the
 * job's log, which any step of that job can write, and no other job; or only the job's own code.
 */
export const confirmation = openEnum(['certificate', 'api', 'log', 'self'])
export type Confirmation = z.output<typeof confirmation>

/** One field that more than one source knows. A contradicted field keeps every value. */
export const fieldAgreement = z.object({
  field: text(200),
  agreement: agreementKind,
  /**
   * The strongest source that agrees with the job; `self` if none does. Absent in reports of versions that did not
   * record it.
   */
  confirmedBy: z.optional(confirmation),
  /** Why no evidence source was checked, if one could have confirmed the field. */
  unchecked: z.optional(gapReason),
  /** Set instead of a value that this version cannot represent; a later version writes the value in another field. */
  values: list(z.object({ source, value: z.optional(json) }), 20),
})
export type FieldAgreement = z.output<typeof fieldAgreement>

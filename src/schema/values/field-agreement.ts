import * as z from 'zod/mini'
import { gapReason, source } from './fact.ts'
import { list, openEnum, text } from './scalar.ts'

const json = z.union([text(4_096), z.number(), z.boolean(), z.null(), list(text(1_024), 100)])

export const agreementKind = openEnum(['confirmed', 'unconfirmed', 'contradicted'])
export type AgreementKind = z.output<typeof agreementKind>

/**
 * Who confirms a field of a job manifest: the certificate authority, from GitHub's token; GitHub's API; the job's log,
 * which only that job writes, but any of its steps; nobody but the job's own code.
 */
export const confirmation = openEnum(['certificate', 'api', 'log', 'self'])
export type Confirmation = z.output<typeof confirmation>

/** One field that more than one source knows. A contradicted one keeps every value. */
export const fieldAgreement = z.object({
  field: text(200),
  agreement: agreementKind,
  /** The strongest that agrees with the job; `self` where none does. Absent in reports that did not tell. */
  confirmedBy: z.optional(confirmation),
  /** Why nobody was asked, where somebody could have been. */
  unchecked: z.optional(gapReason),
  /** No value: it has a form that this version has no place for, and a later one writes it beside. */
  values: list(z.object({ source, value: z.optional(json) }), 20),
})
export type FieldAgreement = z.output<typeof fieldAgreement>

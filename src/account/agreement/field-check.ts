import type { Source } from '../../schema/values/fact.ts'
import type { Voucher } from '../../schema/values/field-agreement.ts'

export type Value = string | number | boolean | null | string[]

/** What one witness says of one field. */
export type Testimony = {
  readonly voucher: Exclude<Voucher, 'other'>
  readonly source: Source
  readonly value: Value | undefined
}

/** One field of a manifest: what the job says, who else could know it, and what they say. */
export type Question = {
  readonly field: string
  readonly said: { readonly source: Source; readonly value: Value } | undefined
  readonly others: readonly Testimony[]
  /** Where both may be right although they are not the same. */
  readonly agrees?: (said: Value, other: Testimony) => boolean
}

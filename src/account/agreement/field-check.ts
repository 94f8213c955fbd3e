import type { Source } from '../../schema/values/fact.ts'
import type { Confirmation } from '../../schema/values/field-agreement.ts'

export type Value = string | number | boolean | null | string[]

/** What one evidence source says of one field. */
export type ObservedValue = {
  readonly observer: Exclude<Confirmation, 'other'>
  readonly source: Source
  readonly value: Value | undefined
}

/** One field of a manifest: what the job says, who else could know it, and what they say. */
export type FieldCheck = {
  readonly field: string
  readonly stated: { readonly source: Source; readonly value: Value } | undefined
  readonly others: readonly ObservedValue[]
  /** Where both may be right although they are not the same. */
  readonly agrees?: (stated: Value, other: ObservedValue) => boolean
}

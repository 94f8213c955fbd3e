import type { Source } from '../../schema/values/fact.ts'
import type { Confirmation } from '../../schema/values/field-agreement.ts'

export type Value = string | number | boolean | null | string[]

/** The value that one evidence source has for one field. */
export type ObservedValue = {
  readonly observer: Exclude<Confirmation, 'other'>
  readonly source: Source
  readonly value: Value | undefined
}

/** One field of a manifest: the value stated by the job, and the values of the other sources. */
export type FieldCheck = {
  readonly field: string
  readonly stated: { readonly source: Source; readonly value: Value } | undefined
  readonly others: readonly ObservedValue[]
  /** Compares values that may both be right although they differ. */
  readonly agrees?: (stated: Value, other: ObservedValue) => boolean
}

import type { GapReason } from '../../schema/values/fact.ts'
import type { Confirmation, FieldAgreement } from '../../schema/values/field-agreement.ts'
import type { FieldCheck, ObservedValue, Value } from './field-check.ts'

/**
 * The confirmations, strongest first. The certificate's values come from GitHub's token; the log's values may come
 * from a script.
 */
const STRENGTH: readonly Confirmation[] = ['certificate', 'api', 'log', 'self']

/**
 * Compares one field. It is contradicted as soon as one evidence source has another value, and all values are kept. It
 * is confirmed when at least one source outside the job has the same value. Otherwise it is unconfirmed, with the
 * reason where the deciding log was not read.
 */
export const compareField = (
  { field, stated, others, agrees }: FieldCheck,
  unread: GapReason | undefined,
): FieldAgreement | undefined => {
  if (stated === undefined) return undefined
  const observed = others.filter(isObserved)
  const [same, different] = partition(observed, other => isSame(stated.value, other, agrees))
  if (different.length > 0)
    return {
      field,
      agreement: 'contradicted',
      confirmedBy: strongest(same),
      values: [
        { source: stated.source, value: stated.value },
        ...different.map(({ source, value }) => ({ source, value })),
      ],
    }
  const outside = same.filter(({ observer }) => observer !== 'self')
  if (outside.length > 0) return { field, agreement: 'confirmed', confirmedBy: strongest(outside), values: [] }
  return {
    field,
    agreement: 'unconfirmed',
    confirmedBy: 'self',
    unchecked: unread !== undefined && others.some(({ observer }) => observer === 'log') ? unread : undefined,
    values: [],
  }
}

type Observed = ObservedValue & { readonly value: Value }
const isObserved = (other: ObservedValue): other is Observed => other.value !== undefined

const isSame = (stated: Value, other: ObservedValue, agrees: FieldCheck['agrees']): boolean =>
  agrees === undefined ? JSON.stringify(stated) === JSON.stringify(other.value) : agrees(stated, other)

const partition = <T>(items: readonly T[], holds: (item: T) => boolean): readonly [readonly T[], readonly T[]] => [
  items.filter(holds),
  items.filter(item => !holds(item)),
]

const strongest = (observed: readonly ObservedValue[]): Confirmation =>
  STRENGTH.find(observer => observed.some(other => other.observer === observer)) ?? 'self'

import type { GapReason } from '../../schema/values/fact.ts'
import type { FieldAgreement, Voucher } from '../../schema/values/field-agreement.ts'
import type { Question, Testimony, Value } from './field-check.ts'

/** Strongest first: what the certificate holds came from GitHub's token, what the log holds may be a script's. */
const STRENGTH: readonly Voucher[] = ['certificate', 'api', 'log', 'self']

/**
 * One field. Contradicted as soon as one witness says otherwise, with every value; confirmed when at least one outside
 * the job says the same; else unconfirmed, with the reason where the log that could tell was not read.
 */
export const judge = (
  { field, said, others, agrees }: Question,
  unread: GapReason | undefined,
): FieldAgreement | undefined => {
  if (said === undefined) return undefined
  const heard = others.filter(isHeard)
  const [same, different] = partition(heard, other => isSame(said.value, other, agrees))
  if (different.length > 0)
    return {
      field,
      agreement: 'contradicted',
      vouchedBy: strongest(same),
      values: [
        { source: said.source, value: said.value },
        ...different.map(({ source, value }) => ({ source, value })),
      ],
    }
  const outside = same.filter(({ voucher }) => voucher !== 'self')
  if (outside.length > 0) return { field, agreement: 'confirmed', vouchedBy: strongest(outside), values: [] }
  return {
    field,
    agreement: 'unconfirmed',
    vouchedBy: 'self',
    ...(unread !== undefined && others.some(({ voucher }) => voucher === 'log') ? { unchecked: unread } : {}),
    values: [],
  }
}

type Heard = Testimony & { readonly value: Value }
const isHeard = (other: Testimony): other is Heard => other.value !== undefined

const isSame = (said: Value, other: Testimony, agrees: Question['agrees']): boolean =>
  agrees === undefined ? JSON.stringify(said) === JSON.stringify(other.value) : agrees(said, other)

const partition = <T>(items: readonly T[], holds: (item: T) => boolean): readonly [readonly T[], readonly T[]] => [
  items.filter(holds),
  items.filter(item => !holds(item)),
]

const strongest = (testimonies: readonly Testimony[]): Voucher =>
  STRENGTH.find(voucher => testimonies.some(other => other.voucher === voucher)) ?? 'self'

import { cutText } from '../core/cut-text.ts'
import { LIMITS } from '../core/limits.ts'
import type { Transition, TransitionField } from '../schema/converge/target-convergence.ts'
import type { Snapshot } from './snapshot.ts'

/** Keeps the changes from one snapshot to the next: the first ones up to the cap, and the number of all. */
export type TransitionList = {
  readonly add: (before: Snapshot | undefined, after: Snapshot, at: string | undefined) => void
  readonly note: (entry: Transition) => void
  readonly list: readonly Transition[]
  readonly count: () => number
}

export const createTransitionList = (): TransitionList => {
  const list: Transition[] = []
  let total = 0
  const note = (entry: Transition): void => {
    total += 1
    if (list.length < LIMITS.convergenceTransitions) list.push(entry)
  }
  return {
    list,
    note,
    count: () => total,
    add: (before, after, at) => {
      for (const [field, read] of VALUES) {
        const [from, to] = [before === undefined ? undefined : read(before), read(after)]
        if (from?.text === to?.text) continue
        note({ at, statedAt: to?.statedAt, field, from: from?.text, to: to?.text })
      }
    },
  }
}

type Value = { readonly text: string; readonly statedAt?: string | undefined } | undefined

const plain = (value: string | number | undefined): Value =>
  value === undefined || value === '' ? undefined : { text: cutText(String(value), LIMITS.convergenceValue) }

const VALUES: readonly (readonly [TransitionField, (snapshot: Snapshot) => Value])[] = [
  ['generation', ({ generation }) => plain(generation)],
  ['desired', ({ desired }) => plain(desired)],
  ['compared', ({ compared }) => plain(compared)],
  ['sync', ({ sync }) => plain(sync)],
  ['operation', ({ operation }) => toOperation(operation)],
  ['applied', ({ applied }) => applied && { text: applied.revision, statedAt: applied.at }],
  ['health', ({ health }) => health && { text: health.status, statedAt: health.since }],
  ['replicas', ({ replicas }) => plain(toReplicas(replicas))],
  [
    'condition',
    ({ conditions }) =>
      plain(conditions.map(({ type, status, reason }) => `${type}=${status ?? ''} ${reason ?? ''}`.trim()).join('; ')),
  ],
  ['images', ({ images }) => plain(images.join(' '))],
]

const toOperation = (operation: Snapshot['operation']): Value => {
  if (operation?.phase === undefined) return undefined
  const { phase, failing, retries, startedAt, finishedAt } = operation
  const retry = retries === undefined || retries === 0 ? '' : `, retry ${retries}`
  return {
    text: `${phase}${failing && phase === 'Running' ? ' after a failure' : ''}${retry}`,
    statedAt: finishedAt ?? startedAt,
  }
}

const toReplicas = (replicas: Snapshot['replicas']): string | undefined =>
  replicas === undefined
    ? undefined
    : Object.entries(replicas)
        .flatMap(([name, number]) => (number === undefined ? [] : [`${name} ${number}`]))
        .join(', ')

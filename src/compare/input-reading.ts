import type { ComparedInputKind } from '../schema/questions/comparison.ts'
import type { Source } from '../schema/values/fact.ts'

/** One input with its value: `package-lock.json` and its digest, `contents` and `read`. */
export type InputEntry = { readonly name: string; readonly value: string; readonly source: Source }

/** The inputs of one kind, of a run or of one of its jobs. */
export type InputReading = {
  readonly kind: ComparedInputKind
  readonly entries: readonly InputEntry[]
  /** The list has every input of its kind: one that is missing was not there. */
  readonly isWhole: boolean
  /** There was something to read: a list without entries then means none. */
  readonly isRead: boolean
}

/** A value that differs between two readings. An absent side did not have the input. */
export type EntryDifference = {
  readonly name: string
  readonly before: string | undefined
  readonly after: string | undefined
  readonly source: Source
}

/**
 * Compares two readings of one kind; undefined where one of both was not read. A name that one side lacks is a
 * difference only where that side's list is whole: else it may only not have been observed there.
 */
export const compareReadings = (
  before: InputReading | undefined,
  after: InputReading | undefined,
): readonly EntryDifference[] | undefined => {
  if (before?.isRead !== true || after?.isRead !== true) return undefined
  // Most lists are the same, and a large run has a hundred thousand entries.
  if (haveSameEntries(before.entries, after.entries)) return []
  const [then, now] = [groupValues(before.entries), groupValues(after.entries)]
  const changed = [...now].flatMap(([name, { value, source }]): readonly EntryDifference[] => {
    const old = then.get(name)
    if (old === undefined) return before.isWhole ? [{ name, before: undefined, after: value, source }] : []
    return old.value === value ? [] : [{ name, before: old.value, after: value, source }]
  })
  const gone = after.isWhole ? [...then].filter(([name]) => !now.has(name)) : []
  return [...changed, ...gone.map(([name, { value, source }]) => ({ name, before: value, after: undefined, source }))]
}

const haveSameEntries = (before: readonly InputEntry[], after: readonly InputEntry[]): boolean =>
  before.length === after.length &&
  before.every((entry, index) => entry.name === after[index]?.name && entry.value === after[index]?.value)

type Grouped = { readonly value: string; readonly source: Source }

/** Joins several values of one name, in a fixed order: a job may have two versions of a package. */
const groupValues = (entries: readonly InputEntry[]): ReadonlyMap<string, Grouped> => {
  const groups = new Map<string, Grouped>()
  const several = new Map<string, Set<string>>()
  for (const { name, value, source } of entries) {
    const known = groups.get(name)
    if (known === undefined) groups.set(name, { value, source })
    else if (known.value !== value) {
      const values = several.get(name) ?? new Set([known.value])
      several.set(name, values.add(value))
    }
  }
  for (const [name, values] of several) {
    const { source } = groups.get(name) ?? { source: 'log' as const }
    groups.set(name, { value: [...values].sort().join(', '), source })
  }
  return groups
}

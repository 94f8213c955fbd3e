import { isDeepStrictEqual } from 'node:util'

export type Leg = Readonly<Record<string, unknown>>

/** Jobs one matrix may make (docs.github.com "Limits"). */
const MAX_LEGS = 256

/**
 * Legs of a matrix, first dimension slowest. `exclude` takes legs out; an `include` entry is added to every leg whose
 * original values it does not change, and is a leg of its own where there is none
 * (docs.github.com "Running variations of jobs in a workflow").
 * @throws Error for a dimension that is no list, or more than 256 legs.
 */
export const expandMatrix = (matrix: Readonly<Record<string, unknown>>): readonly Leg[] => {
  const dimensions = Object.entries(matrix).filter(([name]) => name !== 'include' && name !== 'exclude')
  const product = dimensions.reduce<readonly Leg[]>(
    (legs, [name, values]) => {
      if (!Array.isArray(values)) throw new Error(`matrix dimension ${name} is not a list`)
      if (legs.length * values.length > MAX_LEGS) throw new Error(`a matrix has at most ${MAX_LEGS} jobs`)
      return legs.flatMap(leg => values.map((value: unknown) => ({ ...leg, [name]: value })))
    },
    dimensions.length === 0 ? [] : [{}],
  )
  const excluded = mappingsOf(matrix['exclude'])
  const kept = product.filter(leg => !excluded.some(pattern => matches(leg, pattern)))
  const legs = include(kept, mappingsOf(matrix['include']))
  if (legs.length > MAX_LEGS) throw new Error(`a matrix has at most ${MAX_LEGS} jobs`)
  return legs
}

/** A pattern may name part of a nested value. */
const matches = (value: unknown, pattern: unknown): boolean => {
  if (!isMapping(pattern) || !isMapping(value)) return isDeepStrictEqual(value, pattern)
  return Object.entries(pattern).every(([key, part]) => key in value && matches(value[key], part))
}

const include = (originals: readonly Leg[], entries: readonly Leg[]): readonly Leg[] => {
  const extended = originals.map(leg => ({ ...leg }))
  const added: Leg[] = []
  for (const entry of entries) {
    const targets = originals.flatMap((original, index) => {
      const clashes = Object.entries(entry).some(([key, value]) => key in original && !matches(original[key], value))
      return clashes ? [] : [index]
    })
    if (targets.length === 0) added.push(entry)
    for (const index of targets) Object.assign(extended[index] ?? {}, entry)
  }
  return [...extended, ...added]
}

const mappingsOf = (value: unknown): readonly Leg[] => (Array.isArray(value) ? value.filter(isMapping) : [])

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

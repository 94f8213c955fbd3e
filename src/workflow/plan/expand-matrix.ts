import { LIMITS } from '../../core/limits.ts'
export type MatrixLeg = {
  /** The `matrix` context of the leg's expressions. */
  readonly values: Readonly<Record<string, unknown>>
  /** The values in the default name of the job. */
  readonly segments: readonly string[]
}

type Values = Readonly<Record<string, unknown>>

/**
 * Returns the legs of a matrix, first dimension slowest. `exclude` removes legs. An `include` entry adds its further
 * values to every leg with equal values of the dimensions, and becomes a new leg if there is none. The added values do
 * not appear in the name of a leg (actions/runner src/Sdk/WorkflowParser/Conversion/MatrixBuilder.cs).
 * @throws Error for a dimension that is no list of values, for include or exclude that are no list of mappings, or more
 * than 256 legs.
 */
export const expandMatrix = (matrix: Values): readonly MatrixLeg[] => {
  const dimensions = Object.entries(matrix).filter(([name]) => name !== 'include' && name !== 'exclude')
  const product = dimensions.reduce<readonly Values[]>(
    (legs, [name, values]) => {
      if (!Array.isArray(values)) throw new Error(`matrix dimension ${name} is not a list`)
      if (values.length === 0) throw new Error(`matrix dimension ${name} does not contain any values`)
      if (legs.length * values.length > LIMITS.matrixLegs)
        throw new Error(`a matrix has at most ${LIMITS.matrixLegs} jobs`)
      return legs.flatMap(leg => values.map((value: unknown) => ({ ...leg, [name]: value })))
    },
    dimensions.length === 0 ? [] : [{}],
  )
  const excluded = listMappings('exclude', matrix['exclude']).map(toFilter)
  const kept = product.filter(leg => !excluded.some(matches => matches(leg)))
  const names = new Set(dimensions.map(([name]) => name))
  const legs = include(kept, listMappings('include', matrix['include']), names)
  if (legs.length > LIMITS.matrixLegs) throw new Error(`a matrix has at most ${LIMITS.matrixLegs} jobs`)
  return legs
}

const include = (
  originals: readonly Values[],
  entries: readonly Values[],
  dimensions: ReadonlySet<string>,
): readonly MatrixLeg[] => {
  const parts = entries.map(entry => {
    const [filter, extra] = [true, false].map(isFilter =>
      Object.fromEntries(Object.entries(entry).filter(([name]) => dimensions.has(name) === isFilter)),
    )
    return { filter: filter ?? {}, extra: extra ?? {}, matches: toFilter(filter ?? {}) }
  })
  const extended = originals.map(leg => ({
    values: Object.assign({ ...leg }, ...parts.filter(({ matches }) => matches(leg)).map(({ extra }) => extra)),
    segments: listSegments(leg),
  }))
  const added = parts
    .filter(({ matches }) => !originals.some(matches))
    .map(({ filter, extra }) => ({ ...filter, ...extra }))
    .map(values => ({ values, segments: listSegments(values) }))
  return [...extended, ...added]
}

type Filter = (leg: Values) => boolean

/** A filter compares every scalar in it, at any depth, by `==`; it may contain only part of a nested value. */
const toFilter = (filter: Values): Filter => {
  const conditions = listLeaves(filter)
  return leg => conditions.every(({ path, value }) => looselyEqual(valueAt(leg, path), value))
}

type Leaf = { readonly path: readonly string[]; readonly value: unknown }

const listLeaves = (value: unknown, path: readonly string[] = []): readonly Leaf[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) => listLeaves(item, [...path, key]))
    : [{ path, value }]

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Values)[key] : null),
    value,
  )

/**
 * Compares like `==` of expressions: text without regard to case, different types as numbers (docs.github.com
 * "Operators").
 */
const looselyEqual = (left: unknown, right: unknown): boolean => {
  if (typeof left === 'string' && typeof right === 'string') return left.toUpperCase() === right.toUpperCase()
  if (typeof left === typeof right) return left === right
  return toNumber(left) === toNumber(right)
}

const toNumber = (value: unknown): number => {
  if (value === null || value === undefined) return 0
  return typeof value === 'object' ? Number.NaN : Number(value)
}

/** Returns the scalars at any depth, in order; empty and null values do not appear. */
const listSegments = (value: unknown): readonly string[] => {
  if (value === null || value === undefined || value === '') return []
  return typeof value === 'object' ? Object.values(value).flatMap(listSegments) : [String(value)]
}

const listMappings = (name: string, value: unknown): readonly Values[] => {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value) || !value.every(isMapping)) throw new Error(`matrix ${name} is not a list of mappings`)
  return value
}

const isMapping = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

import { type Fact, gapFrom, type Learned } from '../model/fact.ts'
import { LIMITS } from '../model/limits.ts'
import { redactThenCut } from '../model/redact.ts'
import type { Scalar } from '../model/scalar-value.ts'
import { parseJson } from './runner-file.ts'

export type MatrixFacts = { readonly matrix?: Fact<Record<string, Scalar>> }
export type StrategyFacts = { readonly strategy?: Fact<{ readonly index?: number; readonly total?: number }> }

const MAX_CONTEXT = 1_048_576
const MAX_KEYS = 100

/**
 * The matrix leg out of `toJSON(matrix)` (`null` without a matrix). Strings are cut at LIMITS.matrixString UTF-8 bytes;
 * lists and objects are left out; both are gaps, as is a context that cannot be read. `record` false leaves all of it out.
 */
export const readMatrix = (json: string, record: boolean): Learned<MatrixFacts> => {
  if (json.trim() === '' || json.trim() === 'null') return { facts: {}, gaps: [] }
  if (!record) return { facts: {}, gaps: [gap('job.matrix', 'not-asked')] }
  if (json.length > MAX_CONTEXT) return { facts: {}, gaps: [gap('job.matrix', 'too-large')] }
  const raw = parseJson(json)
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return { facts: {}, gaps: [gap('job.matrix', 'malformed')] }
  const entries = Object.entries(raw)
  const flat = flatEntries(raw)
  const scalars = flat.slice(0, MAX_KEYS)
  const value = scalarsOf(raw)
  const isCut = scalars.some(([, leg]) => cut(leg) !== leg)
  return {
    facts: { matrix: { value, source: 'runner' } },
    gaps: [
      ...(isCut ? [gap('job.matrix.values', 'too-large')] : []),
      ...(scalars.length < flat.length ? [gap('job.matrix.keys', 'too-large')] : []),
      ...(flat.length < entries.length ? [gap('job.matrix.nested', 'not-applicable')] : []),
    ],
  }
}

/** The values of a leg that a manifest can carry. */
export const scalarsOf = (leg: object): Record<string, Scalar> =>
  Object.fromEntries(
    flatEntries(leg)
      .slice(0, MAX_KEYS)
      .map(([key, value]) => [redactThenCut(key, 256), cut(value)]),
  )

const flatEntries = (leg: object): readonly [string, Scalar][] =>
  Object.entries(leg).filter((entry): entry is [string, Scalar] => isScalar(entry[1]))

/** Place of this leg among the legs, out of `toJSON(strategy)`: `job-index` and `job-total`. */
export const readStrategy = (json: string): Learned<StrategyFacts> => {
  const raw = json.length > MAX_CONTEXT ? undefined : parseJson(json)
  if (typeof raw !== 'object' || raw === null) return { facts: {}, gaps: [] }
  const [index, total] = [countOf(raw, 'job-index'), countOf(raw, 'job-total')]
  if (index === undefined && total === undefined) return { facts: {}, gaps: [] }
  const value = { ...(index === undefined ? {} : { index }), ...(total === undefined ? {} : { total }) }
  return { facts: { strategy: { value, source: 'runner' } }, gaps: [] }
}

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)

/** Bytes, not characters: one character of four bytes must not carry a string past the cap, nor be cut in two. */
const cut = (value: Scalar): Scalar => {
  if (typeof value !== 'string') return value
  const bytes = new TextEncoder().encodeInto(value, new Uint8Array(LIMITS.matrixString))
  return value.slice(0, bytes.read)
}

const countOf = (raw: object, key: string): number | undefined => {
  const value = (raw as Readonly<Record<string, unknown>>)[key]
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined
}

const gap = gapFrom('runner')

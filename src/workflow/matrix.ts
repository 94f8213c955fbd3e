import { LIMITS } from '../core/limits.ts'
import { redactThenCut } from '../core/redact/redact.ts'
import { type Fact, type Gap, gapFrom, type Reading } from '../schema/values/fact.ts'
import type { Scalar } from '../schema/values/scalar-value.ts'

/**
 * The matrix leg of a job, by source. The matrix context itself is no source: its size has no limit, an input becomes
 * an environment variable, and over 128 KiB the runner cannot start Node.
 */
export type MatrixLeg =
  /** The job has no matrix. */
  | { readonly kind: 'none' }
  | { readonly kind: 'leg'; readonly values: Readonly<Record<string, unknown>>; readonly source: MatrixSource }
  | { readonly kind: 'unknown'; readonly gap: Gap }

/** The sources: the runner's job message; the workflow file in the workspace, which may be of another commit. */
export type MatrixSource = 'runner' | 'workflow-file'

export type MatrixFacts = { readonly matrix?: Fact<Record<string, Scalar>> }
export type StrategyFacts = { readonly strategy?: Fact<{ readonly index?: number; readonly total?: number }> }

const MAX_KEYS = 100

/**
 * Returns the values of the leg for the manifest. Strings are cut at LIMITS.matrixString UTF-8 bytes; lists and objects
 * are left out. Both become gaps, as does an unknown leg. If `record` is false, no value is returned.
 */
export const readMatrix = (leg: MatrixLeg, record: boolean): Reading<MatrixFacts> => {
  if (leg.kind === 'none') return { value: {}, gaps: [] }
  if (!record) return { value: {}, gaps: [gapFrom('runner')('job.matrix', 'not-requested')] }
  if (leg.kind === 'unknown') return { value: {}, gaps: [leg.gap] }
  const gap = gapFrom(leg.source)
  const flat = flatEntries(leg.values)
  const scalars = flat.slice(0, MAX_KEYS)
  const value = toScalars(leg.values)
  const isCut = scalars.some(([, scalar]) => cut(scalar) !== scalar)
  return {
    value: {
      matrix: { value, source: leg.source, ...(leg.source === 'workflow-file' ? { confidence: 'medium' } : {}) },
    },
    gaps: [
      ...(isCut ? [gap('job.matrix.values', 'too-large')] : []),
      ...(scalars.length < flat.length ? [gap('job.matrix.keys', 'too-large')] : []),
      ...(flat.length < Object.keys(leg.values).length ? [gap('job.matrix.nested', 'not-applicable')] : []),
    ],
  }
}

/** Returns the values of a leg that a manifest can contain. */
export const toScalars = (leg: object): Record<string, Scalar> =>
  Object.fromEntries(
    flatEntries(leg)
      .slice(0, MAX_KEYS)
      .map(([key, value]) => [redactThenCut(key, 256), cut(value)]),
  )

const flatEntries = (leg: object): readonly [string, Scalar][] =>
  Object.entries(leg).filter((entry): entry is [string, Scalar] => isScalar(entry[1]))

/** The index of this leg, and the number of legs: `strategy.job-index` and `strategy.job-total`, from the inputs. */
export const readStrategy = (index: number | undefined, total: number | undefined): Reading<StrategyFacts> => {
  if (index === undefined && total === undefined) return { value: {}, gaps: [] }
  const value = { ...(index === undefined ? {} : { index }), ...(total === undefined ? {} : { total }) }
  return { value: { strategy: { value, source: 'runner' } }, gaps: [] }
}

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)

/** Cuts by bytes, not characters: a character of four bytes must neither exceed the cap nor be cut in two. */
const cut = (value: Scalar): Scalar => {
  if (typeof value !== 'string') return value
  const bytes = new TextEncoder().encodeInto(value, new Uint8Array(LIMITS.matrixString))
  return value.slice(0, bytes.read)
}

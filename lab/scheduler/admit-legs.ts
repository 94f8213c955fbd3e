import { exactName } from '../../src/schema/observed/name-pattern.ts'
import { evaluateCondition, evaluateValue, type Functions, interpolate } from '../../src/workflow/expressions.ts'
import { expandMatrix, type MatrixLeg } from '../../src/workflow/plan/expand-matrix.ts'
import { jobName } from '../../src/workflow/plan/job-name.ts'
import { nestedName } from '../workflow/nested-name.ts'
import type { JobDefinition } from '../workflow/workflow.ts'
import { type Attempt, type NodeResult, nodeContexts, type Scope } from './attempt.ts'
import type { Leg } from './leg.ts'
import { createSlots } from './slots.ts'

export type Admitted =
  | { readonly kind: 'legs'; readonly legs: readonly Leg[] }
  /** `if` is false. */
  | { readonly kind: 'skipped' }
  /** An expression cannot be evaluated: the job fails without a runner. */
  | { readonly kind: 'failure' }

/** Evaluates what GitHub's server evaluates when the needs of a job have ended: `if`, matrix, strategy, name. */
export const admitLegs = (
  attempt: Attempt,
  scope: Scope,
  job: JobDefinition,
  needs: readonly NodeResult[],
  status: NonNullable<Functions['status']>,
): Admitted => {
  const contexts = nodeContexts(attempt, scope, needs)
  try {
    if (!evaluateCondition(job.if, contexts, { status })) return { kind: 'skipped' }
    const { matrix, ...strategy } = job.strategy
    const written = matrix === undefined ? undefined : evaluateDeep(matrix, contexts)
    const combinations = written === undefined ? [null] : expandMatrix(mapping(written))
    const failFast = truth(strategy.failFast, contexts)
    const maxParallel = strategy.maxParallel === undefined ? undefined : number(strategy.maxParallel, contexts)
    const slots = createSlots(maxParallel)
    const holdsWhenCancelled = (): boolean => evaluateCondition(job.if, contexts, { status: 'cancelled' })
    const legs = combinations.map((combination, index) => {
      const legContexts = {
        ...contexts,
        matrix: combination?.values ?? null,
        strategy: {
          'fail-fast': failFast,
          'job-index': index,
          'job-total': combinations.length,
          'max-parallel': maxParallel ?? combinations.length,
        },
      }
      const name = jobName(job.key, job.name, combination?.segments ?? [], text => [interpolate(text, legContexts)])
      return {
        scope,
        job,
        needs,
        contexts: legContexts,
        matrix: combination?.values ?? null,
        path: legPath(`${scope.path}${job.key}`, combination),
        name: nestedName(scope.name, exactName(name) ?? job.key),
        failFast,
        slots,
        stop: new AbortController(),
        holdsWhenCancelled,
      }
    })
    return { kind: 'legs', legs }
  } catch (error) {
    attempt.lab.onProgress({
      kind: 'run',
      run: attempt.record.run,
      text: `${scope.path}${job.key}: ${error instanceof Error ? error.message : String(error)}`,
    })
    return { kind: 'failure' }
  }
}

const legPath = (path: string, combination: MatrixLeg | null): string =>
  combination === null ? path : `${path}[${JSON.stringify(combination.values)}]`

type Contexts = Parameters<typeof evaluateValue>[1]

/** Expressions may stand anywhere in a matrix. */
const evaluateDeep = (value: unknown, contexts: Contexts): unknown => {
  if (typeof value === 'string') return evaluateValue(value, contexts)
  if (Array.isArray(value)) return value.map(item => evaluateDeep(item, contexts))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, evaluateDeep(item, contexts)]))
  return value
}

const mapping = (value: unknown): Readonly<Record<string, unknown>> => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new Error('a matrix must be a mapping')
}

const truth = (written: boolean | string, contexts: Contexts): boolean =>
  typeof written === 'boolean' ? written : String(evaluateValue(written, contexts)) === 'true'

const number = (written: number | string, contexts: Contexts): number =>
  Number(typeof written === 'number' ? written : evaluateValue(written, contexts))

import { isMapping, type WorkflowTemplate } from '#workflow-parser'
import { LIMITS } from '../../core/limits.ts'
import { nestName } from '../../schema/observed/name-pattern.ts'
import type { NamePattern, PlannedInstance } from '../../schema/observed/workflow-plan.ts'
import { type Evaluate, type KnownContexts, type KnownInputs, openPattern } from '../known-value.ts'
import { toScalars } from '../matrix.ts'
import { plainValue, type Token, toText } from '../template-value.ts'
import { expandMatrix, type MatrixLeg } from './expand-matrix.ts'
import { anyJobName, jobName } from './job-name.ts'

export type Job = WorkflowTemplate['jobs'][number]

/** One leg of the job that calls a file; for the first file, the run itself. */
export type Caller = { readonly scope: NamePattern; readonly inputs: KnownInputs | undefined }

/** The callers of a file. `callers` is undefined if only the run knew their number. */
export type Scope = {
  readonly callers: readonly Caller[] | undefined
  readonly anyScope: NamePattern
  /** The inputs that are known for every caller. */
  readonly anyInputs: KnownInputs | undefined
}

export type PlannedLeg = { readonly instance: PlannedInstance; readonly contexts: KnownContexts }

export type JobLegs = {
  readonly legs: readonly PlannedLeg[] | undefined
  /** The known contexts in each leg, or in all legs. */
  readonly contexts: readonly KnownContexts[]
  readonly anyName: NamePattern
  /** The reason if the legs are known, but GitHub would not run them, or they exceed the maximum of a plan. */
  readonly refusal: 'malformed' | 'too-large' | undefined
}

/** Returns the legs of a job in each of its callers. Undefined if one is unknown, or if there are more than `most`. */
export const planLegs = (
  job: Job,
  scope: Scope,
  github: KnownContexts['github'],
  evaluate: Evaluate,
  most: number,
): JobLegs => {
  const name = writtenName(job)
  const anyName = nestName(scope.anyScope, anyJobName(job.id.value, name, hasMatrix(job.strategy), openPattern))
  const open = (inputs: KnownInputs | undefined): KnownContexts => ({
    github,
    inputs,
    matrix: hasMatrix(job.strategy) ? undefined : null,
    strategy: hasMatrix(job.strategy) ? undefined : ALONE,
  })
  if (scope.callers === undefined)
    return { legs: undefined, contexts: [open(scope.anyInputs)], anyName, refusal: undefined }
  const planned: PlannedLeg[] = []
  for (const caller of scope.callers) {
    const contexts = open(caller.inputs)
    const matrix = readMatrix(job, contexts, evaluate)
    const legs = matrix.kind === 'legs' ? matrix.legs : []
    const tooMany = planned.length + legs.length > most
    if (matrix.kind !== 'legs' || tooMany) {
      const refusal = tooMany ? 'too-large' : matrix.kind === 'refused' ? 'malformed' : undefined
      return { legs: undefined, contexts: scope.callers.map(({ inputs }) => open(inputs)), anyName, refusal }
    }
    for (const [index, leg] of legs.entries()) {
      const place = { 'job-index': index, 'job-total': legs.length }
      planned.push(
        planLeg(job, name, caller, { ...contexts, matrix: leg?.values ?? null, strategy: place }, leg, evaluate),
      )
    }
  }
  return { legs: planned, contexts: planned.map(({ contexts }) => contexts), anyName, refusal: undefined }
}

const ALONE = { 'job-index': 0, 'job-total': 1 }

const planLeg = (
  job: Job,
  written: string | undefined,
  caller: Caller,
  contexts: KnownContexts,
  leg: MatrixLeg | null,
  evaluate: Evaluate,
): PlannedLeg => {
  const name = jobName(job.id.value, written, leg?.segments ?? [], text => evaluate.pattern(text, contexts))
  return {
    instance: {
      name: nestName(caller.scope, name),
      scope: caller.scope,
      matrix: leg === null ? {} : toScalars(leg.values),
    },
    contexts,
  }
}

/** The parser gives a job without a name its key. */
const writtenName = ({ id, name }: Job): string | undefined =>
  name === undefined || name === id ? undefined : toText(name)

type Matrix =
  | { readonly kind: 'legs'; readonly legs: readonly (MatrixLeg | null)[] }
  /** `unknown`: a value is not known. `refused`: GitHub does not run this matrix. */
  | { readonly kind: 'unknown' | 'refused' }

/**
 * Returns the legs: one leg `null` for a job without a matrix, and for a job whose legs are all excluded, which runs
 * once without a matrix (actions/runner src/Sdk/WorkflowParser/WorkflowTemplateEvaluator.cs EvaluateStrategy).
 */
const readMatrix = ({ strategy }: Job, contexts: KnownContexts, evaluate: Evaluate): Matrix => {
  const written = strategy === undefined ? { matrix: undefined } : evaluateMatrix(strategy, contexts, evaluate)
  if (written === undefined) return { kind: 'unknown' }
  const { matrix } = written
  if (matrix === undefined) return { kind: 'legs', legs: [null] }
  if (typeof matrix !== 'object' || matrix === null) return { kind: 'refused' }
  const size = JSON.stringify(matrix).length
  if (!evaluate.spend(size * COST) || size > LIMITS.planMatrix) return { kind: 'unknown' }
  try {
    const legs = expandMatrix({ ...matrix })
    return { kind: 'legs', legs: legs.length === 0 ? [null] : legs }
  } catch {
    return { kind: 'refused' }
  }
}

/** The cost of one character, since each leg is compared with each filter. */
const COST = 16

/** Returns whether there is a matrix. A strategy may have none; a strategy that is an expression may have one. */
const hasMatrix = (strategy: Token | undefined): boolean =>
  strategy !== undefined && (!isMapping(strategy) || strategy.find('matrix') !== undefined)

/** Returns the matrix as a value, undefined if a part of it is not known. `strategy` may itself be an expression. */
const evaluateMatrix = (
  strategy: Token,
  contexts: KnownContexts,
  evaluate: Evaluate,
): { readonly matrix: unknown } | undefined => {
  const known = (text: string): unknown => {
    const value = evaluate.value(text, contexts)
    if (value === undefined) throw new Error('not known')
    return value
  }
  try {
    if (isMapping(strategy)) {
      const matrix = strategy.find('matrix')
      return { matrix: matrix === undefined ? undefined : plainValue(matrix, known) }
    }
    const value = plainValue(strategy, known)
    return { matrix: typeof value === 'object' && value !== null && 'matrix' in value ? value.matrix : undefined }
  } catch {
    return undefined
  }
}

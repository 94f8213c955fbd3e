import { isMapping, type WorkflowTemplate } from '#workflow-parser'
import { nestName } from '../../schema/observed/name-pattern.ts'
import type { NamePattern, PlannedInstance } from '../../schema/observed/workflow-plan.ts'
import { type Evaluate, type KnownContexts, type KnownInputs, openPattern } from '../known-value.ts'
import { toScalars } from '../matrix.ts'
import { plainValue, type Token, toText } from '../template-value.ts'
import { expandMatrix, type MatrixLeg } from './expand-matrix.ts'
import { anyJobName, jobName } from './job-name.ts'

export type Job = WorkflowTemplate['jobs'][number]

/** One leg of the job that calls a file; the run itself for the first file. */
export type Caller = { readonly scope: NamePattern; readonly inputs: KnownInputs | undefined }

/** Where a file is called from. `callers` is undefined where the run alone knew how many there are. */
export type Scope = {
  readonly callers: readonly Caller[] | undefined
  readonly anyScope: NamePattern
  /** What is known of the inputs whatever the caller. */
  readonly anyInputs: KnownInputs | undefined
}

export type PlannedLeg = { readonly instance: PlannedInstance; readonly contexts: KnownContexts }

export type JobLegs = {
  readonly legs: readonly PlannedLeg[] | undefined
  /** What is known in each leg, or in any of them. */
  readonly contexts: readonly KnownContexts[]
  readonly anyName: NamePattern
  /** They can be told, and are none that GitHub would run or more than a plan may have. */
  readonly refusal: 'malformed' | 'too-large' | undefined
}

/** The legs of a job in each of its callers. Undefined where one cannot be told, or there are more than `most`. */
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
  /** A value is not known; the matrix is one that GitHub does not run. */
  | { readonly kind: 'unknown' | 'refused' }

/**
 * One leg `null` for a job without a matrix, and for one whose legs are all excluded: it runs once, with no matrix
 * (actions/runner src/Sdk/WorkflowParser/WorkflowTemplateEvaluator.cs EvaluateStrategy).
 */
const readMatrix = ({ strategy }: Job, contexts: KnownContexts, evaluate: Evaluate): Matrix => {
  const written = strategy === undefined ? { matrix: undefined } : evaluateMatrix(strategy, contexts, evaluate)
  if (written === undefined) return { kind: 'unknown' }
  const { matrix } = written
  if (matrix === undefined) return { kind: 'legs', legs: [null] }
  if (typeof matrix !== 'object' || matrix === null) return { kind: 'refused' }
  const size = JSON.stringify(matrix).length
  if (!evaluate.spend(size * COST) || size > MAX_MATRIX) return { kind: 'unknown' }
  try {
    const legs = expandMatrix({ ...matrix })
    return { kind: 'legs', legs: legs.length === 0 ? [null] : legs }
  } catch {
    return { kind: 'refused' }
  }
}

/** Every leg carries its values, and every expression of the leg is given them. */
const MAX_MATRIX = 65_536
/** Of one character: each leg is compared with each filter. */
const COST = 16

/** A strategy may have no matrix; one that is an expression may have. */
const hasMatrix = (strategy: Token | undefined): boolean =>
  strategy !== undefined && (!isMapping(strategy) || strategy.find('matrix') !== undefined)

/** The matrix as a value, undefined where a part of it is not known. `strategy` may itself be an expression. */
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

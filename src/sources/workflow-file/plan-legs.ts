import { isMapping, type WorkflowTemplate } from '#workflow-parser'
import { nestName } from '../../model/name-pattern.ts'
import type { NamePattern, PlannedInstance } from '../../model/workflow-plan.ts'
import { scalarsOf } from '../matrix.ts'
import { anyJobName, jobName } from './job-name.ts'
import { type Evaluate, type KnownContexts, type KnownInputs, openPattern } from './known-value.ts'
import { expandMatrix, type MatrixLeg } from './matrix.ts'
import { plainValue, type Token, textOf } from './template-value.ts'

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
  /** They can be told, and are more than a plan may have. */
  readonly tooMany: boolean
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
    return { legs: undefined, contexts: [open(scope.anyInputs)], anyName, tooMany: false }
  const legs: PlannedLeg[] = []
  for (const caller of scope.callers) {
    const contexts = open(caller.inputs)
    const matrix = matrixLegs(job, contexts, evaluate)
    const tooMany = matrix !== undefined && legs.length + matrix.length > most
    if (matrix === undefined || tooMany)
      return { legs: undefined, contexts: scope.callers.map(({ inputs }) => open(inputs)), anyName, tooMany }
    legs.push(
      ...matrix.map((leg, index) =>
        planLeg(job, name, caller, { ...contexts, ...placeOf(leg, index, matrix) }, leg, evaluate),
      ),
    )
  }
  return { legs, contexts: legs.map(({ contexts }) => contexts), anyName, tooMany: false }
}

const ALONE = { 'job-index': 0, 'job-total': 1 }

const placeOf = (
  leg: MatrixLeg | null,
  index: number,
  legs: readonly (MatrixLeg | null)[],
): Pick<KnownContexts, 'matrix' | 'strategy'> => ({
  matrix: leg?.values ?? null,
  strategy: { 'job-index': index, 'job-total': legs.length },
})

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
      matrix: leg === null ? {} : scalarsOf(leg.values),
    },
    contexts,
  }
}

/** The parser gives a job without a name its key. */
const writtenName = ({ id, name }: Job): string | undefined =>
  name === undefined || name === id ? undefined : textOf(name)

/**
 * `[null]` for a job without a matrix, and for one whose legs are all excluded: it runs once, with no matrix
 * (actions/runner src/Sdk/WorkflowParser/WorkflowTemplateEvaluator.cs EvaluateStrategy). Undefined where a value is
 * not known, or GitHub would refuse the matrix.
 */
const matrixLegs = (
  { strategy }: Job,
  contexts: KnownContexts,
  evaluate: Evaluate,
): readonly (MatrixLeg | null)[] | undefined => {
  if (strategy === undefined) return [null]
  const known = (text: string): unknown => {
    const value = evaluate.value(text, contexts)
    if (value === undefined) throw new Error('not known')
    return value
  }
  try {
    const matrix = matrixOf(strategy, known)
    if (matrix === undefined) return [null]
    const size = JSON.stringify(matrix).length
    if (typeof matrix !== 'object' || matrix === null || !evaluate.spend(size * COST) || size > MAX_MATRIX)
      return undefined
    const legs = expandMatrix({ ...matrix })
    return legs.length === 0 ? [null] : legs
  } catch {
    return undefined
  }
}

/** Every leg carries its values, and every expression of the leg is given them. */
const MAX_MATRIX = 65_536
/** Of one character: each leg is compared with each filter. */
const COST = 16

/** A strategy may have no matrix; one that is an expression may have. */
const hasMatrix = (strategy: Token | undefined): boolean =>
  strategy !== undefined && (!isMapping(strategy) || strategy.find('matrix') !== undefined)

/** `strategy` may itself be an expression. */
const matrixOf = (strategy: Token, known: (text: string) => unknown): unknown => {
  if (isMapping(strategy)) {
    const matrix = strategy.find('matrix')
    return matrix === undefined ? undefined : plainValue(matrix, known)
  }
  const value = plainValue(strategy, known)
  return typeof value === 'object' && value !== null && 'matrix' in value ? value.matrix : undefined
}

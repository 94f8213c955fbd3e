import type { NamePattern } from '../schema/observed/workflow-plan.ts'
import { evaluateValue, expressionParts, interpolate, knowsProperties } from './expressions.ts'

/** Inputs by lower-case name. A missing input is unknown, unless no other name can exist (`isWhole`). */
export type KnownInputs = { readonly values: Readonly<Record<string, unknown>>; readonly isWhole: boolean }

/**
 * The known contexts at the position of an expression. Undefined means unknown; `matrix: null` is a job without a
 * matrix.
 */
export type KnownContexts = {
  readonly github: Readonly<Record<string, string>>
  readonly inputs: KnownInputs | undefined
  readonly matrix: Readonly<Record<string, unknown>> | null | undefined
  readonly strategy: Readonly<Record<'job-index' | 'job-total', number>> | undefined
}

/** Evaluates what can be known. Every other value is `undefined`, or `null` in a pattern. */
export type Evaluate = {
  readonly pattern: (text: string, contexts: KnownContexts) => NamePattern
  /** Evaluates a text; one that is exactly one expression keeps the type of its value. */
  readonly value: (text: string, contexts: KnownContexts) => unknown
  /** Takes from the budget; returns false if it is used up. */
  readonly spend: (cost: number) => boolean
  /** Returns whether the budget is used up: some values are unknown for that reason alone. */
  readonly isSpent: () => boolean
}

const MAX_TEXT = 4_096
const MAX_RESULT = 16_384

/**
 * The budget of evaluation: about one second. A file of another repository is untrusted. Neither many jobs with many
 * expressions nor nested calls of format(), each of which multiplies a text, may block the reader.
 */
const BUDGET = 30_000_000
const COST = 200

export const createEvaluate = (): Evaluate => {
  let left = BUDGET
  const attempt = <T>(text: string, contexts: KnownContexts, run: (plain: Plain) => T): T | undefined => {
    if (text.length > MAX_TEXT || left <= 0 || !isKnown(text, contexts) || multiplies(text)) return undefined
    const plain = findPlain(contexts)
    left -= COST + text.length + plain.size
    try {
      const result = run(plain.contexts)
      const length = measureSize(result)
      left -= length
      return length > MAX_RESULT ? undefined : result
    } catch {
      return undefined
    }
  }
  const part = (text: string, contexts: KnownContexts): string | null =>
    attempt(text, contexts, plain => interpolate(text, plain)) ?? null
  return {
    pattern: (text, contexts) =>
      splitExpression(text).map(piece =>
        piece.kind === 'text' ? piece.text : part(`\${{ ${piece.text} }}`, contexts),
      ),
    value: (text, contexts) => attempt(text, contexts, plain => evaluateValue(text, plain)),
    spend: cost => {
      left -= cost
      return left > 0
    },
    isSpent: () => left <= 0,
  }
}

/** Returns a text without any evaluation. */
export const openPattern = (text: string): NamePattern =>
  splitExpression(text).map(piece => (piece.kind === 'text' ? piece.text : null))

const splitExpression = (text: string): ReturnType<typeof expressionParts> => {
  const unread = [{ kind: 'expression', text: '' }] as const
  if (text.length > MAX_TEXT) return unread
  try {
    return expressionParts(text)
  } catch {
    return unread
  }
}

/** Unknown contexts are left out, so that the engine throws for their names. */
const isKnown = (text: string, { github, inputs }: KnownContexts): boolean =>
  knowsProperties(text, 'github', name => Object.hasOwn(github, name)) &&
  (inputs?.isWhole === true || knowsProperties(text, 'inputs', name => Object.hasOwn(inputs?.values ?? {}, name))) &&
  knowsProperties(text, 'strategy', name => name === 'job-index' || name === 'job-total')

/**
 * Estimates the length of the result. Calls that repeat their arguments have an upper bound; a computed format string
 * has none.
 */
const multiplies = (text: string): boolean => {
  const calls = text.match(/\b(?:format|join|tojson)\s{0,10}\(/gi)?.length ?? 0
  if (calls < 2) return false
  return /\bformat\s{0,10}\(\s{0,10}[^'\s]/i.test(text) || (2 + text.split('{').length) ** calls > 10_000
}

type Plain = Readonly<Record<string, unknown>>

const cache = new WeakMap<KnownContexts, { readonly contexts: Plain; readonly size: number }>()

const findPlain = (known: KnownContexts): { readonly contexts: Plain; readonly size: number } => {
  const before = cache.get(known)
  if (before !== undefined) return before
  const { github, inputs, matrix, strategy } = known
  const contexts = {
    github,
    ...(inputs === undefined ? {} : { inputs: inputs.values }),
    ...(matrix === undefined ? {} : { matrix }),
    ...(strategy === undefined ? {} : { strategy }),
  }
  const made = { contexts, size: measureSize(contexts) }
  cache.set(known, made)
  return made
}

const measureSize = (value: unknown): number => JSON.stringify(value)?.length ?? 0

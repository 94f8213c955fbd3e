import type { Condition } from '../../schema/observed/workflow-plan.ts'
import type { Scalar } from '../../schema/values/scalar-value.ts'

/** The facts that a condition needs and the plan lacks; undefined is unknown. */
export type ConditionFacts = {
  readonly success: boolean | undefined
  readonly failure: boolean | undefined
  readonly cancelled: boolean | undefined
  /** Returns `success`, `failure`, `cancelled` or `skipped` for a need, by its key. */
  readonly needResult: (key: string) => string | undefined
}

type Known = { readonly value: Scalar } | undefined

/** Returns whether a condition holds, as far as that is known: false as soon as one part that must hold does not. */
export const holds = (condition: Condition, facts: ConditionFacts): boolean | undefined => {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const wanted = condition.kind === 'any'
      const parts = condition.of.map(part => holds(part, facts))
      if (parts.includes(wanted)) return wanted
      return parts.includes(undefined) ? undefined : !wanted
    }
    case 'not': {
      const inner = holds(condition.of, facts)
      return inner === undefined ? undefined : !inner
    }
    default: {
      const known = getKnownValue(condition, facts)
      return known === undefined ? undefined : isTruthy(known.value)
    }
  }
}

const getKnownValue = (condition: Condition, facts: ConditionFacts): Known => {
  switch (condition.kind) {
    case 'value':
      return condition.known
    case 'need-result':
      return ofText(facts.needResult(condition.key))
    case 'call':
      return getCall(condition.name, condition.args, facts)
    case 'not':
      return ofTruth(holds(condition, facts))
    case 'compare':
      return ofTruth(
        compare(condition.operator, getKnownValue(condition.left, facts), getKnownValue(condition.right, facts)),
      )
    case 'all':
    case 'any':
      return getOperand(condition, facts)
  }
}

/** Returns the deciding operand: in `a && b` the first false one, in `a || b` the first true one, else the last. */
const getOperand = (
  { kind, of }: Extract<Condition, { readonly of: readonly Condition[] }>,
  facts: ConditionFacts,
): Known => {
  let last: Known
  for (const part of of) {
    last = getKnownValue(part, facts)
    if (last === undefined || isTruthy(last.value) === (kind === 'any')) return last
  }
  return last
}

const ofText = (value: string | undefined): Known => (value === undefined ? undefined : { value })
const ofTruth = (value: boolean | undefined): Known => (value === undefined ? undefined : { value })

const getCall = (name: string, args: readonly Condition[], facts: ConditionFacts): Known => {
  switch (name) {
    case 'always':
      return { value: true }
    case 'success':
    case 'failure':
    case 'cancelled':
      return args.length === 0 ? ofTruth(facts[name]) : undefined
    default:
      return ofTruth(
        search(
          name,
          args.map(argument => getKnownValue(argument, facts)),
        ),
      )
  }
}

/**
 * Searches without regard to case, like all comparisons of texts (docs.github.com "Evaluate expressions in workflows").
 */
const search = (name: string, [whole, part]: readonly Known[]): boolean | undefined => {
  if (whole === undefined || part === undefined) return undefined
  const [text, wanted] = [toText(whole.value).toLowerCase(), toText(part.value).toLowerCase()]
  switch (name) {
    case 'contains':
      return text.includes(wanted)
    case 'startswith':
      return text.startsWith(wanted)
    case 'endswith':
      return text.endsWith(wanted)
    default:
      return undefined
  }
}

const toText = (value: Scalar): string => (value === null ? '' : String(value))

const isTruthy = (value: Scalar): boolean => value !== null && value !== false && value !== '' && value !== 0

/**
 * Compares loosely: values of two kinds are compared as numbers, and a value that is no number equals nothing
 * (actions/languageservices expressions/src/result.ts).
 */
const compare = (operator: string, left: Known, right: Known): boolean | undefined => {
  if (left === undefined || right === undefined) return undefined
  const [one, other] = comparable(left.value, right.value)
  switch (operator) {
    case '==':
      return one === other
    case '!=':
      return one !== other
    case '<':
      return one < other
    case '<=':
      return one <= other
    case '>':
      return one > other
    case '>=':
      return one >= other
    default:
      return undefined
  }
}

const comparable = (left: Scalar, right: Scalar): readonly [string, string] | readonly [number, number] =>
  typeof left === 'string' && typeof right === 'string'
    ? [left.toUpperCase(), right.toUpperCase()]
    : [toNumber(left), toNumber(right)]

const toNumber = (value: Scalar): number => {
  if (typeof value === 'string') return value.trim() === '' ? 0 : Number(value)
  return Number(value)
}

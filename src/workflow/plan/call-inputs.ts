import { isDeepStrictEqual } from 'node:util'
import { isMapping, isSequence } from '#workflow-parser'
import type { Evaluate, KnownContexts, KnownInputs } from '../known-value.ts'
import { findMember, literalText, plainValue, type Token, toText } from '../template-value.ts'

/**
 * Returns the inputs that a file declares for an event, by lower-case name. Undefined if it does not run on that event.
 */
type Declared = ReadonlyMap<string, { readonly type: string; readonly fallback: Token | undefined }>

const declaredInputs = (on: Token | undefined, event: string): Declared | undefined => {
  if (on === undefined) return undefined
  if (!isMapping(on)) {
    const events = isSequence(on) ? [...on] : [on]
    return events.some(item => literalText(item) === event) ? new Map() : undefined
  }
  const config = on.find(event)
  const inputs = findMember(config, 'inputs')
  if (config === undefined || inputs === undefined || !isMapping(inputs)) return config && new Map()
  return new Map(
    [...inputs].map(({ key, value }) => [
      toText(key).toLowerCase(),
      { type: literalText(findMember(value, 'type')) ?? 'string', fallback: findMember(value, 'default') },
    ]),
  )
}

/**
 * Returns the inputs context of a called file: the caller's value, else the default, else the empty value of the type
 * (docs.github.com workflow syntax, on.workflow_call.inputs). Undefined if the file does not declare that it can be
 * called: its inputs are then unknown.
 */
export const callInputs = (
  on: Token | undefined,
  given: Token | undefined,
  caller: KnownContexts,
  evaluate: Evaluate,
): KnownInputs | undefined => {
  const declared = declaredInputs(on, 'workflow_call')
  const written = givenValues(given, caller, evaluate)
  if (declared === undefined || written === undefined) return undefined
  const values = [...declared].flatMap(([name, { type, fallback }]) => {
    const value = written.has(name) ? written.get(name) : evaluateDefault(fallback, type, caller, evaluate)
    return value === undefined ? [] : [[name, typed(value, type)] as const]
  })
  return { values: Object.fromEntries(values), isWhole: values.length === declared.size }
}

/** Returns `with:` by lower-case name, undefined for a value that only the run had. */
const givenValues = (
  given: Token | undefined,
  caller: KnownContexts,
  evaluate: Evaluate,
): ReadonlyMap<string, unknown> | undefined => {
  if (given === undefined) return new Map()
  try {
    const values = plainValue(given, text => evaluate.value(text, caller))
    if (typeof values !== 'object' || values === null) return undefined
    return new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]))
  } catch {
    return undefined
  }
}

const EMPTY: Readonly<Record<string, unknown>> = { boolean: false, number: 0 }

/** A default can use the run's github context, but no matrix. */
const evaluateDefault = (
  fallback: Token | undefined,
  type: string,
  caller: KnownContexts,
  evaluate: Evaluate,
): unknown => {
  const contexts = { github: caller.github, inputs: undefined, matrix: undefined, strategy: undefined }
  return fallback === undefined ? (EMPTY[type] ?? '') : plainValue(fallback, text => evaluate.value(text, contexts))
}

/** Converts to the declared type: an event carries all inputs as text, and an expression in a text gives text. */
const typed = (value: unknown, type: string): unknown => {
  if (type === 'boolean' && typeof value === 'string') return value === 'true'
  if (type === 'number' && typeof value === 'string' && value !== '') return Number(value)
  return type === 'string' && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : value
}

/** Returns the inputs of the run itself, which are complete. For a dispatched run each has its declared type. */
export const runInputs = (
  given: Readonly<Record<string, unknown>> | undefined,
  on: Token | undefined,
): KnownInputs | undefined => {
  if (given === undefined) return undefined
  const declared = declaredInputs(on, 'workflow_dispatch')
  const values = Object.entries(given).map(([name, value]) => {
    const key = name.toLowerCase()
    return [key, typed(value, declared?.get(key)?.type ?? '')] as const
  })
  return { values: Object.fromEntries(values), isWhole: true }
}

/** Returns the inputs that are equal in all of them, for a job with unknown legs. */
export const commonInputs = (inputs: readonly (KnownInputs | undefined)[]): KnownInputs | undefined => {
  const [first, ...others] = inputs
  if (first === undefined || others.length === 0) return first
  const shared = Object.entries(first.values).filter(([name, value]) =>
    others.every(other => other !== undefined && isDeepStrictEqual(other.values[name], value)),
  )
  const isWhole =
    first.isWhole && shared.length === Object.keys(first.values).length && others.every(other => other?.isWhole)
  return { values: Object.fromEntries(shared), isWhole }
}

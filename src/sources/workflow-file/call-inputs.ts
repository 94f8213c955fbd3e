import { isDeepStrictEqual } from 'node:util'
import type { WorkflowTemplate } from '#workflow-parser'
import type { Evaluate, KnownContexts, KnownInputs } from './known-value.ts'
import { plainValue, type Token, textOf } from './template-value.ts'

type CallConfig = NonNullable<WorkflowTemplate['events']['workflow_call']>
type Declared = NonNullable<CallConfig['inputs']>

/**
 * The inputs context of a called file: what the caller gives, else the default, else the empty value of the type
 * (docs.github.com workflow syntax, on.workflow_call.inputs). Undefined where the file does not say that it can be
 * called: then nothing is known of its inputs.
 */
export const callInputs = (
  call: CallConfig | undefined,
  given: Token | undefined,
  caller: KnownContexts,
  evaluate: Evaluate,
): KnownInputs | undefined => {
  const written = givenValues(given, caller, evaluate)
  if (call === undefined || written === undefined) return undefined
  const declared: Declared = call.inputs ?? {}
  const values = Object.entries(declared).flatMap(([name, { type, default: fallback }]) => {
    const key = name.toLowerCase()
    const value = written.has(key) ? written.get(key) : defaultOf(fallback, type, caller, evaluate)
    return value === undefined ? [] : [[key, typed(value, type)] as const]
  })
  return { values: Object.fromEntries(values), isWhole: values.length === Object.keys(declared).length }
}

/** `with:` by lower-case name, undefined for a value that only the run knew. */
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

const defaultOf = (
  fallback: Declared[string]['default'],
  type: string,
  caller: KnownContexts,
  evaluate: Evaluate,
): unknown => {
  if (fallback === undefined) return EMPTY[type] ?? ''
  if (typeof fallback !== 'object') return fallback
  // A default sees the run's github context, and no matrix.
  const contexts = { ...caller, inputs: undefined, matrix: undefined, strategy: undefined }
  const text = textOf(fallback)
  return text.includes('${{') ? evaluate.value(text, contexts) : plainValue(fallback, () => undefined)
}

/** As the declared type has it: an event carries all inputs as text, and an expression of a text gives text. */
export const typed = (value: unknown, type: string): unknown => {
  if (type === 'boolean' && typeof value === 'string') return value === 'true'
  if (type === 'number' && typeof value === 'string' && value !== '') return Number(value)
  return type === 'string' && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : value
}

/** The inputs of the run itself: all there are. Of a dispatched run each has its declared type. */
export const runInputs = (
  given: Readonly<Record<string, unknown>> | undefined,
  dispatch: WorkflowTemplate['events']['workflow_dispatch'],
): KnownInputs | undefined => {
  if (given === undefined) return undefined
  const types = new Map(Object.entries(dispatch?.inputs ?? {}).map(([name, { type }]) => [name.toLowerCase(), type]))
  const values = Object.entries(given).map(([name, value]) => {
    const key = name.toLowerCase()
    return [key, typed(value, types.get(key) ?? '')] as const
  })
  return { values: Object.fromEntries(values), isWhole: true }
}

/** What is the same in all of them: the inputs of a job whose legs are not known. */
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

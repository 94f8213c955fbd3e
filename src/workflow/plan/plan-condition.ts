import { Lexer, Parser } from '#workflow-parser'
import { redactThenCut } from '../../core/redact/redact.ts'
import type { Condition, PlannedCondition } from '../../schema/observed/workflow-plan.ts'
import type { Scalar } from '../../schema/values/scalar-value.ts'
import type { Evaluate, KnownContexts } from '../known-value.ts'

const MAX_CONDITION = 2_000
const MAX_TEXT = 300
const MAX_PARTS = 200

/**
 * Builds the tree of a job's `if` from GitHub's parser, which has already turned an `if` without a status function into
 * `success() && (…)` (actions/languageservices workflow-parser/src/model/converter/if-condition.ts). `contexts` are
 * those of the callers.
 */
export const planCondition = (
  expression: string,
  contexts: readonly KnownContexts[],
  evaluate: Evaluate,
): PlannedCondition | undefined => {
  if (expression.length > MAX_CONDITION) return undefined
  const budget = { left: MAX_PARTS }
  const reading = { contexts: listCallers(contexts), evaluate, budget }
  const inner = findInner(expression)
  const added = inner === undefined ? undefined : readCondition(inner, reading)
  const isImplicit = added !== undefined && !callsStatus(added)
  const tree = isImplicit ? added : readCondition(expression, reading)
  if (tree === undefined || budget.left < 0) return undefined
  const text = cut((isImplicit ? (inner ?? expression) : expression).replace(/\s+/g, ' ').trim())
  return { text, tree, isImplicit: isImplicit || expression === DEFAULT }
}

const readCondition = (expression: string, reading: Reading): Condition | undefined => {
  const parsed = parse(expression)
  return parsed === undefined ? undefined : toCondition(parsed, reading)
}

const DEFAULT = 'success()'
const ADDED = 'success() && ('

const findInner = (expression: string): string | undefined =>
  expression.startsWith(ADDED) && expression.endsWith(')') ? expression.slice(ADDED.length, -1) : undefined

const CONTEXTS = ['github', 'needs', 'vars', 'inputs', 'secrets', 'env', 'matrix', 'strategy', 'job', 'runner', 'steps']
const FUNCTIONS = ['success', 'failure', 'cancelled', 'always'].map(name => ({ name, minArgs: 0, maxArgs: 255 }))

const parse = (expression: string): unknown => {
  try {
    return new Parser(new Lexer(expression).lex().tokens, CONTEXTS, [
      ...FUNCTIONS,
      { name: 'hashFiles', minArgs: 1, maxArgs: 255 },
    ]).parse()
  } catch {
    return undefined
  }
}

/** The legs of a matrix share the inputs of their caller, and GitHub evaluates an `if` before legs exist. */
const listCallers = (contexts: readonly KnownContexts[]): readonly KnownContexts[] => {
  const callers = new Map(contexts.map(known => [known.inputs, known] as const))
  return [...callers.values()].slice(0, 20)
}

type Reading = {
  readonly contexts: readonly KnownContexts[]
  readonly evaluate: Evaluate
  readonly budget: { left: number }
}

/**
 * Distinguishes the nodes of the package by their fields, since it does not export their classes (packages/expressions
 * ast.ts).
 */
const toCondition = (node: unknown, reading: Reading): Condition => {
  reading.budget.left -= 1
  const text = cut(writeNode(node))
  if (reading.budget.left < 0 || !isNode(node)) return { kind: 'value', text }
  if ('group' in node) return toCondition(node['group'], reading)
  if ('functionName' in node) return toCall(node, text, reading)
  if ('left' in node && 'right' in node)
    return {
      kind: 'compare',
      text,
      operator: lexeme(node['operator']),
      left: toCondition(node['left'], reading),
      right: toCondition(node['right'], reading),
    }
  if ('operator' in node && Array.isArray(node['args']))
    return {
      kind: lexeme(node['operator']) === '||' ? 'any' : 'all',
      text,
      of: node['args'].map(part => toCondition(part, reading)),
    }
  if ('operator' in node && 'expr' in node) return { kind: 'not', text, of: toCondition(node['expr'], reading) }
  return toValue(text, reading)
}

/** Functions that a reader of a plan can evaluate; for other functions the plan has only the arguments. */
const READ: ReadonlySet<string> = new Set([
  'success',
  'failure',
  'cancelled',
  'always',
  'contains',
  'startswith',
  'endswith',
])

const toCall = (node: Node, text: string, reading: Reading): Condition => {
  const name = lexeme(node['functionName']).toLowerCase()
  const args = Array.isArray(node['args']) ? node['args'] : []
  return READ.has(name)
    ? { kind: 'call', text, name, args: args.map(argument => toCondition(argument, reading)) }
    : toValue(text, reading)
}

const NEED_RESULT = /^needs(?:\.|\[')([\w-]{1,100})(?:'\])?\.result$/i

const toValue = (text: string, { contexts, evaluate }: Reading): Condition => {
  const key = NEED_RESULT.exec(text)?.[1]
  if (key !== undefined) return { kind: 'need-result', text, key }
  const values = new Set(contexts.map(known => evaluate.value(`\${{ ${text} }}`, known)))
  const [value] = values
  return values.size === 1 && isScalar(value) ? { kind: 'value', text, known: { value } } : { kind: 'value', text }
}

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** Returns whether a part depends on the end of other jobs, by a status function; GitHub then adds none. */
const callsStatus = (condition: Condition): boolean => {
  switch (condition.kind) {
    case 'value':
    case 'need-result':
      return false
    case 'call':
      return STATUS.has(condition.name) || condition.args.some(callsStatus)
    case 'all':
    case 'any':
      return condition.of.some(callsStatus)
    case 'not':
      return callsStatus(condition.of)
    case 'compare':
      return callsStatus(condition.left) || callsStatus(condition.right)
  }
}

const STATUS: ReadonlySet<string> = new Set(['success', 'failure', 'cancelled', 'always'])

type Node = Readonly<Record<string, unknown>>

const isNode = (node: unknown): node is Node => typeof node === 'object' && node !== null

const lexeme = (token: unknown): string =>
  isNode(token) && typeof token['lexeme'] === 'string' ? token['lexeme'] : '?'

/** Returns the text of a part. */
const writeNode = (node: unknown): string => {
  if (!isNode(node)) return '?'
  if ('group' in node) return `(${writeNode(node['group'])})`
  if ('functionName' in node) {
    const args = Array.isArray(node['args']) ? node['args'] : []
    return `${lexeme(node['functionName'])}(${args.map(writeNode).join(', ')})`
  }
  if ('left' in node && 'right' in node)
    return `${writeNode(node['left'])} ${lexeme(node['operator'])} ${writeNode(node['right'])}`
  if ('operator' in node && Array.isArray(node['args']))
    return node['args'].map(writeNode).join(` ${lexeme(node['operator'])} `)
  if ('operator' in node) return `${lexeme(node['operator'])}${writeNode(node['expr'])}`
  if ('index' in node) return writeIndex(writeNode(node['expr']), node['index'])
  if ('token' in node) return lexeme(node['token'])
  return 'name' in node ? lexeme(node['name']) : '*'
}

/** `a.b` keeps its dot: the parser makes a text of a name behind one. */
const writeIndex = (of: string, index: unknown): string => {
  const written = writeNode(index)
  if (written === '*') return `${of}.*`
  return /^[A-Za-z_][\w-]{0,100}$/.test(written) ? `${of}.${written}` : `${of}[${written}]`
}

const cut = (text: string): string => redactThenCut(text, MAX_TEXT)

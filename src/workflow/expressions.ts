import { data, Evaluator, type Expr, Lexer, Parser } from '#workflow-parser'
import { redactThenCut } from '../core/redact/redact.ts'

/** Contexts by name as plain JSON values: github, env, job, matrix, steps, needs, inputs, vars, secrets, strategy, runner. */
export type Contexts = Readonly<Record<string, unknown>>

/**
 * The functions outside the language itself. `status` is the status so far of the job or, inside a composite action, of
 * the action. For a job's own `if` it is the status of its ancestors: `skipped` (one was skipped, none failed) is
 * neither success() nor failure() (actions/runner#491). Without `status` the four status functions do not exist, and
 * without `hashFiles` that function does not exist. An unknown name is an error, as on GitHub.
 */
export type Functions = {
  readonly status?: 'success' | 'failure' | 'cancelled' | 'skipped'
  readonly hashFiles?: (patterns: readonly string[]) => string
}

type Definitions = NonNullable<ConstructorParameters<typeof Evaluator>[2]>
type Definition = Definitions extends Map<string, infer D> ? D : never

/**
 * Evaluates one expression without its `${{ }}` and returns a plain JS value. The engine is GitHub's own
 * (@actions/expressions): an unknown context or function throws, an unknown property is null.
 */
export const evaluateExpression = (expression: string, contexts: Contexts, functions: Functions = {}): unknown =>
  toPlain(evaluate(expression, contexts, functions))

/** Replaces every `${{ }}` of a text by its value as a string. A lone object or array is refused, as on GitHub. */
export const interpolate = (text: string, contexts: Contexts, functions: Functions = {}): string => {
  const parts = expressionParts(text)
  const [only] = parts
  if (parts.length === 1 && only?.kind === 'expression') {
    const value = evaluate(only.text, contexts, functions)
    if (value.kind === data.Kind.Dictionary) throw new Error(`A mapping was not expected: ${text}`)
    if (value.kind === data.Kind.Array) throw new Error(`A sequence was not expected: ${text}`)
    return value.coerceString()
  }
  return parts
    .map(part => (part.kind === 'text' ? part.text : evaluate(part.text, contexts, functions).coerceString()))
    .join('')
}

/** Works like `interpolate`, but a text that is exactly one `${{ }}` keeps the type of its value. */
export const evaluateValue = (text: string, contexts: Contexts, functions: Functions = {}): unknown => {
  const parts = expressionParts(text)
  const [only] = parts
  return parts.length === 1 && only?.kind === 'expression'
    ? evaluateExpression(only.text, contexts, functions)
    : interpolate(text, contexts, functions)
}

/**
 * Evaluates an `if:`. It needs no `${{ }}`. An empty or blank one is `success()`. A condition that calls none of
 * success, failure, cancelled and always is evaluated as `success() && (condition)` (actions/languageservices
 * workflow-parser/src/model/converter/if-condition.ts).
 */
export const evaluateCondition = (
  condition: string | undefined,
  contexts: Contexts,
  functions: Functions & { readonly status: NonNullable<Functions['status']> },
): boolean => {
  if (condition === undefined || condition.trim() === '') return functions.status === 'success'
  const expression = conditionExpression(condition)
  const tree = parse(expression, contexts, definitions(functions))
  if (!callsStatusFunction(tree) && functions.status !== 'success') return false
  return truthy(evaluate(expression, contexts, functions))
}

/**
 * Returns the expression of an `if:`. `a` stays `a`, `${{ a }}` becomes `a`, and text around an expression makes it a
 * format() call, which is a non-empty string.
 */
const conditionExpression = (condition: string): string => {
  if (!condition.includes('${{')) return condition
  const parts = expressionParts(condition.trim())
  const [only] = parts
  if (parts.length === 1 && only?.kind === 'expression') return only.text
  const braces = (text: string): string => text.replaceAll('{', '{{').replaceAll('}', '}}').replaceAll("'", "''")
  const values = parts.filter(part => part.kind === 'expression')
  const pattern = parts.map(part => (part.kind === 'text' ? braces(part.text) : `{${values.indexOf(part)}}`)).join('')
  return `format('${pattern}', ${values.map(value => value.text).join(', ')})`
}

export type Part = { readonly kind: 'text' | 'expression'; readonly text: string }

/**
 * Returns whether every property of a context in the expression is known. A missing property would evaluate to null,
 * and `github.event.inputs.os || 'ubuntu-latest'` would give a value that the run did not have.
 */
export const knowsProperties = (
  expression: string,
  context: 'github' | 'inputs' | 'strategy',
  isKnown: (property: string) => boolean,
): boolean => [...expression.matchAll(PROPERTIES[context])].every(([, name]) => isKnown(name?.toLowerCase() ?? ''))

const PROPERTIES = {
  github: /\bgithub\b(?:\.([\w-]{1,100}))?/gi,
  inputs: /\binputs\b(?:\.([\w-]{1,100}))?/gi,
  strategy: /\bstrategy\b(?:\.([\w-]{1,100}))?/gi,
}

/** Cuts a text at its expressions; `}}` inside a quoted string does not end one. */
export const expressionParts = (text: string): readonly Part[] => {
  const parts: Part[] = []
  let at = 0
  while (at < text.length) {
    const start = text.indexOf('${{', at)
    if (start < 0) break
    const end = expressionEnd(text, start + 3)
    if (start > at) parts.push({ kind: 'text', text: text.slice(at, start) })
    parts.push({ kind: 'expression', text: text.slice(start + 3, end).trim() })
    at = end + 2
  }
  if (at < text.length || parts.length === 0) parts.push({ kind: 'text', text: text.slice(at) })
  return parts
}

const expressionEnd = (text: string, from: number): number => {
  let quoted = false
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "'") quoted = !quoted
    if (!quoted && text[at] === '}' && text[at + 1] === '}') return at
  }
  throw new Error(`The expression is not closed. An unescaped \${{ sequence was found: ${redactThenCut(text, 200)}`)
}

/** The parser returns nothing for a blank expression; its value is null. */
const parse = (expression: string, contexts: Contexts, known: Definitions): Expr | undefined =>
  new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), [...known.values()]).parse()

const evaluate = (expression: string, contexts: Contexts, functions: Functions): data.ExpressionData => {
  const known = definitions(functions)
  const tree = parse(expression, contexts, known)
  if (tree === undefined) return new data.Null()
  const pairs = Object.entries(contexts).map(([key, value]) => ({ key, value: toData(value) }))
  return new Evaluator(tree, new data.Dictionary(...pairs), known).evaluate()
}

const definitions = ({ status, hashFiles }: Functions): Definitions => {
  const boolean = (name: string, value: boolean): [string, Definition] => [
    name,
    { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) },
  ]
  const known: Definitions = new Map()
  if (status !== undefined)
    for (const [name, definition] of [
      boolean('success', status === 'success'),
      boolean('failure', status === 'failure'),
      boolean('cancelled', status === 'cancelled'),
      boolean('always', true),
    ])
      known.set(name, definition)
  if (hashFiles !== undefined)
    known.set('hashfiles', {
      name: 'hashFiles',
      minArgs: 1,
      maxArgs: 255,
      call: (...args) => new data.StringData(hashFiles(args.map(arg => arg.coerceString()))),
    })
  return known
}

const STATUS_FUNCTIONS = new Set(['success', 'failure', 'cancelled', 'always'])

/** Walks the tree by its plain fields: the visitor interface of the package is not exported. */
const callsStatusFunction = (node: unknown): boolean => {
  if (Array.isArray(node)) return node.some(callsStatusFunction)
  if (typeof node !== 'object' || node === null) return false
  if ('functionName' in node) {
    const token = node.functionName
    if (typeof token === 'object' && token !== null && 'lexeme' in token)
      if (STATUS_FUNCTIONS.has(String(token.lexeme).toLowerCase())) return true
  }
  return Object.values(node).some(callsStatusFunction)
}

const truthy = (value: data.ExpressionData): boolean => {
  const plain = toPlain(value)
  return plain !== null && plain !== false && plain !== '' && plain !== 0 && !Number.isNaN(plain)
}

const toData = (value: unknown): data.ExpressionData => {
  if (value === null || value === undefined) return new data.Null()
  if (typeof value === 'boolean') return new data.BooleanData(value)
  if (typeof value === 'number') return new data.NumberData(value)
  if (typeof value === 'string') return new data.StringData(value)
  if (Array.isArray(value)) return new data.Array(...value.map(toData))
  if (typeof value === 'object')
    return new data.Dictionary(...Object.entries(value).map(([key, item]) => ({ key, value: toData(item) })))
  throw new Error(`not a JSON value in a context: ${typeof value}`)
}

const toPlain = (value: data.ExpressionData): unknown => {
  if (value instanceof data.StringData || value instanceof data.NumberData || value instanceof data.BooleanData)
    return value.value
  if (value instanceof data.Array) return value.values().map(toPlain)
  if (value instanceof data.Dictionary)
    return Object.fromEntries(value.pairs().map(pair => [pair.key, toPlain(pair.value)]))
  return null
}

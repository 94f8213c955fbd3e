import { isBasicExpression, isBoolean, isLiteral, isMapping, isNumber, isSequence } from '#workflow-parser'

/** A node of GitHub's template model: a literal, an expression, a sequence or a mapping. */
export type Token = Parameters<typeof isMapping>[0]

/** Returns a scalar as written: the parser turns text around expressions into one format() call, and keeps the text. */
export const toText = (token: Token): string => {
  if (!isBasicExpression(token)) return isLiteral(token) ? token.toString() : ''
  return token.originalExpressions !== undefined && token.source !== undefined
    ? token.source
    : `\${{ ${token.expression} }}`
}

/** Returns a token as a plain value. `evaluate` gives the value of a text with an expression. */
export const plainValue = (token: Token, evaluate: (text: string) => unknown): unknown => {
  if (isMapping(token))
    return Object.fromEntries([...token].map(({ key, value }) => [literalKey(key), plainValue(value, evaluate)]))
  if (isSequence(token)) return [...token].map(item => plainValue(item, evaluate))
  if (isNumber(token) || isBoolean(token)) return token.value
  if (isLiteral(token) && token.typeName() === 'NullToken') return null
  const text = toText(token)
  return text.includes('${{') ? evaluate(text) : text
}

/** `${{ insert }}` merges values that only the run had. */
const literalKey = (key: Token): string => {
  if (key.isExpression) throw new Error('a key is an expression')
  return toText(key)
}

export const findMember = (token: Token | undefined, key: string): Token | undefined =>
  token !== undefined && isMapping(token) ? token.find(key) : undefined

/** A text without an expression. */
export const literalText = (token: Token | undefined): string | undefined => {
  if (token === undefined || !isLiteral(token)) return undefined
  const text = toText(token)
  return text.includes('${{') ? undefined : text
}

import { toCanonicalJson } from './canonical-json.ts'

/**
 * Deterministic text of a set of rules, whatever order an answer gives them in: canonical JSON with every list sorted by
 * the text of its items. In the rules that GitHub describes no list has an order that means something.
 */
export const toStateText = (value: unknown): string => toCanonicalJson(inOrder(value))

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value
      .map(inOrder)
      .map(item => ({ item, text: toCanonicalJson(item) }))
      .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
      .map(({ item }) => item)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inOrder(member)]))
}

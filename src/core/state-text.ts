import { toCanonicalJson } from './canonical-json.ts'

/**
 * Returns the deterministic text of a set of rules, independent of the order in an answer: canonical JSON with every
 * list sorted by the text of its items. GitHub's rules have no list with a meaningful order.
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

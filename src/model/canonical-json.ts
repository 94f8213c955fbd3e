/**
 * Deterministic text of a JSON value: keys sorted by UTF-16 code unit (keys that are array indexes first, by number, as
 * JavaScript enumerates them), two spaces, one trailing newline, undefined members left out. The manifest digest is
 * SHA-256 of the UTF-8 bytes of this text.
 */
export const toCanonicalJson = (value: unknown): string => `${JSON.stringify(sorted(value), null, 2)}\n`

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => [key, sorted(member)]),
  )
}

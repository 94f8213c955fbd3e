/**
 * Returns the deterministic text of a JSON value. Keys are sorted by UTF-16 code unit, except keys that are array
 * indexes: JavaScript enumerates these first, by number. Indentation is two spaces, the text ends with one newline, and
 * undefined members are left out. The manifest digest is SHA-256 of the UTF-8 bytes of this text.
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

/** The size of a JSON text: its UTF-8 bytes, and its values as a reader counts them before it parses. */
export type JsonSize = { readonly bytes: number; readonly values: number }

/**
 * Returns the size of the canonical text of a value, without making the text. V8 has no string over 2^29 - 24 units (v8
 * include/v8-primitive.h, kMaxLength), and a string near that size would end the process long before.
 * @param depth the nesting depth of the value
 */
export const canonicalSize = (value: unknown, depth = 0): JsonSize => {
  const size = { bytes: 0, values: 0 }
  addSize(value, depth, size)
  return depth === 0 ? { ...size, bytes: size.bytes + 1 } : size
}

type Sum = { bytes: number; values: number }

const addSize = (value: unknown, depth: number, sum: Sum): void => {
  if (typeof value === 'string') sum.bytes += stringSize(value)
  else if (value === null || value === undefined) sum.bytes += 4
  else if (typeof value !== 'object') sum.bytes += String(value).length
  else if (Array.isArray(value)) {
    for (const item of value) addSize(item, depth + 1, sum)
    addBrackets(value.length, depth, sum)
  } else {
    let count = 0
    for (const [key, member] of Object.entries(value)) {
      if (member === undefined) continue
      count += 1
      sum.bytes += stringSize(key) + 2
      addSize(member, depth + 1, sum)
    }
    addBrackets(count, depth, sum)
  }
}

/** The size of two brackets. With members between them, each member and the closing bracket has its own line. */
const addBrackets = (count: number, depth: number, sum: Sum): void => {
  sum.values += Math.max(1, count)
  sum.bytes += 2
  if (count > 0) sum.bytes += count * (1 + 2 * (depth + 1)) + (count - 1) + 1 + 2 * depth
}

/** As JSON.stringify writes it: short escapes, six bytes for other control characters and for lone surrogates. */
const stringSize = (text: string): number => {
  let bytes = 2
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x20) bytes += SHORT_ESCAPES.has(unit) ? 2 : 6
    else if (unit === 0x22 || unit === 0x5c) bytes += 2
    else if (unit < 0x80) bytes += 1
    else if (unit < 0x800) bytes += 2
    else if (unit < 0xd800 || unit > 0xdfff) bytes += 3
    else if (unit < 0xdc00 && isLowSurrogate(text.charCodeAt(at + 1))) {
      bytes += 4
      at += 1
    } else bytes += 6
  }
  return bytes
}

/** Backspace, tab, line feed, form feed, carriage return (ECMA-262, QuoteJSONString). */
const SHORT_ESCAPES: ReadonlySet<number> = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d])

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

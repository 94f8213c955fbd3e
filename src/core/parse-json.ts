import { TraceError } from './error.ts'
import { isTooMuch, nestsTooDeep } from './json-depth.ts'

/**
 * Returns the value of a JSON text from a run. Depth and number of values are counted before parsing. Members named
 * `__proto__` are dropped, since as own keys they would survive in objects that are spread later.
 * @throws TraceError NOT_JSON or TOO_LARGE.
 */
export const parseJson = (text: string, maxValues: number): unknown => {
  if (isTooMuch(text, maxValues))
    throw nestsTooDeep(text)
      ? new TraceError('NOT_JSON', 'JSON that nests too deep')
      : new TraceError('TOO_LARGE', `JSON of more than ${maxValues} values`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new TraceError('NOT_JSON', 'not JSON', { cause })
  }
  if (mayNamePrototype(text)) dropPrototypes(value)
  return value
}

/**
 * Parses bytes like `parseJson`. Invalid UTF-8 is not JSON (RFC 8259, 8.1). @throws TraceError NOT_JSON or TOO_LARGE.
 */
export const parseJsonBytes = (bytes: Uint8Array, maxValues: number): unknown => {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new TraceError('NOT_JSON', 'not UTF-8', { cause })
  }
  return parseJson(text, maxValues)
}

/** Matches the name `__proto__`, in which any letter may be escaped. */
const mayNamePrototype = (text: string): boolean => text.includes('__proto__') || text.includes('\\u00')

const dropPrototypes = (value: unknown): void => {
  if (value === null || typeof value !== 'object') return
  if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__')
  for (const member of Object.values(value)) dropPrototypes(member)
}

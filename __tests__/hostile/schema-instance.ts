import { SCHEMA_VERSION } from '../../src/schema/values/version.ts'

/** The part of JSON Schema that zod writes for the manifests. */
export type JsonSchema = {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly pattern?: string
  readonly maxLength?: number
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly additionalProperties?: JsonSchema | boolean
  readonly propertyNames?: JsonSchema
  readonly minimum?: number
  readonly $ref?: string
}

/** A place where a document holds one plain value. */
export type Leaf = {
  readonly path: readonly (string | number)[]
  readonly schema: JsonSchema
}

export type Instance = { readonly value: unknown; readonly leaves: readonly Leaf[] }

/**
 * A document that has every member its schema names, with one entry in every list, and the place of each plain value in
 * it: so a field that is added to the schema is attacked without anybody remembering it.
 */
export const fullInstance = (schema: JsonSchema, path: Leaf['path'] = []): Instance => {
  const choice = schema.anyOf?.find(one => one.type !== 'null') ?? schema.anyOf?.[0]
  if (choice !== undefined) {
    const { value, leaves } = fullInstance(choice, path)
    // A plain value is allowed what the whole choice allows.
    return { value, leaves: leaves.map(leaf => (leaf.path === path ? { path, schema } : leaf)) }
  }
  if (schema.properties !== undefined)
    return together(Object.entries(schema.properties).map(([key, one]) => [key, fullInstance(one, [...path, key])]))
  if (schema.items !== undefined) {
    const { value, leaves } = fullInstance(schema.items, [...path, 0])
    return { value: [value], leaves }
  }
  if (typeof schema.additionalProperties === 'object') {
    const key = 'name'
    return together([[key, fullInstance(schema.additionalProperties, [...path, key])]])
  }
  return { value: plainValue(schema), leaves: [{ path, schema }] }
}

const together = (members: readonly (readonly [string, Instance])[]): Instance => ({
  value: Object.fromEntries(members.map(([key, { value }]) => [key, value])),
  leaves: members.flatMap(([, { leaves }]) => leaves),
})

const plainValue = (schema: JsonSchema): unknown => {
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.pattern !== undefined) return ofPattern(schema.pattern)
  switch (schema.type) {
    case 'string':
      return 'word'.slice(0, schema.maxLength)
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      throw new Error(`no value for ${JSON.stringify(schema)}`)
  }
}

const SAMPLES = [
  '1',
  '1'.repeat(16),
  '1'.repeat(32),
  'a'.repeat(40),
  `sha256:${'a'.repeat(64)}`,
  '2026-03-01T10:00:00Z',
  SCHEMA_VERSION,
]

const ofPattern = (pattern: string): string => {
  const sample = SAMPLES.find(one => new RegExp(pattern).test(one))
  if (sample === undefined) throw new Error(`no sample for the pattern ${pattern}: add one`)
  return sample
}

/** The same document with another value at a place. */
export const withValue = (document: unknown, [key, ...rest]: Leaf['path'], value: unknown): unknown => {
  if (key === undefined) return value
  if (Array.isArray(document))
    return document.map((item, index) => (index === key ? withValue(item, rest, value) : item))
  const members = document as Readonly<Record<string, unknown>>
  return { ...members, [key]: withValue(members[key], rest, value) }
}

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { OVERLAY } from './overlay.ts'

export type Schema = { readonly [key: string]: unknown }
export type Tree = { [key: string]: unknown }

export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: Schema
}

export type OperationDescription = {
  readonly parameters: readonly Parameter[]
  readonly body: { readonly schema: Schema; readonly required: boolean } | undefined
  /** Schema by status; undefined for a response without a JSON body. */
  readonly responses: ReadonlyMap<number, Schema | undefined>
}

export type Description = {
  readonly operations: ReadonlyMap<string, OperationDescription>
  readonly schemas: Readonly<Record<string, Schema>>
}

/** `$ref` target of a component schema once the copy is loaded. */
export const schemaId = (name: string): string => `https://api.github.com/schemas/${name}`

/** Loads the trimmed copy, sets the overlay, and turns OpenAPI 3.0 into JSON Schema (`nullable`, `$ref`). */
export const loadDescription = (): Description => {
  const root = JSON.parse(readFileSync(findCopy(), 'utf8')) as Tree
  for (const entry of OVERLAY) setAt(root, entry.at.split(' '), entry.set)
  const components = asTree(root['components'])
  const resolve = (value: unknown): Tree => {
    const reference = asTree(value)['$ref']
    if (typeof reference !== 'string') return asTree(value)
    const [, , kind = '', name = ''] = reference.split('/')
    return asTree(asTree(components[kind])[name])
  }
  const operations = new Map<string, OperationDescription>()
  for (const [template, methods] of Object.entries(asTree(root['paths'])))
    for (const [method, operation] of Object.entries(asTree(methods)))
      operations.set(`${method.toUpperCase()} ${template}`, describe(asTree(operation), resolve))
  const schemas = Object.entries(asTree(components['schemas'])).map(([name, schema]) => [name, toJsonSchema(schema)])
  return { operations, schemas: Object.fromEntries(schemas) as Record<string, Schema> }
}

const describe = (operation: Tree, resolve: (value: unknown) => Tree): OperationDescription => {
  const parameters = asArray(operation['parameters']).map(value => {
    const parameter = resolve(value)
    return {
      name: String(parameter['name']),
      in: parameter['in'] as Parameter['in'],
      required: parameter['required'] === true,
      schema: toJsonSchema(parameter['schema']) as Schema,
    }
  })
  const body = asTree(operation['requestBody'])
  const bodySchema = jsonContent(body)
  const responses = Object.entries(asTree(operation['responses'])).map(([status, value]) => {
    const schema = jsonContent(resolve(value))
    return [Number(status), schema === undefined ? undefined : (toJsonSchema(schema) as Schema)] as const
  })
  return {
    parameters,
    body:
      bodySchema === undefined
        ? undefined
        : { schema: refuseUnknown(toJsonSchema(bodySchema)) as Schema, required: body['required'] === true },
    responses: new Map(responses),
  }
}

const jsonContent = (holder: Tree): unknown => asTree(asTree(holder['content'])['application/json'])['schema']

/** JSON Schema from OpenAPI 3.0: null is let in where `nullable` says so, enum included; references become ids. */
const toJsonSchema = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(toJsonSchema)
  if (value === null || typeof value !== 'object') return value
  const { nullable, discriminator: _, ...rest } = value as Tree
  const converted = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, toJsonSchema(item)])) as Tree
  const reference = converted['$ref']
  if (typeof reference === 'string' && reference.startsWith('#/components/schemas/'))
    converted['$ref'] = schemaId(reference.slice('#/components/schemas/'.length))
  return nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted
}

/** Request bodies: a field the description does not name is refused, at every depth but inside alternatives. */
const refuseUnknown = (value: unknown): unknown => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const schema = value as Tree
  const properties = asTree(schema['properties'])
  const names = Object.keys(properties)
  return {
    ...schema,
    ...(names.length === 0
      ? {}
      : { properties: Object.fromEntries(names.map(name => [name, refuseUnknown(properties[name])])) }),
    ...(schema['items'] === undefined ? {} : { items: refuseUnknown(schema['items']) }),
    ...(names.length > 0 && schema['additionalProperties'] === undefined ? { additionalProperties: false } : {}),
  }
}

const setAt = (root: Tree, path: readonly string[], set: Readonly<Record<string, unknown>>): void => {
  let target = root
  for (const key of path) {
    const next = target[key]
    if (next === null || typeof next !== 'object') throw new Error(`overlay: nothing at ${path.join(' ')}`)
    target = next as Tree
  }
  Object.assign(target, set)
}

const asTree = (value: unknown): Tree =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Tree) : {}

const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The copy is beside this file in the sources; compiled code finds it from the repository's root. */
const findCopy = (): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'lab', 'openapi', 'github.json')
    if (existsSync(candidate)) return candidate
    if (folder === dirname(folder)) throw new Error('lab/openapi/github.json is missing')
  }
}

import { Ajv, type ValidateFunction } from 'ajv'
import addFormatsModule from 'ajv-formats'
import type { LabResponse } from '../http.ts'
import { type Description, loadDescription, type OperationDescription, type Schema, schemaId } from './description.ts'

export type CheckedRequest = {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** undefined without a body. */
  readonly body: unknown
}

export type Validator = {
  /** What is wrong with a request, one line a fault, empty when it is right. */
  readonly checkRequest: (operation: string, request: CheckedRequest) => readonly string[]
  readonly checkResponse: (
    operation: string,
    response: Pick<LabResponse, 'status' | 'headers' | 'body'>,
  ) => readonly string[]
  /** Checks a value against a component schema by name (`job`, `workflow-run`). */
  readonly checkSchema: (name: string, value: unknown) => readonly string[]
}

/** Bytes, although the description says characters (github/docs#35252). */
const OUTPUT_BYTES = 65_535
const FAULTS_SHOWN = 30

/** Checks both sides of the REST service against GitHub's own description; schemas are compiled when first used. */
export const createValidator = (): Validator => {
  const description: Description = loadDescription()
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false, logger: false })
  // The package is CommonJS whose default export is the function.
  const addFormats = addFormatsModule as unknown as (instance: Ajv) => void
  addFormats(ajv)
  // Bot addresses such as `49699333+dependabot[bot]@users.noreply.github.com` are no `email` (hub4j/github-api records).
  ajv.addFormat('email', true)
  ajv.addFormat('repo.nwo', true)
  for (const [name, schema] of Object.entries(description.schemas)) ajv.addSchema(schema, schemaId(name))
  const compiled = new Map<Schema, ValidateFunction>()
  const check = (schema: Schema, value: unknown, where: string): readonly string[] => {
    const validate = compiled.get(schema) ?? ajv.compile(schema)
    compiled.set(schema, validate)
    if (validate(value) === true) return []
    return (validate.errors ?? [])
      .slice(0, FAULTS_SHOWN)
      .map(error => `${where}${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`)
  }
  const operationOf = (operation: string): OperationDescription => {
    const found = description.operations.get(operation)
    if (found === undefined) throw new Error(`${operation} is not in the description`)
    return found
  }

  return {
    checkRequest: (operation, request) => {
      const described = operationOf(operation)
      return [
        ...checkParameters(described, request, check),
        ...checkBody(described, request.body, check),
        ...checkOwnRules(operation, request.body),
      ]
    },
    checkResponse: (operation, response) => {
      const described = operationOf(operation)
      // Errors of every kind share one form, and most are not listed operation by operation.
      if (response.status >= 400) return checkError(response)
      if (!described.responses.has(response.status)) return [`status ${response.status} is not described`]
      if (response.status === 302 && response.headers?.['location'] === undefined) return ['302 without Location']
      const schema = described.responses.get(response.status)
      return schema === undefined || response.status === 302 ? [] : check(schema, readJson(response), 'body')
    },
    checkSchema: (name, value) => check({ $ref: schemaId(name) }, value, name),
  }
}

type Check = (schema: Schema, value: unknown, where: string) => readonly string[]

const checkParameters = (described: OperationDescription, request: CheckedRequest, check: Check): readonly string[] => {
  const known = new Set(described.parameters.filter(one => one.in === 'query').map(one => one.name))
  const unknown = [...request.query.keys()]
    .filter(name => !known.has(name))
    .map(name => `query: unknown parameter ${name}`)
  const faults = described.parameters.flatMap(parameter => {
    const text =
      parameter.in === 'path'
        ? request.params[parameter.name]
        : parameter.in === 'query'
          ? (request.query.get(parameter.name) ?? undefined)
          : undefined
    if (text === undefined)
      return parameter.required && parameter.in !== 'header' ? [`${parameter.name} is missing`] : []
    return check(parameter.schema, coerce(parameter.schema, text), `${parameter.in}.${parameter.name}`)
  })
  return [...unknown, ...faults]
}

/** A parameter is text; what its schema calls a number or boolean is read as one where the text is one. */
const coerce = (schema: Schema, text: string): unknown => {
  const type = schema['type']
  if ((type === 'integer' || type === 'number') && /^-?\d{1,16}$/.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

const checkBody = (described: OperationDescription, body: unknown, check: Check): readonly string[] => {
  if (described.body === undefined) return body === undefined ? [] : ['body: none is expected']
  if (body === undefined) return described.body.required ? ['body is missing'] : []
  return check(described.body.schema, body, 'body')
}

/** What the description says in prose only: a conclusion with `completed`, and the limits in bytes. */
const checkOwnRules = (operation: string, body: unknown): readonly string[] => {
  if (!operation.includes('/check-runs') || body === null || typeof body !== 'object') return []
  const { status, conclusion, output } = body as Readonly<Record<string, unknown>>
  const texts = output !== null && typeof output === 'object' ? (output as Readonly<Record<string, unknown>>) : {}
  const tooLong = ['summary', 'text'].flatMap(name => {
    const text = texts[name]
    const bytes = typeof text === 'string' ? Buffer.byteLength(text) : 0
    return bytes > OUTPUT_BYTES ? [`body/output/${name} exceeds a maximum bytesize of ${OUTPUT_BYTES}: ${bytes}`] : []
  })
  return [
    ...(status === 'completed' && conclusion === undefined ? ['body: completed without conclusion'] : []),
    ...tooLong,
  ]
}

const checkError = (response: Pick<LabResponse, 'status' | 'body'>): readonly string[] => {
  const body = readJson(response)
  const message = body !== null && typeof body === 'object' && 'message' in body ? body.message : undefined
  return typeof message === 'string' ? [] : [`status ${response.status} without a message`]
}

const readJson = (response: Pick<LabResponse, 'body'>): unknown => {
  try {
    return JSON.parse(Buffer.from(response.body ?? '').toString('utf8'))
  } catch {
    return undefined
  }
}

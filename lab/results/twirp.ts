import { json, type LabHandler, type LabResponse } from '../http.ts'
import type { LabState, LabToken } from '../state.ts'

/** Error codes of Twirp that the services use, with their HTTP status (twitchtv/twirp docs/spec_v7.md). */
const STATUS = {
  invalid_argument: 400,
  malformed: 400,
  unauthenticated: 401,
  permission_denied: 403,
  not_found: 404,
  bad_route: 404,
  already_exists: 409,
} as const

export type TwirpFailure = { readonly code: keyof typeof STATUS; readonly msg: string }
export type TwirpResult = { readonly ok: Readonly<Record<string, unknown>> } | { readonly failure: TwirpFailure }
export type TwirpMethod = (body: Readonly<Record<string, unknown>>, token: LabToken) => TwirpResult

export const refuse = (code: keyof typeof STATUS, msg: string): TwirpResult => ({ failure: { code, msg } })

/**
 * The text of a proto field. Clients send snake_case names; protobuf JSON allows both spellings, and a wrapper type
 * (`StringValue`) is the plain value.
 */
export const textOf = (body: Readonly<Record<string, unknown>>, field: string): string => {
  const camel = field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const value = body[field] ?? body[camel]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

/** Twirp over JSON: `POST /twirp/<package.Service>/<Method>` with the runtime token as bearer. */
export const twirpHandler =
  (state: LabState, services: Readonly<Record<string, Readonly<Record<string, TwirpMethod>>>>): LabHandler =>
  async request => {
    const match = /^\/twirp\/([\w.]+)\/(\w+)$/.exec(request.path)
    if (match === null) return undefined
    const method = services[match[1] ?? '']?.[match[2] ?? '']
    if (method === undefined || request.method !== 'POST') return undefined
    const token = state.tokens.get((request.headers['authorization'] ?? '').replace(/^bearer /i, ''))
    if (token?.kind !== 'runtime') return fail({ code: 'unauthenticated', msg: 'invalid runtime token' })
    if (!(request.headers['content-type'] ?? '').startsWith('application/json'))
      return fail({ code: 'malformed', msg: 'unexpected Content-Type' })
    const body = parseObject(request.body)
    if (body === undefined) return fail({ code: 'malformed', msg: 'the json request could not be decoded' })
    const result = method(body, token)
    return 'ok' in result ? json(200, result.ok) : fail(result.failure)
  }

const fail = (failure: TwirpFailure): LabResponse => json(STATUS[failure.code], failure)

const parseObject = (body: Uint8Array): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined
  }
}

import { json, type LabHandler, type LabRequest, type LabResponse } from '../http.ts'
import type { Validator } from '../openapi/validator.ts'
import type { LabState, LabToken } from '../state.ts'
import { refused } from './answer.ts'
import { artifactRoutes } from './artifacts.ts'
import { attestationRoutes } from './attestations.ts'
import { checkRunRoutes } from './check-runs.ts'
import { concurrencyRoutes } from './concurrency.ts'
import { contentRoutes } from './contents.ts'
import { deploymentRoutes } from './deployments.ts'
import { jobRoutes } from './jobs.ts'
import { logRoutes } from './logs.ts'
import { isOwnRepository } from './own-repository.ts'
import { createRateLimit } from './rate-limit.ts'
import { repositoryRoutes } from './repository.ts'
import { createMatcher, type Permission, type RestContext, type Route } from './route.ts'
import { ruleRoutes } from './rules.ts'
import { runRoutes } from './runs.ts'

const ROUTES: readonly Route[] = [
  ...repositoryRoutes,
  ...runRoutes,
  ...jobRoutes,
  ...logRoutes,
  ...checkRunRoutes,
  ...artifactRoutes,
  ...deploymentRoutes,
  ...concurrencyRoutes,
  ...contentRoutes,
  ...ruleRoutes,
]

export type RestOptions = {
  /** Requests an hour for the whole repository, all tokens together: 1 000 for GITHUB_TOKEN. */
  readonly rateLimit: number
  readonly violate: (text: string) => void
  /** Scenarios that break the description on purpose: responses are then not validated. */
  readonly offSpec: boolean
  readonly validator: Validator
}

/** GitHub's REST API under `/api`: token, rate limit, permission, request check, answer, response check. */
export const restHandler = (context: RestContext, options: RestOptions): LabHandler => {
  const rateLimit = createRateLimit(context.state, options.rateLimit)
  const match = createMatcher([...ROUTES, ...attestationRoutes(), rateLimit.route])

  const answer = async (request: LabRequest, path: string): Promise<LabResponse | undefined> => {
    const found = match(request.method, path)
    if (found === undefined) return undefined
    const { route, params } = found
    const token = findToken(context.state, request)
    if (token === 'unknown') return refused(401, 'Bad credentials')
    if (route.elsewhere !== true && !isOwnRepository(context.state, params)) return refused(404, 'Not Found')
    const where = `${request.method} ${path}`
    const body = request.body.length === 0 ? undefined : parseJson(request.body)
    const faults = options.validator.checkRequest(route.operation, { params, query: request.query, body })
    if (faults.length > 0) {
      for (const fault of faults) options.violate(`invalid request: ${where}: ${fault}`)
      return json(422, { message: 'Invalid request.', errors: faults, status: '422' })
    }
    const refusal = checkPermission(context.state, token, route.permission)
    if (refusal !== undefined) return refusal
    const response = await route.answer({
      context,
      params,
      query: request.query,
      body,
      token,
      url: `${context.apiUrl}${path}`,
    })
    if (!options.offSpec)
      for (const fault of options.validator.checkResponse(route.operation, response))
        options.violate(`invalid response: ${where} ${response.status}: ${fault}`)
    return response
  }

  return async request => {
    if (!request.path.startsWith('/api/')) return undefined
    const path = request.path.slice('/api'.length)
    const isFree = path === '/rate_limit'
    if (!isFree && !rateLimit.take())
      return withHeaders(refused(403, 'API rate limit exceeded for installation.'), rateLimit.headers())
    const response = await answer(request, path)
    return response === undefined ? undefined : withHeaders(response, rateLimit.headers())
  }
}

const withHeaders = (response: LabResponse, headers: Readonly<Record<string, string>>): LabResponse => ({
  ...response,
  headers: { ...headers, ...response.headers },
})

const findToken = (state: LabState, request: LabRequest): LabToken | undefined | 'unknown' => {
  const bearer = (request.headers['authorization'] ?? '').replace(/^(?:bearer|token) /i, '')
  if (bearer === '') return undefined
  const token = state.tokens.get(bearer)
  return token?.kind === 'github' ? token : 'unknown'
}

/** 403 with the header that names what is missing; reading a public repository needs nothing. */
const checkPermission = (
  state: LabState,
  token: LabToken | undefined,
  permission: Permission | undefined,
): LabResponse | undefined => {
  if (permission === undefined) return undefined
  const isPublic = state.repository.visibility === 'public'
  if (permission.access === 'read' && isPublic && permission.evenIfPublic !== true) return undefined
  // Who may not see a repository is told that there is none.
  if (token === undefined) return isPublic ? refused(401, 'Requires authentication') : refused(404, 'Not Found')
  // Every token reads metadata.
  const granted = token.permissions[permission.key] ?? (permission.key === 'metadata' ? 'read' : undefined)
  if (granted === 'write' || granted === permission.access) return undefined
  return withHeaders(refused(403, 'Resource not accessible by integration'), {
    'x-accepted-github-permissions': `${permission.key.replaceAll('-', '_')}=${permission.access}`,
  })
}

const parseJson = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return '(not JSON)'
  }
}

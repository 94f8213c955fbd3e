import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { JobServices } from '../../lab/job-plan.ts'
import { type RequestRecord, type Services, startServices } from '../../lab/services.ts'
import type { LabState } from '../../lab/state.ts'
import { aRun, aState } from './a-state.ts'
import { resultOf, runToolkit } from './toolkit.ts'

let state: LabState
let services: Services
let seen: RequestRecord[]

beforeEach(async () => {
  state = aState()
  seen = []
  services = await startServices(state, { onRequest: record => seen.push(record) })
})
afterEach(() => services.stop())

const issue = (permissions: Readonly<Record<string, 'read' | 'write'>>): JobServices => {
  const run = aRun(state)
  return services.issueTokens({
    jobId: 5,
    runId: run.id,
    attempt: 2,
    permissions,
    backendRunId: 'run-backend',
    backendJobId: 'job-backend',
    cacheScopes: [{ scope: 'refs/heads/main', permission: 3 }],
    oidcClaims: { sub: 'repo:octo/app:ref:refs/heads/main', repository: 'octo/app' },
  })
}

test('the runtime token names the backend ids and the cache scopes', () => {
  const tokens = issue({ contents: 'read' })
  expect(decodeProtectedHeader(tokens.runtimeToken)).toEqual({ alg: 'HS256', typ: 'JWT' })
  const claims = decodeJwt(tokens.runtimeToken)
  expect(claims['scp']).toBe('Actions.Results:run-backend:job-backend')
  expect(JSON.parse(String(claims['ac']))).toEqual([{ Scope: 'refs/heads/main', Permission: 3 }])
  expect(claims['repository_id']).toBe('101')
  expect(tokens.githubToken).toMatch(/^ghs_[0-9A-Za-z]{36}$/)
  expect(state.tokens.get(tokens.githubToken)).toMatchObject({ kind: 'github', permissions: { contents: 'read' } })
  expect(tokens.idTokenRequest).toBeUndefined()
})

test('an ID token comes with id-token: write, asked for by the toolkit itself', async () => {
  const tokens = issue({ 'id-token': 'write' })
  const ran = await runToolkit(
    tokens,
    `process.env.ACTIONS_ID_TOKEN_REQUEST_URL = ${JSON.stringify(tokens.idTokenRequest?.url)}
     process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN = ${JSON.stringify(tokens.idTokenRequest?.token)}
     const { getIDToken } = await import('@actions/core')
     const token = await getIDToken('sigstore')
     console.log('RESULT ' + JSON.stringify(token))`,
  )
  expect(decodeJwt(String(resultOf(ran)))).toMatchObject({ aud: 'sigstore', sub: 'repo:octo/app:ref:refs/heads/main' })
  expect(services.violations).toEqual([])
})

test('every service listens on the one port, and every request is told with status and time', async () => {
  expect(services.trustedRoot()).toHaveProperty('certificateAuthorities')
  const origin = new URL(services.resultsUrl).origin
  for (const url of [services.apiUrl, services.fulcioUrl, services.rekorUrl, services.tsaUrl])
    expect(new URL(url).origin).toBe(origin)
  expect(new URL(services.serverUrl).hostname).toBe('github.localhost')
  await fetch(`${services.apiUrl}/rate_limit`)
  await fetch(`${services.fulcioUrl}/nowhere`)
  expect(seen.map(one => [one.method, one.path, one.status])).toEqual([
    ['GET', '/api/rate_limit', 200],
    ['GET', '/sigstore/fulcio/nowhere', 404],
  ])
  expect(seen).toEqual(services.requests)
  expect(services.violations).toEqual(['unknown route: GET /sigstore/fulcio/nowhere'])
})

import { createHmac, randomBytes } from 'node:crypto'
import type { JobServices } from './job-plan.ts'
import type { LabState, LabToken } from './state.ts'

export type TokenRequest = {
  readonly jobId: number
  readonly runId: number
  readonly attempt: number
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>
  readonly backendRunId: string
  readonly backendJobId: string
  readonly cacheScopes: LabToken['cacheScopes']
  readonly oidcClaims: Readonly<Record<string, string>>
}

/** 6 hours, the longest a job on a hosted runner may take. */
const LIFETIME_SECONDS = 6 * 3600

/**
 * The two tokens of a job: GITHUB_TOKEN with its permissions, and the runtime token, a JWT whose `scp` names the
 * backend ids and whose `ac` lists the cache scopes (form: nektos/act pkg/common/auth.go). Both are entered in
 * `state.tokens`. The OIDC request is there with `id-token: write` only.
 */
export const issueTokens = (
  state: LabState,
  urls: Pick<JobServices, 'serverUrl' | 'apiUrl' | 'resultsUrl'>,
  oidcRequestUrl: string | undefined,
  job: TokenRequest,
): JobServices => {
  const githubToken = `ghs_${randomBytes(27).toString('base64url').replace(/[-_]/g, '0')}`
  const runtimeToken = runtimeJwt(state, job)
  const mayAskIdToken = job.permissions['id-token'] === 'write'
  const token: Omit<LabToken, 'kind'> = {
    runId: job.runId,
    jobId: job.jobId,
    permissions: job.permissions,
    cacheScopes: job.cacheScopes,
    ...(mayAskIdToken ? { oidcClaims: job.oidcClaims } : {}),
    backendRunId: job.backendRunId,
    backendJobId: job.backendJobId,
  }
  state.tokens.set(githubToken, { ...token, kind: 'github' })
  state.tokens.set(runtimeToken, { ...token, kind: 'runtime' })
  return {
    ...urls,
    githubToken,
    runtimeToken,
    ...(mayAskIdToken && oidcRequestUrl !== undefined
      ? { idTokenRequest: { url: withQuery(oidcRequestUrl), token: runtimeToken } }
      : {}),
  }
}

/** The toolkit appends `&audience=…` (actions/toolkit packages/core/src/oidc-utils.ts), so a query must be there. */
const withQuery = (url: string): string => (url.includes('?') ? url : `${url}?api-version=2.0`)

const runtimeJwt = (state: LabState, job: TokenRequest): string => {
  const now = Math.floor(state.now().getTime() / 1000)
  const claims = {
    iss: 'https://token.actions.githubusercontent.com',
    nbf: now - 300,
    iat: now,
    exp: now + LIFETIME_SECONDS,
    jti: randomBytes(16).toString('hex'),
    scp: `Actions.Results:${job.backendRunId}:${job.backendJobId}`,
    ac: JSON.stringify(job.cacheScopes.map(one => ({ Scope: one.scope, Permission: one.permission }))),
    repository_id: String(state.repository.id),
    run_id: String(job.runId),
    run_attempt: String(job.attempt),
  }
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${createHmac('sha256', randomBytes(32)).update(signed).digest('base64url')}`
}

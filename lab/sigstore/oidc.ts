import { randomUUID } from 'node:crypto'
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { LabRequest, LabResponse } from '../http.ts'
import { json } from '../http.ts'
import type { LabToken } from '../state.ts'

/** GitHub's own issuer, so that the policy checked here is the policy checked on github.com. */
export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com'

/** The audience Fulcio asks for (sigstore/fulcio config/identity/config.yaml, client-id of the GitHub issuer). */
const FULCIO_AUDIENCE = 'sigstore'
const LIFETIME_SECONDS = 300

export type Oidc = {
  readonly issue: (request: LabRequest) => Promise<LabResponse>
  readonly jwks: () => Promise<LabResponse>
  readonly configuration: () => Promise<LabResponse>
  /** Claims of a token of this issuer for Fulcio. @throws when signature, issuer, audience or time are wrong. */
  readonly verify: (jwt: string) => Promise<JWTPayload>
}

/**
 * The id-token service of a job: `GET …/token?audience=A` with the runtime token as Bearer answers `{count, value}`
 * (actions/toolkit packages/core/src/oidc-utils.ts). 401 for an unknown bearer, 403 for a job without `id-token: write`.
 */
export const createOidc = async (options: {
  readonly baseUrl: string
  readonly serverUrl: string
  readonly findToken: (bearer: string) => LabToken | undefined
}): Promise<Oidc> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const kid = randomUUID()
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] }
  const keySet = createLocalJWKSet(jwks)

  return {
    issue: async request => {
      const bearer = /^bearer (\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1]
      const token = bearer === undefined ? undefined : options.findToken(bearer)
      if (token === undefined || token.kind !== 'runtime') return json(401, { message: 'not a runtime token of a job' })
      if (token.oidcClaims === undefined) return json(403, { message: 'the job has no id-token: write permission' })
      const claims = token.oidcClaims
      const audience = request.query.get('audience') ?? `${options.serverUrl}/${claims['repository_owner'] ?? ''}`
      const now = Math.floor(Date.now() / 1000)
      const value = await new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
        // An enterprise may have its own path of the issuer (`include_enterprise_slug`).
        .setIssuer(claims['iss'] ?? GITHUB_ISSUER)
        .setAudience(audience)
        .setSubject(claims['sub'] ?? `repo:${claims['repository'] ?? ''}:ref:${claims['ref'] ?? ''}`)
        .setJti(randomUUID())
        .setNotBefore(now)
        .setIssuedAt(now)
        .setExpirationTime(now + LIFETIME_SECONDS)
        .sign(privateKey)
      return json(200, { count: value.length, value })
    },
    jwks: async () => json(200, jwks),
    configuration: async () =>
      json(200, {
        issuer: GITHUB_ISSUER,
        jwks_uri: `${options.baseUrl}/oidc/jwks`,
        subject_types_supported: ['public', 'pairwise'],
        response_types_supported: ['id_token'],
        id_token_signing_alg_values_supported: ['RS256'],
      }),
    verify: async jwt => {
      const { payload } = await jwtVerify(jwt, keySet, { audience: FULCIO_AUDIENCE, algorithms: ['RS256'] })
      const isGitHub = payload.iss === GITHUB_ISSUER || payload.iss?.startsWith(`${GITHUB_ISSUER}/`) === true
      if (!isGitHub) throw new Error('unexpected "iss" claim value')
      return payload
    },
  }
}

import type { Fault } from './fault.ts'
import { gitService } from './git/git-service.ts'
import type { JobServices } from './job-plan.ts'
import { createValidator } from './openapi/validator.ts'
import { filesOf } from './rest/contents.ts'
import { restHandler } from './rest/rest.ts'
import type { RestHooks } from './rest/route.ts'
import { artifactService } from './results/artifact-service.ts'
import { createBlobStore } from './results/blobs.ts'
import { cacheService } from './results/cache-service.ts'
import { twirpHandler } from './results/twirp.ts'
import { type RequestRecord, startServer } from './server.ts'
import { createSigstore } from './sigstore/sigstore.ts'
import type { LabState } from './state.ts'
import { issueTokens, type TokenRequest } from './tokens.ts'

export type { Fault } from './fault.ts'
export type { RequestRecord } from './server.ts'

export type Services = {
  readonly state: LabState
  /** On `*.localhost`, so that the toolkit does not take the lab for GHES. */
  readonly serverUrl: string
  readonly apiUrl: string
  /** With a slash at the end, as the runner hands it to actions. */
  readonly resultsUrl: string
  readonly fulcioUrl: string
  readonly rekorUrl: string
  readonly tsaUrl: string
  /** Sigstore TrustedRoot JSON of this lab's authorities. */
  readonly trustedRoot: () => unknown
  readonly requests: readonly RequestRecord[]
  /** Unknown routes, invalid requests or responses: each fails the lab run. */
  readonly violations: readonly string[]
  readonly inject: (fault: Fault) => void
  readonly issueTokens: (job: TokenRequest) => JobServices
  readonly stop: () => Promise<void>
}

export type ServicesOptions = RestHooks & {
  readonly port?: number
  /** The server that runs and certificates name, where nobody will ask it; by default the lab itself. */
  readonly serverUrl?: string
  readonly onRequest?: (record: RequestRecord) => void
  /** Responses that break GitHub's description are intended: they are not reported. */
  readonly offSpec?: boolean
  /** The bare repository that is fetched from; without it there is no git service. */
  readonly gitFolder?: () => string | undefined
  /** REST requests an hour for the repository; 1 000 by default, as for GITHUB_TOKEN. */
  readonly rateLimit?: number
}

/** Starts GitHub's services on loopback over `state`, all behind one port of 127.0.0.1. */
export const startServices = async (state: LabState, options: ServicesOptions = {}): Promise<Services> => {
  const server = await startServer(options)
  const origin = `http://127.0.0.1:${server.port}`
  const serverUrl = options.serverUrl ?? `http://github.localhost:${server.port}`
  const apiUrl = `${origin}/api`
  const resultsUrl = `${origin}/`
  const sigstore = await createSigstore({
    baseUrl: `${origin}/sigstore`,
    serverUrl,
    findToken: bearer => state.tokens.get(bearer),
  })
  const blobs = createBlobStore(state, origin)
  server.mount(blobs.handle)
  server.mount(
    twirpHandler(state, {
      'github.actions.results.api.v1.ArtifactService': artifactService(state, blobs),
      'github.actions.results.api.v1.CacheService': cacheService(state, blobs),
    }),
  )
  server.mount(async request => {
    const response = await sigstore.handle(request)
    if (response?.status === 404) server.violate(`unknown route: ${request.method} ${request.path}`)
    return response
  })
  server.mount(
    restHandler(
      { state, apiUrl, serverUrl, blobs, hooks: { contents: filesOf(process.cwd()), ...options } },
      {
        rateLimit: options.rateLimit ?? 1_000,
        offSpec: options.offSpec ?? false,
        violate: server.violate,
        validator: createValidator(),
      },
    ),
  )
  const { owner, name } = state.repository
  server.mount(
    gitService({
      name: `${owner}/${name}`,
      folder: options.gitFolder ?? (() => undefined),
      mayRead: token => mayReadContents(state, token),
    }),
  )
  return {
    state,
    serverUrl,
    apiUrl,
    resultsUrl,
    fulcioUrl: sigstore.fulcioUrl,
    rekorUrl: sigstore.rekorUrl,
    tsaUrl: sigstore.tsaUrl,
    trustedRoot: sigstore.trustedRoot,
    requests: server.requests,
    violations: server.violations,
    inject: server.inject,
    issueTokens: job => issueTokens(state, { serverUrl, apiUrl, resultsUrl }, sigstore.oidcRequestUrl, job),
    stop: server.stop,
  }
}

/** Everybody reads a public repository; a token of a job reads with `contents`. */
const mayReadContents = (state: LabState, token: string | undefined): boolean => {
  const found = token === undefined ? undefined : state.tokens.get(token)
  if (token !== undefined && found?.kind !== 'github') return false
  return state.repository.visibility === 'public' || (found?.kind === 'github' && 'contents' in found.permissions)
}

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSigstore, type Sigstore } from '../../lab/sigstore/sigstore.ts'
import type { LabToken } from '../../lab/state.ts'
import { trustClaims } from './sigstore-claims.ts'

export const RUNTIME_TOKEN = 'runtime-token-with-id-token'
export const TOKEN_WITHOUT_ID = 'runtime-token-without-id-token'

export type SigstoreServer = Sigstore & {
  /** `METHOD /path` of every request, in order. */
  readonly requests: readonly string[]
  readonly idToken: { readonly url: string; readonly token: string }
  readonly stop: () => Promise<void>
}

/** The lab's Sigstore behind a real HTTP server on a free port. */
export const startSigstore = async (
  claims: Readonly<Record<string, string>> = trustClaims,
  serverUrl = 'https://github.com',
): Promise<SigstoreServer> => {
  const requests: string[] = []
  let sigstore: Sigstore | undefined
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url ?? '/', 'http://localhost')
    requests.push(`${request.method} ${url.pathname}`)
    const answer = await sigstore?.handle({
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers as Record<string, string | undefined>,
      body: Buffer.concat(chunks),
    })
    response.writeHead(answer?.status ?? 404, answer?.headers).end(answer?.body)
  })
  // Tests compute for seconds between two signatures: the client decides how long a connection is kept.
  server.keepAliveTimeout = 0
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  sigstore = await createSigstore({
    baseUrl: `http://127.0.0.1:${port}/sigstore`,
    serverUrl,
    findToken: bearer =>
      bearer === RUNTIME_TOKEN ? token(claims) : bearer === TOKEN_WITHOUT_ID ? token(undefined) : undefined,
  })
  const stop = async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
  return { ...sigstore, requests, idToken: { url: sigstore.oidcRequestUrl, token: RUNTIME_TOKEN }, stop }
}

const token = (oidcClaims: Readonly<Record<string, string>> | undefined): LabToken => ({
  kind: 'runtime',
  runId: 9876543210,
  jobId: 4567,
  permissions: {},
  cacheScopes: [],
  backendRunId: 'b0000000-0000-4000-8000-000000000001',
  backendJobId: 'b0000000-0000-4000-8000-000000000002',
  ...(oidcClaims === undefined ? {} : { oidcClaims }),
})

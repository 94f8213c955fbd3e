import { initializeCA, initializeCTLog } from '@sigstore/mock/dist/fulcio/index.js'
import { initializeTLog } from '@sigstore/mock/dist/rekor/index.js'
import { initializeTSA, tsaHandler } from '@sigstore/mock/dist/timestamp/index.js'
import { generateKeyPair } from '@sigstore/mock/dist/util/key.js'
import type { LabHandler, LabRequest, LabResponse } from '../http.ts'
import { json } from '../http.ts'
import type { LabToken } from '../state.ts'
import { createFulcio } from './fulcio.ts'
import { createOidc } from './oidc.ts'
import { createRekor } from './rekor.ts'
import { buildTrustedRoot } from './trusted-root.ts'

export type SigstoreOptions = {
  /** Address of this service without a slash at the end: `http://127.0.0.1:PORT/sigstore`. */
  readonly baseUrl: string
  /** GITHUB_SERVER_URL of the lab; certificate URIs and the subject name start with it. */
  readonly serverUrl: string
  readonly findToken: (bearer: string) => LabToken | undefined
}

export type Sigstore = {
  /** Answers every path under `/sigstore/`; undefined for any other. */
  readonly handle: LabHandler
  /** A Sigstore TrustedRoot (JSON value) for everything this instance signs. */
  readonly trustedRoot: () => unknown
  readonly oidcRequestUrl: string
  readonly fulcioUrl: string
  readonly rekorUrl: string
  readonly tsaUrl: string
}

/**
 * OIDC issuer, Fulcio, Rekor v1 and a timestamp authority on loopback, with keys made afresh.
 *
 * The cryptography is `@sigstore/mock`'s; the parts of it that real services do and the mock does not (checking the
 * token and the proof of possession, Rekor's stored form of an entry, a tree of more than one leaf) are done here. Its
 * modules are imported one by one because its index loads nock, which patches this process's http client.
 */
export const createSigstore = async (options: SigstoreOptions): Promise<Sigstore> => {
  const fulcioUrl = `${options.baseUrl}/fulcio`
  const rekorUrl = `${options.baseUrl}/rekor`
  const tsaUrl = `${options.baseUrl}/tsa/api/v1/timestamp`
  const clock = new Date()
  const toWholeSecond = () => clock.setTime(Math.floor(Date.now() / 1000) * 1000)
  toWholeSecond()
  const startedAt = new Date(clock)

  const tlogKey = generateKeyPair()
  const ctLog = await initializeCTLog(generateKeyPair(), clock)
  const ca = await initializeCA(generateKeyPair(), ctLog, clock)
  const tlog = await initializeTLog(rekorUrl, tlogKey, clock)
  const tsa = await initializeTSA(generateKeyPair(), clock)

  const oidc = await createOidc(options)
  const fulcio = createFulcio({ ca, serverUrl: options.serverUrl, verifyToken: oidc.verify })
  const rekor = createRekor({ tlog, privateKey: tlogKey.privateKey, host: new URL(rekorUrl).host })
  const timestamp = tsaHandler(tsa)

  const routes: readonly Route[] = [
    { method: 'GET', path: '/sigstore/oidc/token', answer: oidc.issue },
    { method: 'GET', path: '/sigstore/oidc/jwks', answer: oidc.jwks },
    { method: 'GET', path: '/sigstore/oidc/.well-known/openid-configuration', answer: oidc.configuration },
    { method: 'POST', path: '/sigstore/fulcio/api/v2/signingCert', answer: fulcio },
    { method: 'POST', path: '/sigstore/rekor/api/v1/log/entries', answer: rekor },
    { method: 'POST', path: '/sigstore/tsa/api/v1/timestamp', answer: request => fromMock(timestamp.fn, request) },
  ]

  /*
   * One request at a time, at one clock of whole seconds: certificate, SCT, log entry and timestamp of one answer read
   * the clock several times, and @sigstore/core parses a time with milliseconds only when all three digits are there,
   * while DER drops trailing zeros.
   */
  const exclusively = oneAtATime()
  const handle: LabHandler = async request => {
    if (!request.path.startsWith('/sigstore/')) return undefined
    const route = routes.find(({ method, path }) => method === request.method && path === request.path)
    if (route === undefined) return json(404, { message: `no ${request.method} ${request.path} here` })
    return exclusively(async () => {
      toWholeSecond()
      return route.answer(request)
    })
  }

  const trustedRoot = () => buildTrustedRoot({ ca, ctLog, tlog, tsa, fulcioUrl, rekorUrl, tsaUrl, startedAt })
  return {
    handle,
    trustedRoot,
    oidcRequestUrl: `${options.baseUrl}/oidc/token?api-version=2.0`,
    fulcioUrl,
    rekorUrl,
    tsaUrl,
  }
}

type Route = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly answer: (request: LabRequest) => Promise<LabResponse>
}

type MockAnswer = {
  readonly statusCode: number
  readonly response: string | ArrayBufferView<ArrayBuffer>
  readonly contentType?: string
}

const fromMock = async (answer: (body: string) => Promise<MockAnswer>, request: LabRequest): Promise<LabResponse> => {
  const { statusCode, response, contentType } = await answer(new TextDecoder().decode(request.body))
  return {
    status: statusCode,
    headers: { 'content-type': contentType ?? 'text/plain' },
    body:
      typeof response === 'string' ? response : Buffer.from(response.buffer, response.byteOffset, response.byteLength),
  }
}

const oneAtATime = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}

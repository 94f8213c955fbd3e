import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { BUDGETS } from '../core/budgets.ts'
import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import type { Service } from '../io/http/circuit-breaker.ts'
import { describeStatus, type HttpAnswer, type HttpClient } from '../io/http/http-client.ts'
import { parseJson } from '../io/http/parse-answer.ts'

/*
 * The three services of Sigstore, called as @sigstore/sign calls them (sigstore/sigstore-js
 * packages/sign/src/external/fulcio.ts, rekor.ts, tsa.ts). That package is not used: its HTTP client reads proxy
 * variables by its own rules, and has no cap on an answer. A test compares the requests with those of the package.
 */

/** One signing: its services, and its remaining time. */
export type SigstoreCall = { readonly http: HttpClient; readonly leftMs: () => number }

type Request = {
  readonly service: Service
  /** The service by its address, for messages. */
  readonly what: string
  readonly url: string
  readonly accept?: string
  readonly body?: object
}

const send = ({ http, leftMs }: SigstoreCall, { service, what, url, accept, body }: Request): Promise<HttpAnswer> =>
  http
    .request({
      service,
      what,
      url,
      call: {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json', ...(accept === undefined ? {} : { accept }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      deadlineMs: leftMs(),
      maxBytes: LIMITS.sigstoreAnswer,
      repeatAfterMs: BUDGETS.repeatSigning,
    })
    .catch((error: unknown) => {
      // The cause is left out, since it may contain sent data, and Fulcio receives the token.
      if (!(error instanceof TraceError)) throw new TraceError('SIGNING', `${what} did not answer`)
      throw new TraceError('SIGNING', error.message, error.hint === undefined ? {} : { hint: error.hint })
    })

const readJson = <T>(what: string, answer: HttpAnswer, form: z.ZodMiniType<T>): T => {
  if (answer.status < 200 || answer.status > 299)
    throw new TraceError('SIGNING', `${what} answered ${describeStatus(answer)}`)
  let value: unknown
  try {
    value = parseJson(what, answer.body)
  } catch (error) {
    throw new TraceError('SIGNING', error instanceof TraceError ? error.message : `${what}: no JSON`)
  }
  const parsed = z.safeParse(form, value)
  if (!parsed.success) throw new TraceError('SIGNING', `${what}: the answer has another form than expected`)
  return parsed.data
}

const certificates = z.object({ chain: z.object({ certificates: z.array(z.string()).check(z.minLength(1)) }) })
const certificateAnswer = z.union([
  z.object({ signedCertificateEmbeddedSct: certificates }),
  z.object({ signedCertificateDetachedSct: certificates }),
])

/**
 * Requests a certificate for a key, as PEM: POST /api/v2/signingCert (sigstore/fulcio fulcio.proto).
 * @param proof signature of the token's subject by the key
 * @throws TraceError SIGNING
 */
export const requestCertificate = async (
  call: SigstoreCall,
  fulcioUrl: string,
  { token, publicKey, proof }: { readonly token: string; readonly publicKey: string; readonly proof: Uint8Array },
): Promise<string> => {
  const what = `the certificate authority ${fulcioUrl}`
  const answer = await send(call, {
    service: 'fulcio',
    what,
    url: `${fulcioUrl}/api/v2/signingCert`,
    body: {
      credentials: { oidcIdentityToken: token },
      publicKeyRequest: {
        publicKey: { algorithm: 'ECDSA', content: publicKey },
        proofOfPossession: Buffer.from(proof).toString('base64'),
      },
    },
  })
  const read = readJson(what, answer, certificateAnswer)
  const made =
    'signedCertificateEmbeddedSct' in read ? read.signedCertificateEmbeddedSct : read.signedCertificateDetachedSct
  return made.chain.certificates[0] ?? ''
}

const hex = z.string().check(z.regex(/^(?:[0-9a-f]{2}){1,256}$/))
const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/))
const index = z.int().check(z.minimum(0))
const logEntry = z.object({
  body: base64,
  integratedTime: index,
  logID: hex,
  logIndex: index,
  verification: z.optional(
    z.object({
      signedEntryTimestamp: z.optional(base64),
      inclusionProof: z.optional(
        z.object({ logIndex: index, treeSize: index, rootHash: hex, hashes: z.array(hex), checkpoint: z.string() }),
      ),
    }),
  ),
})
const logAnswer = z.record(z.string(), logEntry)
const entryBody = z.object({ kind: z.string(), apiVersion: z.string() })

/**
 * Creates a `dsse` entry for an envelope, as a `TransparencyLogEntry` of a bundle: POST /api/v1/log/entries of Rekor
 * v1. An existing entry (409) is fetched.
 * @param envelope JSON of the DSSE envelope
 * @throws TraceError SIGNING
 */
export const requestLogEntry = async (
  call: SigstoreCall,
  rekorUrl: string,
  envelope: string,
  certificate: string,
): Promise<object> => {
  const what = `the transparency log ${rekorUrl}`
  const request = { service: 'rekor', what, accept: 'application/json' } as const
  const made = await send(call, {
    ...request,
    url: `${rekorUrl}/api/v1/log/entries`,
    body: {
      apiVersion: '0.0.1',
      kind: 'dsse',
      spec: {
        proposedContent: { envelope, verifiers: [Buffer.from(certificate).toString('base64')] },
      },
    },
  })
  const [, uuid] = /\/([0-9a-f]{64,80})$/.exec(made.status === 409 ? (made.headers['location'] ?? '') : '') ?? []
  const answer =
    uuid === undefined ? made : await send(call, { ...request, url: `${rekorUrl}/api/v1/log/entries/${uuid}` })
  const [entry, ...others] = Object.values(readJson(what, answer, logAnswer))
  if (entry === undefined || others.length > 0) throw new TraceError('SIGNING', `${what}: not one entry in the answer`)
  return toBundleEntry(what, entry)
}

const toBundleEntry = (what: string, { verification, ...entry }: z.output<typeof logEntry>): object => {
  const kind = z.safeParse(entryBody, parseJson(what, Buffer.from(entry.body, 'base64')))
  if (!kind.success) throw new TraceError('SIGNING', `${what}: the entry has no kind`)
  const { signedEntryTimestamp, inclusionProof: proof } = verification ?? {}
  const toBase64 = (text: string): string => Buffer.from(text, 'hex').toString('base64')
  return {
    logIndex: String(entry.logIndex),
    logId: { keyId: toBase64(entry.logID) },
    kindVersion: { kind: kind.data.kind, version: kind.data.apiVersion },
    integratedTime: String(entry.integratedTime),
    ...(signedEntryTimestamp === undefined ? {} : { inclusionPromise: { signedEntryTimestamp } }),
    ...(proof === undefined
      ? {}
      : {
          inclusionProof: {
            logIndex: String(proof.logIndex),
            rootHash: toBase64(proof.rootHash),
            treeSize: String(proof.treeSize),
            hashes: proof.hashes.map(toBase64),
            checkpoint: { envelope: proof.checkpoint },
          },
        }),
    canonicalizedBody: entry.body,
  }
}

/**
 * Requests an RFC 3161 timestamp for a signature, as base64 of its DER. An address with a path is used unchanged, as in
 * a signing configuration of Sigstore.
 * @throws TraceError SIGNING
 */
export const requestTimestamp = async (call: SigstoreCall, tsaUrl: string, signature: Uint8Array): Promise<string> => {
  const what = `the timestamp authority ${tsaUrl}`
  const answer = await send(call, {
    service: 'tsa',
    what,
    url: new URL(tsaUrl).pathname === '/' ? `${tsaUrl}/api/v1/timestamp` : tsaUrl,
    body: {
      artifactHash: createHash('sha256').update(signature).digest('base64'),
      hashAlgorithm: 'sha256',
    },
  })
  if (answer.status < 200 || answer.status > 299)
    throw new TraceError('SIGNING', `${what} answered ${describeStatus(answer)}`)
  // The tag of a SEQUENCE; no HTML page and no JSON begins with it (RFC 3161, 2.4.2).
  if (answer.body[0] !== 0x30) throw new TraceError('SIGNING', `${what}: the answer is no timestamp`)
  return Buffer.from(answer.body).toString('base64')
}

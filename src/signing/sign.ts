import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import { BUDGETS } from '../core/budgets.ts'
import { TraceError } from '../core/error.ts'
import { withDeadline } from '../io/deadline.ts'
import { createHttpClient, type HttpClient } from '../io/http/http-client.ts'
import { NO_PROXIES } from '../io/http/proxy.ts'
import type { KeylessPlan, SigningPlan } from './choose-signing.ts'
import { preAuthEncoding, signWithKey } from './dsse.ts'
import { type IdTokenRequest, requestIdToken } from './id-token.ts'
import { BUNDLE_MEDIA_TYPE, PAYLOAD_TYPE } from './predicate-types.ts'
import { requestCertificate, requestLogEntry, requestTimestamp, type SigstoreCall } from './sigstore-services.ts'

export type { IdTokenRequest } from './id-token.ts'

/** Fulcio's audience for GitHub's tokens (sigstore/fulcio config/identity/config.yaml, client-id). */
const AUDIENCE = 'sigstore'

/**
 * Signs a statement according to the plan, in at most `deadlineMs`.
 * @param payload bytes of an in-toto statement (statement.ts)
 * @param idToken how to request the job's OIDC token; needed for a keyless plan
 * @param http the client for the services of a keyless plan; by default one without proxies
 * @returns the Sigstore bundle v0.3 as JSON text
 * @throws TraceError SIGNING (with service and status) or DEADLINE. No message contains a token or key.
 */
export const signStatement = async (
  payload: Uint8Array,
  plan: Exclude<SigningPlan, { mode: 'none' }>,
  idToken: IdTokenRequest | undefined,
  deadlineMs: number,
  http: HttpClient = createHttpClient(NO_PROXIES, BUDGETS.commandLosses),
): Promise<string> => {
  switch (plan.mode) {
    case 'key':
      return signWithKey(payload, plan.key)
    case 'keyless': {
      if (idToken === undefined)
        throw new TraceError('SIGNING', 'this job cannot ask for an id-token', {
          hint: 'Keyless signing needs `permissions: id-token: write` in this job',
        })
      const end = Date.now() + deadlineMs
      const call = { http, leftMs: () => Math.max(0, end - Date.now()) }
      return withDeadline('signing', deadlineMs, () => signKeyless(payload, plan, idToken, call))
    }
  }
}

/** The steps of @sigstore/sign's DSSEBundleBuilder: certificate (Fulcio), transparency log (Rekor), timestamp. */
const signKeyless = async (
  payload: Uint8Array,
  plan: KeylessPlan,
  idToken: IdTokenRequest,
  call: SigstoreCall,
): Promise<string> => {
  const token = await requestIdToken(idToken, AUDIENCE, call.leftMs(), call.http)
  // The key exists only during this signing.
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const certificate = await requestCertificate(call, withoutSlash(plan.fulcioUrl), {
    token,
    publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    proof: sign('sha256', Buffer.from(toSubject(token)), privateKey),
  })
  const signature = sign('sha256', preAuthEncoding(PAYLOAD_TYPE, payload), privateKey)
  const envelope = {
    payload: Buffer.from(payload).toString('base64'),
    payloadType: PAYLOAD_TYPE,
    signatures: [{ sig: signature.toString('base64') }],
  }
  const [entry, timestamp] = await Promise.all([
    plan.rekorUrl === undefined
      ? undefined
      : requestLogEntry(call, withoutSlash(plan.rekorUrl), JSON.stringify(envelope), certificate),
    plan.tsaUrl === undefined ? undefined : requestTimestamp(call, withoutSlash(plan.tsaUrl), signature),
  ])
  return JSON.stringify({
    mediaType: BUNDLE_MEDIA_TYPE,
    verificationMaterial: {
      certificate: { rawBytes: readCertificate(certificate).toString('base64') },
      tlogEntries: entry === undefined ? [] : [entry],
      timestampVerificationData: {
        rfc3161Timestamps: timestamp === undefined ? [] : [{ signedTimestamp: timestamp }],
      },
    },
    dsseEnvelope: envelope,
  })
}

/**
 * Fulcio requires a signature of the subject: `sub` for GitHub's tokens, the address for a person's (sigstore-js
 * packages/sign/src/util/oidc.ts).
 */
const toSubject = (token: string): string => {
  const claims = readClaims(token)
  const subject = claims['email'] ?? claims['sub']
  if (typeof subject === 'string' && subject !== '') return subject
  throw new TraceError('SIGNING', 'the id-token names no subject')
}

const readClaims = (token: string): Readonly<Record<string, unknown>> => {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof claims === 'object' && claims !== null ? (claims as Readonly<Record<string, unknown>>) : {}
  } catch {
    return {}
  }
}

const readCertificate = (pem: string): Buffer => {
  try {
    return new X509Certificate(pem).raw
  } catch {
    throw new TraceError('SIGNING', 'the certificate authority gave no certificate')
  }
}

const withoutSlash = (url: string): string => (url.endsWith('/') ? url.slice(0, -1) : url)

import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { initializeCA } from '@sigstore/mock/dist/fulcio/index.js'
import type { JWTPayload } from 'jose'
import * as z from 'zod/mini'
import type { LabRequest, LabResponse } from '../http.ts'
import { json } from '../http.ts'
import { certificateNames } from './extensions.ts'

const signingCertRequest = z.object({
  credentials: z.object({ oidcIdentityToken: z.string() }),
  publicKeyRequest: z.object({ publicKey: z.object({ content: z.string() }), proofOfPossession: z.string() }),
})

/**
 * `POST /api/v2/signingCert` (sigstore/fulcio fulcio.proto): verifies the token, then the signature over its subject by
 * the key that asks for the certificate, and answers leaf and root as PEM.
 */
export const createFulcio =
  (options: {
    readonly ca: Awaited<ReturnType<typeof initializeCA>>
    readonly serverUrl: string
    readonly verifyToken: (jwt: string) => Promise<JWTPayload>
  }) =>
  async (request: LabRequest): Promise<LabResponse> => {
    const parsed = z.safeParse(signingCertRequest, parseJson(request.body))
    if (!parsed.success) return json(400, { code: 3, message: 'not a signing certificate request' })
    const { credentials, publicKeyRequest } = parsed.data
    const claims = await options.verifyToken(credentials.oidcIdentityToken).catch(() => undefined)
    if (claims?.sub === undefined)
      return json(401, { code: 16, message: 'there was an error processing the identity token' })
    const key = readKey(publicKeyRequest.publicKey.content)
    if (key === undefined) return json(400, { code: 3, message: 'the public key is not ECDSA P-256 in PEM' })
    const proof = Buffer.from(publicKeyRequest.proofOfPossession, 'base64')
    if (!verify('sha256', Buffer.from(claims.sub), key, proof))
      return json(400, { code: 3, message: 'the signature supplied as proof of possession is not valid' })

    const { subjectAltName, extensions } = certificateNames(claims, options.serverUrl)
    const publicKey = new Uint8Array(key.export({ format: 'der', type: 'spki' }))
    const leaf = await options.ca.issueCertificate({ publicKey, subjectAltName, extensions })
    const certificates = [toPem(leaf), toPem(options.ca.rootCertificate)]
    return json(201, { signedCertificateEmbeddedSct: { chain: { certificates } } })
  }

const readKey = (pem: string): KeyObject | undefined => {
  try {
    const key = createPublicKey(pem)
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined
  } catch {
    return undefined
  }
}

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

const toPem = (der: ArrayBufferView): string => {
  const base64 = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${(base64.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`
}

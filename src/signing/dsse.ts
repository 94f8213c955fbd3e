import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { TraceError } from '../core/error.ts'
import { BUNDLE_MEDIA_TYPE, PAYLOAD_TYPE } from './predicate-types.ts'

/** DSSE's pre-authentication encoding: the bytes that are signed (secure-systems-lab/dsse protocol.md). */
export const preAuthEncoding = (payloadType: string, payload: Uint8Array): Uint8Array =>
  Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.byteLength} `),
    payload,
  ])

/**
 * Signs with the user's own key and returns a bundle v0.3. It uses node:crypto only and no service.
 * base64(SHA-256(SPKI)) names the key; the bundle does not contain the key, so a verifier must know it from elsewhere.
 * @param pem PKCS#8 PEM of an ECDSA P-256 key: Ed25519 is ambiguous outside DSSE (pure or pre-hashed), and cosign reads
 * the others only in part.
 * @throws TraceError SIGNING for any other key. No message contains the key.
 */
export const signWithKey = (payload: Uint8Array, pem: string): string => {
  const key = readPrivateKey(pem)
  const keyid = keyHint(createPublicKey(key))
  const sig = sign('sha256', preAuthEncoding(PAYLOAD_TYPE, payload), key).toString('base64')
  return JSON.stringify({
    mediaType: BUNDLE_MEDIA_TYPE,
    verificationMaterial: { publicKey: { hint: keyid } },
    dsseEnvelope: {
      payload: Buffer.from(payload).toString('base64'),
      payloadType: PAYLOAD_TYPE,
      signatures: [{ sig, keyid }],
    },
  })
}

/** base64(SHA-256(SPKI)): the hint that names a key in a bundle (sigstore-conformance, managed-key bundles). */
export const keyHint = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('base64')

const readPrivateKey = (pem: string): KeyObject => {
  if (!pem.includes('-----BEGIN PRIVATE KEY-----')) throw unusableKey('is not an unencrypted PKCS#8 PEM')
  let key: KeyObject
  try {
    key = createPrivateKey(pem)
  } catch {
    throw unusableKey('cannot be read')
  }
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw unusableKey('is not ECDSA P-256')
  return key
}

const unusableKey = (what: string) =>
  new TraceError('SIGNING', `the signing key ${what}`, {
    hint: 'Make one with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256',
  })

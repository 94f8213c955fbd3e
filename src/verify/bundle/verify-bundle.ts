import type { Bundle } from '@sigstore/bundle'
import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { parseJson } from '../../core/parse-json.ts'
import type { Check } from '../../schema/run/run-manifest.ts'
import { OUR_PREDICATE_TYPES, PAYLOAD_TYPE, STATEMENT_TYPE } from '../../signing/predicate-types.ts'
import { allPass, fail, notApplicable, pass } from '../check.ts'
import { readStatement, type Statement } from '../documents/read-statement.ts'
import { type CertificateIdentity, checkExtensions, readCertificateIdentity } from './certificate-identity.ts'
import type { TrustMaterial } from './trust-material.ts'
import { PROOF_CHECKS, prove } from './verify-signature.ts'

export type { CertificateIdentity } from './certificate-identity.ts'
export type { TrustMaterial } from './trust-material.ts'

export type Verified = {
  /** All checks, in order; a check that was not reached is `not-applicable`. */
  readonly checks: readonly Check[]
  readonly ok: boolean
  readonly mode: 'keyless' | 'key' | 'none'
  /** The following fields are set only if the signature verified. */
  readonly identity?: CertificateIdentity
  /** base64(SHA-256(SPKI)) of the signing key, in mode `key`. */
  readonly keyHint?: string
  readonly payload?: Uint8Array
  readonly statement?: Statement
  /** Signed time of the timestamp authority, else of the log; RFC 3339 UTC. */
  readonly signedAt?: string
}

const CHECKS = [
  'bundle-size',
  'bundle-form',
  'signature-count',
  ...PROOF_CHECKS,
  'certificate-extensions',
  'payload-type',
  'statement',
  'predicate-type',
] as const

/**
 * Verifies a Sigstore bundle with a DSSE envelope. Root, key and thresholds come from `material`, never from the
 * bundle, so that a bundle without an entry does not lower the thresholds. An error of a library counts as a rejection.
 *
 * The result is who signed which bytes, and when. claims.ts checks that the bytes are about the run in the certificate;
 * the caller checks that the signer is the expected one.
 * @param predicateTypes the types that the caller accepts.
 */
export const verifyBundle = async (
  bundleText: string,
  material: TrustMaterial,
  predicateTypes: readonly string[] = OUR_PREDICATE_TYPES,
): Promise<Verified> => {
  const size = Buffer.byteLength(bundleText)
  if (size > LIMITS.bundle) return rejected('none', [fail('bundle-size', `${size} bytes, limit ${LIMITS.bundle}`)])
  const sized = pass('bundle-size', `${size} bytes`)

  const bundle = await parseBundle(bundleText)
  if (typeof bundle === 'string') return rejected('none', [sized, fail('bundle-form', bundle)])
  const mode = bundle.verificationMaterial.content.$case === 'publicKey' ? 'key' : 'keyless'
  const formed = [sized, pass('bundle-form', bundle.mediaType)]
  if (bundle.content.$case !== 'dsseEnvelope')
    return rejected(mode, [...formed, fail('signature-count', 'no DSSE envelope')])
  const envelope = bundle.content.dsseEnvelope
  if (envelope.signatures.length !== 1)
    return rejected(mode, [...formed, fail('signature-count', `${envelope.signatures.length} signatures, not one`)])
  const counted = [...formed, pass('signature-count', 'one signature')]

  const proof = await prove(bundle, material)
  const checks: Check[] = [...counted, ...proof.checks]
  if (proof.signer === undefined) return rejected(mode, checks)

  const statement = readStatement(envelope.payload)
  const identity = readCertificateIdentity(
    proof.signer.identity?.subjectAlternativeName,
    (proof.signer.identity?.oids ?? []).map(({ oid, value }) => ({ oid: oid?.id.join('.') ?? '', value })),
  )
  if (mode === 'keyless' && identity === undefined)
    return rejected(mode, [...counted, fail('certificate', 'the certificate names no subject or no issuer')])
  checks.push(
    identity === undefined
      ? notApplicable('certificate-extensions', 'a key signature has no certificate')
      : checkExtensions(identity),
    ...checkContent(envelope.payloadType, statement, predicateTypes),
  )
  return {
    checks: complete(checks),
    ok: allPass(checks),
    mode,
    payload: new Uint8Array(envelope.payload),
    identity,
    keyHint: proof.keyHint,
    statement,
    signedAt: proof.signedAt,
  }
}

const parseBundle = async (text: string): Promise<Bundle | string> => {
  let value: unknown
  try {
    value = parseJson(text, LIMITS.bundleValues)
  } catch (error) {
    return error instanceof TraceError ? error.message : 'not JSON'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not a JSON object'
  const tooMany = tooManyParts(value)
  if (tooMany !== undefined) return tooMany
  try {
    const { bundleFromJSON } = await import('@sigstore/bundle')
    return bundleFromJSON(value)
  } catch {
    return 'not a Sigstore bundle, or parts are missing'
  }
}

/**
 * The maximum number of entries of each kind. Each timestamp, log entry and certificate costs milliseconds to verify,
 * and a bundle has only a few. sigstore-go accepts the same numbers and refuses a bundle with more (pkg/verify/tsa.go
 * maxAllowedTimestamps, pkg/verify/tlog.go maxAllowedTlogEntries).
 */
const PARTS = [
  ['timestamps', ['timestampVerificationData', 'rfc3161Timestamps'], LIMITS.bundleTimestamps],
  ['log entries', ['tlogEntries'], LIMITS.bundleLogEntries],
  ['certificates', ['x509CertificateChain', 'certificates'], LIMITS.bundleCertificates],
] as const

/**
 * Counts the entries before decoding. The decoder reads only these names (@sigstore/protobuf-specs sigstore_bundle.js).
 */
const tooManyParts = (bundle: object): string | undefined => {
  const counted = PARTS.map(([what, path, limit]) => ({ what, limit, count: lengthAt(bundle, path) }))
  const over = counted.find(({ count, limit }) => count > limit)
  return over === undefined ? undefined : `${over.count} ${over.what}, limit ${over.limit}`
}

const lengthAt = (bundle: object, path: readonly string[]): number => {
  const list = ['verificationMaterial', ...path].reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    bundle,
  )
  return Array.isArray(list) ? list.length : 0
}

const checkContent = (
  payloadType: string,
  statement: Statement | undefined,
  predicateTypes: readonly string[],
): Check[] => {
  const type =
    payloadType === PAYLOAD_TYPE
      ? pass('payload-type', payloadType)
      : fail('payload-type', `${payloadType} is not ${PAYLOAD_TYPE}`)
  if (statement === undefined)
    return [type, fail('statement', 'the payload is no in-toto statement with a sha256 subject')]
  return [
    type,
    statement._type === STATEMENT_TYPE
      ? pass('statement', STATEMENT_TYPE)
      : fail('statement', `${statement._type} is not ${STATEMENT_TYPE}`),
    predicateTypes.includes(statement.predicateType)
      ? pass('predicate-type', statement.predicateType)
      : fail('predicate-type', `${statement.predicateType} is not ${predicateTypes.join(' or ')}`),
  ]
}

const rejected = (mode: Verified['mode'], checks: readonly Check[]): Verified => ({
  checks: complete(checks),
  ok: false,
  mode,
})

const complete = (checks: readonly Check[]): readonly Check[] =>
  CHECKS.map(id => checks.find(check => check.id === id) ?? notApplicable(id, 'not reached'))

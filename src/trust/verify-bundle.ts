import type { Bundle } from '@sigstore/bundle'
import type { Signer } from '@sigstore/verify'
import { LIMITS } from '../model/limits.ts'
import type { Check } from '../model/run-manifest.ts'
import { type CertificateIdentity, readCertificateIdentity } from './certificate-identity.ts'
import { JOB_PREDICATE_TYPE, PAYLOAD_TYPE, RUN_PREDICATE_TYPE, STATEMENT_TYPE } from './predicate-types.ts'
import { readStatement, type Statement } from './statement-reading.ts'
import { findKey, findRoots, readRoot, type TrustMaterial } from './trust-material.ts'
import { allPass, fail, notApplicable, pass } from './verdict.ts'

export type { CertificateIdentity } from './certificate-identity.ts'
export type { TrustMaterial } from './trust-material.ts'

export type Verified = {
  /** Every check there is, in order; the ones not reached are `not-applicable`. */
  readonly checks: readonly Check[]
  readonly ok: boolean
  readonly mode: 'keyless' | 'key' | 'none'
  /** The rest is set only when the signature verified. */
  readonly identity?: CertificateIdentity
  /** base64(SHA-256(SPKI)) of the key that signed, in mode `key`. */
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
  'trust-root',
  'timestamp',
  'certificate',
  'transparency-log',
  'signature',
  'payload-type',
  'statement',
  'predicate-type',
] as const
type CheckId = (typeof CHECKS)[number]

/**
 * Verifies a Sigstore bundle with a DSSE envelope. Root, key and thresholds come from `material`, never from the bundle:
 * a bundle from which an entry was dropped must not lower the bar. Whatever the libraries throw is a rejection.
 *
 * This says who signed which bytes and when. Whether the bytes are about the run in the certificate is for claims.ts,
 * whether the signer is the wanted one is for the caller.
 */
export const verifyBundle = async (bundleText: string, material: TrustMaterial): Promise<Verified> => {
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
  const checks = [...counted, ...proof.checks]
  if (proof.signer === undefined) return rejected(mode, checks)

  const statement = readStatement(envelope.payload)
  checks.push(...checkContent(envelope.payloadType, statement))
  const identity = readCertificateIdentity(
    proof.signer.identity?.subjectAlternativeName,
    (proof.signer.identity?.oids ?? []).map(({ oid, value }) => ({ oid: oid?.id.join('.') ?? '', value })),
  )
  if (mode === 'keyless' && identity === undefined)
    return rejected(mode, [...counted, fail('certificate', 'the certificate names no subject or no issuer')])
  return {
    checks: complete(checks),
    ok: allPass(checks),
    mode,
    payload: new Uint8Array(envelope.payload),
    ...(identity === undefined ? {} : { identity }),
    ...(proof.keyHint === undefined ? {} : { keyHint: proof.keyHint }),
    ...(statement === undefined ? {} : { statement }),
    ...(proof.signedAt === undefined ? {} : { signedAt: proof.signedAt }),
  }
}

const parseBundle = async (text: string): Promise<Bundle | string> => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'not JSON'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not a JSON object'
  try {
    const { bundleFromJSON } = await import('@sigstore/bundle')
    return bundleFromJSON(value)
  } catch {
    return 'not a Sigstore bundle, or parts are missing'
  }
}

type Proof = { checks: Check[]; signer?: Signer; keyHint?: string; signedAt?: string }

const prove = async (bundle: Bundle, material: TrustMaterial): Promise<Proof> => {
  const content = bundle.verificationMaterial.content
  if (content.$case === 'publicKey') return proveWithKey(bundle, content.publicKey.hint, material)
  const leaf = content.$case === 'certificate' ? content.certificate : content.x509CertificateChain.certificates[0]
  const roots = leaf === undefined ? [] : await findRoots(leaf.rawBytes, material.roots)
  if (roots.length === 0)
    return { checks: [fail('trust-root', 'no trust root: none of the given roots issued this certificate')] }

  const { toSignedEntity, toTrustMaterial, Verifier } = await import('@sigstore/verify')
  let last: Proof = { checks: [] }
  for (const root of roots) {
    const needsLog = root.tlogs.length > 0
    const thresholds = {
      tlogThreshold: needsLog ? 1 : 0,
      ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
      timestampThreshold: 1,
    }
    const trusted = pass(
      'trust-root',
      `certificate authority ${root.certificateAuthorities.map(({ uri }) => uri).join(', ')}`,
    )
    try {
      const entity = toSignedEntity(bundle)
      const signer = new Verifier(toTrustMaterial(root), thresholds).verify(entity)
      const signedAt = signingTime(entity.timestamps)
      return {
        signer,
        ...(signedAt === undefined ? {} : { signedAt }),
        checks: [
          trusted,
          pass('timestamp', `signed at ${signedAt ?? 'an unknown time'}`),
          pass('certificate', 'chains to the root and was valid when signed'),
          needsLog ? pass('transparency-log', 'in the log') : notApplicable('transparency-log', 'this root has no log'),
          pass('signature', 'matches certificate and payload'),
        ],
      }
    } catch (error) {
      last = { checks: [trusted, ...explain(error)] }
    }
  }
  return last
}

const proveWithKey = async (bundle: Bundle, hint: string, material: TrustMaterial): Promise<Proof> => {
  const key = findKey(hint, material.keys)
  if (key === undefined) return { checks: [fail('trust-root', 'no trust root: none of the given keys has this name')] }
  const trusted = pass('trust-root', `key ${hint}`)
  try {
    const { toSignedEntity, toTrustMaterial, Verifier } = await import('@sigstore/verify')
    const anchors = toTrustMaterial(await readRoot({}), () => ({ publicKey: key, validFor: () => true }))
    const thresholds = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }
    const signer = new Verifier(anchors, thresholds).verify(toSignedEntity(bundle))
    return {
      signer,
      keyHint: hint,
      checks: [
        trusted,
        notApplicable('timestamp', 'a key signature has no time'),
        notApplicable('certificate', 'a key signature has no certificate'),
        notApplicable('transparency-log', 'a key signature is in no log'),
        pass('signature', 'matches key and payload'),
      ],
    }
  } catch (error) {
    return { checks: [trusted, ...explain(error)] }
  }
}

type SignedTimestamps = ReturnType<typeof import('@sigstore/verify').toSignedEntity>['timestamps']

/** Only after verification. Rekor's time counts only with its signed promise: a mere inclusion proof does not cover it. */
const signingTime = (timestamps: SignedTimestamps): string | undefined => {
  const authority = timestamps.find(each => each.$case === 'timestamp-authority')
  if (authority?.$case === 'timestamp-authority') return authority.timestamp.signingTime.toISOString()
  const log = timestamps.find(
    each => each.$case === 'transparency-log' && each.tlogEntry.inclusionPromise !== undefined,
  )
  return log?.$case === 'transparency-log'
    ? new Date(Number(log.tlogEntry.integratedTime) * 1000).toISOString()
    : undefined
}

/** The verifier checks in the order of CHECKS and throws at the first failure; a code of its own tells which one. */
const explain = (error: unknown): Check[] => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const failed: CheckId = code.startsWith('TIMESTAMP')
    ? 'timestamp'
    : code.startsWith('CERTIFICATE') || code.startsWith('PUBLIC_KEY')
      ? 'certificate'
      : code.startsWith('TLOG')
        ? 'transparency-log'
        : 'signature'
  const reason = /^[A-Z_]{1,60}$/.test(code)
    ? code.toLowerCase().replaceAll('_', ' ')
    : 'malformed verification material'
  const before = CHECKS.slice(CHECKS.indexOf('timestamp'), CHECKS.indexOf(failed))
  return [...(code === '' ? [] : before.map(id => pass(id, 'no objection'))), fail(failed, reason)]
}

const checkContent = (payloadType: string, statement: Statement | undefined): Check[] => {
  const type =
    payloadType === PAYLOAD_TYPE
      ? pass('payload-type', payloadType)
      : fail('payload-type', `${payloadType} is not ${PAYLOAD_TYPE}`)
  if (statement === undefined)
    return [type, fail('statement', 'the payload is no in-toto statement with a sha256 subject')]
  const isOurs = statement.predicateType === JOB_PREDICATE_TYPE || statement.predicateType === RUN_PREDICATE_TYPE
  return [
    type,
    statement._type === STATEMENT_TYPE
      ? pass('statement', STATEMENT_TYPE)
      : fail('statement', `${statement._type} is not ${STATEMENT_TYPE}`),
    isOurs
      ? pass('predicate-type', statement.predicateType)
      : fail('predicate-type', `${statement.predicateType} is not about a manifest`),
  ]
}

const rejected = (mode: Verified['mode'], checks: readonly Check[]): Verified => ({
  checks: complete(checks),
  ok: false,
  mode,
})

const complete = (checks: readonly Check[]): readonly Check[] =>
  CHECKS.map(id => checks.find(check => check.id === id) ?? notApplicable(id, 'not reached'))

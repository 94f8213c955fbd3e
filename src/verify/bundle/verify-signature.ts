import type { Bundle } from '@sigstore/bundle'
import type { Signer } from '@sigstore/verify'
import type { Check } from '../../schema/run/run-manifest.ts'
import { fail, notApplicable, pass } from '../check.ts'
import { findKey, findRoots, readRoot, type TrustMaterial } from './trust-material.ts'

/** The cryptographic checks, in the order of their execution. */
export const PROOF_CHECKS = ['trust-root', 'timestamp', 'certificate', 'transparency-log', 'signature'] as const
type ProofCheck = (typeof PROOF_CHECKS)[number]

/** The result. It has a signer only if everything verified. */
export type Proof = {
  readonly checks: readonly Check[]
  readonly signer?: Signer
  readonly keyHint?: string
  readonly signedAt?: string
}

/**
 * Verifies timestamps, certificate, log entries and signature with @sigstore/verify. The root sets the thresholds: one
 * log entry if it has logs, one certificate timestamp if it has certificate logs, always one time.
 */
export const prove = async (bundle: Bundle, material: TrustMaterial): Promise<Proof> => {
  const content = bundle.verificationMaterial.content
  if (content.$case === 'publicKey') return proveWithKey(bundle, content.publicKey.hint, material)
  const leaf = content.$case === 'certificate' ? content.certificate : content.x509CertificateChain.certificates[0]
  const roots = leaf === undefined ? [] : await findRoots(leaf.rawBytes, material.roots)
  if (roots.length === 0)
    return { checks: [fail('trust-root', 'no trust root: none of the given roots issued this certificate')] }

  const { toSignedEntity } = await import('@sigstore/verify')
  let last: Proof = { checks: [] }
  for (const { root, verifier } of roots) {
    const needsLog = root.tlogs.length > 0
    const trusted = pass(
      'trust-root',
      `certificate authority ${root.certificateAuthorities.map(({ uri }) => uri).join(', ')}`,
    )
    try {
      const entity = toSignedEntity(bundle)
      const signer = (await verifier()).verify(entity)
      const signedAt = signingTime(entity.timestamps)
      return {
        signer,
        signedAt,
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
  } catch {
    return { checks: [trusted, fail('signature', 'does not match key and payload')] }
  }
}

type SignedTimestamps = ReturnType<typeof import('@sigstore/verify').toSignedEntity>['timestamps']

/**
 * Returns the signed time, only after verification. Rekor's time counts only with its signed promise, since an
 * inclusion proof alone does not cover it.
 */
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

/**
 * The verifier checks in the order of PROOF_CHECKS and throws at the first failure. The code of the error identifies
 * the failed check.
 */
const explain = (error: unknown): Check[] => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const failed: ProofCheck = code.startsWith('TIMESTAMP')
    ? 'timestamp'
    : code.startsWith('CERTIFICATE') || code.startsWith('PUBLIC_KEY')
      ? 'certificate'
      : code.startsWith('TLOG')
        ? 'transparency-log'
        : 'signature'
  const reason = /^[A-Z_]{1,60}$/.test(code)
    ? code.toLowerCase().replaceAll('_', ' ')
    : 'malformed verification material'
  const before = PROOF_CHECKS.slice(1, PROOF_CHECKS.indexOf(failed))
  return [...(code === '' ? [] : before.map(id => pass(id, 'no objection'))), fail(failed, reason)]
}

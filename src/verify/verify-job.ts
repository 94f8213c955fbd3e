import type { JobManifest } from '../schema/job/job-manifest.ts'
import type { Check, RunManifest } from '../schema/run/run-manifest.ts'
import { JOB_PREDICATE_TYPE } from '../signing/predicate-types.ts'
import { type CertificateIdentity, type TrustMaterial, type Verified, verifyBundle } from './bundle/verify-bundle.ts'
import { checkClaims, checkRunClaims } from './documents/claims.ts'
import { checkIndex, checkMade } from './documents/index-checks.ts'
import { readPredicateClaims } from './documents/predicate.ts'
import { checkArtifact } from './expected/bound-artifact.ts'
import { checkExpectations, type Expectations } from './expected/expectations.ts'
import { none } from './platform/platform-job-checks.ts'
import { fail, pass } from './verdict.ts'

/** The file that a bundle must be about. */
export type SignedFile<T> = {
  /** Undefined if the file is no manifest. */
  readonly manifest: T | undefined
  /** SHA-256 of the file, hex; undefined if it could not be read. */
  readonly digestHex: string | undefined
}

/** The signer that the caller expects. */
export type JobExpectations = {
  /** The accepted issuer of a certificate; undefined for that of the claimed server. */
  readonly issuerFor: (identity: CertificateIdentity) => string | undefined
  /** The caller's further expectations. */
  readonly asked?: Expectations
}

export type JobVerification = {
  /** The checks of the bundle itself. */
  readonly verified: Verified
  /** All checks: those of the bundle, and if the signature verified, those of its content. */
  readonly checks: readonly Check[]
  /** `unverified`: the bundle proves nothing. `contradicted`: it was signed for something else. */
  readonly verdict: 'verified' | 'contradicted' | 'unverified'
}

/**
 * Verifies the bundle of one job manifest: signature, kind of document, index, claims against the certificate, bytes,
 * the files that the job made, then the caller's expectations. The report and every target of the command line verify a
 * job with this function.
 */
export const verifyJobManifest = async (
  file: SignedFile<JobManifest>,
  bundle: Uint8Array,
  material: TrustMaterial,
  expected: JobExpectations,
): Promise<JobVerification> => {
  const verified = await verifyBundle(new TextDecoder().decode(bundle), material)
  const checks = [...verified.checks, ...checkJobStatement(verified, file, expected)]
  const contradicts = checks.some(({ result }) => result === 'fail')
  return { verified, checks, verdict: !verified.ok ? 'unverified' : contradicts ? 'contradicted' : 'verified' }
}

const checkJobStatement = (
  verified: Verified,
  file: SignedFile<JobManifest>,
  { issuerFor, asked }: JobExpectations,
): readonly Check[] => {
  const { statement, identity } = verified
  const { manifest } = file
  if (statement === undefined) return []
  return [
    statement.predicateType === JOB_PREDICATE_TYPE
      ? pass('statement-kind', 'about a job manifest')
      : fail('statement-kind', 'not about a job manifest'),
    ...(manifest === undefined ? [] : [checkIndex(statement, manifest)]),
    ...checkSignerClaims(verified, manifest, identity === undefined ? undefined : issuerFor(identity)),
    checkSubject(verified, file),
    ...(manifest === undefined ? [] : [checkMade(statement, manifest)]),
    ...(asked === undefined
      ? []
      : [...checkExpectations(asked, verified), ...checkArtifact(asked, statement, manifest)]),
  ]
}

/**
 * Compares the claims with the certificate. For an unreadable manifest it compares the statement's claims, which must
 * not differ either.
 */
export const checkSignerClaims = (
  { identity, statement }: Verified,
  manifest: JobManifest | RunManifest | undefined,
  issuer: string | undefined,
): readonly Check[] => {
  if (identity === undefined) return none(['claim-run'], 'a key confirms no claim')
  if (manifest !== undefined) return checkClaims(manifest, identity, issuer)
  const claims = statement === undefined ? undefined : readPredicateClaims(statement)
  return claims === undefined ? [] : checkRunClaims(claims, identity, issuer)
}

/**
 * Checks that the first subject is the manifest. Only its digest counts, since subjects match by digest
 * (in-toto/attestation spec/v1).
 */
export const checkSubject = ({ statement }: Verified, { digestHex }: SignedFile<unknown>): Check => {
  const signed = statement?.subject[0]?.digest.sha256
  if (digestHex === undefined) return fail('subject', 'the manifest could not be read')
  return digestHex === signed
    ? pass('subject', `sha256:${digestHex}`)
    : fail('subject', `signed sha256:${signed ?? ''}, found sha256:${digestHex}`)
}

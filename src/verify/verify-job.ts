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

/** A file that a bundle is to be about. */
export type SignedFile<T> = {
  /** Undefined where the file is no manifest. */
  readonly manifest: T | undefined
  /** SHA-256 of the file, hex; undefined where it could not be read. */
  readonly digestHex: string | undefined
}

/** Whom the caller expects to have signed. */
export type JobExpectations = {
  /** The issuer that counts for a certificate; undefined for that of the claimed server. */
  readonly issuerFor: (identity: CertificateIdentity) => string | undefined
  /** What the caller asks for beyond that. */
  readonly asked?: Expectations
}

export type JobVerification = {
  /** The bundle by itself. */
  readonly verified: Verified
  /** Its checks, and where the signature verified those of what it is about. */
  readonly checks: readonly Check[]
  /** `unverified`: the bundle proves nothing. `contradicted`: it was signed, for something else. */
  readonly verdict: 'verified' | 'contradicted' | 'unverified'
}

/**
 * The bundle of one job manifest: signature, kind of document, index and claims against the certificate, the bytes, what the
 * job made, then what the caller expects. The report and every target of the command line verify a job here.
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

/** Claims against the certificate: those of the manifest; an unreadable one still has a statement, which may not differ either. */
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

/** The first subject is the manifest; only its digest counts, subjects match by digest (in-toto/attestation spec/v1). */
export const checkSubject = ({ statement }: Verified, { digestHex }: SignedFile<unknown>): Check => {
  const signed = statement?.subject[0]?.digest.sha256
  if (digestHex === undefined) return fail('subject', 'the manifest could not be read')
  return digestHex === signed
    ? pass('subject', `sha256:${digestHex}`)
    : fail('subject', `signed sha256:${signed ?? ''}, found sha256:${digestHex}`)
}

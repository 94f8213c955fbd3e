import { JOB_BUNDLE_FILE, JOB_MANIFEST_FILE } from '../core/artifact-name.ts'
import { LIMITS } from '../core/limits.ts'
import { sha256Hex } from '../io/digest.ts'
import type { JobManifest } from '../schema/job/job-manifest.ts'
import { readJobManifest } from '../schema/read-manifest.ts'
import type { Check } from '../schema/run/run-manifest.ts'
import { JOB_PREDICATE_TYPE } from '../signing/predicate-types.ts'
import { type TrustMaterial, type Verified, verifyBundle } from './bundle/verify-bundle.ts'
import { checkClaims, checkRunClaims, toClaims } from './documents/claims.ts'
import { checkIndex, checkMade } from './documents/index-checks.ts'
import { readPredicateClaims } from './documents/predicate.ts'
import { checkArtifact } from './expected/bound-artifact.ts'
import { checkExpectations, type Expectations } from './expected/expectations.ts'
import type { PlatformChoice } from './platform/platform.ts'
import { checkJobOnPlatform, none } from './platform/platform-job-checks.ts'
import { checkRunOnPlatform, toAddress } from './platform/platform-run-checks.ts'
import type { FileContent, TargetFiles } from './target.ts'
import { fail, pass } from './verdict.ts'
import type { Section, Verification } from './verification.ts'

/** An unpacked job artifact: job-manifest.json and its bundle. */
export const verifyJobFiles = async (
  files: TargetFiles,
  material: TrustMaterial,
  expected: Expectations,
  platform: PlatformChoice,
): Promise<Verification> => {
  const file = await files.read(JOB_MANIFEST_FILE, LIMITS.jobManifest)
  const bundle = await files.read(JOB_BUNDLE_FILE, LIMITS.bundle)
  const { manifest, check } = readManifest(file)
  const manifestSection = { subject: JOB_MANIFEST_FILE, checks: [check] }
  if (bundle.state === 'missing') {
    const unsigned = { subject: JOB_BUNDLE_FILE, checks: [fail('signed', 'there is no bundle')] }
    return { sections: [manifestSection, unsigned], missing: [], main: undefined }
  }
  const { verified, section } = await verifyJobBundle(JOB_BUNDLE_FILE, bundle, file, manifest, material, expected)
  const asked = await askPlatform(platform, verified, file, manifest)
  return {
    sections: [manifestSection, section, ...(asked.length === 0 ? [] : [{ subject: 'GitHub', checks: asked }])],
    missing: [],
    main: verified,
  }
}

const askPlatform = async (
  platform: PlatformChoice,
  verified: Verified | undefined,
  file: FileContent,
  manifest: JobManifest | undefined,
): Promise<readonly Check[]> => {
  if (manifest === undefined || file.state !== 'read') return []
  // What nobody signed is not asked about: a token would be spent on anybody's words.
  const choice = verified?.ok === true ? platform : { notAsked: 'the bundle does not verify' }
  const claims = toClaims(manifest)
  return [
    ...(await checkRunOnPlatform(choice, claims, manifest.run.headSha?.value)),
    ...(await checkJobOnPlatform(choice, {
      ...toAddress(claims),
      jobId: manifest.job.id?.value,
      digestHex: sha256Hex(file.bytes),
      signedAt: verified?.signedAt,
      manifest,
      reported: undefined,
    })),
  ]
}

/** The bundle of one job manifest: signature, its index and claims = certificate, subject = the bytes, expectations. */
export const verifyJobBundle = async (
  subject: string,
  bundle: FileContent,
  file: FileContent,
  manifest: JobManifest | undefined,
  material: TrustMaterial,
  expected: Expectations,
): Promise<{ readonly verified: Verified | undefined; readonly section: Section }> => {
  if (bundle.state !== 'read')
    return {
      verified: undefined,
      section: { subject, checks: [fail('bundle-form', bundle.state === 'refused' ? bundle.reason : 'missing')] },
    }
  const verified = await verifyBundle(new TextDecoder().decode(bundle.bytes), material)
  if (verified.statement === undefined) return { verified, section: { subject, checks: verified.checks } }
  const checks = [
    ...verified.checks,
    verified.statement.predicateType === JOB_PREDICATE_TYPE
      ? pass('statement-kind', 'about a job manifest')
      : fail('statement-kind', 'not about a job manifest'),
    ...(manifest === undefined ? [] : [checkIndex(verified.statement, manifest)]),
    ...checkManifestClaims(verified, manifest, expected),
    checkSubject(verified, file),
    ...(manifest === undefined ? [] : [checkMade(verified.statement, manifest)]),
    ...checkExpectations(expected, verified),
    ...checkArtifact(expected, verified.statement, manifest),
  ]
  return { verified, section: { subject, checks } }
}

const checkManifestClaims = (
  verified: Verified,
  manifest: JobManifest | undefined,
  expected: Expectations,
): readonly Check[] => {
  const { identity, statement } = verified
  if (identity === undefined) return none(['claim-run'], 'a key confirms no claim')
  if (manifest !== undefined) return checkClaims(manifest, identity, expected.issuer)
  // An unreadable manifest still has a statement, and that may not lie either.
  const claims = statement === undefined ? undefined : readPredicateClaims(statement)
  return claims === undefined ? [] : checkRunClaims(claims, identity, expected.issuer)
}

/** The first subject is the manifest; only its digest counts, subjects match by digest (in-toto/attestation spec/v1). */
export const checkSubject = (verified: Verified, file: FileContent): Check => {
  const signed = verified.statement?.subject[0]?.digest.sha256
  if (file.state !== 'read') return fail('subject', 'the manifest could not be read')
  const found = sha256Hex(file.bytes)
  return found === signed
    ? pass('subject', `sha256:${found}`)
    : fail('subject', `signed sha256:${signed ?? ''}, found sha256:${found}`)
}

/** The manifest of a file, and whether it is one. */
export const readManifest = (file: FileContent): { readonly manifest?: JobManifest; readonly check: Check } => {
  if (file.state !== 'read') return { check: fail('manifest', file.state === 'refused' ? file.reason : 'missing') }
  try {
    const { value, unknownFields } = readJobManifest(file.bytes)
    return {
      manifest: value,
      check: pass('manifest', `schema ${value.schemaVersion}, ${unknownFields} unknown fields`),
    }
  } catch (error) {
    return { check: fail('manifest', error instanceof Error ? error.message : 'not a job manifest') }
  }
}

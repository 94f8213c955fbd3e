import { JOB_BUNDLE_FILE, JOB_MANIFEST_FILE } from '../core/artifact-name.ts'
import { LIMITS } from '../core/limits.ts'
import { sha256Hex } from '../io/digest.ts'
import type { JobManifest } from '../schema/job/job-manifest.ts'
import { readJobManifest } from '../schema/read-manifest.ts'
import type { Check } from '../schema/run/run-manifest.ts'
import type { TrustMaterial, Verified } from './bundle/verify-bundle.ts'
import { toClaims } from './documents/claims.ts'
import type { Expectations } from './expected/expectations.ts'
import type { PlatformChoice } from './platform/platform.ts'
import { checkJobOnPlatform } from './platform/platform-job-checks.ts'
import { checkRunOnPlatform, toAddress } from './platform/platform-run-checks.ts'
import type { FileContent, TargetFiles } from './target.ts'
import { fail, pass } from './verdict.ts'
import type { Section, Verification } from './verification.ts'
import { verifyJobManifest } from './verify-job.ts'

/** Verifies an unpacked job artifact: job-manifest.json and its bundle. */
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
  // No request is made about unsigned content: it would spend a token on anybody's claims.
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

/** Verifies the bundle of one job manifest against the caller's expectations. */
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
  const signed = { manifest, digestHex: findDigest(file) }
  const issuerFor = () => expected.issuer
  const { verified, checks } = await verifyJobManifest(signed, bundle.bytes, material, { issuerFor, asked: expected })
  return { verified, section: { subject, checks } }
}

/** Returns SHA-256 of a file, hex; undefined if it could not be read. */
export const findDigest = (file: FileContent): string | undefined =>
  file.state === 'read' ? sha256Hex(file.bytes) : undefined

/** Reads the manifest of a file, and checks that it is one. */
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

import { JOB_BUNDLE_FILE, JOB_MANIFEST_FILE } from '../core/artifact-name.ts'
import { LIMITS } from '../core/limits.ts'
import type { JobManifest } from '../schema/job/job-manifest.ts'
import { readJobManifest } from '../schema/read-manifest.ts'
import type { Verified } from './bundle/verify-bundle.ts'
import { fail } from './check.ts'
import {
  type FileContent,
  readManifestFile,
  type Section,
  type Verification,
  type VerifyContext,
  whyUnread,
} from './verification.ts'
import { checkOnPlatform, choosePlatform, verifyJobManifest } from './verify-document.ts'

/** Verifies an unpacked job artifact: job-manifest.json and its bundle. */
export const verifyJobFiles = async (context: VerifyContext): Promise<Verification> => {
  const { files, platform } = context
  const file = await files.read(JOB_MANIFEST_FILE, LIMITS.jobManifest)
  const bundle = await files.read(JOB_BUNDLE_FILE, LIMITS.bundle)
  const { manifest, digestHex, check } = readManifestFile(file, 'job manifest', readJobManifest)
  const manifestSection = { subject: JOB_MANIFEST_FILE, checks: [check] }
  if (bundle.state === 'missing') {
    const unsigned = { subject: JOB_BUNDLE_FILE, checks: [fail('signed', 'there is no bundle')] }
    return { sections: [manifestSection, unsigned], missing: [], main: undefined }
  }
  const { verified, section } = await verifyJobBundle(JOB_BUNDLE_FILE, bundle, { manifest, digestHex }, context)
  const choice = choosePlatform(verified, platform, 'the bundle')
  const asked = await checkOnPlatform(choice, verified, { kind: 'job', manifest, digestHex })
  return {
    sections: [manifestSection, section, ...(asked.length === 0 ? [] : [{ subject: 'GitHub', checks: asked }])],
    missing: [],
    main: verified,
  }
}

/** Verifies the bundle of one job manifest against the caller's expectations. */
export const verifyJobBundle = async (
  subject: string,
  bundle: FileContent,
  job: { readonly manifest: JobManifest | undefined; readonly digestHex: string | undefined },
  { material, expected }: Pick<VerifyContext, 'material' | 'expected'>,
): Promise<{ readonly verified: Verified | undefined; readonly section: Section }> => {
  if (bundle.state !== 'read')
    return { verified: undefined, section: { subject, checks: [fail('bundle-form', whyUnread(bundle))] } }
  const { verified, checks } = await verifyJobManifest(job, bundle.bytes, material, () => expected.issuer, expected)
  return { verified, section: { subject, checks } }
}

import { cutText } from '../core/cut-text.ts'
import { LIMITS } from '../core/limits.ts'
import { sha256Hex } from '../io/digest.ts'
import type { JobManifest } from '../schema/job/job-manifest.ts'
import type { Check, ReportedJob } from '../schema/run/run-manifest.ts'
import { jobBundlePath } from '../signing/run-files.ts'
import type { TrustMaterial, Verified } from './bundle/verify-bundle.ts'
import type { Expectations } from './expected/expectations.ts'
import type { FileContent, TargetFiles } from './target.ts'
import { fail, notApplicable, pass } from './verdict.ts'
import type { Section } from './verification.ts'
import { verifyJobBundle } from './verify-job-files.ts'

/** The values that the bundle of every job of a run is compared with. */
export type Bundles = {
  readonly files: TargetFiles
  readonly material: TrustMaterial
  readonly expected: Expectations
}

type OwnBundle = {
  readonly sections: readonly Section[]
  readonly missing: readonly string[]
  /** Set only if the signature verified. */
  readonly verified: Verified | undefined
}

/**
 * Verifies a job's own signature inside a run artifact: the bundle that the run manifest lists, and the signer that the
 * run manifest names.
 */
export const verifyOwnBundle = async (
  { files, material, expected }: Bundles,
  stem: string,
  job: ReportedJob,
  file: FileContent,
  manifest: JobManifest | undefined,
): Promise<OwnBundle> => {
  if (job.manifest?.bundleDigest === undefined) return { sections: [], missing: [], verified: undefined }
  const path = jobBundlePath(stem)
  const bundle = await files.read(path, LIMITS.bundle)
  if (bundle.state === 'missing') return { sections: [], missing: [path], verified: undefined }
  // A job signs as its own workflow and attempt, so only the values common to all jobs of the run must equal the
  // report's.
  const { signerWorkflow: _, signerDigest: __, attempt: ___, artifact: ____, ...ofSameRun } = expected
  const { verified, section } = await verifyJobBundle(path, bundle, file, manifest, material, ofSameRun)
  const checks = [
    checkDigest(bundle, job.manifest.bundleDigest),
    ...(job.signature.by === 'job' ? section.checks : section.checks.map(check => withoutWeight(check, job))),
    checkPayload(verified, job.manifest.payloadDigest),
    checkReportedSigner(verified, job),
  ]
  return { sections: [{ subject: path, checks }], missing: [], verified: verified?.ok === true ? verified : undefined }
}

/**
 * Turns a failed check into `not-applicable`, for a job that the run manifest lists as not signed by itself. Any job,
 * including one of a fork, may leave any file in the place of its bundle. Such a file proves nothing and must not
 * invalidate the whole run.
 */
const withoutWeight = (check: Check, { signature }: ReportedJob): Check =>
  check.result === 'fail'
    ? {
        ...check,
        result: 'not-applicable',
        reason: cutText(`${cutText(check.reason, 250)}; nobody relies on it: ${signature.reason}`, 500),
      }
    : check

/** Checks the signer that the report names for the job, since the policy may have used that name. */
const checkReportedSigner = (verified: Verified | undefined, { signature }: ReportedJob): Check => {
  const id = 'reported-signer'
  if (signature.by !== 'job') return notApplicable(id, 'the run manifest names no signer')
  if (verified?.ok !== true) return notApplicable(id, 'the bundle does not verify')
  if (signature.mode !== verified.mode) return fail(id, `called ${signature.mode}, signed ${verified.mode}`)
  const { signer } = signature
  const { identity } = verified
  if (signer === undefined || identity === undefined) return notApplicable(id, 'the run manifest names no signer')
  const same = cutText(identity.san, 1_024) === signer.identity && cutText(identity.issuer, 300) === signer.issuer
  return same
    ? pass(id, signer.identity)
    : fail(id, `called ${signer.identity} by ${signer.issuer}, signed by ${identity.san} by ${identity.issuer}`)
}

/** Compares the payload, since a bundle can be re-encoded without breaking its signature and the payload cannot. */
const checkPayload = (verified: Verified | undefined, listed: string | undefined): Check => {
  const id = 'payload-digest'
  if (listed === undefined) return notApplicable(id, 'the run manifest lists none: it did not verify the bundle')
  if (verified?.payload === undefined) return notApplicable(id, 'the bundle does not verify')
  const found = `sha256:${sha256Hex(verified.payload)}`
  return found === listed ? pass(id, found) : fail(id, `listed ${listed}, found ${found}`)
}

/** Checks that the file has the digest that the run manifest lists. */
export const checkDigest = (file: FileContent, listed: string | undefined): Check => {
  if (file.state !== 'read') return fail('file-digest', 'could not be read')
  const found = `sha256:${sha256Hex(file.bytes)}`
  return found === listed
    ? pass('file-digest', found)
    : fail('file-digest', `listed ${listed ?? 'nothing'}, found ${found}`)
}

import { toCanonicalJson } from '../core/canonical-json.ts'
import { cutText } from '../core/cut-text.ts'
import { isSameRepository } from '../core/ids.ts'
import { LIMITS } from '../core/limits.ts'
import { sha256Hex } from '../io/digest.ts'
import { inParallel } from '../io/in-parallel.ts'
import type { JobManifest } from '../schema/job/job-manifest.ts'
import { readJobManifest } from '../schema/read-manifest.ts'
import type { Check, ManifestFile, ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import { jobBundlePath, jobFileStem, jobManifestPath } from '../signing/run-files.ts'
import type { Verified } from './bundle/verify-bundle.ts'
import { fail, notApplicable, pass } from './check.ts'
import { toClaims } from './documents/claims.ts'
import { checkJobOnPlatform } from './platform/platform-job-checks.ts'
import { toAddress } from './platform/platform-run-checks.ts'
import { type FileContent, readManifestFile, type Verification, type VerifyContext } from './verification.ts'
import { verifyJobBundle } from './verify-job-files.ts'

type JobFiles = Pick<Verification, 'sections' | 'missing'>

/** The manifest of a job as its file has it. */
type OwnManifest = { readonly manifest: JobManifest | undefined; readonly digestHex: string | undefined }

/**
 * Verifies every job: its files by the digests in the run manifest, its manifest against run manifest and GitHub, and
 * its own signature.
 */
export const verifyJobs = (run: RunManifest, context: VerifyContext): Promise<readonly JobFiles[]> =>
  inParallel(run.jobs, LIMITS.jobsVerifiedAtOnce, async job => {
    const stem = jobFileStem(job)
    if (stem !== undefined) return verifyJob(run, job, stem, context)
    // A manifest without a possible file name would be covered by no digest.
    return job.manifest === undefined
      ? { sections: [], missing: [] }
      : { sections: [{ subject: job.name, checks: [fail('file-digest', 'no file can be named for it')] }], missing: [] }
  })

const verifyJob = async (
  run: RunManifest,
  job: ReportedJob,
  stem: string,
  context: VerifyContext,
): Promise<JobFiles> => {
  const path = jobManifestPath(stem)
  const file = await context.files.read(path, LIMITS.jobManifest)
  if (file.state === 'missing')
    return job.manifest?.inRunArtifact === false
      ? { sections: [{ subject: path, checks: [referredTo(job.manifest)] }], missing: [] }
      : { sections: [], missing: [path] }
  const { manifest, digestHex, check } = readManifestFile(file, 'job manifest', readJobManifest)
  const own = await verifyOwnBundle(job, stem, { manifest, digestHex }, context)
  const checks = [
    checkDigest(file, job.manifest?.digest),
    check,
    checkSameRun(run, job, manifest),
    checkRecord(job, manifest),
    ...(manifest === undefined || digestHex === undefined
      ? []
      : await checkJobOnPlatform(context.platform, {
          ...toAddress(toClaims(manifest)),
          jobId: job.presence === 'carried-over' ? manifest.job.id?.value : (job.id ?? manifest.job.id?.value),
          digestHex,
          signedAt: own.verified?.signedAt,
          manifest,
          reported: job,
        })),
  ]
  return { sections: [{ subject: path, checks }, ...own.sections], missing: own.missing }
}

/**
 * A file that the run artifact does not contain. Its digest is signed, so a user may add the file under this name to
 * have it compared.
 */
const referredTo = ({ digest, artifact }: ManifestFile): Check =>
  notApplicable(
    'file-digest',
    `${digest} is listed and not in the run artifact: artifact ${artifact?.name ?? 'unknown'} holds it${
      artifact?.expiresAt === undefined ? '' : ` until ${artifact.expiresAt}`
    }`,
  )

/**
 * Checks that the manifest is of this run and job. A carried-over job has its manifest from an earlier attempt, in
 * which its id may differ. The repository is compared by id; the report compares the name that a job states, and shows
 * a difference as contradicted.
 */
const checkSameRun = ({ run }: RunManifest, job: ReportedJob, manifest: JobManifest | undefined): Check => {
  if (manifest === undefined) return fail('same-run', 'there is no manifest')
  const { attempt, repository, repositoryId, runId, serverUrl } = manifest.run
  const carried = job.presence === 'carried-over'
  const sameId = job.id === undefined || manifest.job.id === undefined || manifest.job.id.value === job.id
  const ofRun =
    (serverUrl === undefined || plainUrl(serverUrl.value) === plainUrl((run.serverUrl ?? serverUrl).value)) &&
    isSameRepository(
      { id: repositoryId.value, name: repository.value },
      { id: run.repositoryId.value, name: run.repository.value },
    ) &&
    runId.value === run.runId.value &&
    (carried ? attempt.value <= run.attempt.value : attempt.value === run.attempt.value) &&
    (sameId || (carried && manifest.job.name?.value === job.name))
  return ofRun ? pass('same-run', `attempt ${attempt.value}`) : fail('same-run', 'of another run, attempt or job')
}

/** Compares servers as the report does: in any case, and with or without a slash at the end. */
const plainUrl = (server: string): string => server.replace(/\/$/, '').toLowerCase()

/** The run manifest also contains the job manifest; both must be equal. */
const checkRecord = (job: ReportedJob, manifest: JobManifest | undefined): Check => {
  if (job.record === undefined || manifest === undefined) return notApplicable('record', 'nothing to compare')
  return toCanonicalJson(job.record) === toCanonicalJson(manifest)
    ? pass('record', 'as in the run manifest')
    : fail('record', 'the run manifest holds another manifest of this job')
}

/** `verified` is set only if the signature verified. */
type OwnBundle = JobFiles & { readonly verified: Verified | undefined }

/**
 * Verifies a job's own signature inside a run artifact: the bundle that the run manifest lists, and the signer that the
 * run manifest names.
 */
const verifyOwnBundle = async (
  job: ReportedJob,
  stem: string,
  own: OwnManifest,
  { files, material, expected }: VerifyContext,
): Promise<OwnBundle> => {
  if (job.manifest?.bundleDigest === undefined) return { sections: [], missing: [], verified: undefined }
  const path = jobBundlePath(stem)
  const bundle = await files.read(path, LIMITS.bundle)
  if (bundle.state === 'missing') return { sections: [], missing: [path], verified: undefined }
  // A job signs as its own workflow and attempt, so only the values common to all jobs of the run must equal the
  // report's.
  const { signerWorkflow: _, signerDigest: __, attempt: ___, artifact: ____, ...ofSameRun } = expected
  const { verified, section } = await verifyJobBundle(path, bundle, own, { material, expected: ofSameRun })
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

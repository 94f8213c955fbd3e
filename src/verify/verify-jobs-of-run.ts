import { toCanonicalJson } from '../core/canonical-json.ts'
import { isSameRepository } from '../core/ids.ts'
import { LIMITS } from '../core/limits.ts'
import { sha256Hex } from '../io/digest.ts'
import { inParallel } from '../io/in-parallel.ts'
import type { JobManifest } from '../schema/job/job-manifest.ts'
import type { Check, ManifestFile, ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import { jobFileStem, jobManifestPath } from '../signing/run-files.ts'
import type { TrustMaterial } from './bundle/verify-bundle.ts'
import { toClaims } from './documents/claims.ts'
import type { Expectations } from './expected/expectations.ts'
import { checkDigest, verifyOwnBundle } from './own-bundle.ts'
import type { PlatformChoice } from './platform/platform.ts'
import { checkJobOnPlatform } from './platform/platform-job-checks.ts'
import { toAddress } from './platform/platform-run-checks.ts'
import type { TargetFiles } from './target.ts'
import { fail, notApplicable, pass } from './verdict.ts'
import type { Section } from './verification.ts'
import { readManifest } from './verify-job-files.ts'

/** The values that every job's files are compared with. */
type RunVerification = {
  readonly files: TargetFiles
  readonly run: RunManifest
  readonly material: TrustMaterial
  readonly expected: Expectations
  readonly platform: PlatformChoice
}

type JobVerification = { readonly sections: readonly Section[]; readonly missing: readonly string[] }

/** The number of jobs verified at a time. Each may cost a request for its log. */
const WIDTH = 4

/**
 * Verifies every job: its files by the digests in the run manifest, its manifest against run manifest and GitHub, and
 * its own signature.
 */
export const verifyJobs = (verification: RunVerification): Promise<readonly JobVerification[]> =>
  inParallel(verification.run.jobs, WIDTH, async job => {
    const stem = jobFileStem(job)
    if (stem !== undefined) return verifyJob(verification, stem, job)
    // A manifest without a possible file name would be covered by no digest.
    return job.manifest === undefined
      ? { sections: [], missing: [] }
      : { sections: [{ subject: job.name, checks: [fail('file-digest', 'no file can be named for it')] }], missing: [] }
  })

const verifyJob = async (verification: RunVerification, stem: string, job: ReportedJob): Promise<JobVerification> => {
  const { files, run } = verification
  const path = jobManifestPath(stem)
  const file = await files.read(path, LIMITS.jobManifest)
  if (file.state === 'missing')
    return job.manifest?.inRunArtifact === false
      ? { sections: [{ subject: path, checks: [referredTo(job.manifest)] }], missing: [] }
      : { sections: [], missing: [path] }
  const { manifest, check } = readManifest(file)
  const own = await verifyOwnBundle(verification, stem, job, file, manifest)
  const checks = [
    checkDigest(file, job.manifest?.digest),
    check,
    checkSameRun(run, job, manifest),
    checkRecord(job, manifest),
    ...(manifest === undefined || file.state !== 'read'
      ? []
      : await checkJobOnPlatform(verification.platform, {
          ...toAddress(toClaims(manifest)),
          jobId: job.presence === 'carried-over' ? manifest.job.id?.value : (job.id ?? manifest.job.id?.value),
          digestHex: sha256Hex(file.bytes),
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

import { LIMITS } from './limits.ts'

/** The prefix of every artifact of this project. Users exclude these artifacts with `pattern: '!pipeline-trace-*'`. */
export const ARTIFACT_PREFIX = 'pipeline-trace-'

export const JOB_MANIFEST_FILE = 'job-manifest.json'
export const JOB_BUNDLE_FILE = 'job-manifest.sigstore.json'
export const RUN_MANIFEST_FILE = 'run-manifest.json'
export const RUN_BUNDLE_FILE = 'run-manifest.sigstore.json'
export const RUN_REPORT_FILE = 'report.md'

/** Identity of a job in an artifact name: the job id, or `k-<backend job id>` where the runner gave no job id. */
export type JobIdentity = { readonly jobId: string } | { readonly backendJobId: string }

/** The name contains all three ids, since artifact names are unique per run, immutable, and outlive attempts. */
export const jobArtifactName = (runId: string, attempt: number, job: JobIdentity): string =>
  `${ARTIFACT_PREFIX}job-${runId}-${attempt}-${'jobId' in job ? job.jobId : `k-${job.backendJobId}`}`

/** The largest number of reports of one attempt that can exist side by side. */
export const MAX_REPORTS = 9

/** `report` counts the reports of one attempt, from 1: a second one does not replace the first. */
export const runArtifactName = (runId: string, attempt: number, report = 1): string =>
  `${ARTIFACT_PREFIX}run-${runId}-${attempt}${report === 1 ? '' : `-${report}`}`

/** The parts of a run artifact's name; undefined for any other artifact. */
export const parseRunArtifactName = (
  name: string,
): { readonly runId: string; readonly attempt: number; readonly report: number } | undefined => {
  const [, runId, attempt, report] = /^pipeline-trace-run-(\d{1,20})-(\d{1,5})(?:-([2-9]))?$/.exec(name) ?? []
  return runId === undefined || attempt === undefined
    ? undefined
    : { runId, attempt: Number(attempt), report: Number(report ?? 1) }
}

/** The largest zip of an artifact of this project as downloaded, in bytes. */
export const artifactZipLimit = (name: string): number =>
  name.startsWith(`${ARTIFACT_PREFIX}run-`) ? LIMITS.runArtifactZip : LIMITS.artifactZip

/** The parts of a job artifact's name; undefined for any other artifact. */
export const parseJobArtifactName = (
  name: string,
): { readonly runId: string; readonly attempt: number; readonly job: JobIdentity } | undefined => {
  const match = /^pipeline-trace-job-(\d{1,20})-(\d{1,5})-(?:(\d{1,20})|k-([0-9a-fA-F-]{1,64}))$/.exec(name)
  const [, runId, attempt, jobId, backendJobId] = match ?? []
  if (runId === undefined || attempt === undefined) return undefined
  if (jobId !== undefined) return { runId, attempt: Number(attempt), job: { jobId } }
  return backendJobId === undefined ? undefined : { runId, attempt: Number(attempt), job: { backendJobId } }
}

/** Why a manifest that was made did not become an artifact, in the words of the digest line. */
export const NOT_UPLOADED = [
  'no-artifact-service', // the runner gave the job no service, or no id to name the artifact by
  'upload-failed', // the service refused, failed or did not answer in time
  'upload-off', // `upload: never`
] as const
export type NotUploaded = (typeof NOT_UPLOADED)[number]

/** The content of the digest line in a job's log: the manifest of the job, and the reason if it was not uploaded. */
export type DigestLine = {
  /** `sha256:<hex>` */
  readonly digest: string
  readonly jobId: string
  readonly attempt: number
  /** Absent where the manifest was uploaded. */
  readonly notUploaded?: NotUploaded
}

/**
 * Returns the one line in the job's log that binds a manifest to the job, since only this job can write there. If the
 * manifest was not uploaded, the line gives the reason, because the report can then read only the log.
 */
export const digestLine = (digestHex: string, jobId: string, attempt: number, notUploaded?: NotUploaded): string =>
  `pipeline-trace manifest sha256:${digestHex} job=${jobId} attempt=${attempt}${
    notUploaded === undefined ? '' : ` · not uploaded: ${notUploaded}`
  }`

const DIGEST_LINE =
  /^pipeline-trace manifest (sha256:[0-9a-f]{64}) job=([0-9A-Za-z-]{1,100}) attempt=(\d{1,5})(?: · not uploaded: ([a-z-]{1,40}))?$/

/**
 * Reads one line of a log, without its time. Returns undefined for any other line, and for a line with an unknown
 * reason.
 */
export const parseDigestLine = (line: string): DigestLine | undefined => {
  const [, digest, jobId, attempt, word] = DIGEST_LINE.exec(line) ?? []
  if (digest === undefined || jobId === undefined || attempt === undefined) return undefined
  const read = { digest, jobId, attempt: Number(attempt) }
  if (word === undefined) return read
  const notUploaded = NOT_UPLOADED.find(known => known === word)
  return notUploaded === undefined ? undefined : { ...read, notUploaded }
}

/** The beginning of the name of a convergence record in RUNNER_TEMP. */
export const CONVERGENCE_FILE = 'pipeline-trace-convergence-'

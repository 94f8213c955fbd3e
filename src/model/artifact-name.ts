import { LIMITS } from './limits.ts'

/** The prefix of every artifact of ours; users exclude it with `pattern: '!pipeline-trace-*'`. */
export const ARTIFACT_PREFIX = 'pipeline-trace-'

export const JOB_MANIFEST_FILE = 'job-manifest.json'
export const JOB_BUNDLE_FILE = 'job-manifest.sigstore.json'
export const RUN_MANIFEST_FILE = 'run-manifest.json'
export const RUN_BUNDLE_FILE = 'run-manifest.sigstore.json'
export const RUN_REPORT_FILE = 'report.md'

/** Identity of a job in an artifact name: the job id, or `k-<backend job id>` where the runner gave no job id. */
export type JobIdentity = { readonly jobId: string } | { readonly backendJobId: string }

/** Artifact names are unique per run and immutable, and outlive attempts: all three ids stand in the name. */
export const jobArtifactName = (runId: string, attempt: number, job: JobIdentity): string =>
  `${ARTIFACT_PREFIX}job-${runId}-${attempt}-${'jobId' in job ? job.jobId : `k-${job.backendJobId}`}`

export const runArtifactName = (runId: string, attempt: number): string => `${ARTIFACT_PREFIX}run-${runId}-${attempt}`

/** Bytes of the zip of an artifact of ours, as it is downloaded. */
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

/** The one line in the job's log that binds a manifest to the job: only this job can write there. */
export const digestLine = (digestHex: string, jobId: string, attempt: number): string =>
  `pipeline-trace manifest sha256:${digestHex} job=${jobId} attempt=${attempt}`

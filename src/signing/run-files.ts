import { parseJobArtifactName, RUN_MANIFEST_FILE } from '../core/artifact-name.ts'
import type { ReportedJob } from '../schema/run/run-manifest.ts'

/** Media type of a manifest as a ResourceDescriptor names it. */
export const MANIFEST_MEDIA_TYPE = 'application/json'

/** A file of the run artifact that the run statement names by digest. */
export type RunFile = { readonly name: string; readonly sha256: string }

/** Returns `<job id>`, or `k-<backend job id>` if the runner gave no id; undefined for a job without a manifest. */
export const jobFileStem = (job: ReportedJob): string | undefined => {
  if (job.manifest === undefined) return undefined
  if (job.id !== undefined) return job.id
  const { artifact } = job.manifest
  const backendJobId = job.record?.job.backendId?.value ?? artifact?.backendJobId ?? statedIn(artifact?.name ?? '')
  return backendJobId === undefined || !/^[0-9a-fA-F-]{1,64}$/.test(backendJobId) ? undefined : `k-${backendJobId}`
}

/** The backend job id in the name of an artifact that has no job id in it. */
const statedIn = (artifact: string): string | undefined => {
  const job = parseJobArtifactName(artifact)?.job
  return job === undefined || 'jobId' in job ? undefined : job.backendJobId
}

/** Returns the paths of a job's manifest and bundle inside the run artifact. */
export const jobManifestPath = (stem: string): string => `jobs/${stem}.json`
export const jobBundlePath = (stem: string): string => `jobs/${stem}.sigstore.json`

/** Matches the paths that a run statement may name. Any other path could lead out of the folder. */
export const isRunFilePath = (path: string): boolean =>
  path === RUN_MANIFEST_FILE || /^jobs\/(\d{1,20}|k-[0-9a-fA-F-]{1,64})(\.sigstore)?\.json$/.test(path)

/** The files of one job that the run statement covers, manifest first; hex digests. */
export const jobFiles = (job: ReportedJob): readonly RunFile[] => {
  const stem = jobFileStem(job)
  if (stem === undefined || job.manifest === undefined) return []
  const manifest = { name: jobManifestPath(stem), sha256: hex(job.manifest.digest) }
  const { bundleDigest } = job.manifest
  return bundleDigest === undefined ? [manifest] : [manifest, { name: jobBundlePath(stem), sha256: hex(bundleDigest) }]
}

const hex = (digest: string): string => digest.replace(/^sha256:/, '')

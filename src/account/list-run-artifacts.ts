import { ARTIFACT_PREFIX } from '../core/artifact-name.ts'
import type { ListedArtifact } from '../github/results/results-service.ts'
import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import { getUploader } from './uploader-lookup.ts'

/**
 * Lists the run's artifacts except ours. Each has its producing job where a manifest ties its backend id to a job id.
 */
export const listRunArtifacts = (
  listed: readonly ListedArtifact[],
  jobs: readonly ReportedJob[],
): RunManifest['artifacts'] => {
  const uploader = getUploader(jobs)
  return listed
    .filter(artifact => !artifact.name.startsWith(ARTIFACT_PREFIX))
    .slice(0, 2_000)
    .map(artifact => {
      const jobId = uploader(artifact)?.id
      return {
        name: artifact.name,
        id: artifact.id,
        sizeBytes: artifact.sizeBytes,
        digest: artifact.digest,
        createdAt: artifact.createdAt,
        jobId,
        source: artifact.backendRunId === '' ? 'api' : 'results',
      }
    })
}

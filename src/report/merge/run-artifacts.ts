import { ARTIFACT_PREFIX } from '../../model/artifact-name.ts'
import type { ReportedJob, RunManifest } from '../../model/run-manifest.ts'
import type { ListedArtifact } from '../../sources/results-service.ts'

/** The run's artifacts but ours, with the job that made each where a manifest ties its backend id to a job id. */
export const artifactsOf = (
  listed: readonly ListedArtifact[],
  jobs: readonly ReportedJob[],
): RunManifest['artifacts'] => {
  const jobIds = new Map(
    jobs.flatMap(job => {
      const backendId = job.record?.job.backendId?.value
      return backendId === undefined || job.id === undefined ? [] : [[backendId, job.id] as const]
    }),
  )
  return listed
    .filter(artifact => !artifact.name.startsWith(ARTIFACT_PREFIX))
    .slice(0, 2_000)
    .map(artifact => {
      const jobId = jobIds.get(artifact.backendJobId)
      return {
        name: artifact.name,
        id: artifact.id,
        sizeBytes: artifact.sizeBytes,
        ...(artifact.digest === undefined ? {} : { digest: artifact.digest }),
        ...(artifact.createdAt === undefined ? {} : { createdAt: artifact.createdAt }),
        ...(jobId === undefined ? {} : { jobId }),
        source: artifact.backendRunId === '' ? 'api' : 'results',
      }
    })
}

import { parseJobArtifactName } from '../../core/artifact-name.ts'
import type { ListedArtifact } from './results-service.ts'

/**
 * Returns the uploader of an artifact: the job, from the results service. REST does not know it; then each name counts
 * as its own uploader.
 */
export const toUploader = ({ backendJobId, name }: ListedArtifact): string =>
  backendJobId === '' ? `name ${name}` : backendJobId.toLowerCase()

/**
 * Returns the order in which this project's artifacts are opened, so that the uploads of one job never use the time of
 * the others. Artifacts with the name of a listed job come first, and among them the first of each uploader before the
 * second of any.
 * @param jobIds of the jobs that GitHub lists; undefined if it does not, and then every name may be a job.
 */
export const inFairOrder = (
  artifacts: readonly ListedArtifact[],
  jobIds: ReadonlySet<string> | undefined,
): readonly ListedArtifact[] => {
  const listed = artifacts.filter(artifact => isNamedForJob(artifact, jobIds))
  const taken = new Set(listed)
  return [...inTurns(listed), ...inTurns(artifacts.filter(artifact => !taken.has(artifact)))]
}

/**
 * A name without a job id contains the job's backend id. Only that job's own upload has this name (it is the uploader's
 * id).
 */
const isNamedForJob = (artifact: ListedArtifact, jobIds: ReadonlySet<string> | undefined): boolean => {
  const job = parseJobArtifactName(artifact.name)?.job
  if (job === undefined) return false
  if (!('jobId' in job)) return job.backendJobId.toLowerCase() === artifact.backendJobId.toLowerCase()
  return jobIds === undefined || jobIds.has(job.jobId)
}

/**
 * Small artifacts come first within a round: the service declares the size, and a large artifact can wait for all
 * others.
 */
const inTurns = (artifacts: readonly ListedArtifact[]): readonly ListedArtifact[] => {
  const seen = new Map<string, number>()
  const turns = artifacts.map(artifact => {
    const uploader = toUploader(artifact)
    const turn = seen.get(uploader) ?? 0
    seen.set(uploader, turn + 1)
    return { artifact, turn }
  })
  return turns
    .toSorted((a, b) => a.turn - b.turn || a.artifact.sizeBytes - b.artifact.sizeBytes)
    .map(({ artifact }) => artifact)
}

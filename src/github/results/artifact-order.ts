import { parseJobArtifactName } from '../../core/artifact-name.ts'
import type { ListedArtifact } from './results-service.ts'

/** Whose artifact it is: the job that uploaded it, by the results service. REST does not know; then each name is its own. */
export const toUploader = ({ backendJobId, name }: ListedArtifact): string =>
  backendJobId === '' ? `name ${name}` : backendJobId.toLowerCase()

/**
 * The order in which artifacts of ours are opened, so that what one job uploads never takes the time of the others: those in
 * the name of a listed job first, and among them the first of each uploader before the second of any.
 * @param jobIds of the jobs that GitHub lists; undefined where it does not, and then every name may be one.
 */
export const inFairOrder = (
  artifacts: readonly ListedArtifact[],
  jobIds: ReadonlySet<string> | undefined,
): readonly ListedArtifact[] => {
  const listed = artifacts.filter(artifact => isNamedForJob(artifact, jobIds))
  const taken = new Set(listed)
  return [...inTurns(listed), ...inTurns(artifacts.filter(artifact => !taken.has(artifact)))]
}

/** A name without a job id has the job's backend id, which only that job's own upload bears (it is the uploader's). */
const isNamedForJob = (artifact: ListedArtifact, jobIds: ReadonlySet<string> | undefined): boolean => {
  const job = parseJobArtifactName(artifact.name)?.job
  if (job === undefined) return false
  if (!('jobId' in job)) return job.backendJobId.toLowerCase() === artifact.backendJobId.toLowerCase()
  return jobIds === undefined || jobIds.has(job.jobId)
}

/** Small ones first within a turn: size is announced by the service, and a large one can wait for all others. */
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

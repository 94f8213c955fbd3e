import { millisBetween } from '../core/time.ts'
import type { ListedArtifact } from '../github/results/results-service.ts'
import type { ReportedJob } from '../schema/run/run-manifest.ts'

/** The services that keep artifacts and times of jobs are GitHub's, and within a minute of each other. */
const SKEW_MS = 60_000

/** Whether the services' times allow that the job uploaded the artifact: while it ran. What is not known allows it. */
export const canHaveUploaded = (
  { startedAt, completedAt }: { readonly startedAt?: string | undefined; readonly completedAt?: string | undefined },
  createdAt: string | undefined,
): 'yes' | 'too-early' | 'too-late' => {
  const [early, late] = [millisBetween(createdAt, startedAt), millisBetween(completedAt, createdAt)]
  if (early !== undefined && early > SKEW_MS) return 'too-early'
  return late !== undefined && late > SKEW_MS ? 'too-late' : 'yes'
}

/**
 * The job that uploaded each artifact: its manifest states the backend id under which the results service lists it. A
 * service that is not GitHub's may list what it likes: an id that is the run's own, or a time at which the job did not run,
 * tells of no job.
 */
export const getUploader = (jobs: readonly ReportedJob[]): ((artifact: ListedArtifact) => ReportedJob | undefined) => {
  const byBackend = new Map(
    jobs.flatMap(job => {
      const backendId = job.record?.job.backendId?.value
      return backendId === undefined ? [] : [[backendId, job] as const]
    }),
  )
  return ({ backendJobId, backendRunId, createdAt }) => {
    const job = backendJobId === backendRunId ? undefined : byBackend.get(backendJobId)
    return job === undefined || canHaveUploaded(job.api ?? {}, createdAt) !== 'yes' ? undefined : job
  }
}

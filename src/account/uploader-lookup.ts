import { millisBetween } from '../core/time.ts'
import type { ListedArtifact } from '../github/results/results-service.ts'
import type { ReportedJob } from '../schema/run/run-manifest.ts'

/** GitHub runs the services that keep artifacts and job times. Their clocks agree within a minute. */
const SKEW_MS = 60_000

/** Whether the job can have uploaded the artifact by the services' times: while it ran. An unknown time allows it. */
export const canHaveUploaded = (
  { startedAt, completedAt }: { readonly startedAt?: string | undefined; readonly completedAt?: string | undefined },
  createdAt: string | undefined,
): 'yes' | 'too-early' | 'too-late' => {
  const [early, late] = [millisBetween(createdAt, startedAt), millisBetween(completedAt, createdAt)]
  if (early !== undefined && early > SKEW_MS) return 'too-early'
  return late !== undefined && late > SKEW_MS ? 'too-late' : 'yes'
}

/**
 * Finds the job that uploaded each artifact: its manifest states the backend id under which the results service lists
 * the artifact. A service that is not GitHub's may list any value. An id that is the run's own, or a time at which the
 * job did not run, identifies no job.
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

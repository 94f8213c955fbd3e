import type { ObservedJob } from '../../schema/observed/run-observation.ts'

/** Name prefix of the check runs that the report writes. */
export const CHECK_RUN_PREFIX = 'pipeline-trace / '

/**
 * Returns true for a check run in the job list. GitHub lists a check run that was written with GITHUB_TOKEN as a job
 * without labels, runner and steps (grafana/grafana-ci-otel-collector#151, actions/actions-runner-controller#2118). A
 * skipped, cancelled or waiting job may have that form too, and is kept.
 */
export const isPseudoJob = (job: ObservedJob): boolean => {
  if (job.hasRunner || job.api.labels.length > 0 || job.api.steps.length > 0) return false
  if (job.name.startsWith(CHECK_RUN_PREFIX)) return true
  const { status, conclusion } = job.api
  if (status === 'in_progress') return true
  return status === 'completed' && conclusion !== 'skipped' && conclusion !== 'cancelled'
}

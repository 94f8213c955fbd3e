import type { ProtectionEntry, TimelineDeployment } from '../schema/run/protection-entry.ts'
import type { TimelineJob } from '../schema/run/run-timeline.ts'

/**
 * What became of a deployment. `reached`: its job succeeded. A job that failed may have changed the environment or not,
 * so it did not surely reach it.
 */
export type DeploymentState =
  | 'reached'
  | 'failed'
  | 'cancelled'
  | 'rejected'
  | 'waiting'
  | 'skipped'
  | 'in-progress'
  | 'unknown'

export const decideState = (
  { intervals }: TimelineDeployment,
  entries: readonly ProtectionEntry[],
  job: TimelineJob | undefined,
): DeploymentState => {
  if (entries.some(({ state }) => state === 'rejected')) return 'rejected'
  const last = intervals.at(-1)
  if (last?.end === undefined && (last?.state === 'waiting' || last?.state === 'queued')) return 'waiting'
  if (job === undefined) return 'unknown'
  switch (job.conclusion) {
    case 'success':
      return 'reached'
    case 'skipped':
      return 'skipped'
    case 'cancelled':
      return 'cancelled'
    case 'failure':
    case 'timed_out':
      return 'failed'
    default:
      return job.status === 'completed' ? 'unknown' : 'in-progress'
  }
}

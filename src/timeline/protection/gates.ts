import type {
  DeploymentStatus,
  ObservedDeployment,
  ObservedJob,
  RunObservation,
} from '../../schema/observed/run-observation.ts'
import type { Confidence } from '../../schema/values/fact.ts'
import { isCarriedOver } from '../attempts/carried-over.ts'
import { type Instant, toInstant } from '../instant.ts'
import { isSameEnvironment } from './environment-name.ts'
import { ownStatusJudge } from './own-statuses.ts'

/** A job of the reported attempt, and its environment, if any. */
export type PlacedJob = { readonly id: string; readonly environment: string | undefined }

/** One closed environment before one job: from GitHub's `waiting` to its next status. */
export type Gate = {
  readonly environment: string
  readonly jobId: string | undefined
  readonly from: string
  /** Undefined while it is closed, or if nothing shows when it opened. */
  readonly to: string | undefined
  /** The status that followed. */
  readonly next: string | undefined
  /** True for a gate of the reported attempt: a gate that an earlier attempt met did not hold this one. */
  readonly isCurrent: boolean
  /** High if GitHub names the job, medium if it is the only candidate. */
  readonly confidence: Confidence
}

/**
 * Finds every gate in the statuses. A deployment that a re-run uses again may meet its gate again. Statuses after the
 * attempt began are about this attempt only, even if no status ended the gate of the one before.
 */
export const findGates = (observation: RunObservation, jobs: readonly PlacedJob[]): readonly Gate[] => {
  const reported = observation.attempts.at(-1)
  const began = reported === undefined || reported.attempt === 1 ? undefined : toInstant(reported.startedAt)
  return observation.deployments.flatMap(deployment => {
    const own = deployment.statuses.filter(ownStatusJudge(deployment))
    const isOfReported = (status: DeploymentStatus) => began === undefined || toStatusInstant(status) >= began
    return [false, true].flatMap(isCurrent => {
      const said = own.filter(status => isOfReported(status) === isCurrent)
      return said.flatMap((status, index): readonly Gate[] => {
        if (status.state !== 'waiting' || said[index - 1]?.state === 'waiting') return []
        const next = said.slice(index + 1).find(later => later.state !== 'waiting')
        if (next !== undefined && toStatusInstant(next) < toStatusInstant(status)) return []
        const { jobId, confidence } = findGateJob(deployment, isCurrent, observation, jobs)
        const vain = next === undefined && isCurrent ? endInVain(status, listedJob(observation, jobId)) : undefined
        return [
          {
            environment: deployment.environment,
            jobId,
            from: status.createdAt,
            to: next?.createdAt ?? vain,
            next: next?.state,
            isCurrent,
            confidence: vain === undefined ? confidence : 'medium',
          },
        ]
      })
    })
  })
}

/**
 * Returns the end of a job that ended and never had a runner: the gate held it no longer than that. Times of skipped
 * jobs are no evidence.
 */
const endInVain = (waiting: DeploymentStatus, job: ObservedJob | undefined): string | undefined => {
  if (job?.api.status !== 'completed' || job.hasRunner || job.api.steps.length > 0) return undefined
  if (job.api.conclusion === 'skipped') return undefined
  const end = toInstant(job.api.completedAt)
  return end === undefined || end < toStatusInstant(waiting) ? undefined : job.api.completedAt
}

const listedJob = ({ attempts }: RunObservation, id: string | undefined): ObservedJob | undefined =>
  attempts.at(-1)?.jobs?.find(job => job.id === id)

const toStatusInstant = ({ createdAt }: DeploymentStatus): Instant => toInstant(createdAt) ?? 0

/**
 * Finds the job of a gate. The link of a status names one job, and a deployment that is used again has links of several
 * jobs. A job of the reported attempt did not wait before that attempt began.
 */
const findGateJob = (
  deployment: ObservedDeployment,
  isCurrent: boolean,
  observation: RunObservation,
  jobs: readonly PlacedJob[],
): Pick<Gate, 'jobId' | 'confidence'> => {
  const { jobId, environment } = deployment
  if (jobId !== undefined) {
    const couldHaveWaited = isCurrent || !jobs.some(job => job.id === jobId) || wasCarriedOver(observation, jobId)
    return { jobId: couldHaveWaited ? jobId : undefined, confidence: 'high' }
  }
  const candidates = jobs.filter(job => isSameEnvironment(job.environment, environment))
  const nameless = observation.deployments.filter(one => isSameEnvironment(one.environment, environment))
  const [candidate] = candidates
  const listed = listedJob(observation, candidate?.id)
  const isOnly = candidates.length === 1 && nameless.length === 1 && isCurrent
  return isOnly && mayHaveMade(deployment, listed)
    ? { jobId: candidate?.id, confidence: 'medium' }
    : { jobId: undefined, confidence: 'medium' }
}

/** Returns true if the job is listed with this attempt, but ran and met its gate in an earlier one. */
const wasCarriedOver = (observation: RunObservation, id: string): boolean => {
  const reported = observation.attempts.at(-1)
  const job = listedJob(observation, id)
  return (
    reported !== undefined &&
    job !== undefined &&
    isCarriedOver(job, { attempt: reported.attempt, startedAt: reported.startedAt })
  )
}

/**
 * Returns true if the job may have created the deployment. A deployment that no job claims may come from another run of
 * the same commit; then it is not within the job's time.
 */
const mayHaveMade = ({ createdAt }: ObservedDeployment, job: ObservedJob | undefined): boolean => {
  const [made, completed] = [toInstant(createdAt), toInstant(job?.api.completedAt)]
  return made !== undefined && (completed === undefined || made <= completed)
}

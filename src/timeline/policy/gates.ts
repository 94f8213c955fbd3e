import type { Confidence } from '../../model/fact.ts'
import type { DeploymentStatus, ObservedDeployment, ObservedJob, RunObservation } from '../../model/run-observation.ts'
import { isSameEnvironment } from '../environment-name.ts'
import { type Instant, toInstant } from '../instant.ts'
import { ownStatusJudge } from '../own-statuses.ts'

/** A job of the reported attempt, and the environment that it is in, if any. */
export type PlacedJob = { readonly id: string; readonly environment: string | undefined }

/** One closed environment in front of one job: from GitHub's `waiting` to its next word. */
export type Gate = {
  readonly environment: string
  readonly jobId: string | undefined
  readonly from: string
  /** Undefined while it is closed, or where no later status was written. */
  readonly to: string | undefined
  /** The status that followed. */
  readonly next: string | undefined
  /** Of the reported attempt: a gate that an earlier attempt met did not hold this one. */
  readonly isCurrent: boolean
  /** High where GitHub names the job, medium where it is the only one that it can be. */
  readonly confidence: Confidence
}

/** Every gate that the statuses tell of. A deployment that a re-run uses again may meet its gate again. */
export const gatesOf = (observation: RunObservation, jobs: readonly PlacedJob[]): readonly Gate[] => {
  const began = toInstant(observation.attempts.at(-1)?.startedAt) ?? 0
  return observation.deployments.flatMap(deployment => {
    const own = deployment.statuses.filter(ownStatusJudge(deployment))
    return own.flatMap((status, index): readonly Gate[] => {
      if (status.state !== 'waiting' || own[index - 1]?.state === 'waiting') return []
      const next = own.slice(index + 1).find(later => later.state !== 'waiting')
      if (next !== undefined && instantOf(next) < instantOf(status)) return []
      const isCurrent = next === undefined ? instantOf(status) >= began : instantOf(next) > began
      return [
        {
          environment: deployment.environment,
          ...jobOf(deployment, isCurrent, observation, jobs),
          from: status.createdAt,
          to: next?.createdAt,
          next: next?.state,
          isCurrent,
        },
      ]
    })
  })
}

const instantOf = ({ createdAt }: DeploymentStatus): Instant => toInstant(createdAt) ?? 0

/**
 * The link of a status names one job, and a deployment that is used again has links of several: a job of the reported
 * attempt did not wait before that attempt began.
 */
const jobOf = (
  deployment: ObservedDeployment,
  isCurrent: boolean,
  { attempts, deployments }: RunObservation,
  jobs: readonly PlacedJob[],
): Pick<Gate, 'jobId' | 'confidence'> => {
  const { jobId, environment } = deployment
  if (jobId !== undefined) {
    const isOfReported = jobs.some(job => job.id === jobId)
    return { jobId: isCurrent || !isOfReported ? jobId : undefined, confidence: 'high' }
  }
  const candidates = jobs.filter(job => isSameEnvironment(job.environment, environment))
  const nameless = deployments.filter(one => isSameEnvironment(one.environment, environment))
  const [candidate] = candidates
  const listed = attempts.at(-1)?.jobs?.find(job => job.id === candidate?.id)
  const isOnly = candidates.length === 1 && nameless.length === 1 && isCurrent
  return isOnly && mayHaveMade(deployment, listed)
    ? { jobId: candidate?.id, confidence: 'medium' }
    : { jobId: undefined, confidence: 'medium' }
}

/** A deployment that no job claims may be another run's of the same commit: then it is not within the job's time. */
const mayHaveMade = ({ createdAt }: ObservedDeployment, job: ObservedJob | undefined): boolean => {
  const [made, completed] = [toInstant(createdAt), toInstant(job?.api.completedAt)]
  return made !== undefined && (completed === undefined || made <= completed)
}

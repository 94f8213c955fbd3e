import type { DeploymentStatus, ObservedDeployment, RunObservation } from '../../schema/observed/run-observation.ts'
import type { TimelineDeployment } from '../../schema/run/protection-entry.ts'
import type { Confidence } from '../../schema/values/fact.ts'
import { type Instant, toInstant } from '../instant.ts'
import { isSameEnvironment } from './environment-name.ts'
import { findWriter, ownStatusJudge } from './own-statuses.ts'

const TERMINAL: ReadonlySet<string> = new Set(['success', 'failure', 'error'])
const STATES: Readonly<Record<string, Interval['state']>> = {
  waiting: 'waiting',
  queued: 'queued',
  in_progress: 'deploying',
}

type Interval = TimelineDeployment['intervals'][number]

/**
 * Builds the deployments of the run with their own intervals, outside the time of any job. GitHub's `success` means
 * that the job ended. Only a later status of another writer shows that the environment converged; without one, the
 * timeline states that.
 */
export const buildDeployments = (observation: RunObservation): readonly TimelineDeployment[] => {
  const { deployments } = observation
  return deployments.map(deployment => {
    const isOwn = ownStatusJudge(deployment)
    const own = deployment.statuses.filter(isOwn)
    const convergence = buildConvergence(deployment, own, isOwn, deployments)
    return {
      id: deployment.id,
      environment: deployment.environment,
      jobId: deployment.jobId,
      intervals: [...jobIntervals(own, findWorkEnd(deployment, observation)), ...convergence].slice(-100),
      convergence: convergence.length > 0 ? 'observed' : 'not-observed',
    }
  })
}

/** The end of the work that a deployment follows. */
type WorkEnd = { readonly at: string; readonly confidence: Confidence }

/** Returns when the job of a deployment ended; without a job, no later than the last update of a run that is over. */
const findWorkEnd = ({ jobId }: ObservedDeployment, { run, attempts }: RunObservation): WorkEnd | undefined => {
  const job = attempts.flatMap(({ jobs = [] }) => jobs).findLast(one => one.id === jobId)
  if (job !== undefined)
    return job.api.status === 'completed' && job.api.completedAt !== undefined
      ? { at: job.api.completedAt, confidence: 'medium' }
      : undefined
  return run.status === 'completed' && run.updatedAt !== undefined
    ? { at: run.updatedAt, confidence: 'low' }
    : undefined
}

/**
 * Lists the intervals: each state lasts to the next one. A re-run may repeat the states; two equal states in a row are
 * one interval. `inactive` is about the record, which a newer deployment to the environment replaced, and not about the
 * work (GitHub docs, REST "Deployment statuses"). A state without a next one ended with the work.
 */
const jobIntervals = (all: readonly DeploymentStatus[], workEnd: WorkEnd | undefined): readonly Interval[] => {
  const own = all.filter(({ state }) => state !== 'inactive')
  return own.flatMap((status, index): readonly Interval[] => {
    const state = STATES[status.state]
    if (state === undefined || own[index - 1]?.state === status.state) return []
    const next = own.slice(index + 1).find(later => later.state !== status.state)
    if (next !== undefined && toStatusInstant(next) <= toStatusInstant(status)) return []
    const closed = next === undefined && isAfter(workEnd, status) ? workEnd : undefined
    return [
      {
        state,
        start: status.createdAt,
        end: next?.createdAt ?? closed?.at,
        source: 'api',
        confidence: closed?.confidence ?? 'high',
      },
    ]
  })
}

const isAfter = (end: WorkEnd | undefined, status: DeploymentStatus): boolean =>
  (toInstant(end?.at) ?? 0) > toStatusInstant(status)

/**
 * Builds the interval from the end of the job to the last status of another writer. While that status is not terminal,
 * the interval is open.
 */
const buildConvergence = (
  deployment: ObservedDeployment,
  own: readonly DeploymentStatus[],
  isOwn: (status: DeploymentStatus) => boolean,
  all: readonly ObservedDeployment[],
): readonly Interval[] => {
  const end = findEnd(own)
  if (end === undefined) return []
  const last = [
    ...deployment.statuses.slice(deployment.statuses.indexOf(end) + 1),
    ...observedElsewhere(deployment, end, all),
  ]
    .filter(status => !isOwn(status) && status.state !== 'inactive')
    .toSorted((a, b) => toStatusInstant(a) - toStatusInstant(b))
    .at(-1)
  if (last === undefined) return []
  const by = findWriter(last)
  return [
    {
      state: 'converging',
      start: end.createdAt,
      end: TERMINAL.has(last.state) ? last.createdAt : undefined,
      by,
      source: 'api',
      confidence: 'high',
    },
  ]
}

/** Returns the first end after the last change of the job's state: later statuses are not about the job. */
const findEnd = (own: readonly DeploymentStatus[]): DeploymentStatus | undefined => {
  const lastStep = own.findLastIndex(status => STATES[status.state] !== undefined)
  return own.slice(lastStep + 1).find(status => TERMINAL.has(status.state))
}

/**
 * Finds statuses of another deployment. A controller may report on its own deployment of the same commit and
 * environment, without a job.
 */
const observedElsewhere = (
  { id, environment, sha }: ObservedDeployment,
  end: DeploymentStatus,
  all: readonly ObservedDeployment[],
): readonly DeploymentStatus[] =>
  sha === undefined
    ? []
    : all
        .filter(one => one.id !== id && one.jobId === undefined && one.sha === sha)
        .filter(one => isSameEnvironment(one.environment, environment))
        .flatMap(one => one.statuses.filter(status => toStatusInstant(status) > toStatusInstant(end)))

const toStatusInstant = ({ createdAt }: DeploymentStatus): Instant => toInstant(createdAt) ?? 0

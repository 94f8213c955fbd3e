import type { DeploymentStatus, ObservedDeployment, RunObservation } from '../../schema/observed/run-observation.ts'
import type { TimelineDeployment } from '../../schema/run/protection-entry.ts'
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
 * The deployments of the run with their own intervals, outside the time of any job. GitHub's `success` says that the job
 * ended; that the environment converged is for somebody else to say, by a later status. Where nobody did, that is said.
 */
export const buildDeployments = ({ deployments }: RunObservation): readonly TimelineDeployment[] =>
  deployments.map(deployment => {
    const isOwn = ownStatusJudge(deployment)
    const own = deployment.statuses.filter(isOwn)
    const convergence = buildConvergence(deployment, own, isOwn, deployments)
    return {
      id: deployment.id,
      environment: deployment.environment,
      ...(deployment.jobId === undefined ? {} : { jobId: deployment.jobId }),
      intervals: [...jobIntervals(own), ...convergence].slice(-100),
      convergence: convergence.length > 0 ? 'observed' : 'not-observed',
    }
  })

/** Each state lasts to the next one. A re-run may go through them again; the same word twice is one interval. */
const jobIntervals = (own: readonly DeploymentStatus[]): readonly Interval[] =>
  own.flatMap((status, index): readonly Interval[] => {
    const state = STATES[status.state]
    if (state === undefined || own[index - 1]?.state === status.state) return []
    const next = own.slice(index + 1).find(later => later.state !== status.state)
    if (next !== undefined && toStatusInstant(next) <= toStatusInstant(status)) return []
    return [
      {
        state,
        start: status.createdAt,
        ...(next === undefined ? {} : { end: next.createdAt }),
        source: 'api',
        confidence: 'high',
      },
    ]
  })

/** From the end of the job to the last word of somebody else, who has not finished while that word is no end. */
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
      ...(TERMINAL.has(last.state) ? { end: last.createdAt } : {}),
      ...(by === undefined ? {} : { by }),
      source: 'api',
      confidence: 'high',
    },
  ]
}

/** The first end after the deployment last went on: what is said after it is not of the job. */
const findEnd = (own: readonly DeploymentStatus[]): DeploymentStatus | undefined => {
  const lastStep = own.findLastIndex(status => STATES[status.state] !== undefined)
  return own.slice(lastStep + 1).find(status => TERMINAL.has(status.state))
}

/** A controller may report on a deployment of its own, of the same commit and environment, which no job made. */
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

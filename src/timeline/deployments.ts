import type { DeploymentStatus, ObservedDeployment, RunObservation } from '../model/run-observation.ts'
import type { TimelineDeployment } from '../model/run-timeline.ts'
import { toInstant } from './instant.ts'

const TERMINAL: ReadonlySet<string> = new Set(['success', 'failure', 'error'])
/** GitHub's own app: what it writes is the end of the job, not the state of the environment. */
const OWN_APP = 'github-actions'

type Interval = TimelineDeployment['intervals'][number]

/**
 * The deployments of the run with their own intervals, outside the time of any job. GitHub's `success` says that the job
 * ended; that the environment converged is for somebody else to say, by a later status. Where nobody did, that is said.
 */
export const deploymentsOf = ({ deployments }: RunObservation): readonly TimelineDeployment[] =>
  deployments.map(deployment => {
    const convergence = convergenceOf(deployment, deployments)
    return {
      id: deployment.id,
      environment: deployment.environment,
      ...(deployment.jobId === undefined ? {} : { jobId: deployment.jobId }),
      intervals: [...jobIntervals(deployment.statuses), ...convergence].slice(0, 100),
      convergence: convergence.length > 0 ? 'observed' : 'not-observed',
    }
  })

const STATES: Readonly<Record<string, Interval['state']>> = {
  waiting: 'waiting',
  queued: 'queued',
  in_progress: 'deploying',
}

/** Each status lasts to the next one; what follows the end of the job is convergence. */
const jobIntervals = (statuses: readonly DeploymentStatus[]): readonly Interval[] => {
  const end = statuses.findIndex(isOwnEnd)
  const own = end === -1 ? statuses : statuses.slice(0, end + 1)
  return own.flatMap((status, index): readonly Interval[] => {
    const state = STATES[status.state]
    const next = own[index + 1]
    if (state === undefined || next?.createdAt === status.createdAt) return []
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
}

const convergenceOf = (
  { id, environment, sha, statuses }: ObservedDeployment,
  all: readonly ObservedDeployment[],
): readonly Interval[] => {
  const end = statuses.findIndex(isOwnEnd)
  const start = statuses[end]
  if (start === undefined) return []
  // A controller may report on the deployment itself, or on one of its own of the same commit and environment.
  const elsewhere = all
    .filter(one => one.id !== id && one.jobId === undefined && one.environment === environment && one.sha === sha)
    .flatMap(one => one.statuses.filter(status => status.createdAt > start.createdAt))
  const others = [...statuses.slice(end + 1), ...elsewhere]
    .filter(status => !isOwn(status) && status.state !== 'inactive')
    .toSorted((a, b) => (toInstant(a.createdAt) ?? 0) - (toInstant(b.createdAt) ?? 0))
  const last = others.at(-1)
  const by = last?.app ?? last?.creator
  return last === undefined
    ? []
    : [
        {
          state: 'converging',
          start: start.createdAt,
          ...(TERMINAL.has(last.state) ? { end: last.createdAt } : {}),
          ...(by === undefined ? {} : { by }),
          source: 'api',
          confidence: 'high',
        },
      ]
}

const isOwnEnd = (status: DeploymentStatus): boolean => TERMINAL.has(status.state) && isOwn(status)

const isOwn = ({ app, creator }: DeploymentStatus): boolean =>
  app === undefined ? creator === undefined || creator.startsWith(OWN_APP) : app === OWN_APP

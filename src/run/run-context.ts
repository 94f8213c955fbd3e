import type { Gap } from '../model/fact.ts'
import type { ObservedAttempt, RunObservation } from '../model/run-observation.ts'
import { readApprovals } from '../sources/rest/approvals.ts'
import type { RunClient } from '../sources/rest/client.ts'
import { readConcurrencyGroups } from '../sources/rest/concurrency-groups.ts'
import { readDeployments } from '../sources/rest/deployments.ts'
import { readPendingDeployments } from '../sources/rest/pending-deployments.ts'
import { readEarlierAttempts } from './attempts.ts'

export type RunPlace = {
  readonly repository: string
  readonly runId: string
  readonly attempt: number
  readonly headSha: string | undefined
  /** A run that is over waits for nothing: what only exists live is not asked for. */
  readonly isOver: boolean
}

export type AroundJobs = Pick<RunObservation, 'approvals' | 'pending' | 'concurrency' | 'deployments'> & {
  readonly earlier: readonly ObservedAttempt[]
  readonly gaps: readonly Gap[]
}

/** What stands around the jobs of a run: earlier attempts, gates, groups, deployments. What is refused is a gap. */
export const readAroundJobs = async (client: RunClient, place: RunPlace): Promise<AroundJobs> => {
  const { repository, runId, attempt, headSha, isOver } = place
  const [earlier, approvals, pending, concurrency, deployments] = await Promise.all([
    readEarlierAttempts(client, repository, runId, attempt),
    readApprovals(client, repository, runId),
    isOver ? NONE : readPendingDeployments(client, repository, runId),
    isOver ? NONE : readConcurrencyGroups(client, repository, runId),
    headSha === undefined ? NONE : readDeployments(client, repository, headSha, runId),
  ])
  return {
    earlier: earlier.attempts,
    approvals: approvals.items,
    pending: pending.items,
    concurrency: concurrency.items,
    deployments: deployments.items,
    gaps: [...earlier.gaps, ...approvals.gaps, ...pending.gaps, ...concurrency.gaps, ...deployments.gaps],
  }
}

/** Nothing was asked since nothing can be there. */
const NONE = { items: [], gaps: [] } as const

import type { RunClient } from '../../github/rest/client.ts'
import { readApprovals } from '../../github/rest/protection/approvals.ts'
import { readConcurrencyGroups } from '../../github/rest/protection/concurrency-groups.ts'
import { readDeployments } from '../../github/rest/protection/list-deployments.ts'
import { readPendingDeployments } from '../../github/rest/protection/pending-deployments.ts'
import type { ObservedAttempt, RunObservation } from '../../schema/observed/run-observation.ts'
import type { Gap } from '../../schema/values/fact.ts'
import { readEarlierAttempts } from './attempts-of-run.ts'

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

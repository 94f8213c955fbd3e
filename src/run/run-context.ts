import type { RunClient } from '../github/rest/client.ts'
import { readApprovals } from '../github/rest/protection/approvals.ts'
import { readConcurrencyGroups } from '../github/rest/protection/concurrency-groups.ts'
import { readPendingDeployments } from '../github/rest/protection/pending-deployments.ts'
import type { RunObservation } from '../schema/observed/run-observation.ts'
import type { Gap } from '../schema/values/fact.ts'

export type RunContext = Pick<RunObservation, 'approvals' | 'pending' | 'concurrency'> & {
  readonly gaps: readonly Gap[]
}

type Wanted = {
  readonly repository: string
  readonly runId: string
  /** A run that is over waits for nothing: what only exists live is not asked for. */
  readonly isOver: boolean
}

/** Who approved, and what the run waits for. What is refused is a gap. */
export const readRunContext = async (client: RunClient, { repository, runId, isOver }: Wanted): Promise<RunContext> => {
  const [approvals, pending, concurrency] = await Promise.all([
    readApprovals(client, repository, runId),
    isOver ? NONE : readPendingDeployments(client, repository, runId),
    isOver ? NONE : readConcurrencyGroups(client, repository, runId),
  ])
  return {
    approvals: approvals.items,
    pending: pending.items,
    concurrency: concurrency.items,
    gaps: [...approvals.gaps, ...pending.gaps, ...concurrency.gaps],
  }
}

/** Nothing was read since nothing can be there. */
export const NONE = { items: [], gaps: [] } as const

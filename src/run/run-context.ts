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
  /** Whether the run is over. A finished run waits for nothing, so live state is not read. */
  readonly isOver: boolean
}

/** Reads the approvals and what the run waits for. A refused answer becomes a gap. */
export const readRunContext = async (client: RunClient, { repository, runId, isOver }: Wanted): Promise<RunContext> => {
  const [approvals, pending, concurrency] = await Promise.all([
    readApprovals(client, repository, runId),
    isOver ? NONE : readPendingDeployments(client, repository, runId),
    isOver ? NONE : readConcurrencyGroups(client, repository, runId),
  ])
  return {
    approvals: approvals.value,
    pending: pending.value,
    concurrency: concurrency.value,
    gaps: [...approvals.gaps, ...pending.gaps, ...concurrency.gaps],
  }
}

/** The result where nothing was read because nothing can exist. */
export const NONE = { value: [], gaps: [] } as const

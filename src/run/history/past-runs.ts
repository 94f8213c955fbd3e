import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { workflowPath } from '../../core/workflow-path.ts'
import type { RunClient } from '../../github/rest/client.ts'
import { type RunFacts, readRunResponse } from '../../github/rest/workflow-run.ts'
import { refuseRun } from '../../history/keep-run.ts'
import { isLater } from '../../history/merge-history.ts'
import type { PastOwner } from './observed-past.ts'

export type ListedRun = { readonly runId: string; readonly attempt: number; readonly facts: RunFacts }

export const NONE_LISTED = 'no earlier run of this workflow is listed'

const answer = z.object({ workflow_runs: z.array(z.unknown()) })
const withId = z.object({ id: z.int().check(z.minimum(0)) })

/**
 * Lists the newest finished runs of the workflow on the first of the branches that has some: GET
 * /actions/workflows/{file}/runs, `actions: read`. GitHub filters by the name of the head branch, which a fork chooses
 * freely, so each run is checked. Returns why there are none.
 */
export const listPastRuns = async (
  client: RunClient,
  run: PastOwner & { readonly workflow: string },
  branches: readonly string[],
): Promise<readonly ListedRun[] | string> => {
  const file = run.workflow.split('/').at(-1) ?? ''
  for (const branch of branches) {
    const query = new URLSearchParams({
      ...{ branch, status: 'completed', exclude_pull_requests: 'true', per_page: String(LIMITS.pastRunsListed) },
    })
    const got = await client.get(
      `/repos/${run.repository}/actions/workflows/${encodeURIComponent(file)}/runs?${query.toString()}`,
    )
    if (!got.ok) return `earlier runs cannot be listed (${got.detail})`
    const page = z.safeParse(answer, got.value)
    if (!page.success) return 'earlier runs cannot be listed (malformed answer)'
    const found = page.data.workflow_runs.slice(0, LIMITS.pastRunsListed).flatMap(raw => toListedRun(raw, run, branch))
    if (found.length > 0) return found.slice(0, LIMITS.pastRuns)
  }
  return NONE_LISTED
}

const toListedRun = (raw: unknown, run: PastOwner, branch: string): readonly ListedRun[] => {
  const [id, facts] = [z.safeParse(withId, raw), readRunResponse(raw)]
  if (!id.success || facts === undefined) return []
  const runId = String(id.data.id)
  const { defaultBranch, isProtected } = run
  const refused = refuseRun({
    event: facts.event,
    branch: facts.headBranch,
    isFork: facts.fork,
    defaultBranch,
    isProtected,
  })
  const isOfPast =
    refused === undefined &&
    facts.headBranch === branch &&
    workflowPath(facts.path) === run.workflow &&
    runId !== run.runId &&
    isLater(run.runId, runId)
  return isOfPast ? [{ runId, attempt: facts.attempt ?? 1, facts }] : []
}

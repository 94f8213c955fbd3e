import * as z from 'zod/mini'
import { toUtc } from '../../../core/time.ts'
import type { PendingDeployment } from '../../../schema/observed/run-observation.ts'
import type { Reading } from '../../../schema/values/fact.ts'
import type { RunClient } from '../client.ts'
import { readWhole } from '../whole-list.ts'
import { reviewer, toReviewer } from './reviewer.ts'

const pending = z.object({
  environment: z.object({ name: z.string().check(z.maxLength(1_024)) }),
  wait_timer: z.optional(z.nullable(z.number().check(z.minimum(0)))),
  wait_timer_started_at: z.optional(z.nullable(z.string().check(z.maxLength(60)))),
  reviewers: z.optional(z.nullable(z.array(reviewer))),
})

/**
 * Reads GET /repos/{repo}/actions/runs/{id}/pending_deployments: the jobs that wait for a review or a timer now. The
 * answer has no pages.
 */
export const readPendingDeployments = (
  client: RunClient,
  repository: string,
  runId: string,
): Promise<Reading<readonly PendingDeployment[]>> =>
  readWhole(client, {
    path: `/repos/${repository}/actions/runs/${runId}/pending_deployments`,
    item: z.pipe(pending, z.transform(toPending)),
    field: 'pendingDeployments',
  })

const toPending = (raw: z.output<typeof pending>): PendingDeployment => {
  const since = toUtc(raw.wait_timer_started_at ?? '')
  return {
    environment: raw.environment.name,
    // 0 stands for an environment without a timer.
    waitTimerMinutes: typeof raw.wait_timer === 'number' && raw.wait_timer > 0 ? raw.wait_timer : undefined,
    waitTimerStartedAt: since,
    reviewers: (raw.reviewers ?? []).flatMap(toReviewer),
  }
}

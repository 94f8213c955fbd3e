import * as z from 'zod/mini'
import type { ObservedApproval } from '../../../schema/observed/run-observation.ts'
import type { Reading } from '../../../schema/values/fact.ts'
import type { RunClient } from '../client.ts'
import { readWhole } from '../whole-list.ts'

const name = z.optional(z.nullable(z.string().check(z.maxLength(1_024))))
const approval = z.object({
  state: z.string().check(z.maxLength(40)),
  environments: z.optional(z.nullable(z.array(z.object({ name })))),
  user: z.optional(z.nullable(z.object({ login: name }))),
})

/**
 * Reads GET /repos/{repo}/actions/runs/{id}/approvals: the reviews of all attempts, without time, attempt or job. The
 * answer has no pages.
 */
export const readApprovals = (
  client: RunClient,
  repository: string,
  runId: string,
): Promise<Reading<readonly ObservedApproval[]>> =>
  readWhole(client, {
    path: `/repos/${repository}/actions/runs/${runId}/approvals`,
    item: z.pipe(approval, z.transform(toApproval)),
    field: 'approvals',
  })

const toApproval = (raw: z.output<typeof approval>): ObservedApproval => ({
  environments: (raw.environments ?? []).flatMap(one => (typeof one.name === 'string' ? [one.name] : [])),
  state: raw.state === 'approved' || raw.state === 'rejected' || raw.state === 'pending' ? raw.state : 'other',
  user: typeof raw.user?.login === 'string' ? raw.user.login : undefined,
})

import * as z from 'zod/mini'
import { toMillis, toUtc } from '../../model/time.ts'
import type { RestClient } from './client.ts'
import { readPages } from './pages.ts'

/** The stretch in which an environment held a job back, RFC 3339 UTC. */
export type Waiting = { readonly from: string; readonly to: string }

/** Deployments of one commit that are looked at; each costs a request. */
const MAX_DEPLOYMENTS = 20

const deployment = z.object({ id: z.int() })
const status = z.object({
  id: z.int(),
  state: z.string().check(z.maxLength(40)),
  created_at: z.string().check(z.maxLength(60)),
  log_url: z.optional(z.nullable(z.string().check(z.maxLength(1_024)))),
})

/**
 * How long environments held jobs of this run, by job id. Approvals carry no time; deployment statuses do: `waiting`
 * (sent, though REST's enum lacks it: CloudSnorkel/cdk-github-runners#416), then `queued` or `in_progress`. `log_url`
 * ends in `/actions/runs/<run>/job/<job>`. Needs `deployments: read` on a private repository; a refusal tells nothing.
 */
export const readWaiting = async (
  client: RestClient,
  repository: string,
  sha: string,
  runId: string,
): Promise<ReadonlyMap<string, Waiting>> => {
  const found = new Map<string, Waiting>()
  const answer = await client.get(`/repos/${repository}/deployments?sha=${sha}&per_page=${MAX_DEPLOYMENTS}`)
  const list = answer.ok ? z.safeParse(z.array(deployment), answer.value) : undefined
  for (const { id } of list?.success === true ? list.data.slice(0, MAX_DEPLOYMENTS) : []) {
    const statuses = await readPages(client, {
      path: `/repos/${repository}/deployments/${id}/statuses`,
      member: undefined,
      item: status,
      idOf: item => String(item.id),
      field: 'deployments',
    })
    const waiting = waitingOf(statuses.items, runId)
    if (waiting !== undefined) found.set(waiting.jobId, { from: waiting.from, to: waiting.to })
  }
  return found
}

const waitingOf = (
  statuses: readonly z.output<typeof status>[],
  runId: string,
): (Waiting & { readonly jobId: string }) | undefined => {
  const inOrder = [...statuses].sort(
    (a, b) => (toMillis(a.created_at) ?? 0) - (toMillis(b.created_at) ?? 0) || a.id - b.id,
  )
  const jobId = inOrder.map(item => jobOf(item.log_url ?? '', runId)).find(id => id !== undefined)
  const begin = inOrder.findIndex(item => item.state === 'waiting')
  const end = inOrder.slice(begin + 1).find(item => item.state === 'queued' || item.state === 'in_progress')
  const from = toUtc(inOrder[begin]?.created_at ?? '')
  const to = toUtc(end?.created_at ?? '')
  return jobId === undefined || from === undefined || to === undefined ? undefined : { jobId, from, to }
}

const jobOf = (logUrl: string, runId: string): string | undefined => {
  const match = /\/actions\/runs\/(\d{1,20})\/job\/(\d{1,20})$/.exec(logUrl)
  return match?.[1] === runId ? match[2] : undefined
}

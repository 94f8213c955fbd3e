import * as z from 'zod/mini'
import type { Refusal, RunClient } from '../github/rest/client.ts'
import type { Online } from './inputs/online-inputs.ts'
import { readRunAddress } from './inputs/run-address.ts'

export type Resolved =
  | { readonly kind: 'found'; readonly online: Online }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

const job = z.object({ run_id: z.int(), run_attempt: z.optional(z.nullable(z.int())) })
const checkRun = z.object({ details_url: z.optional(z.nullable(z.string().check(z.maxLength(1_024)))) })

/**
 * Finds the run of a check page. The id of a job is the id of its check run. A check run of another program links to
 * its page in `details_url`. GET /repos/{repo}/actions/jobs/{id}, GET /repos/{repo}/check-runs/{id}.
 */
export const resolveRun = async (client: RunClient, online: Online): Promise<Resolved> => {
  const { repository, checkRunId } = online
  if (checkRunId === undefined) return { kind: 'found', online }
  const asJob = await client.get(`/repos/${repository}/actions/jobs/${checkRunId}`)
  if (asJob.ok) {
    const parsed = z.safeParse(job, asJob.value)
    if (!parsed.success) return refused(UNKNOWN)
    const { run_id: runId, run_attempt: attempt } = parsed.data
    return found(online, String(runId), attempt ?? undefined)
  }
  if (asJob.reason !== 'not-found') return refused(asJob)
  const asCheck = await client.get(`/repos/${repository}/check-runs/${checkRunId}`)
  if (!asCheck.ok) return refused(asCheck)
  const parsed = z.safeParse(checkRun, asCheck.value)
  const address = readRunAddress([parsed.success ? (parsed.data.details_url ?? '') : ''])
  return address?.runId === undefined || address.repository.toLowerCase() !== repository.toLowerCase()
    ? refused(UNKNOWN)
    : found(online, address.runId, address.attempt)
}

const found = (online: Online, runId: string, attempt: number | undefined): Resolved => ({
  kind: 'found',
  online: { ...online, runId, attempt: online.attempt ?? attempt },
})

const refused = (refusal: Refusal): Resolved => ({ kind: 'refused', refusal })

const UNKNOWN: Refusal = {
  ok: false,
  reason: 'not-found',
  status: undefined,
  detail: 'the check is of no run of GitHub Actions',
  permission: undefined,
  hint: 'Name the run by the URL of its page',
}

import * as z from 'zod/mini'
import { commitSha } from '../../model/scalar.ts'
import { toUtc } from '../../model/time.ts'
import type { Refusal, RestClient } from './client.ts'

/** What REST says of one attempt of a run. Times RFC 3339 UTC at GitHub's clock, 1 s. */
export type RunFacts = {
  readonly headSha?: string
  readonly createdAt?: string
  /** Start of this attempt: "resets on re-run". */
  readonly startedAt?: string
  readonly url?: string
  /** The workflow's file; may end in `@ref`. */
  readonly path?: string
  /** The head is in another repository. */
  readonly fork?: boolean
}

const maybe = z.optional(z.nullable(z.string().check(z.maxLength(1_024))))
const repository = z.optional(z.nullable(z.object({ id: z.optional(z.int()) })))
const runResponse = z.object({
  head_sha: maybe,
  created_at: maybe,
  run_started_at: maybe,
  html_url: maybe,
  path: maybe,
  repository,
  head_repository: repository,
})

export type RunAnswer = { readonly facts: RunFacts; readonly refusal?: Refusal }

/** GET /repos/{repo}/actions/runs/{id}/attempts/{n}. */
export const readRun = async (
  client: RestClient,
  repositoryName: string,
  runId: string,
  attempt: number,
): Promise<RunAnswer> => {
  const answer = await client.get(
    `/repos/${repositoryName}/actions/runs/${runId}/attempts/${attempt}?exclude_pull_requests=true`,
  )
  if (!answer.ok) return { facts: {}, refusal: answer }
  const parsed = z.safeParse(runResponse, answer.value)
  if (!parsed.success)
    return { facts: {}, refusal: { ok: false, reason: 'malformed', status: 200, detail: 'run', permission: undefined } }
  return { facts: toRunFacts(parsed.data) }
}

const toRunFacts = (raw: z.output<typeof runResponse>): RunFacts => {
  const sha = z.safeParse(commitSha, raw.head_sha)
  const createdAt = toUtc(raw.created_at ?? '')
  const startedAt = toUtc(raw.run_started_at ?? '')
  const base = raw.repository?.id
  const head = raw.head_repository?.id
  return {
    ...(sha.success ? { headSha: sha.data } : {}),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(typeof raw.html_url === 'string' ? { url: raw.html_url } : {}),
    ...(typeof raw.path === 'string' ? { path: raw.path } : {}),
    ...(base === undefined || head === undefined ? {} : { fork: base !== head }),
  }
}

import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { toUtc } from '../../core/time.ts'
import { commitSha } from '../../schema/values/scalar.ts'
import type { Refusal, RunClient } from './client.ts'
import { reportedFields } from './field-text.ts'

/** The REST facts of one attempt of a run. Times are RFC 3339 UTC by GitHub's clock, 1 s. */
export type RunFacts = {
  readonly attempt?: number
  readonly number?: number
  readonly event?: string
  /** Name of the workflow. */
  readonly workflow?: string
  readonly headSha?: string
  readonly headBranch?: string
  readonly status?: string
  readonly conclusion?: string
  readonly createdAt?: string
  /** Start of this attempt: "resets on re-run". */
  readonly startedAt?: string
  readonly updatedAt?: string
  readonly url?: string
  /** The workflow's file; may end in `@ref`. */
  readonly path?: string
  /** The head is in another repository. */
  readonly fork?: boolean
  /** The user who started this attempt. */
  readonly triggeredBy?: string
  readonly defaultBranch?: string
  readonly repositoryId?: string
  /** Called workflows with the commit each was read at. */
  readonly referenced?: readonly ReferencedWorkflow[]
}

export type ReferencedWorkflow = {
  /** `owner/repo/.github/workflows/x.yml`, may end in `@ref`. */
  readonly path: string
  readonly sha?: string
  readonly ref?: string
}

const maybe = z.optional(z.nullable(z.string().check(z.maxLength(1_024))))
const maybeCount = z.optional(z.nullable(z.int().check(z.minimum(0))))
const repository = z.optional(
  z.nullable(z.object({ id: z.optional(z.int()), full_name: maybe, default_branch: maybe })),
)
const runResponse = z.object({
  run_attempt: maybeCount,
  run_number: maybeCount,
  event: maybe,
  name: maybe,
  head_sha: maybe,
  head_branch: maybe,
  status: maybe,
  conclusion: maybe,
  created_at: maybe,
  run_started_at: maybe,
  updated_at: maybe,
  html_url: maybe,
  path: maybe,
  triggering_actor: z.optional(z.nullable(z.object({ login: maybe }))),
  referenced_workflows: z.optional(z.nullable(z.array(z.object({ path: maybe, sha: maybe, ref: maybe })))),
  repository,
  head_repository: repository,
})

export type RunAnswer = { readonly facts: RunFacts; readonly refusal?: Refusal }

/** GET /repos/{repo}/actions/runs/{id}/attempts/{n}, or …/runs/{id} for the latest attempt. */
export const readRun = async (
  client: RunClient,
  repositoryName: string,
  runId: string,
  attempt: number | undefined,
): Promise<RunAnswer> => {
  const run = `/repos/${repositoryName}/actions/runs/${runId}`
  const path = attempt === undefined ? run : `${run}/attempts/${attempt}`
  const answer = await client.get(`${path}?exclude_pull_requests=true`)
  if (!answer.ok) return { facts: {}, refusal: answer }
  const facts = readRunResponse(answer.value)
  if (facts === undefined)
    return { facts: {}, refusal: { ok: false, reason: 'malformed', status: 200, detail: 'run', permission: undefined } }
  return { facts }
}

/** Returns a run from a recorded or fetched answer; undefined for any other form. */
export const readRunResponse = (raw: unknown): RunFacts | undefined => {
  const parsed = z.safeParse(runResponse, raw)
  return parsed.success ? toRunFacts(parsed.data) : undefined
}

const toRunFacts = (raw: z.output<typeof runResponse>): RunFacts => {
  const sha = z.safeParse(commitSha, raw.head_sha)
  const base = raw.repository?.id
  return {
    ...reportedFields({
      attempt: raw.run_attempt,
      number: raw.run_number,
      event: raw.event,
      workflow: raw.name,
      headSha: sha.data,
      headBranch: raw.head_branch,
      status: raw.status,
      conclusion: raw.conclusion,
      createdAt: toUtc(raw.created_at ?? ''),
      startedAt: toUtc(raw.run_started_at ?? ''),
      updatedAt: toUtc(raw.updated_at ?? ''),
      url: raw.html_url,
      path: raw.path,
      fork: isFork(raw),
      triggeredBy: raw.triggering_actor?.login,
      defaultBranch: raw.repository?.default_branch,
      repositoryId: base === undefined ? undefined : String(base),
    }),
    referenced: (raw.referenced_workflows ?? []).slice(0, LIMITS.referencedWorkflows).flatMap(toReferenced),
  }
}

/** Returns whether the head is in another repository, by id and by name of the same answer. */
const isFork = ({ repository: base, head_repository: head }: z.output<typeof runResponse>): boolean | undefined => {
  const [id, other] = [base?.id, head?.id]
  if (id === undefined || other === undefined) return undefined
  const names = [base?.full_name, head?.full_name].flatMap(name =>
    typeof name === 'string' ? [name.toLowerCase()] : [],
  )
  return id !== other || new Set(names).size === 2
}

const toReferenced = (raw: { path?: unknown; sha?: unknown; ref?: unknown }): readonly ReferencedWorkflow[] => {
  if (typeof raw.path !== 'string' || raw.path === '') return []
  const sha = z.safeParse(commitSha, raw.sha)
  return [
    {
      path: raw.path,
      sha: sha.success ? sha.data : undefined,
      ref: typeof raw.ref === 'string' && raw.ref !== '' ? raw.ref : undefined,
    },
  ]
}

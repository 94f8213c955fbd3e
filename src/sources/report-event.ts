import { readFile, stat } from 'node:fs/promises'
import * as z from 'zod/mini'

/** What the event file tells the report: whose commit a check run belongs to, and whether the head is a stranger's. */
export type EventFacts = {
  /** Head of the pull request, or of the run that a `workflow_run` follows. */
  readonly headSha?: string
  readonly fork?: boolean
  readonly visibility?: 'public' | 'private' | 'internal'
}

/** Payloads of webhooks end at 25 MB (docs.github.com/webhooks). */
const MAX_EVENT = 26 * 1_048_576

const sha = z.string().check(z.regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/))
const repository = z.optional(z.nullable(z.object({ id: z.optional(z.int()) })))
const event = z.object({
  pull_request: z.optional(
    z.object({
      head: z.object({ sha, repo: repository }),
      base: z.object({ repo: repository }),
    }),
  ),
  workflow_run: z.optional(z.object({ head_sha: sha })),
  repository: z.optional(
    z.object({
      visibility: z.optional(z.enum(['public', 'private', 'internal'])),
      private: z.optional(z.boolean()),
    }),
  ),
})

/** Reads GITHUB_EVENT_PATH; an absent or odd file tells nothing. */
export const readEventFacts = async (path: string | undefined): Promise<EventFacts> => {
  if (path === undefined || path === '') return {}
  try {
    if ((await stat(path)).size > MAX_EVENT) return {}
    return toEventFacts(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return {}
  }
}

/** Pure: the facts of a parsed event. A deleted head repository reads as null: it was another one. */
const toEventFacts = (raw: unknown): EventFacts => {
  const parsed = z.safeParse(event, raw)
  if (!parsed.success) return {}
  const { pull_request: pull, workflow_run: followed, repository: repo } = parsed.data
  const headSha = pull?.head.sha ?? followed?.head_sha
  const visibility = repo?.visibility ?? (repo?.private === false ? 'public' : undefined)
  return {
    ...(headSha === undefined ? {} : { headSha }),
    ...(pull === undefined ? {} : { fork: pull.head.repo?.id !== pull.base.repo?.id }),
    ...(visibility === undefined ? {} : { visibility }),
  }
}

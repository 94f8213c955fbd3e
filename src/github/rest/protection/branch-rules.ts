import * as z from 'zod/mini'
import { LIMITS } from '../../../core/limits.ts'
import { toStateText } from '../../../core/state-text.ts'
import type { Gap, Reading } from '../../../schema/values/fact.ts'
import type { RunClient } from '../client.ts'
import { readPages } from '../pages.ts'

/** One active rule on a branch: its type and its parameters. Its ruleset is left out. */
export type BranchRule = { readonly type: string; readonly parameters?: unknown }

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
const upTo = (depth: number): z.ZodMiniType =>
  depth === 0
    ? scalar
    : z.union([scalar, z.array(upTo(depth - 1)), z.record(z.string().check(z.maxLength(100)), upTo(depth - 1))])

const rule = z.object({
  type: z.string().check(z.maxLength(100)),
  parameters: z.optional(upTo(LIMITS.ruleNesting)),
})

const FIELD = 'rerunConditions.rulesets'

/**
 * Reads GET /repos/{repo}/rules/branches/{branch}: the rules of all active rulesets, including those of the
 * organization. The older branch protection is not included, and the branch need not exist. Needs `metadata: read`,
 * which every token has (docs.github.com "REST API endpoints for rules"). Returns undefined unless the whole list was
 * read, since a partial list would have another digest.
 */
export const readBranchRules = async (
  client: RunClient,
  repository: string,
  branch: string,
): Promise<Reading<readonly BranchRule[] | undefined>> => {
  if (!isBranch(branch)) return { value: undefined, gaps: [NO_BRANCH] }
  const place = branch.split('/').map(encodeURIComponent).join('/')
  const pages = await readPages(client, {
    path: `/repos/${repository}/rules/branches/${place}`,
    member: undefined,
    item: rule,
    getId: toStateText,
    field: FIELD,
  })
  return pages.gaps.length > 0 ? { value: undefined, gaps: pages.gaps } : { value: pages.value, gaps: [] }
}

const NO_BRANCH: Gap = { field: FIELD, source: 'api', reason: 'malformed', detail: 'not a name of a branch' }

/** Refuses names that could lead to another path of the API, by git's rules for names (git-check-ref-format). */
const isBranch = (name: string): boolean =>
  name.length > 0 && name.length <= 1_024 && !name.split('/').some(part => part === '' || part.startsWith('.'))

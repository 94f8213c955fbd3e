import * as z from 'zod/mini'
import type { Reviewer } from '../../../schema/observed/run-observation.ts'

const name = z.optional(z.nullable(z.string().check(z.maxLength(1_024))))

/** A reviewer of an environment: a user with a login, or a team. The organisation of a team is only in its URL. */
export const reviewer = z.object({
  type: z.optional(z.nullable(z.string().check(z.maxLength(40)))),
  reviewer: z.optional(z.nullable(z.object({ login: name, slug: name, name, html_url: name }))),
})

export const toReviewer = ({ type, reviewer: who }: z.output<typeof reviewer>): readonly Reviewer[] => {
  if (type !== 'Team') return typeof who?.login === 'string' ? [{ kind: 'user', name: who.login }] : []
  const slug = who?.slug ?? who?.name
  if (typeof slug !== 'string') return []
  // https://github.com/orgs/<org>/teams/<slug>
  const [, organisation] = /\/orgs\/([\w.-]{1,100})\/teams\//.exec(who?.html_url ?? '') ?? []
  return [{ kind: 'team', name: organisation === undefined ? slug : `${organisation}/${slug}` }]
}

import * as z from 'zod/mini'
import type { ObservedEnvironment, ProtectionRule } from '../../../schema/observed/run-observation.ts'
import type { Reading } from '../../../schema/values/fact.ts'
import type { RunClient } from '../client.ts'
import { gapOfRefusal } from '../refusal-gap.ts'
import { reviewer, toReviewer } from './reviewer.ts'

const rule = z.object({
  type: z.string().check(z.maxLength(100)),
  wait_timer: z.optional(z.nullable(z.number().check(z.minimum(0)))),
  prevent_self_review: z.optional(z.nullable(z.boolean())),
  reviewers: z.optional(z.nullable(z.array(reviewer))),
  app: z.optional(z.nullable(z.object({ slug: z.optional(z.string().check(z.maxLength(1_024))) }))),
})
const environment = z.object({
  name: z.string().check(z.maxLength(1_024)),
  protection_rules: z.optional(z.nullable(z.array(rule))),
  deployment_branch_policy: z.optional(z.nullable(z.object({ protected_branches: z.optional(z.boolean()) }))),
})

/**
 * Reads GET /repos/{repo}/environments/{name}: the present rules, which may differ from those at the time of the run.
 */
export const readEnvironment = async (
  client: RunClient,
  repository: string,
  name: string,
): Promise<Reading<ObservedEnvironment | undefined>> => {
  const answer = await client.get(`/repos/${repository}/environments/${encodeURIComponent(name)}`)
  if (!answer.ok) return { value: undefined, gaps: [gapOfRefusal('environments', answer)] }
  const parsed = z.safeParse(environment, answer.value)
  if (!parsed.success)
    return { value: undefined, gaps: [{ field: 'environments', reason: 'malformed', source: 'api' }] }
  const { protection_rules: rules, deployment_branch_policy: policy } = parsed.data
  return { value: { name, rules: (rules ?? []).map(raw => toRule(raw, policy?.protected_branches)) }, gaps: [] }
}

/** A type that GitHub's description does not name is a rule of an app, listed under its own type. */
const toRule = (raw: z.output<typeof rule>, onlyProtected: boolean | undefined): ProtectionRule => {
  switch (raw.type) {
    case 'wait_timer':
      return { kind: 'wait-timer', minutes: raw.wait_timer ?? 0 }
    case 'required_reviewers':
      return {
        kind: 'required-reviewers',
        reviewers: (raw.reviewers ?? []).flatMap(toReviewer),
        preventSelfReview: raw.prevent_self_review ?? false,
      }
    case 'branch_policy':
      return { kind: 'branch-policy', onlyProtected }
    default: {
      const app = raw.app?.slug
      return app === undefined ? { kind: 'custom-rule' } : { kind: 'custom-rule', app }
    }
  }
}

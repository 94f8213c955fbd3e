import type { Refusal } from '../github/rest/client.ts'

/** The facts that select the remedy where GitHub refused a check run. */
export type PostContext = {
  readonly token: string
  /** Whether a pull request from a fork started the run. Its token is then read-only by default. */
  readonly isFromFork: boolean
}

/** Returns one line: what was not done, the remedy, and the cause. The cause is always there. */
export const describeRefusedPost = (what: string, refusal: Refusal, context: PostContext): string => {
  const remedy = findRemedy(refusal, context)
  return remedy === undefined ? `${what}: ${refusal.detail}` : `${what}: ${remedy} (${refusal.detail})`
}

/**
 * Whether the refusal was expected before the request. An expected refusal is a line of the summary without an
 * annotation.
 */
export const isExpectedRefusal = (refusal: Refusal, context: PostContext): boolean =>
  context.isFromFork && isOfPermission(refusal) && !isPersonal(context.token)

const findRemedy = (refusal: Refusal, { token, isFromFork }: PostContext): string | undefined => {
  if (refusal.hint !== undefined) return refusal.hint
  if (refusal.ssoUrl !== undefined) return `authorise the token for the organization at ${refusal.ssoUrl}`
  if (refusal.status === 401) return 'leave input `token` at its default, the token of the job'
  if (refusal.reason === 'budget') return 'the API takes no more requests for now, a later report can post'
  if (!isOfPermission(refusal)) return undefined
  // docs.github.com "REST API endpoints for check runs": users and OAuth apps can read check runs; only GitHub Apps can
  // write them.
  if (isPersonal(token))
    return 'a check run can only be written by a GitHub App, such as the token of the job: leave input `token` at its default'
  // docs.github.com "Events that trigger workflows", pull_request: read-only for forks.
  if (isFromFork)
    return 'the token of a run from a fork is read-only: post from a workflow that follows the run, see docs/after-run.md'
  return 'add `checks: write` to the permissions of the report job'
}

/** GitHub also answers 404 for what a token may not see. */
const isOfPermission = ({ reason, status }: Refusal): boolean => reason === 'permission-denied' || status === 404

/** Tokens of people (docs.github.com "About authentication to GitHub", token formats); a job's begins with `ghs_`. */
const isPersonal = (token: string): boolean => /^(?:ghp_|github_pat_|gho_|ghu_|[0-9a-f]{40}$)/.test(token)

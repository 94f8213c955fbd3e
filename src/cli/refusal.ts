import type { Refusal } from '../github/rest/client.ts'
import type { Online, TokenVariable } from './inputs/online-inputs.ts'

/**
 * Printed before requests without a token. Anyone can read run and jobs of a public repository; logs and artifacts
 * need a token (github/rest-api-description issue 4569; the refusal itself: con/tinuous issue 129).
 */
export const WITHOUT_TOKEN =
  'GH_TOKEN is not set: asking without a token, to which a public repository gives no logs and 60 answers an hour'

/** Returns one line: why a run could not be read at all, and the remedy. */
export const refusalLine = (what: string, refusal: Refusal, from: TokenVariable | undefined): string =>
  `${what} cannot be read: ${refusal.detail}. ${nextStep(refusal, from)}`

/** Returns the same line for a check with an unknown run. */
export const checkRefusalLine = ({ repository, checkRunId, tokenFrom }: Online, refusal: Refusal): string =>
  refusalLine(`the run of check ${checkRunId ?? ''} of ${repository}`, refusal, tokenFrom)

const nextStep = (refusal: Refusal, from: TokenVariable | undefined): string => {
  if (refusal.hint !== undefined) return refusal.hint
  const needed = refusal.permission ?? 'actions: read'
  switch (refusal.reason) {
    case 'permission-denied':
      return from === undefined
        ? `GH_TOKEN is not set: set it to a token with ${needed}`
        : ofToken(refusal, from, needed)
    case 'not-found':
      return from === undefined
        ? `GH_TOKEN is not set: a private repository is only there for a token with ${needed}`
        : `Check owner, repository, run and attempt; a private repository is only there for a token with ${needed}, and the one in ${from} may lack it`
    case 'budget':
      return ofLimit(refusal, from)
    case 'service-error':
      return refusal.status === undefined ? UNREACHED : LATER
    case 'malformed':
      return BEHIND_PROXY
    case 'deadline':
      return UNREACHED
    default:
      return LATER
  }
}

const LATER = 'Try again later; https://www.githubstatus.com tells how GitHub is'
const BEHIND_PROXY =
  'Something between this machine and the API answers in its place: see the variables http_proxy, https_proxy and no_proxy'
const UNREACHED = 'Try again later; where only a proxy leads out, name it in https_proxy'

const ofToken = ({ status, ssoUrl, detail }: Refusal, from: TokenVariable, needed: string): string => {
  if (ssoUrl !== undefined) return `Authorise the token in ${from} for the organization at ${ssoUrl}`
  if (detail.includes('single sign-on'))
    return `Authorise the token in ${from} for the organization: "Configure SSO" beside it, where GitHub lists your tokens`
  return status === 401
    ? `The token in ${from} has expired, was revoked, or is of another server`
    : `The token in ${from} lacks a permission: it needs ${needed}`
}

/** Requests without a token: docs.github.com "Rate limits for the REST API", 60 an hour for each address. */
const ofLimit = ({ status, resetAt }: Refusal, from: TokenVariable | undefined): string => {
  if (from === undefined) return 'GH_TOKEN is not set: without a token GitHub answers 60 requests an hour'
  // Without a status, the refusal came from the request budget of this command.
  if (status === undefined) return 'Raise --api-budget'
  return resetAt === undefined
    ? `GitHub limits the token in ${from} for now: try again in some minutes, raising --api-budget does not help`
    : `GitHub answers the token in ${from} again at ${resetAt}; raising --api-budget does not help`
}

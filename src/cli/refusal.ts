import type { Refusal } from '../sources/rest/client.ts'

/**
 * Said before anything is asked without a token. Run and jobs of a public repository are there for everybody, logs and
 * artifacts only for a token (github/rest-api-description issue 4569; the refusal itself: con/tinuous issue 129).
 */
export const WITHOUT_TOKEN =
  'GH_TOKEN is not set: asking without a token, to which a public repository gives no logs and 60 answers an hour'

/** Why a run could not be read at all, and what to do about it, as one line. `token` is '' where none is set. */
export const refusalLine = (what: string, { reason, detail, permission }: Refusal, token: string): string =>
  `${what} cannot be read: ${detail}. ${nextStep(reason, permission, token)}`

/** Requests without a token: docs.github.com "Rate limits for the REST API", 60 an hour for each address. */
const nextStep = (reason: Refusal['reason'], permission: string | undefined, token: string): string => {
  const needed = permission ?? 'actions: read'
  switch (reason) {
    case 'permission-denied':
      return token === ''
        ? `GH_TOKEN is not set: set it to a token with ${needed}`
        : `The token is not valid for it, or lacks a permission: it needs ${needed}`
    case 'not-found':
      return token === ''
        ? `GH_TOKEN is not set: a private repository is only there for a token with ${needed}`
        : `Check owner, repository, run and attempt; a private repository is only there for a token with ${needed}`
    case 'budget':
      return token === ''
        ? 'GH_TOKEN is not set: without a token GitHub answers 60 requests an hour'
        : 'Wait for the rate limit to pass, or raise --api-budget'
    default:
      return 'Try again later'
  }
}

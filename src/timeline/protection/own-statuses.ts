import type { DeploymentStatus, ObservedDeployment } from '../../schema/observed/run-observation.ts'

/** Slug of GitHub Actions itself, and the login of its token. */
const ACTIONS = 'github-actions'

/**
 * Builds a check that separates the statuses that follow the job from statuses of other writers. GitHub's own statuses
 * have the person who started the run as creator, not a bot (recorded by octokit/webhooks: a deployment of `lineville`
 * performed via `github-actions`; octokit/webhooks.net#52: a `waiting` status of a person, which REST lets no client
 * write). The app is not always given. So the writer of the first status created the deployment, and counts as its own,
 * like GitHub Actions.
 */
export const ownStatusJudge = ({ statuses }: ObservedDeployment): ((status: DeploymentStatus) => boolean) => {
  const producer = statuses[0] === undefined ? undefined : findWriter(statuses[0])
  return status => {
    const writer = findWriter(status)
    return writer === undefined || writer === ACTIONS || writer === producer || status.state === 'waiting'
  }
}

/** Returns the app, else the account; undefined if both are missing. */
export const findWriter = ({ app, creator }: DeploymentStatus): string | undefined =>
  app ?? (creator === `${ACTIONS}[bot]` ? ACTIONS : creator)

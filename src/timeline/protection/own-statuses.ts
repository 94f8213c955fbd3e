import type { DeploymentStatus, ObservedDeployment } from '../../schema/observed/run-observation.ts'

/** Slug of GitHub Actions itself, and the login that its token writes under. */
const ACTIONS = 'github-actions'

/**
 * Tells the statuses that follow the job from those of somebody else. The creator of GitHub's own ones is whoever
 * started the run, not a bot (recorded by octokit/webhooks: a deployment of `lineville` performed via `github-actions`;
 * octokit/webhooks.net#52: a `waiting` status, which REST lets nobody write, of a person), and the app is not always
 * given. So the writer of the first status made the deployment, and is its own as GitHub Actions is.
 */
export const ownStatusJudge = ({ statuses }: ObservedDeployment): ((status: DeploymentStatus) => boolean) => {
  const producer = statuses[0] === undefined ? undefined : findWriter(statuses[0])
  return status => {
    const writer = findWriter(status)
    return writer === undefined || writer === ACTIONS || writer === producer || status.state === 'waiting'
  }
}

/** The app where it is named, else the account; undefined where neither is. */
export const findWriter = ({ app, creator }: DeploymentStatus): string | undefined =>
  app ?? (creator === `${ACTIONS}[bot]` ? ACTIONS : creator)

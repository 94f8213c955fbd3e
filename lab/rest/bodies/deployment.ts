import type { LabDeployment, LabEnvironment } from '../../state.ts'
import { nodeId, restTime } from '../answer.ts'
import type { RestContext } from '../route.ts'
import { repositoryHtmlUrl, repositoryUrl } from './repository.ts'
import { userBody } from './user.ts'

/** What `deployment-simple` (inside a check run) and `deployment` share. */
export const simpleDeploymentBody = (context: RestContext, deployment: LabDeployment): Record<string, unknown> => {
  const url = `${repositoryUrl(context)}/deployments/${deployment.id}`
  return {
    url,
    id: deployment.id,
    node_id: nodeId('DE', deployment.id),
    task: 'deploy',
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: null,
    created_at: restTime(deployment.createdAt),
    updated_at: restTime(deployment.statuses.at(-1)?.createdAt ?? deployment.createdAt),
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(context),
    transient_environment: false,
    production_environment: false,
    performed_via_github_app: null,
  }
}

export const deploymentBody = (context: RestContext, deployment: LabDeployment): Record<string, unknown> => ({
  ...simpleDeploymentBody(context, deployment),
  sha: deployment.sha,
  ref: deployment.ref,
  payload: {},
  creator: userBody(context, 'github-actions[bot]'),
})

export const deploymentStatusBody = (
  context: RestContext,
  deployment: LabDeployment,
  status: LabDeployment['statuses'][number],
): Record<string, unknown> => {
  const url = `${repositoryUrl(context)}/deployments/${deployment.id}`
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DES', status.id),
    state: status.state,
    creator: userBody(context, 'github-actions[bot]'),
    description: status.description,
    environment: deployment.environment,
    target_url: status.logUrl,
    created_at: restTime(status.createdAt),
    updated_at: restTime(status.createdAt),
    deployment_url: url,
    repository_url: repositoryUrl(context),
    environment_url: '',
    log_url: status.logUrl,
    performed_via_github_app: null,
  }
}

/** The part of an environment that approvals and pending deployments show too. */
export const simpleEnvironmentBody = (
  context: RestContext,
  environment: { readonly id: number; readonly name: string },
): Record<string, unknown> => ({
  id: environment.id,
  node_id: nodeId('EN', environment.id),
  name: environment.name,
  url: `${repositoryUrl(context)}/environments/${encodeURIComponent(environment.name)}`,
  html_url: `${repositoryHtmlUrl(context)}/deployments/activity_log?environments_filter=${encodeURIComponent(environment.name)}`,
})

export const reviewerBodies = (context: RestContext, environment: LabEnvironment): readonly Record<string, unknown>[] =>
  environment.reviewers.map(login => ({ type: 'User', reviewer: userBody(context, login) }))

/** Environments have no creation time in the lab: the epoch of the lab's repository stands for it. */
const ENVIRONMENT_TIME = '2020-01-01T00:00:00Z'

export const environmentTimes = { created_at: ENVIRONMENT_TIME, updated_at: ENVIRONMENT_TIME } as const

export const environmentBody = (context: RestContext, environment: LabEnvironment): Record<string, unknown> => {
  const rules = [
    ...(environment.waitTimerMinutes > 0 ? [{ type: 'wait_timer', wait_timer: environment.waitTimerMinutes }] : []),
    ...(environment.reviewers.length > 0
      ? [{ type: 'required_reviewers', prevent_self_review: false, reviewers: reviewerBodies(context, environment) }]
      : []),
  ]
  return {
    ...simpleEnvironmentBody(context, environment),
    ...environmentTimes,
    protection_rules: rules.map((rule, index) => {
      const id = environment.id * 10 + index
      return { id, node_id: nodeId('GA', id), ...rule }
    }),
    deployment_branch_policy: null,
  }
}

import { json, type LabResponse } from '../http.ts'
import type { LabDeployment, LabEnvironment, LabState } from '../state.ts'
import { notFound, paginate, refused, restTime } from './answer.ts'
import {
  deploymentBody,
  deploymentStatusBody,
  environmentBody,
  environmentTimes,
  reviewerBodies,
  simpleEnvironmentBody,
} from './bodies/deployment.ts'
import { userBody } from './bodies/user.ts'
import { type Call, type Permission, type Route, repositoryRoute } from './route.ts'
import { findRun } from './runs.ts'

const ACTIONS_READ: Permission = { key: 'actions', access: 'read' }
const READ: Permission = { key: 'deployments', access: 'read' }
const WRITE: Permission = { key: 'deployments', access: 'write' }

const list = (call: Call): LabResponse => {
  const { query, context } = call
  const found = [...context.state.deployments.values()]
    .filter(one => !query.has('sha') || query.get('sha') === one.sha)
    .filter(one => !query.has('ref') || query.get('ref') === one.ref)
    .filter(() => !query.has('task') || query.get('task') === 'deploy')
    .filter(one => !query.has('environment') || query.get('environment') === one.environment)
    .sort((a, b) => b.id - a.id)
  const page = paginate(call, found)
  return json(
    200,
    page.items.map(one => deploymentBody(context, one)),
    page.headers,
  )
}

const findDeployment = (call: Call): LabDeployment | undefined =>
  call.context.state.deployments.get(Number(call.params['deployment_id'] ?? ''))

const one = (call: Call): LabResponse => {
  const deployment = findDeployment(call)
  return deployment === undefined ? notFound() : json(200, deploymentBody(call.context, deployment))
}

/** Newest first. */
const statuses = (call: Call): LabResponse => {
  const deployment = findDeployment(call)
  if (deployment === undefined) return notFound()
  const page = paginate(call, deployment.statuses.toReversed())
  const bodies = page.items.map(status => deploymentStatusBody(call.context, deployment, status))
  return json(200, bodies, page.headers)
}

const environments = (call: Call): LabResponse => {
  const page = paginate(call, [...call.context.state.environments.values()])
  const bodies = page.items.map(environment => environmentBody(call.context, environment))
  return json(200, { total_count: page.total, environments: bodies }, page.headers)
}

const environment = (call: Call): LabResponse => {
  const found = call.context.state.environments.get(call.params['environment_name'] ?? '')
  return found === undefined ? notFound() : json(200, environmentBody(call.context, found))
}

/** Reviews of a run: no time, no attempt, no job. */
const approvals = (call: Call): LabResponse => {
  const { context } = call
  const run = findRun(call)
  if (run === undefined) return notFound()
  const ofRun = context.state.approvals.filter(approval => approval.runId === run.id)
  const bodies = ofRun.map(approval => ({
    state: approval.state,
    comment: approval.comment,
    environments: [
      {
        ...simpleEnvironmentBody(context, {
          name: approval.environment,
          id: context.state.environments.get(approval.environment)?.id ?? 0,
        }),
        ...environmentTimes,
      },
    ],
    user: userBody(context, approval.user),
  }))
  return json(200, bodies)
}

type Waiting = { readonly environment: LabEnvironment; readonly deployment: LabDeployment; readonly since: Date }

/** What waits for a review or a timer now: deployments of the run whose newest status is `waiting`. */
const waitingOf = (state: LabState, runId: number): readonly Waiting[] =>
  [...state.deployments.values()].flatMap(deployment => {
    const status = deployment.statuses.at(-1)
    const environment = state.environments.get(deployment.environment)
    return deployment.runId === runId && status?.state === 'waiting' && environment !== undefined
      ? [{ environment, deployment, since: status.createdAt }]
      : []
  })

const pending = (call: Call): LabResponse => {
  const run = findRun(call)
  if (run === undefined) return notFound()
  const bodies = waitingOf(call.context.state, run.id).map(({ environment, since }) => ({
    environment: simpleEnvironmentBody(call.context, environment),
    wait_timer: environment.waitTimerMinutes,
    wait_timer_started_at: environment.waitTimerMinutes > 0 ? restTime(since) : null,
    current_user_can_approve: environment.reviewers.length > 0,
    reviewers: reviewerBodies(call.context, environment),
  }))
  return json(200, bodies)
}

/** Approves or rejects what waits; the reviewer is the first one the environment names. */
const review = (call: Call): LabResponse => {
  const { state, hooks } = call.context
  const run = findRun(call)
  if (run === undefined) return notFound()
  const { environment_ids: ids, state: verdict, comment } = call.body as ReviewBody
  const reviewed = waitingOf(state, run.id).filter(waiting => ids.includes(waiting.environment.id))
  if (reviewed.length === 0) return refused(422, 'No pending deployment requests to approve or reject')
  const names = [...new Set(reviewed.map(waiting => waiting.environment.name))]
  for (const name of names) {
    const user = state.environments.get(name)?.reviewers[0] ?? run.actor
    state.approvals.push({ runId: run.id, environment: name, state: verdict, user, comment })
  }
  hooks.deploymentsReviewed?.(run.id, names, verdict)
  return json(
    200,
    reviewed.map(waiting => deploymentBody(call.context, waiting.deployment)),
  )
}

/** Held against the description before it comes here. */
type ReviewBody = {
  readonly environment_ids: readonly number[]
  readonly state: 'approved' | 'rejected'
  readonly comment: string
}

export const deploymentRoutes: readonly Route[] = [
  repositoryRoute('GET /deployments', READ, list),
  repositoryRoute('GET /deployments/{deployment_id}', READ, one),
  repositoryRoute('GET /deployments/{deployment_id}/statuses', READ, statuses),
  repositoryRoute('GET /environments', ACTIONS_READ, environments),
  repositoryRoute('GET /environments/{environment_name}', ACTIONS_READ, environment),
  repositoryRoute('GET /actions/runs/{run_id}/approvals', ACTIONS_READ, approvals),
  repositoryRoute('GET /actions/runs/{run_id}/pending_deployments', ACTIONS_READ, pending),
  repositoryRoute('POST /actions/runs/{run_id}/pending_deployments', WRITE, review),
]

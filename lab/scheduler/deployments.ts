import type { LabDeployment, LabEnvironment, LabJob, LabRun } from '../state.ts'
import type { Lab } from './lab.ts'

/** The environment a job names; one that nobody configured is made without protection, as GitHub does. */
export const environmentOf = (lab: Lab, name: string): LabEnvironment => {
  const known = lab.state.environments.get(name)
  if (known !== undefined) return known
  const made = { name, id: lab.state.nextId(), reviewers: [], waitTimerMinutes: 0 }
  lab.state.environments.set(name, made)
  return made
}

export const createDeployment = (lab: Lab, run: LabRun, job: LabJob, environment: string): LabDeployment => {
  const deployment: LabDeployment = {
    id: lab.state.nextId(),
    environment,
    sha: run.sha,
    ref: run.ref.replace(/^refs\/(?:heads|tags)\//, ''),
    runId: run.id,
    jobId: job.id,
    createdAt: lab.state.now(),
    statuses: [],
  }
  lab.state.deployments.set(deployment.id, deployment)
  job.deploymentId = deployment.id
  return deployment
}

type DeploymentState = 'waiting' | 'queued' | 'in_progress' | 'success' | 'failure' | 'error' | 'inactive'

/** Statuses come with the address of the job (qoomon/actions--context reads `log_url` as `…/runs/{run}/job/{job}`). */
export const addStatus = (lab: Lab, deployment: LabDeployment | undefined, state: DeploymentState): void => {
  if (deployment === undefined) return
  const { owner, name } = lab.state.repository
  deployment.statuses.push({
    id: lab.state.nextId(),
    state,
    createdAt: lab.state.now(),
    logUrl: `${lab.services.serverUrl}/${owner}/${name}/actions/runs/${deployment.runId}/job/${deployment.jobId}`,
    description: '',
  })
}

/** After a success the environment's earlier successful deployments are no longer the active one. */
export const concludeDeployment = (
  lab: Lab,
  deployment: LabDeployment | undefined,
  conclusion: 'success' | 'failure' | 'cancelled',
): void => {
  if (deployment === undefined) return
  addStatus(lab, deployment, conclusion === 'cancelled' ? 'error' : conclusion)
  if (conclusion !== 'success') return
  for (const other of lab.state.deployments.values())
    if (
      other.id !== deployment.id &&
      other.environment === deployment.environment &&
      other.statuses.at(-1)?.state === 'success'
    )
      addStatus(lab, other, 'inactive')
}

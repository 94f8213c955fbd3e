import type { LabCheckRun, LabJob, LabRun, LabState, LabStep } from '../../state.ts'
import { nodeId, restTime, restTimeOrNull } from '../answer.ts'
import type { RestContext } from '../route.ts'
import { repositoryHtmlUrl, repositoryUrl } from './repository.ts'

/**
 * `job`. While a job waits for a runner `started_at` holds a placeholder equal to `created_at`
 * (sgl-project/sglang#26509), so it is never null there.
 */
export const jobBody = (context: RestContext, run: LabRun, job: LabJob): Record<string, unknown> => ({
  ...common(context, run, job.id, job.name),
  run_attempt: job.attempt,
  status: job.status,
  conclusion: job.conclusion,
  created_at: restTime(job.createdAt),
  started_at: restTime(job.startedAt ?? job.createdAt),
  completed_at: restTimeOrNull(job.completedAt),
  steps: job.steps.map(stepBody),
  labels: job.labels,
  runner_id: job.runnerId,
  runner_name: job.runnerName,
  runner_group_id: job.runnerGroupId,
  runner_group_name: job.runnerGroupName,
})

/**
 * A check run that a workflow token wrote, as it comes back in the job list: no labels, no runner, no steps, equal
 * times (grafana/grafana-ci-otel-collector#151, actions/actions-runner-controller#2118).
 */
export const pseudoJobBody = (context: RestContext, run: LabRun, check: LabCheckRun): Record<string, unknown> => {
  const time = restTime(check.completedAt ?? check.startedAt)
  return {
    ...common(context, run, check.id, check.name),
    run_attempt: attemptOfCheck(context.state, run, check),
    status: check.status,
    conclusion: check.conclusion,
    created_at: time,
    started_at: time,
    completed_at: check.completedAt === null ? null : time,
    steps: [],
    labels: [],
    runner_id: null,
    runner_name: null,
    runner_group_id: null,
    runner_group_name: null,
  }
}

/**
 * The attempt in which a token's check run was made: the last one whose own jobs were there before it. Its times do not
 * tell, since the writer chooses them; ids only grow.
 */
export const attemptOfCheck = (state: LabState, run: LabRun, check: LabCheckRun): number =>
  run.attempts.findLast(one => one.jobIds.some(id => id < check.id && state.jobs.get(id)?.attempt === one.attempt))
    ?.attempt ?? 1

const common = (context: RestContext, run: LabRun, id: number, name: string): Record<string, unknown> => ({
  id,
  run_id: run.id,
  workflow_name: run.workflowName,
  head_branch: run.headBranch,
  run_url: `${repositoryUrl(context)}/actions/runs/${run.id}`,
  node_id: nodeId('CR', id),
  head_sha: run.headSha,
  url: `${repositoryUrl(context)}/actions/jobs/${id}`,
  html_url: `${repositoryHtmlUrl(context)}/actions/runs/${run.id}/job/${id}`,
  name,
  check_run_url: `${repositoryUrl(context)}/check-runs/${id}`,
})

const stepBody = (step: LabStep): Record<string, unknown> => ({
  name: step.name,
  status: step.status,
  conclusion: step.conclusion,
  number: step.number,
  started_at: restTimeOrNull(step.startedAt),
  completed_at: restTimeOrNull(step.completedAt),
})

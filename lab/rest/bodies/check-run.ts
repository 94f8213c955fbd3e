import type { LabCheckRun, LabJob, LabRun } from '../../state.ts'
import { nodeId, restTime, restTimeOrNull } from '../answer.ts'
import type { RestContext } from '../route.ts'
import { simpleDeploymentBody } from './deployment.ts'
import { repositoryHtmlUrl, repositoryUrl } from './repository.ts'
import { pullRequestsOf } from './run.ts'
import { actionsApp } from './user.ts'

/** `check-run` of a job: its id is the job's, and it carries the deployment of an environment job. */
export const jobCheckRunBody = (context: RestContext, run: LabRun, job: LabJob): Record<string, unknown> => {
  const deployment = job.deploymentId === undefined ? undefined : context.state.deployments.get(job.deploymentId)
  const html = `${repositoryHtmlUrl(context)}/actions/runs/${run.id}/job/${job.id}`
  return {
    ...common(context, job.id, job.name, run.headSha, run.checkSuiteId, job.output?.annotations.length ?? 0, {
      title: job.output?.title ?? null,
      summary: job.output?.summary ?? null,
      text: job.output?.text ?? null,
    }),
    html_url: html,
    details_url: html,
    external_id: job.backendId,
    status: job.status,
    conclusion: job.conclusion,
    started_at: restTime(job.startedAt ?? job.createdAt),
    completed_at: restTimeOrNull(job.completedAt),
    pull_requests: pullRequestsOf(context, run),
    ...(deployment === undefined ? {} : { deployment: simpleDeploymentBody(context, deployment) }),
  }
}

/** `check-run` that a token wrote. */
export const checkRunBody = (context: RestContext, check: LabCheckRun): Record<string, unknown> => {
  const run = [...context.state.runs.values()].find(one => one.checkSuiteId === check.checkSuiteId)
  const html = `${repositoryHtmlUrl(context)}/runs/${check.id}`
  return {
    ...common(context, check.id, check.name, check.headSha, check.checkSuiteId, check.output.annotations.length, {
      title: check.output.title,
      summary: check.output.summary,
      text: check.output.text,
    }),
    html_url: html,
    details_url: check.detailsUrl ?? html,
    external_id: check.externalId,
    status: check.status,
    conclusion: check.conclusion,
    started_at: restTime(check.startedAt),
    completed_at: restTimeOrNull(check.completedAt),
    pull_requests: run === undefined ? [] : pullRequestsOf(context, run),
  }
}

const common = (
  context: RestContext,
  id: number,
  name: string,
  headSha: string,
  suite: number,
  annotations: number,
  output: { readonly title: string | null; readonly summary: string | null; readonly text: string | null },
): Record<string, unknown> => {
  const url = `${repositoryUrl(context)}/check-runs/${id}`
  return {
    id,
    name,
    node_id: nodeId('CR', id),
    head_sha: headSha,
    url,
    output: { ...output, annotations_count: annotations, annotations_url: `${url}/annotations` },
    check_suite: { id: suite },
    app: actionsApp(context),
  }
}

import type { LabAttempt, LabRun } from '../../state.ts'
import { nodeId, restTime } from '../answer.ts'
import type { BodyContext } from '../route.ts'
import { minimalRepository, repositoryHtmlUrl, repositoryUrl } from './repository.ts'
import { userBody } from './user.ts'

/** `workflow-run` of one attempt. `created_at` never moves, `run_started_at` is the attempt's. */
export const runBody = (context: BodyContext, run: LabRun, attempt: LabAttempt): Record<string, unknown> => {
  const url = `${repositoryUrl(context)}/actions/runs/${run.id}`
  const html = `${repositoryHtmlUrl(context)}/actions/runs/${run.id}`
  const suite = `${repositoryUrl(context)}/check-suites/${run.checkSuiteId}`
  const actor = userBody(context, run.actor)
  const workflow = `${repositoryUrl(context)}/actions/workflows/${run.workflowId}`
  const previous = attempt.attempt > 1 ? `${url}/attempts/${attempt.attempt - 1}` : null
  return {
    id: run.id,
    name: run.workflowName,
    node_id: nodeId('WFR', run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    display_title: run.displayTitle,
    run_number: run.number,
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    workflow_id: run.workflowId,
    check_suite_id: run.checkSuiteId,
    check_suite_node_id: nodeId('CS', run.checkSuiteId),
    url,
    html_url: html,
    // Empty for a fork: the head is in another repository (actions/runner#3444).
    pull_requests: pullRequestsOf(context, run),
    created_at: restTime(run.createdAt),
    updated_at: restTime(attempt.updatedAt),
    actor,
    run_attempt: attempt.attempt,
    referenced_workflows: run.referencedWorkflows.map(one => ({ ...one })),
    run_started_at: restTime(attempt.startedAt),
    triggering_actor: actor,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: suite,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: previous,
    workflow_url: workflow,
    head_commit: {
      id: run.headSha,
      tree_id: run.headSha,
      message: run.displayTitle,
      timestamp: restTime(run.createdAt),
      author: { name: run.actor, email: `${run.actor}@users.noreply.github.localhost` },
      committer: { name: 'GitHub', email: 'noreply@github.localhost' },
    },
    repository: minimalRepository(context),
    head_repository: minimalRepository(context, run.headRepository),
  }
}

export const pullRequestsOf = (context: BodyContext, run: LabRun): readonly Record<string, unknown>[] => {
  const { pullRequest } = run
  if (pullRequest === undefined || run.headRepository.fork) return []
  const { id, name } = context.state.repository
  const repo = { id, url: repositoryUrl(context), name }
  return [
    {
      id: pullRequest.number,
      number: pullRequest.number,
      url: `${repositoryUrl(context)}/pulls/${pullRequest.number}`,
      head: { ref: pullRequest.headRef, sha: run.headSha, repo },
      base: { ref: pullRequest.baseRef, sha: pullRequest.baseSha, repo },
    },
  ]
}

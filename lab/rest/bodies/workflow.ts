import type { LabRun } from '../../state.ts'
import { nodeId } from '../answer.ts'
import type { BodyContext } from '../route.ts'
import { repositoryHtmlUrl, repositoryUrl } from './repository.ts'

/** Workflows have no creation time in the lab: the epoch of the lab's repository stands for it. */
const WORKFLOW_TIME = '2020-01-01T00:00:00Z'

/** `workflow` of octokit/openapi: the file that a run is of. */
export const workflowBody = (context: BodyContext, run: LabRun): Record<string, unknown> => {
  const html = repositoryHtmlUrl(context)
  return {
    id: run.workflowId,
    node_id: nodeId('W', run.workflowId),
    name: run.workflowName,
    path: run.path,
    state: 'active',
    created_at: WORKFLOW_TIME,
    updated_at: WORKFLOW_TIME,
    url: `${repositoryUrl(context)}/actions/workflows/${run.workflowId}`,
    html_url: `${html}/blob/${context.state.repository.defaultBranch}/${run.path}`,
    badge_url: `${html}/workflows/${encodeURIComponent(run.workflowName)}/badge.svg`,
  }
}

import { runBody } from '../rest/bodies/run.ts'
import { workflowBody } from '../rest/bodies/workflow.ts'
import type { LabRun } from '../state.ts'
import { madeUpSha, personId } from './commit.ts'
import type { CompletedAttempt, Lab, Trigger } from './lab.ts'

type Payload = Readonly<Record<string, unknown>>
type Services = Pick<Lab, 'state' | 'services'>

/** The event payload: the parts of GitHub's webhooks that say what happened to which repository. */
export const eventPayload = (lab: Services, run: LabRun, trigger: Trigger): Payload => {
  const common = { repository: repositoryOf(lab), sender: senderOf(run) }
  switch (trigger.event) {
    case 'push':
      return { ...pushPayload(run), ...common }
    case 'pull_request':
      return { ...pullRequestPayload(lab, run, trigger.fork), ...common }
    case 'workflow_run':
      return { ...workflowRunPayload(lab, trigger.followed), ...common }
  }
}

const repositoryOf = ({ state, services }: Services): Payload => {
  const { owner, name, id, ownerId, visibility, defaultBranch } = state.repository
  return {
    id,
    name,
    full_name: `${owner}/${name}`,
    private: visibility !== 'public',
    visibility,
    owner: { login: owner, id: ownerId, type: 'Organization' },
    html_url: `${services.serverUrl}/${owner}/${name}`,
    fork: false,
    default_branch: defaultBranch,
  }
}

const senderOf = ({ actor }: LabRun): Payload => ({ login: actor, id: personId(actor), type: 'User' })

const pushPayload = (run: LabRun): Payload => {
  const commit = { id: run.sha, message: run.displayTitle, timestamp: run.createdAt.toISOString() }
  return {
    ref: run.ref,
    before: madeUpSha(`before ${run.sha}`),
    after: run.sha,
    created: false,
    deleted: false,
    forced: false,
    base_ref: null,
    head_commit: commit,
    commits: [commit],
    pusher: { name: run.actor, email: `${run.actor}@users.noreply.github.localhost` },
  }
}

const pullRequestPayload = (lab: Services, run: LabRun, fork: boolean): Payload => {
  const { pullRequest } = run
  if (pullRequest === undefined) throw new Error(`run ${run.id} is of no pull request`)
  const repository = repositoryOf(lab)
  const sender = senderOf(run)
  const head = fork
    ? { ...repository, id: run.headRepository.id, full_name: run.headRepository.fullName, fork: true }
    : repository
  return {
    action: 'synchronize',
    number: pullRequest.number,
    pull_request: {
      id: pullRequest.number,
      number: pullRequest.number,
      state: 'open',
      title: run.displayTitle,
      draft: false,
      html_url: `${String(repository['html_url'])}/pull/${pullRequest.number}`,
      user: sender,
      head: { ref: pullRequest.headRef, sha: run.headSha, repo: head, user: sender },
      base: { ref: pullRequest.baseRef, sha: pullRequest.baseSha, repo: repository },
      merge_commit_sha: run.sha,
    },
    before: pullRequest.baseSha,
    after: run.headSha,
  }
}

/** The run as REST answers it at this moment, and its workflow (octokit/openapi x-webhooks, workflow-run-completed). */
const workflowRunPayload = ({ state, services }: Services, { run, attempt }: CompletedAttempt): Payload => {
  const context = { state, apiUrl: services.apiUrl, serverUrl: services.serverUrl }
  return { action: 'completed', workflow_run: runBody(context, run, attempt), workflow: workflowBody(context, run) }
}

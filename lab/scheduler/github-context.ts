import type { LabRun } from '../state.ts'
import { madeUpSha } from './commit.ts'
import type { Lab, RunRecord, Trigger } from './lab.ts'

/** GitHub's default retention of logs and artifacts. */
const RETENTION_DAYS = '90'

/** A number for a person that is always the same for the same name. */
const personId = (login: string): number => Number.parseInt(madeUpSha(login).slice(0, 7), 16)

/** The github context as the server sends it: the same for all jobs of an attempt, without `job` and the token. */
export const githubContext = (
  { state, services }: Lab,
  { run, event, loaded }: RunRecord,
  attempt: number,
): Readonly<Record<string, unknown>> => {
  const { owner, name, id, ownerId } = state.repository
  const repository = `${owner}/${name}`
  return {
    repository,
    repository_owner: owner,
    repository_id: String(id),
    repository_owner_id: String(ownerId),
    repository_visibility: state.repository.visibility,
    repositoryUrl: `git://github.localhost/${repository}.git`,
    run_id: String(run.id),
    run_number: String(run.number),
    run_attempt: String(attempt),
    retention_days: RETENTION_DAYS,
    actor: run.actor,
    actor_id: String(personId(run.actor)),
    triggering_actor: run.actor,
    workflow: run.workflowName,
    workflow_ref: workflowRef(repository, run),
    workflow_sha: loaded.checkout.sha,
    head_ref: run.pullRequest?.headRef ?? '',
    base_ref: run.pullRequest?.baseRef ?? '',
    event_name: run.event,
    event,
    ref: run.ref,
    ref_name: run.ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
    ref_protected: false,
    ref_type: 'branch',
    sha: run.sha,
    server_url: services.serverUrl,
    api_url: services.apiUrl,
    graphql_url: `${services.apiUrl}/graphql`,
    secret_source: 'Actions',
  }
}

export const workflowRef = (repository: string, run: LabRun): string => `${repository}/${run.path}@${run.ref}`

/** The event payload: the parts of GitHub's webhooks that say what happened to which repository. */
export const eventPayload = (
  { state, services }: Pick<Lab, 'state' | 'services'>,
  run: LabRun,
  trigger: Trigger,
): Readonly<Record<string, unknown>> => {
  const { owner, name, id, ownerId, visibility, defaultBranch } = state.repository
  const repository = {
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
  const sender = { login: run.actor, id: personId(run.actor), type: 'User' }
  const { pullRequest } = run
  if (pullRequest === undefined) {
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
      repository,
      sender,
    }
  }
  const head = trigger.fork
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
      html_url: `${services.serverUrl}/${owner}/${name}/pull/${pullRequest.number}`,
      user: sender,
      head: { ref: pullRequest.headRef, sha: run.headSha, repo: head, user: sender },
      base: { ref: pullRequest.baseRef, sha: pullRequest.baseSha, repo: repository },
      merge_commit_sha: run.sha,
    },
    before: pullRequest.baseSha,
    after: run.headSha,
    repository,
    sender,
  }
}

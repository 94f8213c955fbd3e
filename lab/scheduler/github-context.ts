import type { LabRun } from '../state.ts'
import { personId } from './commit.ts'
import type { Lab, RunRecord } from './lab.ts'

/** GitHub's default retention of logs and artifacts. */
const RETENTION_DAYS = '90'

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

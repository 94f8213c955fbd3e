import type { JobServices, LabRunner } from '../job-plan.ts'
import type { LabJob, LabRun, LabToken } from '../state.ts'
import type { Checkout } from '../workflow/load-workflows.ts'
import type { Permissions } from '../workflow/workflow.ts'
import { workflowRef } from './github-context.ts'
import type { Lab } from './lab.ts'

export type TokenSubject = {
  readonly run: LabRun
  readonly job: LabJob
  readonly attempt: number
  readonly permissions: Permissions
  /** The file that defines the job. */
  readonly defined: { readonly checkout: Checkout; readonly path: string }
  readonly environment: string | undefined
  readonly runner: LabRunner
}

/** Tokens of one job. */
export const issueJobTokens = (lab: Lab, subject: TokenSubject): JobServices =>
  lab.services.issueTokens({
    jobId: subject.job.id,
    runId: subject.run.id,
    attempt: subject.attempt,
    permissions: subject.permissions,
    backendRunId: subject.run.backendRunId,
    backendJobId: subject.job.backendId,
    cacheScopes: cacheScopes(lab, subject.run),
    oidcClaims: oidcClaims(lab, subject),
  })

const READ = 1
const READ_WRITE = 3

/** A job writes caches of its own ref and reads those of the default or base branch too (docs.github.com "Caching"). */
const cacheScopes = ({ state }: Lab, run: LabRun): LabToken['cacheScopes'] => {
  const wider = new Set([`refs/heads/${run.pullRequest?.baseRef ?? state.repository.defaultBranch}`])
  wider.delete(run.ref)
  return [
    { scope: run.ref, permission: READ_WRITE },
    ...[...wider].map(scope => ({ scope, permission: READ }) as const),
  ]
}

/** Claims of github.com's id-tokens (docs.github.com "OpenID Connect reference"); the issuer adds its own. */
const oidcClaims = ({ state }: Lab, subject: TokenSubject): Readonly<Record<string, string>> => {
  const { run, job, attempt, defined, environment, runner } = subject
  const { owner, name, id, ownerId, visibility } = state.repository
  const repository = `${owner}/${name}`
  const context =
    environment !== undefined
      ? `environment:${environment}`
      : run.event === 'pull_request'
        ? 'pull_request'
        : `ref:${run.ref}`
  return {
    sub: `repo:${repository}:${context}`,
    repository,
    repository_id: String(id),
    repository_owner: owner,
    repository_owner_id: String(ownerId),
    repository_visibility: visibility,
    run_id: String(run.id),
    run_attempt: String(attempt),
    run_number: String(run.number),
    workflow: run.workflowName,
    workflow_ref: workflowRef(repository, run),
    workflow_sha: run.sha,
    job_workflow_ref: `${defined.checkout.repository}/${defined.path}@${defined.checkout.ref}`,
    job_workflow_sha: defined.checkout.sha,
    event_name: run.event,
    ref: run.ref,
    ref_type: 'branch',
    ref_protected: 'false',
    base_ref: run.pullRequest?.baseRef ?? '',
    head_ref: run.pullRequest?.headRef ?? '',
    sha: run.sha,
    runner_environment: runner.environment,
    actor: run.actor,
    check_run_id: String(job.id),
    ...(environment === undefined ? {} : { environment }),
  }
}

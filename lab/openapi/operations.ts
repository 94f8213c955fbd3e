const OF_REPOSITORY = [
  'GET /actions/runs/{run_id}',
  'GET /actions/runs/{run_id}/attempts/{attempt_number}',
  'GET /actions/runs/{run_id}/jobs',
  'GET /actions/runs/{run_id}/attempts/{attempt_number}/jobs',
  'GET /actions/jobs/{job_id}',
  'GET /actions/jobs/{job_id}/logs',
  'GET /actions/runs/{run_id}/logs',
  'GET /actions/runs/{run_id}/attempts/{attempt_number}/logs',
  'GET /actions/runs/{run_id}/approvals',
  'GET /actions/runs/{run_id}/pending_deployments',
  'POST /actions/runs/{run_id}/pending_deployments',
  'POST /actions/runs/{run_id}/rerun-failed-jobs',
  'GET /actions/runs/{run_id}/concurrency_groups',
  'GET /actions/concurrency_groups',
  'GET /actions/concurrency_groups/{concurrency_group_name}',
  'GET /actions/runs/{run_id}/artifacts',
  'GET /actions/workflows/{workflow_id}/runs',
  'GET /actions/runs',
  'GET /actions/artifacts/{artifact_id}',
  'DELETE /actions/artifacts/{artifact_id}',
  'GET /actions/artifacts/{artifact_id}/{archive_format}',
  'GET /actions/caches',
  'GET /environments',
  'GET /environments/{environment_name}',
  'GET /deployments',
  'GET /deployments/{deployment_id}',
  'GET /deployments/{deployment_id}/statuses',
  'POST /check-runs',
  'GET /check-runs/{check_run_id}',
  'PATCH /check-runs/{check_run_id}',
  'GET /check-runs/{check_run_id}/annotations',
  'GET /commits/{ref}/check-runs',
  'GET /commits/{commit_sha}/pulls',
  'GET /rules/branches/{branch}',
  'GET /contents/{path}',
  'POST /attestations',
  'GET /attestations/{subject_digest}',
] as const

/** Operations of the trimmed copy, spelled as in GitHub's OpenAPI description. */
export const DESCRIBED_OPERATIONS: readonly string[] = [
  'GET /rate_limit',
  'GET /repos/{owner}/{repo}',
  ...OF_REPOSITORY.map(operation => operation.replace(' ', ' /repos/{owner}/{repo}')),
]

/** Every REST operation the lab answers; what the description of the copy's date does not have is in the overlay. */
export const OPERATIONS: readonly string[] = [...DESCRIBED_OPERATIONS, 'GET /repos/{owner}/{repo}/hash-algorithm']

import { json, type LabResponse } from '../http.ts'
import type { LabAttempt, LabRun } from '../state.ts'
import { notFound, paginate, refused } from './answer.ts'
import { runBody } from './bodies/run.ts'
import { type Call, type Permission, type Route, repositoryRoute } from './route.ts'

const READ: Permission = { key: 'actions', access: 'read' }
const WRITE: Permission = { key: 'actions', access: 'write' }

export const findRun = (call: Call): LabRun | undefined =>
  call.context.state.runs.get(Number(call.params['run_id'] ?? ''))

export const latestAttempt = (run: LabRun): LabAttempt | undefined => run.attempts.at(-1)

/** The attempt of the path, else the latest. */
export const findAttempt = (call: Call, run: LabRun): LabAttempt | undefined => {
  const number = call.params['attempt_number']
  return number === undefined ? latestAttempt(run) : run.attempts.find(one => one.attempt === Number(number))
}

const oneRun = (call: Call): LabResponse => {
  const run = findRun(call)
  const attempt = run === undefined ? undefined : findAttempt(call, run)
  if (run === undefined || attempt === undefined) return notFound()
  const body = runBody(call.context, run, attempt)
  return json(200, call.query.get('exclude_pull_requests') === 'true' ? { ...body, pull_requests: [] } : body)
}

const listRuns = (call: Call): LabResponse => {
  const filters: readonly (readonly [string, (run: LabRun) => unknown])[] = [
    ['branch', run => run.headBranch],
    ['event', run => run.event],
    ['head_sha', run => run.headSha],
    ['actor', run => run.actor],
    ['check_suite_id', run => String(run.checkSuiteId)],
  ]
  const workflow = call.params['workflow_id']
  const status = call.query.get('status')
  const found = [...call.context.state.runs.values()]
    .filter(
      run => workflow === undefined || String(run.workflowId) === workflow || run.path.split('/').at(-1) === workflow,
    )
    .filter(run => filters.every(([name, value]) => !call.query.has(name) || call.query.get(name) === value(run)))
    .filter(run => {
      const latest = latestAttempt(run)
      return status === null || latest?.status === status || latest?.conclusion === status
    })
    .sort((a, b) => b.id - a.id)
  const page = paginate(call, found)
  const bodies = page.items.flatMap(run => {
    const attempt = latestAttempt(run)
    return attempt === undefined ? [] : [runBody(call.context, run, attempt)]
  })
  return json(200, { total_count: page.total, workflow_runs: bodies }, page.headers)
}

const rerunFailedJobs = async (call: Call): Promise<LabResponse> => {
  const run = findRun(call)
  if (run === undefined) return notFound()
  const attempt = latestAttempt(run)
  if (attempt?.status !== 'completed') return refused(403, 'This workflow is already running')
  if (call.context.hooks.rerunFailedJobs === undefined) return refused(403, 'This workflow run cannot be retried')
  await call.context.hooks.rerunFailedJobs(run.id)
  return json(201, {})
}

export const runRoutes: readonly Route[] = [
  repositoryRoute('GET /actions/runs', READ, listRuns),
  repositoryRoute('GET /actions/workflows/{workflow_id}/runs', READ, listRuns),
  repositoryRoute('GET /actions/runs/{run_id}', READ, oneRun),
  repositoryRoute('GET /actions/runs/{run_id}/attempts/{attempt_number}', READ, oneRun),
  repositoryRoute('POST /actions/runs/{run_id}/rerun-failed-jobs', WRITE, rerunFailedJobs),
]

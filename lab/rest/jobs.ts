import { json, type LabResponse } from '../http.ts'
import type { LabCheckRun, LabJob, LabRun } from '../state.ts'
import { notFound, paginate } from './answer.ts'
import { attemptOfCheck, jobBody, pseudoJobBody } from './bodies/job.ts'
import { type Call, type Permission, type Route, repositoryRoute } from './route.ts'
import { findAttempt, findRun } from './runs.ts'

const READ: Permission = { key: 'actions', access: 'read' }

type Listed = { readonly job: LabJob } | { readonly check: LabCheckRun }

/** Jobs of one attempt (`filter=latest`, carried-over ones included) or of all, then check runs posing as jobs. */
const listJobs = (call: Call): LabResponse => {
  const run = findRun(call)
  const attempt = run === undefined ? undefined : findAttempt(call, run)
  if (run === undefined || attempt === undefined) return notFound()
  const { state } = call.context
  const wanted = call.query.get('filter') === 'all' ? run.attempts : [attempt]
  const ids = new Set(wanted.flatMap(one => one.jobIds))
  const jobs = [...ids].flatMap(id => {
    const job = state.jobs.get(id)
    return job === undefined ? [] : [job]
  })
  const attempts = new Set(wanted.map(one => one.attempt))
  const checks = [...state.checkRuns.values()].filter(
    check => check.checkSuiteId === run.checkSuiteId && attempts.has(attemptOfCheck(state, run, check)),
  )
  const page = paginate<Listed>(call, [...jobs.map(job => ({ job })), ...checks.map(check => ({ check }))])
  const bodies = page.items.map(one =>
    'job' in one ? jobBody(call.context, run, one.job) : pseudoJobBody(call.context, run, one.check),
  )
  return json(200, { total_count: page.total, jobs: bodies }, page.headers)
}

export const findJob = (call: Call): { readonly run: LabRun; readonly job: LabJob } | undefined => {
  const job = call.context.state.jobs.get(Number(call.params['job_id'] ?? ''))
  const run = job === undefined ? undefined : call.context.state.runs.get(job.runId)
  return job === undefined || run === undefined ? undefined : { run, job }
}

/** A check run that a token wrote answers under this path too. */
const oneJob = (call: Call): LabResponse => {
  const found = findJob(call)
  if (found !== undefined) return json(200, jobBody(call.context, found.run, found.job))
  const { state } = call.context
  const check = state.checkRuns.get(Number(call.params['job_id'] ?? ''))
  const run = [...state.runs.values()].find(one => one.checkSuiteId === check?.checkSuiteId)
  return check === undefined || run === undefined ? notFound() : json(200, pseudoJobBody(call.context, run, check))
}

export const jobRoutes: readonly Route[] = [
  repositoryRoute('GET /actions/runs/{run_id}/jobs', READ, listJobs),
  repositoryRoute('GET /actions/runs/{run_id}/attempts/{attempt_number}/jobs', READ, listJobs),
  repositoryRoute('GET /actions/jobs/{job_id}', READ, oneJob),
]

import { zipSync } from 'fflate'
import type { LabResponse } from '../http.ts'
import { notFound, redirect } from './answer.ts'
import { findJob } from './jobs.ts'
import { archivedFiles } from './log-archive.ts'
import { type Call, type Permission, type Route, repositoryRoute } from './route.ts'
import { findAttempt, findRun } from './runs.ts'

const READ: Permission = { key: 'actions', access: 'read' }
const ONE_MINUTE = 60

/** A redirect to bytes kept for this call; the URL is good for one minute, as GitHub's is. */
const redirectTo = (call: Call, bytes: Uint8Array, contentType: string): LabResponse => {
  const { state, blobs } = call.context
  const blobId = blobs.newBlobId()
  state.blobs.set(blobId, { bytes, contentType })
  return redirect(blobs.signedUrl('logs', blobId, { access: 'read', lifetimeSeconds: ONE_MINUTE }))
}

/** The log of a finished job; one still running has none yet. */
const jobLog = (call: Call): LabResponse => {
  const log = findJob(call)?.job.log
  return log === undefined ? notFound() : redirectTo(call, log, 'text/plain; charset=utf-8')
}

const runLog = (call: Call): LabResponse => {
  const run = findRun(call)
  const attempt = run === undefined ? undefined : findAttempt(call, run)
  if (run === undefined || attempt?.status !== 'completed') return notFound()
  return redirectTo(call, zipSync(archivedFiles(call.context.state, run, attempt)), 'application/zip')
}

export const logRoutes: readonly Route[] = [
  repositoryRoute('GET /actions/jobs/{job_id}/logs', READ, jobLog),
  repositoryRoute('GET /actions/runs/{run_id}/logs', READ, runLog),
  repositoryRoute('GET /actions/runs/{run_id}/attempts/{attempt_number}/logs', READ, runLog),
]

import { strToU8, zipSync } from 'fflate'
import type { LabResponse } from '../http.ts'
import type { LabJob, LabRun } from '../state.ts'
import { notFound, redirect } from './answer.ts'
import { findJob } from './jobs.ts'
import { jobFolder, stepFiles, systemLog } from './log-archive.ts'
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
  const jobs = attempt.jobIds.flatMap(id => {
    const job = call.context.state.jobs.get(id)
    return job === undefined ? [] : [job]
  })
  return redirectTo(call, archive(call, run, jobs), 'application/zip')
}

/**
 * The archive of a run: `<n>_<job>.txt` with the whole log, `<job>/<number>_<step>.txt` with its parts and
 * `<job>/system.txt` with what GitHub did before a runner spoke (AdnaneKhan/gato-x#103).
 */
const archive = (call: Call, run: LabRun, jobs: readonly LabJob[]): Uint8Array => {
  const files: Record<string, Uint8Array> = {}
  const taken = new Map<string, number>()
  for (const [index, job] of jobs.entries()) {
    if (job.conclusion === 'skipped') continue
    const folder = jobFolder(job.name, taken)
    files[`${folder}/system.txt`] = strToU8(systemLog(call.context.state, run, job))
    if (job.log === undefined) continue
    files[`${index}_${folder}.txt`] = job.log
    for (const [name, text] of stepFiles(job)) files[`${folder}/${name}`] = strToU8(text)
  }
  return zipSync(files)
}

export const logRoutes: readonly Route[] = [
  repositoryRoute('GET /actions/jobs/{job_id}/logs', READ, jobLog),
  repositoryRoute('GET /actions/runs/{run_id}/logs', READ, runLog),
  repositoryRoute('GET /actions/runs/{run_id}/attempts/{attempt_number}/logs', READ, runLog),
]

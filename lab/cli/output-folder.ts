import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { unzipSync } from 'fflate'
import type { Lab } from '../scheduler/lab.ts'
import type { Outcome } from '../scheduler/run-attempt.ts'
import type { Scheduler } from '../scheduler/scheduler.ts'

export type Written = {
  /** Text of the last check run that a token has written; undefined when none was. */
  readonly checkRun: string | undefined
  /** Folders with an unpacked run artifact. */
  readonly runFolders: readonly string[]
}

/** Empties what an earlier use of the same folder left behind; other files in it stay. */
export const createOutputFolder = async (out: string): Promise<void> => {
  await mkdir(out, { recursive: true })
  for (const file of FILES) await rm(join(out, file), { force: true })
}

const FILES = ['check-run.json', 'check-run.md', 'job-summary.md', 'requests.jsonl', 'lab-trusted-root.json'] as const

/** Writes what one or more attempts left: requests, check runs, summaries and run artifacts. */
export const writeOutput = async (
  lab: Lab,
  scheduler: Scheduler,
  outcomes: readonly Outcome[],
  out: string,
): Promise<Written> => {
  const { services } = lab
  const writes = services.requests.filter(request => request.requestBody !== undefined)
  const bodies = writes.map(({ at, method, path, status, requestBody }) => ({
    at,
    method,
    path,
    status,
    body: requestBody,
  }))
  const checkRun = checkRunText(lab)
  await writeFile(join(out, 'check-run.json'), `${JSON.stringify(bodies, null, 2)}\n`)
  await writeFile(join(out, 'check-run.md'), checkRun ?? '')
  await writeFile(join(out, 'job-summary.md'), summaryText(lab, scheduler, outcomes))
  await writeFile(
    join(out, 'requests.jsonl'),
    services.requests.map(({ requestBody: _, ...request }) => `${JSON.stringify(request)}\n`).join(''),
  )
  const runFolders: string[] = []
  for (const outcome of outcomes) {
    const folder = await unpackRunArtifact(lab, outcome, out)
    if (folder !== undefined) runFolders.push(folder)
  }
  return { checkRun, runFolders }
}

/** Title, summary and text of the newest check run of a token, or of what was written onto a job's own. */
const checkRunText = ({ state }: Lab): string | undefined => {
  const own = [...state.jobs.values()].flatMap(({ output }) => output ?? [])
  const output = [...state.checkRuns.values()].at(-1)?.output ?? own.at(-1)
  if (output === undefined) return undefined
  return [`# ${output.title ?? ''}`, output.summary, output.text].filter(Boolean).join('\n\n').concat('\n')
}

/** The summaries of the newest attempt, job by job, as the page of the run shows them. */
const summaryText = ({ state }: Lab, scheduler: Scheduler, outcomes: readonly Outcome[]): string => {
  const last = outcomes.at(-1)
  const attempt = last?.run.attempts.find(one => one.attempt === last.attempt)
  return (attempt?.jobIds ?? [])
    .map(id => state.jobs.get(id))
    .flatMap(job => (job === undefined || last === undefined ? [] : scheduler.summaries(last.run.id, job.id)))
    .join('\n')
}

const unpackRunArtifact = async (
  { state }: Lab,
  { run, attempt }: Outcome,
  out: string,
): Promise<string | undefined> => {
  const name = `pipeline-trace-run-${run.id}-${attempt}`
  const artifact = [...state.artifacts.values()].find(one => one.name === name && one.finalized)
  const blob = artifact === undefined ? undefined : state.blobs.get(artifact.blobId)
  if (blob === undefined) return undefined
  const folder = join(out, `run-${run.id}-${attempt}`)
  await rm(folder, { recursive: true, force: true })
  for (const [file, bytes] of Object.entries(unzipSync(blob.bytes))) {
    const target = join(folder, file)
    if (file.endsWith('/') || relative(folder, target).startsWith('..')) continue
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, bytes)
  }
  return folder
}

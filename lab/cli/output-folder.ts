import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { unzipSync } from 'fflate'
import { archivedFiles } from '../rest/log-archive.ts'
import type { Lab } from '../scheduler/lab.ts'
import type { Outcome } from '../scheduler/run-attempt.ts'
import type { Scheduler } from '../scheduler/scheduler.ts'

export type Written = {
  /** Text of the last check run that a token has written; undefined when none was. */
  readonly checkRun: string | undefined
  /** Folders with an unpacked run artifact. */
  readonly runFolders: readonly string[]
}

/** Deletes what an earlier use of the same folder left behind; other files in it stay. */
export const createOutputFolder = async (out: string): Promise<void> => {
  await mkdir(out, { recursive: true })
  const old = (await readdir(out)).filter(name => FILES.has(name) || OF_AN_ATTEMPT.test(name))
  for (const name of old) await rm(join(out, name), { recursive: true, force: true })
}

const OF_AN_ATTEMPT = /^(?:run-\d+-\d+(?:-after)?|logs-\d+-\d+|job-summary-\d+-\d+\.md)$/
const FILES = new Set(['check-run.json', 'check-run.md', 'job-summary.md', 'requests.jsonl', 'lab-trusted-root.json'])

/** Writes what one or more attempts left: requests, check runs, summaries, run artifacts and logs. */
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
  await writeFile(join(out, 'job-summary.md'), summaryText(lab, scheduler, outcomes.at(-1)))
  await writeFile(
    join(out, 'requests.jsonl'),
    services.requests.map(({ requestBody: _, ...request }) => `${JSON.stringify(request)}\n`).join(''),
  )
  const runFolders: string[] = []
  for (const outcome of outcomes) {
    runFolders.push(...(await unpackRunArtifacts(lab, outcome, out)))
    await writeLogs(lab, outcome, out)
  }
  return { checkRun, runFolders }
}

/** `job-summary-<run id>-<attempt>.md` for each attempt of each run. */
export const writeSummaries = async (
  lab: Lab,
  scheduler: Scheduler,
  outcomes: readonly Outcome[],
  out: string,
): Promise<void> => {
  for (const outcome of outcomes) {
    const file = `job-summary-${outcome.run.id}-${outcome.attempt}.md`
    await writeFile(join(out, file), summaryText(lab, scheduler, outcome))
  }
}

/** Title, summary and text of the newest check run of a token, or of what was written onto a job's own. */
const checkRunText = ({ state }: Lab): string | undefined => {
  const own = [...state.jobs.values()].flatMap(({ output }) => output ?? [])
  const output = [...state.checkRuns.values()].at(-1)?.output ?? own.at(-1)
  if (output === undefined) return undefined
  return [`# ${output.title ?? ''}`, output.summary, output.text].filter(Boolean).join('\n\n').concat('\n')
}

/** The summaries of an attempt, job by job, as the page of the run shows them. */
const summaryText = ({ state }: Lab, scheduler: Scheduler, outcome: Outcome | undefined): string => {
  const attempt = outcome?.run.attempts.find(one => one.attempt === outcome.attempt)
  return (attempt?.jobIds ?? [])
    .map(id => state.jobs.get(id))
    .flatMap(job => (job === undefined || outcome === undefined ? [] : scheduler.summaries(outcome.run.id, job.id)))
    .join('\n')
}

/**
 * The run artifact of an attempt as its own run has it, and as a run that followed it has made it (`-after`). Of further
 * reports of the attempt each has a folder too (`-2`, …).
 */
const unpackRunArtifacts = async (
  { state }: Lab,
  { run, attempt }: Outcome,
  out: string,
): Promise<readonly string[]> => {
  const folders: string[] = []
  const name = `pipeline-trace-run-${run.id}-${attempt}`
  const finalized = [...state.artifacts.values()].filter(one => one.finalized)
  const named = finalized.filter(one => one.name === name)
  const own = named.find(one => one.runId === run.id)
  const after = named.find(one => one.runId !== run.id)
  const further = finalized
    .filter(one => one.runId === run.id && one.name.startsWith(`${name}-`))
    .map(one => [one, one.name.slice(name.length)] as const)
  for (const [artifact, suffix] of [[own, ''] as const, [after, '-after'] as const, ...further]) {
    const blob = artifact === undefined ? undefined : state.blobs.get(artifact.blobId)
    if (blob === undefined) continue
    const folder = join(out, `run-${run.id}-${attempt}${suffix}`)
    await unpack(blob.bytes, folder)
    folders.push(folder)
  }
  return folders
}

/** `logs-<run id>-<attempt>/` is the log archive of the attempt, unpacked. */
const writeLogs = async ({ state }: Lab, { run, attempt }: Outcome, out: string): Promise<void> => {
  const found = run.attempts.find(one => one.attempt === attempt)
  if (found !== undefined) await writeFiles(archivedFiles(state, run, found), join(out, `logs-${run.id}-${attempt}`))
}

const unpack = (zip: Uint8Array, folder: string): Promise<void> => writeFiles(unzipSync(zip), folder)

/** Names are of jobs and steps, or of an artifact: what would lie outside of the folder is left out. */
const writeFiles = async (files: Readonly<Record<string, Uint8Array>>, folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true })
  for (const [file, bytes] of Object.entries(files)) {
    const target = join(folder, ...file.split('/').map(fitName))
    if (file.endsWith('/') || relative(folder, target).startsWith('..')) continue
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, bytes)
  }
}

/** File systems take 255 bytes for a name and no NUL; the name of a step may be longer. */
const MAX_NAME_BYTES = 255

const fitName = (name: string): string => {
  const clean = name.replaceAll('\0', '_')
  if (Buffer.byteLength(clean) <= MAX_NAME_BYTES) return clean
  const extension = /\.\w{1,8}$/.exec(clean)?.[0] ?? ''
  const characters = [...clean.slice(0, clean.length - extension.length)]
  while (Buffer.byteLength(characters.join('')) + extension.length > MAX_NAME_BYTES) characters.pop()
  return `${characters.join('')}${extension}`
}

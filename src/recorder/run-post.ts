import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { safeParse } from 'zod/mini'
import { uploadArtifact } from '../github/upload-artifact.ts'
import { digestLine, JOB_BUNDLE_FILE, JOB_MANIFEST_FILE, jobArtifactName } from '../model/artifact-name.ts'
import { BUDGETS } from '../model/budgets.ts'
import { TraceError, toOneLine } from '../model/error.ts'
import { type JobManifest, jobManifest } from '../model/job-manifest.ts'
import { fromMillis } from '../model/time.ts'
import { assemble } from './assemble.ts'
import { collect, type Surroundings } from './collect.ts'
import type { RecorderInputs } from './inputs.ts'
import { type Sealed, sealJob } from './seal.ts'
import { traceOfJob } from './trace-of-job.ts'

/** What post did, for the job's log: the one digest line, and a fault per thing that did not work. */
export type PostOutcome = { readonly digestLine: string; readonly faults: readonly string[] }

/**
 * Collects, assembles, seals and uploads the manifest of this job within the time budget.
 * @throws TraceError INPUT_INVALID outside a run, INTERNAL when the manifest does not meet its own schema.
 */
export const runPost = async (inputs: RecorderInputs, around: Surroundings): Promise<PostOutcome> => {
  const { environment, now } = around
  const began = now()
  const remaining = () => Math.max(0, inputs.budgetMs - (now() - began))
  const trace = traceOfJob(environment)
  if (trace === undefined)
    throw new TraceError('INPUT_INVALID', 'the variables of a GitHub Actions run are not set', {
      hint: 'Use pipeline-trace as a step of a workflow',
    })
  const collected = await collect(inputs, around, remaining)
  const build = assemble({ environment, inputs, collected, trace, postAt: fromMillis(began) })
  const sealed = await sealJob(
    inputs,
    environment,
    collected.event.facts.visibility,
    signing => valid(build(signing)),
    remaining,
  )
  const uploadFault =
    inputs.upload === 'never' ? undefined : await uploadJob(sealed, inputs, environment['RUNNER_TEMP'], remaining)
  const { run, job } = sealed.manifest
  return {
    digestLine: digestLine(sealed.digestHex, job.id?.value ?? 'unknown', run.attempt.value),
    faults: [sealed.fault, uploadFault].filter(fault => fault !== undefined),
  }
}

/** The border on the way out: nothing that the schema does not name leaves the runner. */
const valid = (manifest: JobManifest): JobManifest => {
  const parsed = safeParse(jobManifest, manifest)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new TraceError('INTERNAL', `the manifest does not meet its schema at ${issue?.path.join('.') ?? ''}`)
}

const uploadJob = async (
  sealed: Sealed,
  inputs: RecorderInputs,
  temp: string | undefined,
  remaining: () => number,
): Promise<string | undefined> => {
  const { run, job } = sealed.manifest
  const identity = job.id === undefined ? job.backendId : job.id
  if (identity === undefined) return 'manifest not uploaded: this runner gives the job no id'
  const name = jobArtifactName(
    run.runId.value,
    run.attempt.value,
    job.id === undefined ? { backendJobId: identity.value } : { jobId: identity.value },
  )
  try {
    const parent = temp ?? tmpdir()
    await mkdir(parent, { recursive: true })
    const folder = await mkdtemp(join(parent, 'pipeline-trace-'))
    const files = [
      { name: JOB_MANIFEST_FILE, content: sealed.bytes },
      ...(sealed.bundleText === undefined ? [] : [{ name: JOB_BUNDLE_FILE, content: sealed.bundleText }]),
    ].map(file => ({ ...file, path: join(folder, file.name) }))
    await Promise.all(files.map(file => writeFile(file.path, file.content)))
    await uploadArtifact(name, files, folder, inputs.retentionDays, Math.min(BUDGETS.upload, remaining()))
    return undefined
  } catch (error) {
    return toOneLine(error)
  }
}

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../env.ts'
import { loadUploader, uploadArtifact } from '../github/upload-artifact.ts'
import { digestLine, JOB_BUNDLE_FILE, JOB_MANIFEST_FILE, jobArtifactName } from '../model/artifact-name.ts'
import { BUDGETS } from '../model/budgets.ts'
import { TraceError, toOneLine } from '../model/error.ts'
import type { JobManifest } from '../model/job-manifest.ts'
import { fromMillis } from '../model/time.ts'
import { type Sealed, sealManifest } from '../trust/seal.ts'
import { jobStatement } from '../trust/statement.ts'
import { assemble } from './assemble.ts'
import { collect, type Host } from './collect.ts'
import { fitSchema } from './fit-schema.ts'
import type { RecorderInputs } from './inputs.ts'
import { traceOfJob } from './trace-of-job.ts'

/** What post did, for the job's log: the one digest line, and a fault per thing that did not work. */
export type PostOutcome = { readonly digestLine: string; readonly faults: readonly string[] }

/**
 * Collects, assembles, seals and uploads the manifest of this job within the time budget.
 * @throws TraceError INPUT_INVALID outside a run, INTERNAL when the manifest does not meet its own schema.
 */
export const runPost = async (inputs: RecorderInputs, host: Host): Promise<PostOutcome> => {
  const { environment, now } = host
  const began = now()
  const remaining = () => Math.max(0, inputs.budgetMs - (now() - began))
  const trace = traceOfJob(environment)
  if (trace === undefined)
    throw new TraceError('INPUT_INVALID', 'the variables of a GitHub Actions run are not set', {
      hint: 'Use pipeline-trace as a step of a workflow',
    })
  const collected = await collect(inputs, host, remaining)
  if (inputs.upload !== 'never') loadUploader().catch(() => undefined)
  const build = assemble({ environment, inputs, collected, trace, postAt: fromMillis(began) })
  const { visibility } = collected.event.facts
  const sealed = await sealManifest(
    { where: 'recorder', inputs, environment, visibility, serverUrl: environment['GITHUB_SERVER_URL'] ?? '' },
    {
      build: signing => ({ manifest: fitSchema(build(signing)) }),
      statement: ({ manifest }, digestHex, sizeBytes) => jobStatement(manifest, digestHex, sizeBytes),
    },
    remaining,
  )
  const [uploadFault, attestFault] = await Promise.all([
    inputs.upload === 'never' ? undefined : uploadJob(sealed, inputs, environment['RUNNER_TEMP'], remaining),
    inputs.attest ? attestJob(sealed, inputs, environment, remaining) : undefined,
  ])
  const { run, job } = sealed.manifest
  return {
    digestLine: digestLine(sealed.digestHex, job.id?.value ?? 'unknown', run.attempt.value),
    faults: [sealed.fault, uploadFault, attestFault].filter(fault => fault !== undefined),
  }
}

type SealedJob = Sealed<{ readonly manifest: JobManifest }>

/** GitHub takes bundles with a certificate alone: its API is asked for nothing that it would refuse. */
const attestJob = async (
  { bundleText, manifest }: SealedJob,
  inputs: RecorderInputs,
  environment: Environment,
  remaining: () => number,
): Promise<string | undefined> => {
  if (bundleText === undefined || manifest.signing.mode !== 'keyless')
    return `not attested: only a keyless signature can be, and this manifest has none (${manifest.signing.reason})`
  try {
    const { createAttestation } = await import('../github/create-attestation.ts')
    const target = {
      apiUrl: environment['GITHUB_API_URL'] ?? '',
      repository: environment['GITHUB_REPOSITORY'] ?? '',
      token: inputs.token,
    }
    await createAttestation(target, bundleText, Math.min(BUDGETS.attestation, remaining()))
    return undefined
  } catch (error) {
    return toOneLine(error)
  }
}

const uploadJob = async (
  sealed: SealedJob,
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

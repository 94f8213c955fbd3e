import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Environment } from '../env.ts'
import { loadUploader, uploadArtifact } from '../github/upload-artifact.ts'
import {
  digestLine,
  JOB_BUNDLE_FILE,
  JOB_MANIFEST_FILE,
  jobArtifactName,
  type NotUploaded,
} from '../model/artifact-name.ts'
import { BUDGETS } from '../model/budgets.ts'
import { TraceError, toOneLine } from '../model/error.ts'
import type { JobManifest } from '../model/job-manifest.ts'
import { fromMillis } from '../model/time.ts'
import { noPlace, placesFor, writeOwnFiles } from '../own-folder.ts'
import { type Sealed, sealManifest } from '../trust/seal.ts'
import { jobStatement } from '../trust/statement.ts'
import { assemble } from './assemble.ts'
import { collect, type Host } from './collect.ts'
import { fitSchema } from './fit-schema.ts'
import type { RecorderInputs } from './inputs.ts'
import { traceOfJob } from './trace-of-job.ts'

/** What post did, for the job's log: the one digest line, and a fault per thing that did not work. */
export type PostOutcome = { readonly digestLine: string; readonly faults: readonly string[] }

const SIGNING_SHARE = 0.6

/**
 * Collects, assembles, seals and uploads the manifest of this job within the time that is left.
 * @throws TraceError INPUT_INVALID outside a run, INTERNAL when the manifest does not meet its own schema.
 */
export const runPost = async (inputs: RecorderInputs, host: Host): Promise<PostOutcome> => {
  const { environment, now, remaining, report } = host
  const began = now()
  const trace = traceOfJob(environment)
  if (trace === undefined)
    throw new TraceError('INPUT_INVALID', 'the variables of a GitHub Actions run are not set', {
      hint: 'Use pipeline-trace as a step of a workflow',
    })
  void report({ stage: 'read' })
  const collected = await collect(inputs, host)
  void report({ stage: 'sign' })
  if (inputs.upload !== 'never') loadUploader().catch(() => undefined)
  const build = assemble({ environment, inputs, collected, trace, postAt: fromMillis(began) })
  const { visibility } = collected.event.facts
  const sealed = await sealManifest(
    { where: 'recorder', inputs, environment, visibility, serverUrl: environment['GITHUB_SERVER_URL'] ?? '' },
    { build: signing => ({ manifest: fitSchema(build(signing)) }), statement: jobStatement },
    // An unsigned manifest that is uploaded is better than a signed one that is not.
    () => SIGNING_SHARE * remaining(),
  )
  const { run, job } = sealed.manifest
  const named = { digestHex: sealed.digestHex, jobId: job.id?.value ?? 'unknown', attempt: run.attempt.value }
  void report({ stage: 'upload', sealed: named })
  const [upload, attestFault] = await Promise.all([
    uploadJob(sealed, inputs, environment, remaining),
    inputs.attest ? attestJob(sealed, inputs, environment, remaining) : undefined,
  ])
  return {
    digestLine: digestLine(named.digestHex, named.jobId, named.attempt, upload.notUploaded),
    faults: [sealed.fault, upload.fault, attestFault].filter(fault => fault !== undefined),
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

/** Why the manifest is no artifact: in the word of the digest line, and for people where nobody chose it. */
type Upload = { readonly notUploaded?: NotUploaded; readonly fault?: string }

const uploadJob = async (
  sealed: SealedJob,
  inputs: RecorderInputs,
  environment: Environment,
  remaining: () => number,
): Promise<Upload> => {
  if (inputs.upload === 'never') return { notUploaded: 'upload-off' }
  const name = artifactNameOf(sealed)
  if (name === undefined) return noService('this runner gives the job no id to name the artifact by')
  if (!environment['ACTIONS_RESULTS_URL'] || !environment['ACTIONS_RUNTIME_TOKEN'])
    return noService('this runner gives the job no artifact service')
  const files = [
    { name: JOB_MANIFEST_FILE, content: sealed.bytes },
    ...(sealed.bundleText === undefined ? [] : [{ name: JOB_BUNDLE_FILE, content: sealed.bundleText }]),
  ]
  const written = await writeOwnFiles(placesFor(environment), files, { placeMs: remaining() / 3 })
  if (written.kind === 'nowhere')
    return {
      notUploaded: written.reason === 'no-time' ? 'upload-failed' : written.reason,
      fault: `manifest not uploaded: ${noPlace(written)}`,
    }
  const paths = files.map(file => ({ name: file.name, path: join(written.folder, file.name) }))
  try {
    await uploadArtifact(name, paths, written.folder, inputs.retentionDays, Math.min(BUDGETS.upload, remaining()))
    return {}
  } catch (error) {
    return { notUploaded: 'upload-failed', fault: toOneLine(error) }
  } finally {
    // Nobody else empties the places that are not the runner's.
    await rm(written.folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

const noService = (why: string): Upload => ({
  notUploaded: 'no-artifact-service',
  fault: `manifest not uploaded: ${why}`,
})

const artifactNameOf = ({ manifest: { run, job } }: SealedJob): string | undefined => {
  const identity = job.id === undefined ? job.backendId : job.id
  if (identity === undefined) return undefined
  return jobArtifactName(
    run.runId.value,
    run.attempt.value,
    job.id === undefined ? { backendJobId: identity.value } : { jobId: identity.value },
  )
}

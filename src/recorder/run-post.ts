import {
  digestLine,
  JOB_BUNDLE_FILE,
  JOB_MANIFEST_FILE,
  jobArtifactName,
  type NotUploaded,
} from '../core/artifact-name.ts'
import { BUDGETS } from '../core/budgets.ts'
import { TraceError, toOneLine } from '../core/error.ts'
import { fromMillis } from '../core/time.ts'
import type { Environment } from '../io/env.ts'
import type { JobManifest } from '../schema/job/job-manifest.ts'
import { type Signed, signManifest } from '../signing/sign-manifest.ts'
import { jobStatement } from '../signing/statement.ts'
import { collect } from './collect/collect.ts'
import type { Host } from './collect/host.ts'
import { missingVariables, traceOfJob } from './collect/trace-of-job.ts'
import type { RecorderInputs } from './inputs.ts'
import { assemble } from './manifest/assemble.ts'
import { fitSchema } from './manifest/fit-schema.ts'

/** The outcome of post for the job's log: the digest line, and one fault for each failed part. */
export type PostOutcome = {
  readonly digestLine: string
  readonly faults: readonly string[]
  /** Faults that were expected before: each is a line, without an annotation in each job. */
  readonly remarks: readonly string[]
}

const SIGNING_SHARE = 0.6

/**
 * Collects, assembles, signs and uploads the manifest of this job within the remaining time.
 * @throws TraceError INPUT_INVALID outside a run, INTERNAL when the manifest does not meet its own schema.
 */
export const runPost = async (inputs: RecorderInputs, host: Host): Promise<PostOutcome> => {
  const { environment, now, remaining, report } = host
  const began = now()
  const trace = traceOfJob(environment)
  if (trace === undefined) throw noRun(environment)
  void report({ stage: 'read' })
  const collected = await collect(inputs, host)
  void report({ stage: 'sign' })
  // It loads while the manifest is made and signed.
  const uploader = inputs.upload === 'never' ? undefined : import('../github/write/upload-artifact.ts')
  uploader?.catch(() => undefined)
  const build = assemble({ environment, inputs, collected, trace, postAt: fromMillis(began) })
  const { visibility } = collected.event.value
  const serverUrl = environment['GITHUB_SERVER_URL'] ?? ''
  const signed = await signManifest(
    { where: 'recorder', inputs, environment, visibility, serverUrl, http: host.early.http },
    {
      build: signing => ({ manifest: fitSchema(build(signing)) }),
      statement: ({ manifest }, digestHex, sizeBytes) => jobStatement(manifest, digestHex, sizeBytes),
    },
    // An uploaded unsigned manifest is better than a signed one that is not uploaded.
    () => SIGNING_SHARE * remaining(),
  )
  const { run, job } = signed.manifest
  const named = { digestHex: signed.digestHex, jobId: job.id?.value ?? 'unknown', attempt: run.attempt.value }
  void report({ stage: 'upload', signed: named })
  const [upload, attestFault] = await Promise.all([
    uploader === undefined ? UPLOAD_OFF : uploadJob(await uploader, signed, inputs, host, remaining),
    inputs.attest ? attestJob(signed, inputs, host, remaining) : undefined,
  ])
  return {
    digestLine: digestLine(named.digestHex, named.jobId, named.attempt, upload.notUploaded),
    faults: [signed.fault, upload.fault, attestFault].filter(fault => fault !== undefined),
    remarks: upload.remark === undefined ? [] : [upload.remark],
  }
}

const noRun = (environment: Environment): TraceError => {
  const names = missingVariables(environment)
  return new TraceError(
    'INPUT_INVALID',
    `nothing is recorded, not set as GitHub Actions sets it: ${names.join(', ')}`,
    {
      hint: "Use pipeline-trace as a step of a workflow; on another runner than GitHub's set these variables for it",
    },
  )
}

type SignedJob = Signed<{ readonly manifest: JobManifest }>

/**
 * Writes the attestation. GitHub accepts only bundles with a certificate; a request that it would refuse is not sent.
 */
const attestJob = async (
  { bundleText, manifest }: SignedJob,
  inputs: RecorderInputs,
  { environment, early }: Host,
  remaining: () => number,
): Promise<string | undefined> => {
  if (bundleText === undefined || manifest.signing.mode !== 'keyless')
    return `not attested: only a keyless signature can be, and this manifest has none (${manifest.signing.reason})`
  try {
    const { createAttestation } = await import('../github/write/create-attestation.ts')
    const target = {
      apiUrl: environment['GITHUB_API_URL'] ?? '',
      repository: environment['GITHUB_REPOSITORY'] ?? '',
      token: inputs.token,
      http: early.http,
    }
    await createAttestation(target, bundleText, Math.min(BUDGETS.attestation, remaining()))
    return undefined
  } catch (error) {
    return toOneLine(error)
  }
}

type Uploader = typeof import('../github/write/upload-artifact.ts')

/**
 * Why the manifest was not uploaded: the word of the digest line, and text for people where no input switched the
 * upload off.
 */
type Upload = { readonly notUploaded?: NotUploaded; readonly fault?: string; readonly remark?: string }

const UPLOAD_OFF: Upload = { notUploaded: 'upload-off' }

const uploadJob = async (
  { hasArtifactService, findRetention, uploadArtifact }: Uploader,
  { manifest: { run, job }, bytes, bundleText }: SignedJob,
  inputs: RecorderInputs,
  { environment, early: { service } }: Host,
  remaining: () => number,
): Promise<Upload> => {
  // The report states it once for all jobs.
  if (!hasArtifactService(environment['GITHUB_SERVER_URL'] ?? ''))
    return { notUploaded: 'no-artifact-service', remark: NO_ARTIFACTS_ON_SERVER }
  if (service === undefined) return noService('this runner gives no results service (ACTIONS_RESULTS_URL)')
  const identity = job.id === undefined ? job.backendId : job.id
  if (identity === undefined) return noService('this runner gives the job no id to name the artifact by')
  const id = job.id === undefined ? { backendJobId: identity.value } : { jobId: identity.value }
  const files = [
    { name: JOB_MANIFEST_FILE, content: bytes },
    ...(bundleText === undefined ? [] : [{ name: JOB_BUNDLE_FILE, content: new TextEncoder().encode(bundleText) }]),
  ]
  try {
    const name = jobArtifactName(run.runId.value, run.attempt.value, id)
    const days = findRetention(inputs.retentionDays, environment['GITHUB_RETENTION_DAYS'])
    await uploadArtifact(service, name, files, days, Math.min(BUDGETS.upload, remaining()))
    return {}
  } catch (error) {
    return { notUploaded: 'upload-failed', fault: toOneLine(error) }
  }
}

const noService = (why: string): Upload => ({
  notUploaded: 'no-artifact-service',
  fault: `manifest not uploaded: ${why}`,
})

const NO_ARTIFACTS_ON_SERVER = 'manifest not uploaded: GitHub Enterprise Server has no artifact service that takes it'

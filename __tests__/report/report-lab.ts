import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { type Services, type ServicesOptions, startServices } from '../../lab/services.ts'
import type { LabArtifact, LabJob, LabRun, LabState, LabStep } from '../../lab/state.ts'
import { digestLine, jobArtifactName } from '../../src/core/artifact-name.ts'
import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import { sha256Hex } from '../../src/io/digest.ts'
import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import { aJob, aRun, aState } from '../lab/a-state.ts'
import { aLocallyRecordedJob, type LoggedJob } from './a-job-log.ts'
import { aManifest } from './a-manifest.ts'

/** A run on the lab's services with a report job that is about to start. */
export type ReportLab = {
  readonly state: LabState
  readonly services: Services
  readonly run: LabRun
  readonly reportJob: LabJob
  /** A finished job; with its manifest uploaded and named in its log unless told otherwise. */
  readonly finish: (more?: Partial<LabJob>, how?: Finish) => LabJob
  readonly putArtifact: (name: string, files: Readonly<Record<string, Uint8Array>>, job: LabJob) => LabArtifact
  /** The same with any bytes in the place of the zip. */
  readonly putZip: (name: string, bytes: Uint8Array, job: LabJob) => LabArtifact
  readonly manifestOf: (job: LabJob, more?: Partial<JobManifest>) => Uint8Array
  readonly report: (settings?: Settings) => Promise<Reported>
}

type Finish = {
  readonly upload?: boolean
  readonly line?: boolean
  readonly log?: string
  readonly more?: Partial<JobManifest>
  /** Other bytes than those of `manifestOf`. */
  readonly bytes?: (job: LabJob) => Uint8Array
}

export type Settings = {
  /** The program of the report; by default the compiled one. */
  readonly program?: string
  /** Told of the process once it runs. */
  readonly onStart?: (pid: number) => void
  /** Content of the event file. */
  readonly event?: unknown
  readonly inputs?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>>
}

export type Reported = {
  readonly code: number | null
  readonly log: string
  readonly summary: string
  readonly outputs: string
  /** Files of the run artifact as uploaded, by their path. */
  readonly files: Readonly<Record<string, Uint8Array>>
}

export const startReportLab = async (
  runMore: Partial<LabRun> = {},
  options: ServicesOptions = {},
): Promise<ReportLab> => {
  const state = aState()
  const services = await startServices(state, options)
  const run = aRun(state, runMore)
  const reportJob = aJob(state, run, { key: 'report', name: 'report' })

  const putZip: ReportLab['putZip'] = (name, bytes, job) => {
    const id = state.nextId()
    const blobId = randomUUID()
    state.blobs.set(blobId, { bytes, contentType: 'application/zip' })
    const artifact: LabArtifact = {
      id,
      runId: run.id,
      name,
      backendRunId: run.backendRunId,
      backendJobId: job.backendId,
      blobId,
      size: bytes.byteLength,
      digest: `sha256:${sha256Hex(bytes)}`,
      // While its job ran, as every upload of a job.
      createdAt: job.completedAt === null ? state.now() : new Date(job.completedAt.getTime() - 1_000),
      expiresAt: new Date(Date.now() + 7 * 86_400_000),
      finalized: true,
    }
    state.artifacts.set(id, artifact)
    return artifact
  }

  const putArtifact: ReportLab['putArtifact'] = (name, files, job) =>
    putZip(name, zipSync(Object.fromEntries(Object.entries(files))), job)

  const manifestOf: ReportLab['manifestOf'] = (job, more = {}) =>
    strToU8(
      toCanonicalJson(
        aManifest({
          runId: String(run.id),
          attempt: job.attempt,
          jobId: String(job.id),
          backendId: job.backendId,
          key: job.key,
          name: job.name,
          status: job.conclusion === 'failure' ? 'failure' : 'success',
          more,
        }),
      ),
    )

  const finish: ReportLab['finish'] = (more = {}, how = {}) => {
    const hasLine = how.line !== false
    const job = aJob(state, run, {
      ...(hasLine ? { steps: listed(aLocallyRecordedJob('')) } : {}),
      status: 'completed',
      conclusion: 'success',
      completedAt: new Date('2026-03-01T10:02:03.750Z'),
      ...more,
    })
    const bytes = how.bytes?.(job) ?? manifestOf(job, how.more)
    const line = digestLine(sha256Hex(bytes), String(job.id), job.attempt)
    job.log = strToU8(hasLine ? aLocallyRecordedJob(how.log ?? '', line).text : (how.log ?? ''))
    if (how.upload !== false)
      putArtifact(
        jobArtifactName(String(run.id), job.attempt, { jobId: String(job.id) }),
        { 'job-manifest.json': bytes },
        job,
      )
    return job
  }

  return {
    state,
    services,
    run,
    reportJob,
    finish,
    putArtifact,
    putZip,
    manifestOf,
    report: settings => runProcess(services, run, reportJob, settings),
  }
}

const listed = ({ steps }: LoggedJob): LabStep[] =>
  steps.map(({ name, number, started_at, completed_at }) => ({
    ...{ name, number, status: 'completed', conclusion: 'success' },
    startedAt: started_at === null ? null : new Date(started_at),
    completedAt: completed_at === null ? null : new Date(completed_at),
  }))

const ALL = { actions: 'read', contents: 'read', checks: 'write', 'id-token': 'write' } as const

const runProcess = async (services: Services, run: LabRun, job: LabJob, settings: Settings = {}): Promise<Reported> => {
  const folder = await mkdtemp(join(tmpdir(), 'report-lab-'))
  const tokens = services.issueTokens({
    jobId: job.id,
    runId: run.id,
    attempt: run.attempts.length,
    permissions: settings.permissions ?? ALL,
    backendRunId: run.backendRunId,
    backendJobId: job.backendId,
    cacheScopes: [],
    oidcClaims: {
      ref: run.ref,
      sha: run.sha,
      repository: 'octo/app',
      repository_id: '101',
      repository_owner: 'octo',
      repository_owner_id: '7',
      repository_visibility: 'public',
      workflow: run.workflowName,
      workflow_ref: `octo/app/${run.path}@${run.ref}`,
      workflow_sha: run.sha,
      job_workflow_ref: `octo/app/${run.path}@${run.ref}`,
      job_workflow_sha: run.sha,
      event_name: run.event,
      run_id: String(run.id),
      run_attempt: String(run.attempts.length),
      runner_environment: 'github-hosted',
      sub: `repo:octo/app:ref:${run.ref}`,
    },
  })
  const rootFile = join(folder, 'root.json')
  await writeFile(join(folder, 'event.json'), JSON.stringify(settings.event ?? {}))
  await writeFile(rootFile, JSON.stringify(services.trustedRoot()))
  const sigstore = {
    'fulcio-url': services.fulcioUrl,
    'rekor-url': services.rekorUrl,
    'tsa-url': services.tsaUrl,
    'trusted-root': rootFile,
  }
  const given = { token: tokens.githubToken, 'job-id': String(job.id), ...sigstore, ...settings.inputs }
  const environment = {
    PATH: process.env['PATH'],
    GITHUB_SERVER_URL: services.serverUrl,
    GITHUB_API_URL: services.apiUrl,
    GITHUB_REPOSITORY: 'octo/app',
    GITHUB_REPOSITORY_ID: '101',
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_NUMBER: String(run.number),
    GITHUB_RUN_ATTEMPT: String(run.attempts.length),
    GITHUB_WORKFLOW: run.workflowName,
    GITHUB_EVENT_NAME: run.event,
    GITHUB_SHA: run.sha,
    GITHUB_REF: run.ref,
    GITHUB_JOB: job.key,
    GITHUB_WORKSPACE: folder,
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    GITHUB_OUTPUT: join(folder, 'output'),
    RUNNER_TEMP: folder,
    ACTIONS_RESULTS_URL: services.resultsUrl,
    ACTIONS_RUNTIME_TOKEN: tokens.runtimeToken,
    ...(tokens.idTokenRequest === undefined
      ? {}
      : {
          ACTIONS_ID_TOKEN_REQUEST_URL: tokens.idTokenRequest.url,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: tokens.idTokenRequest.token,
        }),
    ...Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...settings.environment,
  }
  const child = spawn(process.execPath, [settings.program ?? 'lib/src/report/main.js'], { env: environment })
  if (child.pid !== undefined) settings.onStart?.(child.pid)
  const chunks: Buffer[] = []
  child.stdout.on('data', chunk => chunks.push(chunk))
  child.stderr.on('data', chunk => chunks.push(chunk))
  const code = await new Promise<number | null>(resolve => child.on('close', resolve))
  const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => '')
  const artifact = [...services.state.artifacts.values()].find(
    one => one.name === `pipeline-trace-run-${run.id}-${run.attempts.length}`,
  )
  const blob = artifact && services.state.blobs.get(artifact.blobId)
  return {
    code,
    log: Buffer.concat(chunks).toString('utf8'),
    summary: await read('summary'),
    outputs: await read('output'),
    files: blob === undefined ? {} : unzipSync(blob.bytes),
  }
}

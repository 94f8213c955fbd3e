import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { type Services, startServices } from '../../lab/services.ts'
import type { LabJob, LabRun } from '../../lab/state.ts'
import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import { readJobManifest } from '../../src/schema/read-manifest.ts'
import { aJob, aRun, aState, SHA } from '../lab/a-state.ts'

/** A job on the lab's services whose steps are over: post is next. */
export type RecorderLab = {
  readonly services: Services
  readonly run: LabRun
  readonly job: LabJob
  /** The runner's root; tests put files into it. */
  readonly root: string
  readonly put: (name: string, content: string | Uint8Array) => void
  readonly start: (entry: 'pre' | 'main' | 'post', settings?: Settings) => Promise<Recorded>
  readonly stop: () => Promise<void>
}

export type Settings = {
  readonly inputs?: Readonly<Record<string, string>>
  /** `undefined` takes a variable away. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>>
  /** The program to run; by default the compiled entry. */
  readonly program?: string
  readonly arguments?: readonly string[]
  /** A command to run it with, and its first arguments. */
  readonly through?: readonly string[]
  /** Ends the process where it is not done by then, with exit code null. */
  readonly hardStopMs?: number
  /** Told of the process once it runs. */
  readonly onStart?: (pid: number) => void
  /** Node from elsewhere, and a home and temp folder apart from the root: as in a job container. */
  readonly inContainer?: boolean
}

export type Recorded = {
  readonly code: number | null
  readonly log: string
  readonly notices: readonly string[]
  readonly digestLines: readonly string[]
  readonly durationMs: number
  /** Files of the artifact as uploaded. */
  readonly files: Readonly<Record<string, Uint8Array>>
  /** Text of the runner's command files. */
  readonly commands: Readonly<Record<'state' | 'output' | 'env', string>>
}

export const startRecorderLab = async (visibility: 'public' | 'private' = 'public'): Promise<RecorderLab> => {
  const services = await startServices(aState(visibility))
  const run = aRun(services.state)
  const job = aJob(services.state, run, { backendId: randomUUID() })
  const folder = mkdtempSync(join(tmpdir(), 'recorder-lab-'))
  const root = join(folder, 'runner')
  const node = join(root, 'externals/node24/bin/node')
  const put = (name: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  for (const path of ['_diag/pages/.keep', '_work/_temp/.keep', '_work/app/app/.keep']) put(path, '')
  mkdirSync(dirname(node), { recursive: true })
  symlinkSync(process.execPath, node)

  const start: RecorderLab['start'] = async (entry, settings = {}) => {
    const away = join(folder, 'container')
    mkdirSync(join(away, 'temp'), { recursive: true })
    const temp = settings.inContainer === true ? join(away, 'temp') : join(root, '_work/_temp')
    const commands = { state: join(temp, 'state'), output: join(temp, 'output'), env: join(temp, 'env') }
    const tokens = services.issueTokens({
      jobId: job.id,
      runId: run.id,
      attempt: 1,
      permissions: settings.permissions ?? {},
      backendRunId: run.backendRunId,
      backendJobId: job.backendId,
      cacheScopes: [],
      oidcClaims: claimsOf(run),
    })
    const inputs = { token: tokens.githubToken, 'job-id': String(job.id), 'job-status': 'success', ...settings.inputs }
    const environment = {
      PATH: process.env['PATH'],
      HOME: away,
      GITHUB_SERVER_URL: services.serverUrl,
      GITHUB_API_URL: services.apiUrl,
      GITHUB_REPOSITORY: 'octo/app',
      GITHUB_REPOSITORY_ID: '101',
      GITHUB_REPOSITORY_OWNER_ID: '7',
      GITHUB_RUN_ID: String(run.id),
      GITHUB_RUN_NUMBER: String(run.number),
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_WORKFLOW: run.workflowName,
      GITHUB_WORKFLOW_REF: `octo/app/${run.path}@${run.ref}`,
      GITHUB_EVENT_NAME: run.event,
      GITHUB_SHA: SHA,
      GITHUB_REF: run.ref,
      GITHUB_JOB: job.key,
      GITHUB_WORKSPACE: settings.inContainer === true ? away : join(root, '_work/app/app'),
      GITHUB_STATE: commands.state,
      GITHUB_OUTPUT: commands.output,
      GITHUB_ENV: commands.env,
      RUNNER_TEMP: temp,
      RUNNER_NAME: 'runner-9',
      RUNNER_OS: 'Linux',
      RUNNER_ARCH: 'X64',
      RUNNER_ENVIRONMENT: 'github-hosted',
      ACTIONS_RESULTS_URL: services.resultsUrl,
      ACTIONS_RUNTIME_TOKEN: tokens.runtimeToken,
      ACTIONS_ID_TOKEN_REQUEST_URL: tokens.idTokenRequest?.url,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: tokens.idTokenRequest?.token,
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...settings.environment,
    }
    const began = performance.now()
    const program = settings.program ?? `lib/src/recorder/${entry}.js`
    const [command = '', ...rest] = [
      ...(settings.through ?? []),
      settings.inContainer === true ? process.execPath : node,
      program,
      ...(settings.arguments ?? []),
    ]
    const child = spawn(command, rest, { env: environment })
    if (child.pid !== undefined) settings.onStart?.(child.pid)
    const stop = setTimeout(() => child.kill('SIGKILL'), settings.hardStopMs ?? 2_147_483_647)
    const chunks: Buffer[] = []
    child.stdout.on('data', chunk => chunks.push(chunk))
    child.stderr.on('data', chunk => chunks.push(chunk))
    const code = await new Promise<number | null>(resolve => child.on('close', resolve))
    clearTimeout(stop)
    const log = Buffer.concat(chunks).toString('utf8')
    const artifact = [...services.state.artifacts.values()].find(
      ({ name, finalized }) => finalized && name.startsWith('pipeline-trace-job-'),
    )
    const blob = artifact && services.state.blobs.get(artifact.blobId)
    return {
      code,
      log,
      notices: log.split('\n').filter(line => line.startsWith('::notice ')),
      digestLines: log.split('\n').filter(line => line.startsWith('pipeline-trace manifest ')),
      durationMs: performance.now() - began,
      files: blob === undefined ? {} : unzipSync(blob.bytes),
      commands: { state: textOf(commands.state), output: textOf(commands.output), env: textOf(commands.env) },
    }
  }
  const stop = async (): Promise<void> => {
    await services.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { services, run, job, root, put, start, stop }
}

const claimsOf = (run: LabRun): Readonly<Record<string, string>> => ({
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
  run_attempt: '1',
  runner_environment: 'github-hosted',
  sub: `repo:octo/app:ref:${run.ref}`,
})

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

export const textOfManifest = ({ files, log }: Recorded): string => {
  const bytes = files['job-manifest.json']
  if (bytes === undefined) throw new Error(`no manifest was uploaded; log:\n${log}`)
  return new TextDecoder().decode(bytes)
}

/** The uploaded manifest, read as the report reads it. */
export const manifestOf = (recorded: Recorded): JobManifest =>
  readJobManifest(new TextEncoder().encode(textOfManifest(recorded))).value

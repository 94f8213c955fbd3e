import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRunManifest } from '../../src/schema/read-manifest.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { ROOT } from './lab-run.ts'

/** An answer of GitHub as a test wants it; undefined: 404. */
export type Answer = { readonly status?: number; readonly body: unknown; readonly headers?: Record<string, string> }
export type GitHub = (path: string) => Answer | undefined

export type CheckRunPosted = {
  readonly name: string
  readonly conclusion: string
  readonly external_id: string
  readonly output: { readonly title: string; readonly summary: string }
}

export type ReportSeen = {
  readonly code: number | null
  readonly log: string
  readonly summary: string
  readonly outputs: string
  readonly posted: readonly CheckRunPosted[]
  readonly manifest: RunManifest | undefined
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const BACKEND = '11111111-1111-1111-1111-111111111111:22222222-2222-2222-2222-222222222222'
const RUNTIME_TOKEN = `${encoded({ alg: 'none' })}.${encoded({ scp: `Actions.Results:${BACKEND}`, exp: 9_999_999_999 })}.x`

/**
 * Runs `dist/report` as job 99 of run 5 of o/r, against a GitHub on loopback that answers as the test says: what the lab never
 * says, since it is right. Check runs are taken; artifacts are none and cannot be stored.
 */
export const reportAgainst = async (
  github: GitHub,
  environment: Readonly<Record<string, string>> = {},
): Promise<ReportSeen> => {
  const posted: CheckRunPosted[] = []
  const server = createServer((request, response) => void answer(github, posted, request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-loopback-'))
  try {
    return { ...(await runReport(url, folder, environment)), posted }
  } finally {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
    await rm(folder, { recursive: true, force: true })
  }
}

const answer = async (
  github: GitHub,
  posted: CheckRunPosted[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const path = request.url ?? ''
  const isPost = request.method === 'POST' && path.endsWith('/check-runs')
  if (isPost) posted.push(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  const {
    status = 200,
    body,
    headers,
  } = isPost ? { body: { html_url: 'https://github.com/x' } } : (github(path) ?? { status: 404, body: {} })
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

const runReport = async (
  url: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<Omit<ReportSeen, 'posted'>> => {
  const temp = join(folder, 'temp')
  await mkdir(temp)
  await writeFile(join(folder, 'event.json'), '{"repository":{"visibility":"public"}}')
  const sha = 'a'.repeat(40)
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'report', 'index.js')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      ...{ GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://github.com', GITHUB_API_URL: url },
      ...{ GITHUB_REPOSITORY: 'o/r', GITHUB_REPOSITORY_ID: '1', GITHUB_REPOSITORY_OWNER_ID: '2', GITHUB_JOB: 'report' },
      ...{
        GITHUB_RUN_ID: '5',
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_RUN_NUMBER: '3',
        GITHUB_SHA: sha,
        GITHUB_WORKFLOW: 'ci',
      },
      ...{ GITHUB_REF: 'refs/heads/main', GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: join(folder, 'event.json') },
      ...{ GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/ci.yml@refs/heads/main', GITHUB_WORKFLOW_SHA: sha },
      ...{ GITHUB_STEP_SUMMARY: join(folder, 'summary'), GITHUB_OUTPUT: join(folder, 'output') },
      ...{ RUNNER_TEMP: temp, RUNNER_OS: 'Linux', INPUT_TOKEN: 'ghs_test', INPUT_SIGNING: 'none' },
      'INPUT_JOB-ID': '99',
      ...{ ACTIONS_RESULTS_URL: `${url}/`, ACTIONS_RUNTIME_TOKEN: RUNTIME_TOKEN },
      ...environment,
    },
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', chunk => chunks.push(chunk))
  child.stderr.on('data', chunk => chunks.push(chunk))
  const code = await new Promise<number | null>(resolve => child.on('close', resolve))
  const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => '')
  const runId = environment['INPUT_RUN-ID'] ?? '5'
  const bytes = await readFile(join(temp, `pipeline-trace-run-${runId}-1`, 'run-manifest.json')).catch(() => undefined)
  return {
    code,
    log: Buffer.concat(chunks).toString('utf8'),
    summary: await read('summary'),
    outputs: await read('output'),
    manifest: bytes === undefined ? undefined : readRunManifest(bytes).value,
  }
}

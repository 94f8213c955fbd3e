import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { writeRunFolder } from '../cli/run-folder.ts'
import { makeCertificate } from '../io/public-front.ts'
import { trustClaims } from '../lab/sigstore-claims.ts'
import { type SigstoreServer, startSigstore } from '../lab/sigstore-server.ts'
import { FAILURES, type FailingServer, type Failure, startFailingServer } from './failing-server.ts'
import { timeBareNode, type Watched, watchProcess } from './watched-process.ts'

/*
 * Every way in which a service can fail, against the bundles of dist/: requests are counted, a hard stop stands at three
 * times the budget, and wall time and peak memory are printed.
 */

let folder = ''
let server: FailingServer
let bareNodeMs = 0
const sigstores = new Map<string, SigstoreServer>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chaos-'))
  const tls = makeCertificate(folder)
  server = await startFailingServer({ key: readFileSync(tls.key), cert: readFileSync(tls.certificate) })
  bareNodeMs = await timeBareNode()
  for (const protocol of ['http', 'https']) {
    const serverUrl = `${protocol}://127.0.0.1:${server.port}`
    const sigstore = await startSigstore(trustClaims, serverUrl)
    sigstores.set(protocol, sigstore)
    const onServer = (manifest: { run: Record<string, unknown> }) => {
      manifest.run['serverUrl'] = { value: serverUrl, source: 'runner' }
    }
    await writeRunFolder(join(folder, protocol), sigstore, onServer, onServer)
    writeFileSync(join(folder, `${protocol}.root.json`), JSON.stringify(sigstore.trustedRoot()))
  }
})

afterAll(async () => {
  for (const sigstore of sigstores.values()) await sigstore.stop()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const figures: string[] = []
afterAll(() => {
  process.stdout.write(`${figures.join('\n')}\n`)
})

beforeEach(() => {
  for (const name of ['summary', 'output', 'state']) writeFileSync(join(folder, name), '')
})

/** Node's own start counts too, and on a loaded machine it takes seconds. */
const hardStop = (budgetMs: number): number => 3 * budgetMs + 20 * bareNodeMs

const urlOf = (failure: Failure): string => `${failure === 'tls' ? 'https' : 'http'}://127.0.0.1:${server.port}`

const note = (who: string, failure: Failure, { code, seconds, peakMiB }: Watched): void => {
  const [time, count] = [seconds.toFixed(1), server.requests.length]
  figures.push(`chaos: ${who} ${failure}: exit ${code}, ${time} s, ${peakMiB} MiB, ${count} requests`)
}

/** Requests of each service, by their paths. */
const countOf = (path: RegExp): number => server.requests.filter(line => path.test(line)).length

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const RUNTIME_TOKEN = `${base64({ alg: 'none' })}.${base64({ scp: 'Actions.Results:run-backend:job-backend' })}.x`

const stepEnvironment = (
  url: string,
  inputs: Readonly<Record<string, string>>,
): Record<string, string | undefined> => ({
  PATH: process.env['PATH'],
  HOME: folder,
  RUNNER_TEMP: folder,
  RUNNER_OS: 'Linux',
  GITHUB_ACTIONS: 'true',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_API_URL: url,
  GITHUB_REPOSITORY: 'octo/app',
  GITHUB_REPOSITORY_ID: '101',
  GITHUB_REPOSITORY_OWNER_ID: '7',
  GITHUB_RUN_ID: '5',
  GITHUB_RUN_NUMBER: '1',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_WORKFLOW: 'CI',
  GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/ci.yml@refs/heads/main',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_SHA: 'a'.repeat(40),
  GITHUB_REF: 'refs/heads/main',
  GITHUB_JOB: 'build',
  GITHUB_WORKSPACE: folder,
  GITHUB_STEP_SUMMARY: join(folder, 'summary'),
  GITHUB_OUTPUT: join(folder, 'output'),
  GITHUB_STATE: join(folder, 'state'),
  ACTIONS_RESULTS_URL: `${url}/`,
  ACTIONS_RUNTIME_TOKEN: RUNTIME_TOKEN,
  ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/id-token?v=1`,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'id-request-token',
  ...Object.fromEntries(
    Object.entries({
      token: 'ghs_token',
      'job-id': '11',
      'job-status': 'success',
      signing: 'keyless',
      'fulcio-url': `${url}/fulcio`,
      'rekor-url': `${url}/rekor`,
      'tsa-url': `${url}/tsa`,
      ...inputs,
    }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  ),
})

/** What a person needs to act on: a status, a code, or what was wrong with the answer. */
const CAUSE = /HTTP \d{3}|\([A-Z][A-Z0-9_]+\)|within \d+ ms|not JSON|over \d+ bytes|redirect|only a keyless signature/

const noticesOf = (log: string): readonly string[] =>
  log.split('\n').filter(line => /^::(?:notice|warning|error)/.test(line))

const expectCauses = (log: string): void => {
  const notices = noticesOf(log)
  expect(notices.length).toBeGreaterThan(0)
  for (const notice of notices) {
    expect(notice).toMatch(/^::notice /)
    expect(notice).toMatch(CAUSE)
    expect(notice).not.toMatch(/ghs_token|id-request-token/)
  }
}

/** Seconds. A longer budget is tried only where the process says that a busy machine used up the shorter one. */
const BUDGETS = [3, 10, 30] as const

const watchPost = async (failure: Failure): Promise<Watched> => {
  let watched: Watched | undefined
  for (const budget of BUDGETS) {
    server.failWith(failure)
    const inputs = { 'time-budget': String(budget), api: 'always', attest: 'true' }
    watched = await watchProcess(
      ['dist/post/index.js'],
      stepEnvironment(urlOf(failure), inputs),
      hardStop(budget * 1_000),
    )
    if (!/not done in time \(time-budget: \d+\)/.test(watched.log)) return watched
  }
  if (watched === undefined) throw new Error('no budget was tried')
  return watched
}

describe('post', () => {
  test.each(FAILURES)('%s: each service once, exit 0, the digest line, and a cause for each fault', async failure => {
    const watched = await watchPost(failure)
    note('post', failure, watched)
    expect([watched.code, watched.log.match(/^pipeline-trace manifest sha256:/gm)?.length]).toEqual([0, 1])
    expectCauses(watched.log)
    expect(noticesOf(watched.log).some(line => line.includes('upload of pipeline-trace-job-5-1-11 failed: '))).toBe(
      true,
    )
    // The listing, and the one try at an upload.
    expect(countOf(/ListArtifacts/)).toBeLessThanOrEqual(1)
    expect(countOf(/CreateArtifact/)).toBeLessThanOrEqual(1)
    expect(countOf(/^GET \/repos\/octo\/app\/actions\/jobs\/11$/)).toBeLessThanOrEqual(1)
    expect(countOf(/id-token/)).toBeLessThanOrEqual(1)
    expect(countOf(/fulcio|rekor|tsa|attestations/)).toBe(0)
    expect(server.leaked).toEqual([])
  })
})

describe('the report', () => {
  test.each(FAILURES)('%s: each service once, exit 0, a summary, and a cause for each fault', async failure => {
    server.failWith(failure)
    const environment = stepEnvironment(urlOf(failure), { needs: '{"build":{"result":"success"}}' })
    const watched = await watchProcess(['dist/report/index.js'], environment, hardStop(20_000))
    note('report', failure, watched)
    expect(watched.code).toBe(0)
    expect(readFileSync(join(folder, 'summary'), 'utf8')).toContain('build')
    expectCauses(watched.log)
    // One repetition where it may help; then nothing but the two deliveries, once each.
    const hops = failure === 'redirect-loop' ? 4 : 1
    // A refusal with 403 is of one thing, such as a permission: the next may be granted.
    expect(countOf(/^GET \/(?:repos|again)/)).toBeLessThanOrEqual(failure === '403' ? 6 : 2 * hops)
    expect(countOf(/^POST \/repos\/octo\/app\/check-runs$/)).toBeLessThanOrEqual(1)
    expect(countOf(/ListArtifacts/)).toBeLessThanOrEqual(2)
    expect(countOf(/CreateArtifact/)).toBeLessThanOrEqual(1)
    expect(countOf(/id-token/)).toBeLessThanOrEqual(1)
    expect(countOf(/fulcio|rekor|tsa/)).toBe(0)
    expect(server.leaked).toEqual([])
  })
})

describe('verify with a token', () => {
  test.each(FAILURES)('%s: the bundles decide, and what GitHub did not tell has its cause', async failure => {
    server.failWith(failure)
    const protocol = failure === 'tls' ? 'https' : 'http'
    const root = join(folder, `${protocol}.root.json`)
    const given = ['--trusted-root', root, '--repo', `${urlOf(failure)}/octo/traced`, '--format', 'json']
    const watched = await watchProcess(
      ['dist/cli/index.js', 'verify', join(folder, protocol), ...given],
      { PATH: process.env['PATH'], GH_TOKEN: 'ghp_token', GITHUB_API_URL: urlOf(failure) },
      hardStop(20_000),
    )
    note('verify', failure, watched)
    expect(watched.code).toBe(0)
    const { sections } = JSON.parse(watched.stdout) as {
      sections: { checks: { id: string; result: string; reason: string }[] }[]
    }
    const online = sections.flatMap(({ checks }) => checks.filter(({ id }) => /^(?:api-|log-anchor)/.test(id)))
    expect(online.length).toBeGreaterThan(3)
    const silent = online.filter(({ id }) => id === 'api-run' || id === 'api-job' || id === 'log-anchor')
    for (const check of silent) {
      expect(check.result).toBe('not-applicable')
      expect(check.reason).toMatch(CAUSE)
      expect(check.reason).not.toContain('ghp_token')
    }
    expect(server.requests.length).toBeLessThanOrEqual(failure === 'redirect-loop' ? 4 : 3)
    expect(server.leaked).toEqual([])
  })
})

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { digestLine } from '../../src/core/artifact-name.ts'
import { sha256Hex } from '../../src/io/digest.ts'
import { type Reply, type RestServer, startRestServer } from '../github/rest-server.ts'
import { trustClaims } from '../lab/sigstore-claims.ts'
import { type SigstoreServer, startSigstore } from '../lab/sigstore-server.ts'
import { anUnrecordedJob, aRecordedJob } from '../report/a-job-log.ts'
import type { SampleRun } from '../verify/sample-manifests.ts'
import { buildCli, runCliWith } from './run-cli.ts'
import { writeRunFolder } from './run-folder.ts'

let base = ''
let sigstore: SigstoreServer
let rest: RestServer
type Answers = Readonly<Record<string, Reply>>
let answers: Answers = {}
const RUN = '/repos/octo/traced/actions/runs/9876543210/attempts/1'
const LOG = (job: string) => `/repos/octo/traced/actions/jobs/${job}/logs`

const at = (name: string) => join(base, name)
const onServer = (manifest: SampleRun) => {
  manifest.run['serverUrl'] = { value: rest.url, source: 'runner' }
}
const justNow = (manifest: SampleRun) => {
  onServer(manifest)
  manifest['recorder'] = { postAt: ago(60), budgetMs: 20_000, upload: 'artifact' }
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'pipeline-trace-online-'))
  rest = await startRestServer(url => answers[url.pathname] ?? { status: 404 })
  sigstore = await startSigstore(trustClaims, rest.url)
  await buildCli()
  await writeFile(at('root.json'), JSON.stringify(sigstore.trustedRoot()))
  await writeRunFolder(at('run'), sigstore, onServer, justNow)
}, 30_000)
afterAll(async () => {
  await sigstore.stop()
  await rest.stop()
  await rm(base, { recursive: true, force: true })
})

const ago = (seconds: number) => `${new Date(Date.now() - seconds * 1000).toISOString().slice(0, 19)}Z`
const startOf = (seconds: number) => new Date(Math.floor(Date.now() / 1000) * 1000 - seconds * 1000).toISOString()
/** The log of a recorded job whose post writes these lines. */
const logWith = (...lines: readonly string[]): Reply => ({ body: aRecordedJob({ lines, start: startOf(120) }).text })
const job = (id: number, change: object = {}) => ({
  id,
  name: 'build',
  status: 'completed',
  conclusion: 'success',
  created_at: '2026-11-20T00:00:00Z',
  started_at: ago(120),
  completed_at: ago(-30),
  labels: ['ubuntu-latest'],
  runner_id: 1,
  runner_name: 'r',
  run_attempt: 1,
  steps: aRecordedJob({ start: startOf(120) }).steps,
  ...change,
})
const run = (change: object = {}) => ({
  body: {
    run_attempt: 1,
    event: 'push',
    head_sha: trustClaims['sha'],
    path: '.github/workflows/ci.yml',
    run_started_at: ago(180),
    ...change,
  },
})
const jobs = (...list: readonly object[]) => ({ body: { total_count: list.length, jobs: list } })
const ownLine = async (id: string): Promise<string> =>
  digestLine(sha256Hex(await readFile(at(`run/jobs/${id}.json`))), id, 1)
const findLog = async (id: string): Promise<Reply> => logWith(await ownLine(id))
beforeEach(async () => {
  answers = {
    '/repos/octo/traced': { body: { id: 1 } },
    [RUN]: run(),
    [`${RUN}/jobs`]: jobs(job(1), job(2)),
    [LOG('1')]: await findLog('1'),
    [LOG('2')]: await findLog('2'),
  }
})

type Report = {
  verdict: string
  sections: { subject: string; checks: { id: string; result: string; reason: string }[] }[]
}
const verify = async (target: string, ...options: readonly string[]) => {
  const given = ['--trusted-root', at('root.json'), '--repo', `${rest.url}/octo/traced`, '--format', 'json']
  const environment = { GITHUB_TOKEN: 't', GITHUB_API_URL: rest.url }
  const { code, stdout, stderr } = await runCliWith(environment, 'verify', at(target), ...given, ...options)
  if (stdout === '') throw new Error(`no answer, exit ${code}: ${stderr}`)
  const report = JSON.parse(stdout) as Report
  const all = report.sections.flatMap(({ subject, checks }) =>
    checks.map(({ id, result, reason }) => ({ id: `${subject} ${id}`, result, reason })),
  )
  const failures = all.filter(({ result }) => result === 'fail').map(({ id }) => id)
  return { code, report, all, failures }
}
const ONLINE = /^(api-|signing-time|log-anchor)/
const online = (all: Awaited<ReturnType<typeof verify>>['all']) =>
  all.filter(({ id }) => ONLINE.test(id.split(' ').at(-1) ?? ''))

describe('GitHub agrees', () => {
  test('run, jobs, times and logs of a run folder', async () => {
    const { code, failures, all } = await verify('run')
    expect([code, failures]).toEqual([0, []])
    const results = Object.fromEntries(online(all).map(({ id, result }) => [id, result]))
    expect(results).toMatchObject({
      'run-manifest.json api-run': 'pass',
      'run-manifest.json api-run-fields': 'pass',
      'run-manifest.json api-all-jobs': 'pass',
      'run-manifest.json signing-time': 'pass',
      'jobs/1.json api-job': 'pass',
      'jobs/1.json signing-time': 'pass',
      'jobs/1.json log-anchor': 'pass',
      'jobs/2.json signing-time': 'not-applicable',
      'jobs/2.json log-anchor': 'pass',
    })
  })

  test('a manifest by itself, and a lone bundle', async () => {
    const manifest = await verify('run/run-manifest.json')
    expect([manifest.code, manifest.failures]).toEqual([0, []])
    expect(manifest.all.find(({ id }) => id === 'jobs/1.json log-anchor')?.result).toBe('pass')
    const bundle = await verify('run/jobs/1.sigstore.json')
    expect([bundle.code, bundle.failures]).toEqual([0, []])
    expect(bundle.all.find(({ id }) => id === 'bundle log-anchor')?.result).toBe('pass')
    const own = await verify('run/jobs/1.json')
    expect([own.code, own.failures]).toEqual([0, []])
    expect(own.all.find(({ id }) => id === 'GitHub log-anchor')?.result).toBe('pass')
  })
})

describe('GitHub says something else', () => {
  const line = (id: string, digest: string) => logWith(digestLine(digest, id, 1))
  test.each<[string, () => Answers | Promise<Answers>, readonly string[]]>([
    [
      'no such run',
      () => ({ [RUN]: { status: 404 }, [`${RUN}/jobs`]: { status: 404 } }),
      ['run-manifest.json api-run', 'jobs/1.json api-job', 'jobs/2.json api-job'],
    ],
    ['another event', () => ({ [RUN]: run({ event: 'schedule' }) }), ['run-manifest.json api-run-fields']],
    ['another commit', () => ({ [RUN]: run({ head_sha: 'b'.repeat(40) }) }), ['run-manifest.json api-run-fields']],
    [
      'another workflow file',
      () => ({ [RUN]: run({ path: '.github/workflows/c.yml' }) }),
      ['run-manifest.json api-run-fields'],
    ],
    ['another attempt', () => ({ [RUN]: run({ run_attempt: 2 }) }), ['run-manifest.json api-run']],
    ['a job more', () => ({ [`${RUN}/jobs`]: jobs(job(1), job(2), job(3)) }), ['run-manifest.json api-all-jobs']],
    [
      'a job less',
      () => ({ [`${RUN}/jobs`]: jobs(job(1)) }),
      ['run-manifest.json api-all-jobs', 'jobs/2.json api-job'],
    ],
    [
      'a job that ended before it signed',
      () => ({ [`${RUN}/jobs`]: jobs(job(1, { started_at: ago(900), completed_at: ago(600) }), job(2)) }),
      ['jobs/1.json signing-time'],
    ],
    [
      'a job that began after it signed',
      () => ({ [`${RUN}/jobs`]: jobs(job(1, { started_at: ago(-900), completed_at: null }), job(2)) }),
      ['jobs/1.json signing-time'],
    ],
    [
      'an attempt that began after the signing',
      () => ({ [RUN]: run({ run_started_at: ago(-900) }) }),
      ['run-manifest.json signing-time'],
    ],
    ['another manifest in the log', () => ({ [LOG('1')]: line('1', 'c'.repeat(64)) }), ['jobs/1.json log-anchor']],
    ['the line of a sibling in the log', async () => ({ [LOG('2')]: await findLog('1') }), ['jobs/2.json log-anchor']],
    ['no manifest in the log', () => ({ [LOG('2')]: logWith() }), ['jobs/2.json log-anchor']],
    [
      'the line in a script of the job',
      async () => ({ [LOG('2')]: { body: aRecordedJob({ script: [await ownLine('2')], start: startOf(120) }).text } }),
      ['jobs/2.json log-anchor'],
    ],
    [
      'a job without a recorder, whose log has the line as part of a text',
      async () => {
        const { text, steps } = anUnrecordedJob([`|${await ownLine('2')}`], startOf(120))
        return { [`${RUN}/jobs`]: jobs(job(1), job(2, { steps })), [LOG('2')]: { body: text } }
      },
      ['jobs/2.json log-anchor'],
    ],
  ])('%s', async (_, change, expected) => {
    answers = { ...answers, ...(await change()) }
    const { code, failures } = await verify('run')
    expect([code, failures]).toEqual([1, expected])
  })

  test('a decoy that a step printed before the recorder is not the last word', async () => {
    const decoy = ['Post job cleanup.', digestLine('c'.repeat(64), '1', 1)]
    const { text } = aRecordedJob({ script: decoy, lines: [await ownLine('1')], start: startOf(120) })
    answers = { ...answers, [LOG('1')]: { body: text } }
    expect((await verify('run')).failures).toEqual([])
  })
})

describe('GitHub does not tell', () => {
  test.each<[string, Readonly<Record<string, Reply>>]>([
    [
      'a repository that the token cannot see',
      { '/repos/octo/traced': { status: 404 }, [RUN]: { status: 404 }, [`${RUN}/jobs`]: { status: 404 } },
    ],
    ['permission', { [RUN]: { status: 403 }, [`${RUN}/jobs`]: { status: 403 } }],
    ['a sick server', { [RUN]: { status: 500 }, [`${RUN}/jobs`]: { status: 500 } }],
    ['a log without its end', { [LOG('1')]: { body: 'hello\n' }, [LOG('2')]: { body: 'hello\n' } }],
    ['logs past their retention', { [LOG('1')]: { status: 410 }, [LOG('2')]: { status: 410 } }],
  ])('%s: nothing fails, and the reason is said', async (_, change) => {
    answers = { ...answers, ...change }
    const { code, failures, all } = await verify('run')
    expect([code, failures]).toEqual([0, []])
    const silent = online(all).filter(({ result }) => result === 'not-applicable')
    expect(silent.length).toBeGreaterThan(1)
    expect(silent.filter(({ reason }) => reason === '')).toEqual([])
  })
})

describe('nobody is asked', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
    ['--offline', { GITHUB_TOKEN: 't' }, ['--offline'], '--offline'],
    ['no token', {}, [], 'no token'],
    [
      'the API of another server',
      { GITHUB_TOKEN: 't', GITHUB_API_URL: 'http://127.0.0.1:9' },
      [],
      'the API that was given',
    ],
  ])('%s', async (_, environment, options, reason) => {
    const before = rest.requests.length
    const given = ['--trusted-root', at('root.json'), '--format', 'json', ...options]
    const { stdout } = await runCliWith(environment, 'verify', at('run'), ...given)
    const checks = (JSON.parse(stdout) as Report).sections.flatMap(section => section.checks)
    const asked = checks.filter(({ id }) => ONLINE.test(id))
    expect(asked.length).toBeGreaterThan(8)
    for (const check of asked)
      expect(check).toMatchObject({ result: 'not-applicable', reason: expect.stringContaining(reason) })
    expect(rest.requests.length).toBe(before)
  })

  test('what does not verify', async () => {
    const unmatchedArtifact = await startSigstore(trustClaims, rest.url)
    await writeRunFolder(at('forged'), unmatchedArtifact, onServer, onServer)
    await unmatchedArtifact.stop()
    const before = rest.requests.length
    expect((await verify('forged')).code).toBe(1)
    expect(rest.requests.length).toBe(before)
  })
})

import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { strToU8 } from 'fflate'
import * as z from 'zod/mini'
import { type Services, startServices } from '../../lab/services.ts'
import type { LabRun, LabState } from '../../lab/state.ts'
import { runTimeline } from '../../src/schema/run/run-timeline.ts'
import { type Reply, type RestServer, startRestServer } from '../github/rest-server.ts'
import { aJob, aRun, aState } from '../lab/a-state.ts'
import { aFolder, removeFolders } from '../run/observe-twice.ts'
import { runCompiledCli } from './run-cli.ts'

const aRunFolder = (): string => {
  const folder = aFolder()
  const page = 'https://github.com/octo/app/actions/runs/5'
  const run = { id: 5, run_attempt: 1, status: 'completed', conclusion: 'success', html_url: page }
  writeFileSync(join(folder, 'run.json'), JSON.stringify(run))
  const job = {
    id: 11,
    name: 'build',
    status: 'completed',
    conclusion: 'success',
    labels: ['ubuntu-latest'],
    created_at: '2026-03-01T10:00:00Z',
    started_at: '2026-03-01T10:00:05Z',
    completed_at: '2026-03-01T10:01:00Z',
    runner_id: 1,
    runner_name: 'r',
    steps: [],
  }
  writeFileSync(join(folder, 'jobs.json'), JSON.stringify({ total_count: 1, jobs: [job] }))
  return folder
}

afterAll(removeFolders)

describe('wrong usage', () => {
  test.each<readonly string[]>([
    [],
    ['reprot'],
    ['--quiet', 'report', 'octo/app', '5'],
    ['report'],
    ['report', 'octo/app'],
    ['report', 'octo', '5'],
    ['report', 'octo/app', 'five'],
    ['report', 'octo/app', '5', '6'],
    ['report', 'octo/app', '5', '--attempt', '0'],
    ['report', 'octo/app', '5', '--format', 'html'],
    ['report', 'octo/app', '5', '--api-url', 'api.github.com'],
    ['report', 'octo/app', '5', '--api-budget', 'many'],
    ['report', 'octo/app', '5', '--color'],
    ['report', 'https://ghe.example.com/octo/app/actions/runs/5'],
    ['report', 'https://github.com/octo/app'],
    ['report', '--offline', '/nonexistent'],
    ['report', '--offline', '.', 'octo/app', '5'],
    ['report', '--offline', '.', '--api-budget', '5'],
    ['fetch', 'octo/app', '5'],
    ['fetch', 'octo/app', '5', '-o', '-'],
    ['fetch', '-o', 'folder'],
  ])('%j %j %j %j is exit code 2, with the remedy', async (...args) => {
    const { code, stdout, stderr } = await runCompiledCli(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^pipeline-trace: .+\n$/)
  })

  test.each([
    [['reprot'], 'did you mean report?'],
    [['veryfi'], 'did you mean verify?'],
    [['report', 'octo/app', '5', '--attmept', '2'], 'did you mean --attempt?'],
    [['report', 'octo/app', '5', '--fromat', 'json'], 'did you mean --format?'],
  ])('%j: %s', async (args, words) => {
    const { code, stderr } = await runCompiledCli(args)
    expect({ code, said: stderr.includes(words) }).toEqual({ code: 2, said: true })
  })

  test('what is like nothing is no other word', async () => {
    const { stderr } = await runCompiledCli(['report', 'octo/app', '5', '--no-such-thing'])
    expect(stderr).toContain('unknown option --no-such-thing.')
    expect(stderr).not.toContain('did you mean')
  })

  test('a URL of another server names the API to give', async () => {
    const { stderr } = await runCompiledCli(['report', 'https://ghe.example.com/octo/app/actions/runs/5'])
    expect(stderr).toContain('--api-url https://ghe.example.com/api/v3')
  })
})

describe('help', () => {
  test.each(['verify', 'report', 'fetch'])('of %s', async command => {
    const { code, stdout } = await runCompiledCli([command, '--help'])
    expect({ code, usage: stdout.includes(`pipeline-trace ${command} `) }).toEqual({ code: 0, usage: true })
    expect(await runCompiledCli(['help', command])).toMatchObject({ code: 0, stdout })
  })

  // A module that is loaded is one that a hook sees; the hook speaks on standard error.
  test.each([[['--help']], [['report', '--help']], [['--version']]])('%j loads nothing heavy', async args => {
    const { code, stderr } = await runCompiledCli(args, {}, ['--import', LISTENER])
    expect(code).toBe(0)
    expect(stderr).toContain('src/cli/main.js')
    expect(stderr).not.toMatch(/workflow-parser|node_modules\/zod|src\/sources|sigstore/)
  })

  test('verify loads no workflow parser', async () => {
    const { code, stderr } = await runCompiledCli(['verify', aFolder()], {}, ['--import', LISTENER])
    expect(code).toBe(2)
    expect(stderr).toContain('src/cli/verify.js')
    expect(stderr).not.toMatch(/workflow-parser|src\/timeline/)
  })
})

describe('a run that goes on', () => {
  test.each(['pending', 'queued', 'waiting', 'requested', 'in_progress'])(
    'by its own status %s, with no open job listed: incomplete, so far',
    async status => {
      for (const jobs of [true, false]) {
        const folder = aRunFolder()
        const run = { id: 5, run_attempt: 1, status, html_url: 'https://github.com/octo/app/actions/runs/5' }
        writeFileSync(join(folder, 'run.json'), JSON.stringify(run))
        if (!jobs) writeFileSync(join(folder, 'jobs.json'), JSON.stringify({ total_count: 0, jobs: [] }))
        const { code, stdout } = await runCompiledCli(['report', '--offline', folder])
        expect(code).toBe(3)
        expect(stdout).toContain(
          `**Not known to have passed:** the run goes on: GitHub calls it ${status.replace('_', ' ')}`,
        )
        expect(stdout).toContain(jobs ? 'so far' : 'No job has begun yet')
        const { stdout: json } = await runCompiledCli(['report', '--offline', folder, '--format', 'json'])
        expect(JSON.parse(json)).toMatchObject({ complete: false, runShape: 'unfinished' })
      }
    },
    60_000,
  )

  test('a success without any job listed is no whole list', async () => {
    const folder = aRunFolder()
    const page = 'https://github.com/octo/app/actions/runs/5'
    const run = { id: 5, run_attempt: 1, status: 'completed', conclusion: 'success', html_url: page }
    writeFileSync(join(folder, 'run.json'), JSON.stringify(run))
    writeFileSync(join(folder, 'jobs.json'), JSON.stringify({ total_count: 0, jobs: [] }))
    const { code, stdout } = await runCompiledCli(['report', '--offline', folder])
    expect(code).toBe(3)
    expect(stdout).toContain('**Not known to have passed:** GitHub lists no job of the run')
  })
})

describe('a run of over 1,000 jobs', () => {
  test('has all of them in times and counts, says in the first lines what has no row, and is a document', async () => {
    const folder = aRunFolder()
    const { jobs } = JSON.parse(readFileSync(join(folder, 'jobs.json'), 'utf8'))
    const many = Array.from({ length: 1_203 }, (_, index) => ({
      ...{ ...jobs[0], id: 100 + index, name: `leg ${index}` },
      ...(index === 1_202 ? { conclusion: 'failure', completed_at: '2026-03-01T11:00:05Z' } : {}),
    }))
    writeFileSync(join(folder, 'jobs.json'), JSON.stringify({ total_count: many.length, jobs: many }))
    const { stdout } = await runCompiledCli(['report', '--offline', folder])
    const head = stdout.split('\n').slice(0, 10).join('\n')
    expect(head).toContain('1203 jobs, of which 203 have no row here; result, counts and policy are of all')
    expect(head).toContain('1202 of 1203 jobs succeeded, 1 failed')
    expect(head).toContain('leg 1202')
    expect(stdout).toContain('1 h')
    const { stdout: json } = await runCompiledCli(['report', '--offline', folder, '--format', 'json'])
    const document = z.parse(runTimeline, JSON.parse(json))
    expect(document.jobs).toHaveLength(1_000)
    expect(document.notShown).toEqual({ jobs: 203, ended: { failure: 1, success: 1_202 } })
  }, 60_000)
})

const HOOK = `export const load = (url, context, next) => { process.stderr.write(url + '\\n'); return next(url, context) }`
const asModule = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`
const LISTENER = asModule(
  `import { register } from 'node:module'; register(${JSON.stringify(asModule(`import process from 'node:process'; ${HOOK}`))})`,
)

describe('output', () => {
  test('as text is the same account, with colour for a terminal alone', async () => {
    const folder = aRunFolder()
    const { code, stdout } = await runCompiledCli(['report', '--offline', folder, '--format', 'text'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^octo\/app · workflow · run 5 · attempt 1 · /)
    expect(stdout).toContain('✅ Passed in 1 m')
    expect(stdout).toContain('Its one job passed.')
    expect(stdout).not.toMatch(/\*\*|<code>|\]\(/)
    expect(stdout).not.toContain('\u001b')
  })

  test('as JSON has a summary, and the time of each job', async () => {
    const { stdout } = await runCompiledCli(['report', '--offline', aRunFolder(), '--format', 'json'])
    expect(JSON.parse(stdout)).toMatchObject({
      summary: {
        verdict: 'success',
        counts: { jobs: 1, succeeded: 1, failed: 0, tolerated: 0, skipped: 0 },
        criticalPath: ['11'],
        totalMs: 60_000,
      },
      jobs: [{ id: '11', durationMs: 60_000 }],
    })
  })

  test('goes to standard output or a file, progress beside it', async () => {
    const folder = aRunFolder()
    const file = join(aFolder(), 'report.md')
    const printed = await runCompiledCli(['report', '--offline', folder])
    expect(printed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^## ✅ Passed in 1 m .*\n\nocto\/app · /) })
    expect(printed.stderr).not.toBe('')
    const quiet = await runCompiledCli(['report', '--offline', folder, '--quiet', '-o', file])
    expect(quiet).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(readFileSync(file, 'utf8')).toBe(printed.stdout)
    expect(readdirSync(dirname(file))).toEqual(['report.md'])
    expect((await runCompiledCli(['report', '--offline', folder, '-o', '-'])).stdout).toBe(printed.stdout)
  })

  const withFullDevice = existsSync('/dev/full') ? test : test.skip
  withFullDevice.each([
    ['a reader that has enough', '| head -c 10', 0],
    ['a full device', '> /dev/full', 3],
  ])('to %s ends without a crash', async (_, sink, code) => {
    const folder = aRunFolder()
    const job = JSON.parse(readFileSync(join(folder, 'jobs.json'), 'utf8')).jobs[0]
    const jobs = Array.from({ length: 500 }, (_, index) => ({ ...job, id: index + 1, name: `job ${index}` }))
    writeFileSync(join(folder, 'jobs.json'), JSON.stringify({ total_count: jobs.length, jobs }))
    const report = `'${process.execPath}' lib/src/cli/main.js report --offline '${folder}' --format json --quiet`
    const { status, stderr } = spawnSync('bash', ['-c', `set -o pipefail; ${report} ${sink}`], { encoding: 'utf8' })
    expect({ status, crashed: stderr.includes('    at ') }).toEqual({ status: code, crashed: false })
  })

  test.each(['missing/report.md', '.'])('-o %s is wrong usage', async name => {
    const { code, stdout } = await runCompiledCli(['report', '--offline', aRunFolder(), '-o', join(aFolder(), name)])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  test('of a run that lost its jobs is printed, marked, and exit code 3', async () => {
    const folder = aRunFolder()
    writeFileSync(join(folder, 'jobs.json'), '{"jobs": [')
    const { code, stdout } = await runCompiledCli(['report', '--offline', folder, '--format', 'json'])
    expect({ code, complete: JSON.parse(stdout).complete }).toEqual({ code: 3, complete: false })
    expect(JSON.parse(stdout).gaps).toContainEqual(expect.objectContaining({ field: 'jobs', reason: 'malformed' }))
  })
})

describe('a run that cannot be read', () => {
  let server: RestServer | undefined
  afterEach(() => server?.stop())

  test.each<readonly [Reply, Record<string, string>, string]>([
    [{ status: 404 }, {}, 'GH_TOKEN is not set'],
    [{ status: 404 }, { GH_TOKEN: 'secret' }, 'Check owner'],
    [
      { status: 403, headers: { 'x-accepted-github-permissions': 'actions=read' } },
      { GITHUB_TOKEN: 'secret' },
      'it needs actions=read',
    ],
    [{ status: 401 }, { GH_TOKEN: 'secret' }, 'The token in GH_TOKEN has expired'],
    [{ status: 401 }, { GITHUB_TOKEN: 'secret', GH_TOKEN: ' ' }, 'The token in GITHUB_TOKEN has expired'],
    [{ status: 403 }, { GH_TOKEN: 'secret' }, 'The token in GH_TOKEN lacks a permission: it needs actions: read'],
    [
      {
        status: 403,
        headers: { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso?authorization_request=A1' },
      },
      { GH_TOKEN: 'secret' },
      'Authorise the token in GH_TOKEN for the organization at https://github.com/orgs/acme/sso?authorization_request=A1',
    ],
    [{ status: 403, headers: { 'x-ratelimit-remaining': '0' } }, {}, '60 requests an hour'],
    [
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1796120430' } },
      { GH_TOKEN: 'secret' },
      'again at 2026-12-01T10:20:30.000Z; raising --api-budget does not help',
    ],
    [{ status: 403, headers: { 'retry-after': '999' } }, { GH_TOKEN: 'secret' }, 'raising --api-budget does not help'],
    [{ status: 403, body: '<html>blocked</html>' }, { GH_TOKEN: 'secret' }, 'http_proxy, https_proxy and no_proxy'],
    [{ status: 200, body: '<html>sign in</html>' }, { GH_TOKEN: 'secret' }, 'http_proxy, https_proxy and no_proxy'],
    [{ status: 503, body: '<html>unicorn</html>' }, { GH_TOKEN: 'secret' }, 'www.githubstatus.com'],
  ])('%j is exit code 5 with the next step', async (reply, environment, step) => {
    server = await startRestServer(() => reply)
    const environmentOfApi = { ...environment, GITHUB_API_URL: server.url }
    const { code, stdout, stderr } = await runCompiledCli(['report', 'octo/app', '5'], environmentOfApi)
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' })
    expect(stderr).toContain(step)
    expect(stderr).not.toContain('secret')
    expect(stderr.includes('asking without a token')).toBe(Object.keys(environment).length === 0)
    const folder = join(aFolder(), 'fetched')
    const fetched = await runCompiledCli(['fetch', 'octo/app', '5', '-o', folder], environmentOfApi)
    expect(fetched.code).toBe(5)
    expect(fetched.stderr).toContain(step)
    expect((await runCompiledCli(['report', '--offline', folder])).code).toBe(5)
  })
})

describe('a run of the lab', () => {
  let state: LabState
  let run: LabRun
  let services: Services
  let environment: Record<string, string>
  const clock = (time: string): Date => new Date(`2026-03-01T10:${time}Z`)

  beforeAll(async () => {
    // The run began when its jobs did, whatever the day of the test.
    state = { ...aState('private'), now: () => clock('01:00') }
    run = aRun(state)
    const finished = { status: 'completed', conclusion: 'success' } as const
    const build = aJob(state, run, { ...finished, completedAt: clock('02:00') })
    aJob(state, run, {
      ...finished,
      key: 'deploy',
      name: 'deploy',
      createdAt: clock('02:01'),
      startedAt: clock('02:31'),
      completedAt: clock('04:00'),
    })
    for (const attempt of run.attempts) {
      attempt.status = 'completed'
      attempt.conclusion = 'success'
    }
    services = await startServices(state, {
      contents: async path => (path === run.path ? strToU8(WORKFLOW) : undefined),
    })
    const { githubToken } = services.issueTokens({
      jobId: build.id,
      runId: run.id,
      attempt: 1,
      permissions: { actions: 'read', deployments: 'read', checks: 'read', contents: 'read' },
      backendRunId: run.backendRunId,
      backendJobId: 'job',
      cacheScopes: [],
      oidcClaims: {},
    })
    environment = { GH_TOKEN: githubToken, GITHUB_API_URL: services.apiUrl }
  })
  afterAll(() => services.stop())

  const WORKFLOW = `
on: push
jobs:
  build: { runs-on: ubuntu-latest, steps: [{ run: make }] }
  deploy: { needs: build, runs-on: ubuntu-latest, steps: [{ run: ./deploy }] }
`

  test('says the same online and from the folder that fetch made', async () => {
    const id = String(run.id)
    const folder = join(aFolder(), 'fetched')
    const fetched = await runCompiledCli(['fetch', 'octo/app', id, '-o', folder, '--quiet'], environment)
    expect(fetched).toEqual({ code: 0, stdout: '', stderr: '' })
    for (const format of ['json', 'markdown']) {
      const online = await runCompiledCli(['report', 'octo/app', id, '--format', format], environment)
      const offline = await runCompiledCli(['report', '--offline', folder, '--format', format])
      expect(online.code).toBe(0)
      // Only what reading cost is another's.
      const costless = (text: string): string => text.replace(/^Written .*$/m, '')
      expect({ code: offline.code, stdout: costless(offline.stdout) }).toEqual({
        code: online.code,
        stdout: costless(online.stdout),
      })
    }
    const byUrl = `${new URL(services.apiUrl).origin}/octo/app/actions/runs/${id}/attempts/1`
    const { stdout } = await runCompiledCli(['report', byUrl, '--format', 'json'], environment)
    const [job] = state.jobs.values()
    const byCheck = `${new URL(services.apiUrl).origin}/octo/app/pull/12/checks?check_run_id=${String(job?.id)}`
    expect((await runCompiledCli(['report', byCheck, '--format', 'json'], environment)).stdout).toBe(stdout)
    const document = z.parse(runTimeline, JSON.parse(stdout))
    expect(document).toMatchObject({
      complete: true,
      run: { repository: 'octo/app', runId: id, attempt: 1, number: 12 },
      criticalPath: { edges: 'known', end: '2026-03-01T10:04:00Z' },
    })
    const path = document.criticalPath?.segments ?? []
    expect([...new Set(path.flatMap(one => one.job ?? []))]).toEqual(['build', 'deploy'])
  }, 60_000)

  test('says why jobs failed, by whom they were cancelled, and the same offline', async () => {
    const other = aRun(state)
    const at = { status: 'completed', completedAt: clock('02:00') } as const
    const remark = (message: string) => ({
      title: 'x',
      summary: '',
      annotations: [
        { path: '.github', start_line: 1, end_line: 1, annotation_level: 'failure', message },
        {
          path: '.github',
          start_line: 1,
          end_line: 1,
          annotation_level: 'warning',
          message: 'The run was canceled by @x.',
        },
      ],
    })
    const ends = [
      ['Canceling since a higher priority waiting request for ci-main exists', 'newer-run'],
      ['The run was canceled by @octocat.', 'person'],
      ['The strategy configuration was canceled because "test._20" failed', 'fail-fast'],
      ['The operation was canceled.', undefined],
    ] as const
    const jobs = ends.map(([message, by], index) => ({
      by,
      job: aJob(state, other, {
        ...at,
        key: `a${index}`,
        name: `a${index}`,
        conclusion: 'cancelled',
        output: remark(message),
      }),
    }))
    for (const attempt of other.attempts) {
      attempt.status = 'completed'
      attempt.conclusion = 'cancelled'
    }
    const folder = join(aFolder(), 'fetched')
    const id = String(other.id)
    expect((await runCompiledCli(['fetch', 'octo/app', id, '-o', folder, '--quiet'], environment)).code).toBe(0)
    const online = await runCompiledCli(['report', 'octo/app', id, '--format', 'json'], environment)
    const offline = await runCompiledCli(['report', '--offline', folder, '--format', 'json'])
    expect(offline.stdout).toBe(online.stdout)
    const document = z.parse(runTimeline, JSON.parse(online.stdout))
    expect(new Map(document.jobs.map(job => [job.id, [job.failure?.class, job.failure?.by]]))).toEqual(
      new Map(jobs.map(({ job, by }) => [String(job.id), ['cancelled', by]])),
    )
    const markdown = await runCompiledCli(['report', '--offline', folder])
    const table = markdown.stdout.split('### Why jobs did not succeed')[1]?.split('\n###')[0] ?? ''
    expect(table.split('\n').filter(line => line.startsWith('| '))).toHaveLength(jobs.length + 2)
    expect(markdown.stdout).not.toContain('octocat')
  }, 60_000)

  test('a folder that holds something is not written into', async () => {
    const folder = aRunFolder()
    const args = ['fetch', 'octo/app', String(run.id), '-o', folder]
    expect((await runCompiledCli(args, environment)).code).toBe(2)
    expect((await runCompiledCli([...args, '--force'], environment)).code).toBe(0)
  })

  test('a spent budget is a gap, and what was found is printed', async () => {
    const args = ['report', 'octo/app', String(run.id), '--format', 'json', '--api-budget', '3']
    const { stdout } = await runCompiledCli(args, environment)
    const { gaps } = z.parse(runTimeline, JSON.parse(stdout))
    expect(gaps.some(gap => gap.reason === 'budget')).toBe(true)
  })
})

const recordedFolder = resolve(process.env['PIPELINE_TRACE_RECORDED'] ?? '../shared/recorded', 'runs')
const recordedRuns = existsSync(recordedFolder)
  ? readdirSync(recordedFolder, { recursive: true, encoding: 'utf8' })
      .filter(file => /(^|\/)workflow_jobs\.json$/.test(file))
      .map(dirname)
      .filter(folder => existsSync(join(recordedFolder, folder, 'workflow.json')))
  : []
if (recordedRuns.length === 0)
  process.stderr.write('recorded runs: skipped, set PIPELINE_TRACE_RECORDED to the folder of recorded data\n')
const recorded = recordedRuns.length === 0 ? describe.skip : describe

/** Real answers of GitHub, laid out as a folder that somebody made by hand. */
recorded('runs recorded from GitHub', () => {
  test.each(recordedRuns)('%s', async name => {
    const folder = join(aFolder(), 'run')
    mkdirSync(folder)
    copyFileSync(join(recordedFolder, name, 'workflow.json'), join(folder, 'run.json'))
    copyFileSync(join(recordedFolder, name, 'workflow_jobs.json'), join(folder, 'jobs.json'))
    const json = await runCompiledCli(['report', '--offline', folder, '--format', 'json'])
    const document = z.parse(runTimeline, JSON.parse(json.stdout))
    expect(json.code).toBe(document.complete ? 0 : 3)
    const listed = document.jobs.length + document.pseudoJobs.length
    const answered: { jobs: { id: number }[] } = JSON.parse(readFileSync(join(folder, 'jobs.json'), 'utf8'))
    // One recorded answer lists a job twice.
    expect(listed).toBe(new Set(answered.jobs.map(job => job.id)).size)
    const markdown = await runCompiledCli(['report', '--offline', folder])
    expect(markdown.code).toBe(json.code)
    const timed = document.jobs.filter(job => job.intervals.length > 0)
    const table = markdown.stdout.split('### Jobs by hand-off')[1]?.split('\n###')[0] ?? ''
    expect(table.split('\n').filter(line => line.startsWith('| ')).length).toBe(timed.length + 2)
  })
})

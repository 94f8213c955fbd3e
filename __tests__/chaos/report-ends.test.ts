import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type ReportLab, startReportLab } from '../report/report-lab.ts'
import { childrenOf } from './process-tree.ts'

let lab: ReportLab
let folder: string

beforeEach(async () => {
  lab = await startReportLab()
  folder = mkdtempSync(join(tmpdir(), 'report-ends-'))
})

afterEach(async () => {
  await lab.services.stop()
  rmSync(folder, { recursive: true, force: true })
})

const PROGRAM = 'dist/report/index.js'

/** Ends the process that does the work once the run is listed, by a signal to it or to its supervisor. */
const endWork =
  (signal: NodeJS.Signals, whom: 'work' | 'step') =>
  (pid: number): void => {
    const timer = setInterval(() => {
      const [work] = childrenOf(pid)
      const isListed = lab.services.requests.some(({ path }) => /\/attempts\/1\/jobs/.test(path))
      if (work === undefined || !isListed) return
      clearInterval(timer)
      process.kill(whom === 'work' ? work : pid, signal)
    }, 10)
  }

/** The results service takes the question and never answers: the report is held where it reads manifests. */
const holdManifests = (): void => {
  lab.services.inject({ path: /ListArtifacts/, status: 200, body: '{}', delayMs: 20_000, times: 9 })
}

describe('a report whose work is ended says so', () => {
  test.each([
    ['the system ends it', 'SIGKILL', 'work', 'SIGKILL ended its process, as a system does that is short of memory'],
    ['the step is cancelled', 'SIGTERM', 'step', 'the step was cancelled (SIGTERM)'],
  ] as const)('%s: a neutral check run, a summary, one line, exit code 0', async (_, signal, whom, cause) => {
    lab.finish()
    holdManifests()
    const reported = await lab.report({ program: PROGRAM, onStart: endWork(signal, whom) })
    expect(reported.code).toBe(0)
    expect(reported.log.split('\n').filter(line => line.startsWith('::notice '))).toEqual([
      expect.stringContaining(`the report was ended while listing the run: ${cause}`),
    ])
    const [check] = [...lab.state.checkRuns.values()]
    expect(check).toMatchObject({ name: 'pipeline-trace / CI', status: 'completed', conclusion: 'neutral' })
    expect(check?.externalId).toMatch(/\/101\/\d+\/1$/)
    expect(check?.output?.title).toContain('Incomplete')
    expect(check?.output?.summary).toContain('Nothing of this run is confirmed')
    expect(reported.summary).toContain('the report was ended while')
    expect(reported.outputs).toContain('incomplete')
    expect(lab.services.violations).toEqual([])
  })

  test('with `strict` the job fails, with `fail-on` the check: neutral would satisfy a rule that requires it', async () => {
    lab.finish()
    holdManifests()
    const reported = await lab.report({
      program: PROGRAM,
      inputs: { strict: 'true', policy: '.github/policy.yml', 'fail-on': 'violated' },
      onStart: endWork('SIGKILL', 'work'),
    })
    expect(reported.code).toBe(1)
    expect(reported.log).toContain('::error title=pipeline-trace::the report was ended')
    expect([...lab.state.checkRuns.values()].map(({ conclusion }) => conclusion)).toEqual(['failure'])
  })

  test('a permission that is missing is named', async () => {
    lab.finish()
    holdManifests()
    const reported = await lab.report({
      program: PROGRAM,
      permissions: { actions: 'read', contents: 'read' },
      onStart: endWork('SIGKILL', 'work'),
    })
    expect(reported.code).toBe(0)
    expect(reported.log).toContain('no check run was posted: HTTP 403: add `checks: write`')
    expect(reported.summary).toContain('the report was ended while')
  })

  /** Supervises the report's own program with bounds that are soon reached. */
  test.each([
    ['time', { totalMs: 4_000, maxResidentBytes: 1e12 }, 'it was not done in time (limit: 4 s)'],
    ['memory', { totalMs: 60_000, maxResidentBytes: 1_048_576 }, 'it took more than 1 MB of memory'],
  ])('out of %s', async (_, bounds, cause) => {
    lab.finish()
    holdManifests()
    const program = join(folder, 'bounded.mjs')
    const module = join(process.cwd(), 'lib/src/report/supervise-report.js')
    const work = join(process.cwd(), 'lib/src/report/main-work.js')
    writeFileSync(
      program,
      `import { superviseReport } from '${module}'\nprocess.exit(await superviseReport('${work}', process.env, ${JSON.stringify(bounds)}))\n`,
    )
    const reported = await lab.report({ program })
    expect(reported.code).toBe(0)
    expect(reported.log).toContain(cause)
    expect([...lab.state.checkRuns.values()].map(({ conclusion }) => conclusion)).toEqual(['neutral'])
  })
})

describe('files of the report', () => {
  test('its temporary folder is a file: another place is taken', async () => {
    lab.finish()
    writeFileSync(join(folder, 'f'), '')
    const reported = await lab.report({ program: PROGRAM, environment: { RUNNER_TEMP: join(folder, 'f') } })
    expect([reported.code, Object.keys(reported.files)]).toEqual([0, expect.arrayContaining(['run-manifest.json'])])
    expect(lab.state.checkRuns.size).toBe(1)
  })

  test('a link that was planted under the name of a file of ours is not written through', async () => {
    lab.finish()
    const planted = join(folder, `pipeline-trace-run-${lab.run.id}-1`)
    mkdirSync(planted)
    writeFileSync(join(folder, 'victim'), 'precious')
    for (const name of ['report.md', 'run-manifest.json']) symlinkSync(join(folder, 'victim'), join(planted, name))
    const reported = await lab.report({ program: PROGRAM, environment: { RUNNER_TEMP: folder } })
    expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('precious')
    expect([reported.code, Object.keys(reported.files)]).toEqual([0, expect.arrayContaining(['run-manifest.json'])])
  })

  test.each([
    ['a folder', (path: string) => mkdirSync(path)],
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
    ['a link to a file of the user', (path: string) => symlinkSync(join(folder, 'victim'), path)],
  ])('the summary is %s: the check run is posted all the same', async (_, put) => {
    lab.finish()
    writeFileSync(join(folder, 'victim'), 'precious')
    put(join(folder, 'summary'))
    const reported = await lab.report({
      program: PROGRAM,
      environment: { GITHUB_STEP_SUMMARY: join(folder, 'summary') },
    })
    expect([reported.code, lab.state.checkRuns.size]).toEqual([0, 1])
    expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('precious')
  })

  test.each([
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
    ['/dev/zero', (path: string) => symlinkSync('/dev/zero', path)],
    ['junk', (path: string) => writeFileSync(path, '{ no json')],
  ])('the event file is %s', async (_, put) => {
    lab.finish()
    put(join(folder, 'event'))
    const reported = await lab.report({ program: PROGRAM, environment: { GITHUB_EVENT_PATH: join(folder, 'event') } })
    expect([reported.code, lab.state.checkRuns.size]).toEqual([0, 1])
  })
})

test('without the variables of a run there is one line more, and nothing is thrown', async () => {
  const child = spawn(process.execPath, [PROGRAM], { env: { PATH: process.env['PATH'] } })
  const code = await new Promise<number | null>(resolve => child.on('close', resolve))
  expect(code).toBe(0)
})

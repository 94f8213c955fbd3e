import { spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, jest, test } from '@jest/globals'
import { aFolder, removeFolders } from '../run/observe-twice.ts'

// Each test runs dist/ as a process on a terminal of its own.
jest.setTimeout(60_000)

const ESCAPE = String.fromCharCode(27)
const PROGRAM = 'dist/cli/index.js'

/** script(1) of util-linux gives its child a terminal. Other systems have another script, or none. */
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true
if (!hasScript) console.log('skipped: script(1) of util-linux is not on PATH')

const aFailedRun = (): string => {
  const folder = aFolder()
  const page = 'https://github.com/octo/app/actions/runs/5'
  const run = { id: 5, run_attempt: 1, status: 'completed', conclusion: 'failure', html_url: page }
  const times = { started_at: '2026-03-01T10:00:05Z', completed_at: '2026-03-01T10:01:00Z' }
  const step = { number: 2, name: 'Compile', status: 'completed', conclusion: 'failure', ...times }
  const job = {
    ...{ id: 11, name: 'build', status: 'completed', conclusion: 'failure', labels: ['ubuntu-latest'] },
    ...{ created_at: '2026-03-01T10:00:00Z', ...times, runner_id: 1, runner_name: 'r', steps: [step] },
  }
  writeFileSync(join(folder, 'run.json'), JSON.stringify(run))
  writeFileSync(join(folder, 'jobs.json'), JSON.stringify({ total_count: 1, jobs: [job] }))
  return folder
}

const REPORT = ['report', '--quiet', '--offline', aFailedRun()]

const run = (
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = { PATH: process.env['PATH'], TERM: 'xterm', ...environment }
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', chunk => {
      output += String(chunk)
    })
    child.on('error', reject)
    child.on('close', () => resolve(output))
  })

const onTerminal = (environment: Readonly<Record<string, string>>, ...more: readonly string[]): Promise<string> => {
  const line = [process.execPath, PROGRAM, ...REPORT, ...more].map(word => `'${word}'`).join(' ')
  return run('script', ['-qec', line, '/dev/null'], environment)
}

afterAll(removeFolders)

;(hasScript ? describe : describe.skip)('on a terminal', () => {
  test('the report has the form of a terminal, in colour', async () => {
    const shown = await onTerminal({})
    expect(shown).toContain(`${ESCAPE}[31m✗${ESCAPE}[39m`)
    expect(shown).toContain('Likely cause:')
    expect(shown).not.toContain('**')
  })

  test.each<Readonly<Record<string, string>>>([{ NO_COLOR: '1' }, { NO_COLOR: 'false' }, { TERM: 'dumb' }])(
    '%j: the same without colour',
    async environment => {
      const shown = await onTerminal(environment)
      expect(shown).toContain('✗ build failed at step “Compile”')
      expect(shown).not.toContain(ESCAPE)
      const painted = await onTerminal({})
      expect(painted.replaceAll(new RegExp(`${ESCAPE}\\[\\d{1,2}m`, 'g'), '')).toBe(shown)
    },
  )

  test('an empty NO_COLOR refuses nothing', async () => {
    expect(await onTerminal({ NO_COLOR: '' })).toContain(`${ESCAPE}[31m`)
  })

  test('JSON has no colour', async () => {
    const shown = await onTerminal({}, '--format', 'json')
    expect(shown).not.toContain(ESCAPE)
    expect(JSON.parse(shown)).toMatchObject({
      summary: { verdict: 'failure', counts: { jobs: 1, failed: 1 }, firstFailure: { job: 'build', step: 'Compile' } },
      jobs: [{ durationMs: 60_000, failure: { step: { number: 2, name: 'Compile' } } }],
    })
  })
})

test('in a pipe the report is Markdown without colour', async () => {
  const shown = await run(process.execPath, [PROGRAM, ...REPORT], {})
  expect(shown).toContain('**Likely cause:**')
  expect(shown).not.toContain(ESCAPE)
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { BACKEND_JOB, BACKEND_RUN, fixtureAction, run, SHA, step } from './harness.ts'

const LINE = /^\uFEFF?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z) (.*)$/

/** Lines of Set up job as actions/runner src/Runner.Worker/JobExtension.cs and ActionManager.cs print them. */
const SET_UP = [
  /^Current runner version: '(.+)'$/,
  /^##\[group\]Operating System$/,
  /^##\[group\]Runner Image$/,
  /^Image: (.+)$/,
  /^Version: (.+)$/,
  /^Included Software: (.+)$/,
  /^Image Release: (.+)$/,
  /^##\[group\]GITHUB_TOKEN Permissions$/,
  /^Contents: (read|write)$/,
  /^PullRequests: write$/,
  /^Secret source: (Actions|None|Dependabot)$/,
  /^Prepare workflow directory$/,
  /^Prepare all required actions$/,
  /^Getting action download info$/,
  /^Download action repository '([^'@]+)@([^']+)' \(SHA:([0-9a-f]{40})\)$/,
  /^Uses: (.+?)@(.+) \((\w{40})\)$/,
  /^##\[group\] Inputs$/,
  /^ {2}level: 3$/,
  /^Complete job name: (.+)$/,
  /^##\[group\]Run octo\/plain@v1$/,
  /^Post job cleanup\.$/,
  /^Cleaning up orphan processes$/,
]

test('the log has a byte order mark, a time on each line, and the lines of the real one in order', async () => {
  const { text, lines, log } = await run([step({ uses: 'octo/plain@v1' })], {
    actions: fixtureAction('octo/plain/v1', { main: '', post: '' }),
    plan: {
      calledWorkflow: { uses: './.github/workflows/ci.yml', sha: SHA },
      contexts: {
        github: { repository: 'octo/app' },
        needs: {},
        inputs: { level: 3 },
        vars: {},
        secrets: {},
        matrix: null,
        strategy: {},
      },
    },
  })
  expect([...log.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const raw = Buffer.from(log).toString('utf8').slice(0, -1).split('\n')
  for (const line of raw) expect(line).toMatch(LINE)
  const times = raw.map(line => LINE.exec(line)?.[1] ?? '')
  expect([...times].sort()).toEqual(times)
  expect(text).not.toContain('Runner name:')
  let at = 0
  for (const pattern of SET_UP) {
    const next = lines.findIndex((line, index) => index >= at && pattern.test(line))
    expect({ pattern: String(pattern), found: next >= 0 }).toEqual({ pattern: String(pattern), found: true })
    at = next + 1
  }
})

test('a self-hosted runner says its name and group', async () => {
  const { lines } = await run([], { runner: { environment: 'self-hosted', groupName: 'Builders' } })
  expect(lines).toEqual(
    expect.arrayContaining(["Runner name: 'lab-1'", "Runner group name: 'Builders'", "Machine name: 'lab-1'"]),
  )
})

test('a post finds the page of the job, the Worker log, .runner and .setup_info below the root', async () => {
  const page = `_diag/pages/${BACKEND_RUN}_${BACKEND_JOB}_1.log`
  const post = `
    const { readFileSync, readdirSync } = await import('node:fs')
    const root = process.execPath.replace('/externals/node24/bin/node', '')
    const page = readFileSync(root + '/${page}', 'utf8')
    console.log('PAGE ' + page.includes('plain main ran') + ' ' + page.charCodeAt(0))
    console.log('DIAG ' + readdirSync(root + '/_diag').join())
  `
  const { lines } = await run(
    [step({ uses: 'octo/plain@v1', id: 'p' }), step({ run: 'false' }), step({ run: 'echo skipped' })],
    {
      actions: fixtureAction('octo/plain/v1', { pre: '', main: '', post }),
      look: root => {
        expect(existsSync(join(root, page))).toBe(false)
        expect(JSON.parse(readFileSync(join(root, '.runner'), 'utf8'))).toMatchObject({
          agentName: 'lab-1',
          poolName: 'GitHub Actions',
          workFolder: '_work',
        })
        expect(JSON.parse(readFileSync(join(root, '.setup_info'), 'utf8'))).toEqual([
          { group: 'Operating System', detail: expect.stringContaining('Ubuntu') },
          { group: 'Runner Image', detail: expect.stringContaining('Image: ubuntu-24.04\nVersion: 20260413.86.1') },
        ])
        const [name = ''] = readdirSync(join(root, '_diag')).filter(file => file.startsWith('Worker_'))
        expect(name).toMatch(/^Worker_\d{8}-\d{6}-utc\.log$/)
        checkWorkerLog(readFileSync(join(root, '_diag', name), 'utf8'))
      },
    },
  )
  expect(lines).toContain('PAGE true 65279')
  expect(lines.find(line => line.startsWith('DIAG '))).toMatch(/^DIAG Worker_.*,pages$/)
})

const checkWorkerLog = (text: string): void => {
  expect(text).toContain(` INFO JobRunner] Job ID ${BACKEND_JOB}\n`)
  expect(text).not.toContain('swordfish-77')
  expect(text).not.toContain('ghs_githubtoken')
  const message = /INFO Worker\] Job message:\n ({[\s\S]*?\n})\n/.exec(text)?.[1] ?? ''
  expect(JSON.parse(message)).toMatchObject({
    jobId: BACKEND_JOB,
    jobDisplayName: 'build (a)',
    plan: { planId: BACKEND_RUN },
    steps: [{ contextName: 'p', reference: { type: 'repository', name: 'octo/plain', ref: 'v1' } }, {}, {}],
    variables: { 'system.github.job': { value: 'build', isSecret: false } },
  })
  const starts = [...text.matchAll(/Publish step telemetry for current step ({[\s\S]*?\n})\.\n/g)]
  const telemetry = starts.map(match => JSON.parse(match[1] ?? ''))
  expect(telemetry.map(({ action, type, stage, result }) => [action, type, stage, result])).toEqual([
    ['setup_job', 'runner', 'Pre', 'succeeded'],
    ['octo/plain', 'node24', 'Pre', 'succeeded'],
    ['octo/plain', 'node24', 'Main', 'succeeded'],
    ['sh', 'run', 'Main', 'failed'],
    ['octo/plain', 'node24', 'Post', 'succeeded'],
    ['complete_job', 'runner', 'Post', 'succeeded'],
  ])
  expect(telemetry[2]).toMatchObject({ ref: 'v1', stepContextName: 'p', hasPreStep: true, hasPostStep: true })
  expect(telemetry[3]).toMatchObject({ errorMessages: ['Process completed with exit code 1.'] })
  for (const { startTime, finishTime, executionTimeInSeconds } of telemetry) {
    expect(startTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/)
    expect(finishTime > startTime).toBe(true)
    expect(executionTimeInSeconds).toBeGreaterThanOrEqual(0)
  }
  expect(text).toContain("INFO StepsRunner] Processing step: DisplayName='Run echo skipped'")
  expect(text).toContain('INFO StepsRunner] Skipping step due to condition evaluation.')
  for (const line of text.split('\n').filter(item => item.startsWith('[20')))
    expect(line).toMatch(/^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ INFO \w+\] /)
}

test('hashFiles sees the workspace', async () => {
  const { lines } = await run([
    step({ run: 'mkdir -p a/b; printf 1 > a/b/x.lock; printf 2 > a/y.lock; printf 3 > a/z.txt' }),
    step({ run: `echo "H=\${{ hashFiles('**/*.lock') }} \${{ hashFiles('**/*.none') == '' }}"` }),
    step({ run: 'echo found', if: "hashFiles('a/z.txt') != ''" }),
  ])
  expect(lines.find(line => /^H=[0-9a-f]{64} true$/.test(line))).toBeDefined()
  expect(lines).toContain('found')
})

test('what a step leaves running in the background goes on until the job ends', async () => {
  const { lines } = await run([
    step({ run: 'sleep 300 > /dev/null 2>&1 & echo "PID=$!" >> "$GITHUB_ENV"' }),
    step({ run: 'kill -0 "$PID" && echo "still $PID"' }),
  ])
  const pid = Number((lines.find(line => line.startsWith('still ')) ?? '').slice('still '.length))
  expect(pid).toBeGreaterThan(0)
  await new Promise(resolve => setTimeout(resolve, 200))
  // A killed process without a parent that waits for it stays as a zombie, which has no command line.
  const commandLine = `/proc/${pid}/cmdline`
  expect(existsSync(commandLine) ? readFileSync(commandLine, 'utf8') : '').toBe('')
})

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { dispatch } from '../../../lab/cli/dispatch.ts'
import { folderOf } from '../runner/harness.ts'

const folders: (() => void)[] = []
afterAll(() => {
  for (const dispose of folders) dispose()
})

const FIRST = `name: CI
on: [push, pull_request]
jobs:
  a: { runs-on: ubuntu-latest, steps: [{ run: 'echo of attempt $GITHUB_RUN_ATTEMPT >> $GITHUB_STEP_SUMMARY; test $GITHUB_RUN_ATTEMPT = 2' }] }
`
const POST = `curl -sf -H "authorization: Bearer \${{ github.token }}" $GITHUB_API_URL/repos/$GITHUB_REPOSITORY/check-runs -d '{"name":"after","head_sha":"\${{ github.event.workflow_run.head_sha }}","conclusion":"neutral","output":{"title":"After","summary":"attempt \${{ github.event.workflow_run.run_attempt }}"}}'`
/** Posts a check run, writes a summary, and leaves an artifact named as the run artifact of what it follows. */
const SECOND = `name: After
on: { workflow_run: { workflows: [CI], types: [completed] } }
permissions: { checks: write }
jobs:
  report:
    runs-on: ubuntu-latest
    steps:
      - run: |
          ${POST}
          echo 'after attempt \${{ github.event.workflow_run.run_attempt }}: \${{ github.event.workflow_run.conclusion }}' | tee -a $GITHUB_STEP_SUMMARY > report.txt
      - uses: actions/upload-artifact@v7
        with:
          name: pipeline-trace-run-\${{ github.event.workflow_run.id }}-\${{ github.event.workflow_run.run_attempt }}
          path: report.txt
`

const AFTER = 'elsewhere/after.yml'

const runLab = async (first: string, second: string, args: readonly string[] = [], following = AFTER) => {
  const folder = folderOf({ '.github/workflows/ci.yml': first, [AFTER]: second })
  folders.push(folder.dispose)
  const streams = { out: '', err: '' }
  const then = ['--then', resolve(folder.path, following)]
  const exit = await dispatch(['run', join(folder.path, '.github/workflows/ci.yml'), '--offline', ...then, ...args], {
    out: text => {
      streams.out += text
    },
    err: text => {
      streams.err += text
    },
  })
  const runs = [...streams.out.matchAll(/^(\w+) #(\d), attempt (\d) \(run (\d+)\): (\w+)$/gm)].map(match => ({
    text: `${match[1]} ${match[2]}.${match[3]} ${match[5]}`,
    id: match[4] ?? '',
  }))
  return { ...streams, exit, runs }
}

test('--rerun-failed: each attempt is followed as it completes; everything lands in --out', async () => {
  const out = folderOf({ 'run-1-1-after/old.txt': '', 'job-summary-1-1.md': 'old' })
  folders.push(out.dispose)
  const { exit, runs } = await runLab(FIRST, SECOND, ['--fork', '--rerun-failed', '--out', out.path])
  expect(runs.map(run => run.text)).toEqual([
    'CI 1.1 failure',
    'After 1.1 success',
    'CI 1.2 success',
    'After 2.1 success',
  ])
  expect(exit).toBe(0)
  const [first, after1, , after2] = runs.map(run => run.id)
  expect(readdirSync(out.path).toSorted()).toEqual(
    [
      'check-run.json',
      'check-run.md',
      `job-summary-${first}-1.md`,
      `job-summary-${first}-2.md`,
      `job-summary-${after1}-1.md`,
      `job-summary-${after2}-1.md`,
      'job-summary.md',
      'lab-trusted-root.json',
      `logs-${first}-1`,
      `logs-${first}-2`,
      `logs-${after1}-1`,
      `logs-${after2}-1`,
      'requests.jsonl',
      `run-${first}-1-after`,
      `run-${first}-2-after`,
    ].toSorted(),
  )
  const read = (name: string): string => readFileSync(join(out.path, name), 'utf8')
  expect(read('job-summary.md')).toBe('after attempt 2: success\n')
  expect(read(`job-summary-${after1}-1.md`)).toBe('after attempt 1: failure\n')
  expect(read(`job-summary-${first}-2.md`)).toBe('of attempt 2\n')
  expect(read(`run-${first}-1-after/report.txt`)).toBe('after attempt 1: failure\n')
  expect(read(`run-${first}-2-after/report.txt`)).toBe('after attempt 2: success\n')
  expect(read('check-run.md')).toBe('# After\n\nattempt 2\n')
  const writes = JSON.parse(read('check-run.json')) as readonly Record<string, unknown>[]
  expect(writes.map(one => one['status'])).toEqual([201, 201])
}, 60_000)

describe('exit codes with --then', () => {
  const fine = FIRST.replace('test $GITHUB_RUN_ATTEMPT = 2', 'true')

  test('1: the first run failed, although what followed did not', async () => {
    const { exit, runs } = await runLab(FIRST, SECOND)
    expect([exit, runs.map(run => run.text)]).toEqual([1, ['CI 1.1 failure', 'After 1.1 success']])
  }, 60_000)

  test('1: what followed failed', async () => {
    const { exit, runs } = await runLab(fine, SECOND.replace('curl -sf', 'exit 1; curl'))
    expect([exit, runs.map(run => run.text)]).toEqual([1, ['CI 1.1 success', 'After 1.1 failure']])
  }, 60_000)

  test('3: what followed found no runner', async () => {
    const { exit, err } = await runLab(fine, SECOND.replace('ubuntu-latest', 'macos-15'))
    expect([exit, err.includes('macos-15')]).toEqual([3, true])
  }, 60_000)

  const refused: readonly (readonly [string, string, string])[] = [
    ['a name that does not match', SECOND.replace('workflows: [CI]', 'workflows: [Build, Test]'), 'Build, Test'],
    ['another event', SECOND.replace(/^on:.*$/m, 'on: push'), 'workflow_run'],
    ['not valid', SECOND.replace('runs-on', 'runs-at'), 'runs-at'],
  ]
  test.each(refused)(
    '2, before anything has run: %s',
    async (_, second, named) => {
      const { exit, err, out } = await runLab(FIRST, second)
      expect([exit, out]).toEqual([2, ''])
      expect(err).toContain(named)
      expect(err).not.toContain('started\n')
    },
    60_000,
  )

  test('2: no such file, or the followed one itself', async () => {
    for (const following of ['no/such.yml', '.github/workflows/ci.yml']) {
      const { exit, err } = await runLab(FIRST, SECOND, [], following)
      expect([exit, err]).toEqual([2, expect.stringContaining(following)])
      expect(err).not.toContain('started\n')
    }
  }, 60_000)
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { dispatch } from '../../../lab/cli/dispatch.ts'
import { type Files, folderOf } from '../runner/harness.ts'

const folders: (() => void)[] = []
afterAll(() => {
  for (const dispose of folders) dispose()
})

const PATH = '.github/workflows/ci.yml'

const runLab = async (workflow: string, args: readonly string[] = [], files: Files = {}) => {
  const folder = folderOf({ [PATH]: workflow, ...files })
  folders.push(folder.dispose)
  const streams = { out: '', err: '' }
  const exit = await dispatch(['run', join(folder.path, PATH), '--offline', ...args], {
    out: text => {
      streams.out += text
    },
    err: text => {
      streams.err += text
    },
  })
  return { ...streams, exit, folder: folder.path }
}

const job = (step: string, more = ''): string =>
  `on: push\njobs:\n  a: { runs-on: ubuntu-latest, ${more}steps: [${step}] }\n`

describe('exit codes of run', () => {
  test('0: the run succeeded', async () => {
    const { exit, out } = await runLab(job('{ run: "true" }'))
    expect([exit, out.includes('attempt 1'), out.includes('success')]).toEqual([0, true, true])
  })

  test('1: the run failed; the errors of the log are shown', async () => {
    const { exit, err } = await runLab(job('{ run: "echo ::error::broken pipe; exit 3" }'))
    expect(exit).toBe(1)
    expect(err).toContain('broken pipe')
  })

  test('0: the re-run of failed jobs succeeded', async () => {
    const { exit, out } = await runLab(job('{ run: test $GITHUB_RUN_ATTEMPT = 2 }'), ['--rerun-failed'])
    expect(exit).toBe(0)
    expect(out).toContain('attempt 2')
  })

  test('1: a client broke the description', async () => {
    const { exit, err } = await runLab(job('{ run: "curl -s $GITHUB_API_URL/no/such/route >/dev/null" }'))
    expect(exit).toBe(1)
    expect(err).toContain('/no/such/route')
  })

  test('1: startup failure', async () => {
    const { exit } = await runLab('on: push\njobs:\n  a: { uses: ./.github/workflows/none.yml }\n')
    expect(exit).toBe(1)
  })

  test('2: no such file, not valid, not started by this event', async () => {
    expect((await runLab('on: push\njobs: {}\n')).exit).toBe(2)
    expect((await runLab(job('{ run: x }'), ['--event', 'pull_request'])).exit).toBe(2)
    expect(await dispatch(['run', '/no/such/file.yml'], { out: () => undefined, err: () => undefined })).toBe(2)
  })

  test('3: labels that no runner has', async () => {
    const { exit, err } = await runLab(job('{ run: x }').replace('ubuntu-latest', 'macos-15'))
    expect(exit).toBe(3)
    expect(err).toContain('macos-15')
  })
})

test('--out: the logs of each attempt as in GitHub’s log archive', async () => {
  const folder = folderOf({ 'logs-1-1/0_old.txt': 'old' })
  folders.push(folder.dispose)
  const workflow = `on: push
jobs:
  a:
    name: build / ../up
    runs-on: ubuntu-latest
    steps: [{ run: 'echo attempt $GITHUB_RUN_ATTEMPT; test $GITHUB_RUN_ATTEMPT = 2' }, { name: ${'long '.repeat(100)}, run: 'true' }]
`
  await runLab(workflow, ['--rerun-failed', '--out', folder.path])
  expect(existsSync(join(folder.path, 'logs-1-1'))).toBe(false)
  const logs = readdirSync(folder.path)
    .filter(name => name.startsWith('logs-'))
    .toSorted()
  expect(logs).toEqual([expect.stringMatching(/^logs-\d+-1$/), expect.stringMatching(/^logs-\d+-2$/)])
  for (const [index, name] of logs.entries()) {
    const read = (file: string): string => readFileSync(join(folder.path, name, file), 'utf8')
    expect(readdirSync(join(folder.path, name)).toSorted()).toEqual(['0_build _ .._up.txt', 'build _ .._up'])
    expect(read('0_build _ .._up.txt')).toContain(`attempt ${index + 1}\n`)
    expect(read('build _ .._up/system.txt')).toContain('Requested labels: ubuntu-latest')
    expect(read('build _ .._up/1_Set up job.txt')).toContain('Current runner version')
  }
})

test('--out: requests, summary, trusted root; what an earlier run left is gone', async () => {
  const folder = folderOf({ 'run-1-1/run-manifest.json': '{}', 'check-run.json': 'old', 'keep.txt': 'mine' })
  folders.push(folder.dispose)
  const step =
    '{ run: "echo summary >> $GITHUB_STEP_SUMMARY; curl -sf -H \\"authorization: Bearer ${{ github.token }}\\" $GITHUB_API_URL/repos/octo/pipeline/actions/runs/$GITHUB_RUN_ID" }'
  const { exit } = await runLab(job(step, 'permissions: { actions: read }, '), ['--out', folder.path])
  expect(exit).toBe(0)
  expect(existsSync(join(folder.path, 'run-1-1'))).toBe(false)
  expect(readdirSync(folder.path).toSorted()).toEqual([
    'check-run.json',
    'check-run.md',
    'job-summary.md',
    'keep.txt',
    'lab-trusted-root.json',
    expect.stringMatching(/^logs-\d+-1$/),
    'requests.jsonl',
  ])
  const read = (name: string): string => readFileSync(join(folder.path, name), 'utf8')
  expect(read('job-summary.md')).toBe('summary\n')
  expect(JSON.parse(read('check-run.json'))).toEqual([])
  expect(JSON.parse(read('lab-trusted-root.json'))).toHaveProperty('certificateAuthorities')
  const requests = read('requests.jsonl')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)
  expect(requests.map(({ method, status }) => [method, status])).toEqual([['GET', 200]])
})

test('vars name the services, and the trusted root is a file', async () => {
  const { exit } = await runLab(
    job(
      '{ run: "test -s ${{ vars.TRUSTED_ROOT }} && echo ${{ vars.FULCIO_URL }} ${{ vars.REKOR_URL }} ${{ vars.TSA_URL }} | grep -c http.*http.*http" }',
    ),
  )
  expect(exit).toBe(0)
})

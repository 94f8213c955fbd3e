import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { runProgram } from '../cli/run-cli.ts'
import { jobOf, type LabOutcome, runLab } from '../e2e/lab-run.ts'

// A run on the lab takes some seconds, and more on a busy machine.
jest.setTimeout(300_000)

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-own-runs-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const runText = async (name: string, text: string): Promise<LabOutcome> => {
  const file = join(folder, `${name}.yml`)
  await writeFile(file, text)
  return runLab(['run', file, '--offline'])
}

const REPORT = (needs: string): string => `
  pipeline-trace:
    runs-on: ubuntu-latest
    needs: [${needs}]
    if: always()
    permissions: { actions: read, contents: read, checks: write }
    steps: [{ uses: OWNER/pipeline-trace/report@v1, with: { needs: "\${{ toJSON(needs) }}" } }]
`

describe('runs of the lab, reported by their own last job', () => {
  test('a job whose name differs from its key is in the needs of the report', async () => {
    const { runs, code } = await runText(
      'named',
      `name: Named\non: push\njobs:
  plain: { name: plain (22), runs-on: ubuntu-latest, steps: [{ run: 'true' }] }${REPORT('plain')}`,
    )
    expect([code, runs.length]).toEqual([0, 1])
    const [manifest] = runs.map(run => run.manifest)
    expect(manifest?.completeness.notWaitedFor ?? []).toEqual([])
    expect(manifest === undefined ? undefined : jobOf(manifest, 'plain (22)').presence).toBe('not-recorded')
  })

  test('a job without a status function is skipped because of an ancestor', async () => {
    const { runs } = await runText(
      'chain',
      `name: Chain\non: push\njobs:
  detect: { runs-on: ubuntu-latest, if: "github.event_name == 'pull_request'", steps: [{ run: 'true' }] }
  build: { runs-on: ubuntu-latest, needs: detect, if: always(), steps: [{ run: 'true' }] }
  release: { runs-on: ubuntu-latest, needs: build, steps: [{ run: 'true' }] }${REPORT('detect, build, release')}`,
    )
    const skips = runs[0]?.manifest.timeline?.jobs.map(({ name, skip }) => [name, skip?.root?.name])
    expect(skips).toContainEqual(['release', 'detect'])
  })

  test('with a long queue three jobs of one group run one after another, and none is cancelled', async () => {
    const job = (key: string, queue: string): string =>
      `  ${key}: { runs-on: ubuntu-latest, concurrency: { group: db${queue} }, steps: [{ run: sleep 1 }] }`
    const text = (queue: string): string =>
      `name: Queue\non: push\njobs:\n${['a', 'b', 'c'].map(key => job(key, queue)).join('\n')}${REPORT('a, b, c')}`
    const results = async (name: string, queue: string): Promise<readonly (string | undefined)[]> => {
      const { runs } = await runText(name, text(queue))
      const [manifest] = runs.map(run => run.manifest)
      return manifest === undefined ? [] : ['a', 'b', 'c'].map(key => jobOf(manifest, key).api?.conclusion)
    }
    expect(await results('max', ', queue: max')).toEqual(['success', 'success', 'success'])
    expect((await results('single', '')).toSorted()).toEqual(['cancelled', 'success', 'success'])
  })
})

test('logs past their retention: the report stands, says so, and asks once', async () => {
  const times = { created_at: '2026-07-01T10:00:00Z', started_at: '2026-07-01T10:00:10Z' }
  const ended = { ...times, status: 'completed', conclusion: 'failure', completed_at: '2026-07-01T10:09:00Z' }
  const step = { number: 2, name: 'run the build', ...ended }
  const job = { id: 11, run_id: 5, run_attempt: 1, name: 'build', labels: [], runner_id: 1, ...ended, steps: [step] }
  const run = { id: 5, run_attempt: 1, ...ended, head_sha: 'a'.repeat(40), event: 'push' }
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    asked.push(path)
    const [status, body] = path.endsWith('/logs')
      ? [410, { message: 'Server Error', status: '410' }]
      : path.endsWith('/jobs')
        ? [200, { total_count: 1, jobs: [job] }]
        : path.endsWith('/artifacts')
          ? [200, { total_count: 0, artifacts: [] }]
          : /\/runs\/5(?:\/attempts\/1)?$/.test(path)
            ? [200, run]
            : [404, { message: 'Not Found', status: '404' }]
    response.writeHead(status as number, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  try {
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const args = ['report', 'octo/app', '5', '--quiet', '--api-url', api]
    const { code, stdout } = await runProgram('dist/cli/index.js', args, { GITHUB_TOKEN: 'ghs_loopback' })
    expect(code).toBe(0)
    expect(stdout).toContain('build failed at “run the build”')
    expect(stdout).toContain('past its retention')
    expect(asked.filter(path => path.endsWith('/logs'))).toEqual([expect.stringContaining('/runs/5/')])
  } finally {
    await new Promise(done => server.close(done))
  }
})

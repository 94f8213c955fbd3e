import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { unzipSync } from 'fflate'
import { follower, inLabWith, jobIn, left, read, tokenOf } from './following-harness.ts'

afterAll(() => left.dispose())

describe('what it reads of the followed run', () => {
  const UPLOADS = `name: CI
on: [push, pull_request]
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: echo made by the first > made.txt
      - uses: actions/upload-artifact@v7
        with: { name: made, path: made.txt }
`
  const READS = `
const run = await api('GET', '/actions/runs/' + followed.id)
const attempt = '/actions/runs/' + followed.id + '/attempts/' + followed.run_attempt
const jobs = await api('GET', attempt + '/jobs')
const logs = await api('GET', attempt + '/logs')
const list = await api('GET', '/actions/runs/' + followed.id + '/artifacts')
const zip = await api('GET', '/actions/artifacts/' + (list.body.artifacts?.[0]?.id ?? 1) + '/zip')
const own = await api('GET', '/actions/runs/' + env.GITHUB_RUN_ID + '/artifacts')
leave('read', { run, jobs, logs, list, zip, own })`
  type Answer = { readonly status: number; readonly body: unknown }
  type Reads = Readonly<Record<'run' | 'jobs' | 'logs' | 'list' | 'zip' | 'own', Answer>>
  const unzip = ({ body }: Answer): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(unzipSync(Buffer.from(String(body), 'base64'))).map(([name, bytes]) => [
        name,
        Buffer.from(bytes).toString('utf8'),
      ]),
    )

  test.each(['public', 'private'] as const)(
    '%s repository, actions: read: artifacts and log archive',
    async visibility => {
      await inLabWith(UPLOADS, follower('actions: read', READS), { visibility }, async (lab, follow) => {
        const first = await lab.run({ event: 'pull_request', fork: true })
        const second = await follow(first)
        expect(lab.ended(second)).toEqual(['look success'])
        const reads = read<Reads>('read')
        expect(reads.run.body).toMatchObject({ id: first.run.id, conclusion: 'success', head_sha: first.run.headSha })
        expect(reads.jobs.body).toMatchObject({ total_count: 1, jobs: [{ name: 'build', conclusion: 'success' }] })
        expect(reads.list.body).toMatchObject({
          total_count: 1,
          artifacts: [{ name: 'made', workflow_run: { id: first.run.id, head_sha: first.run.headSha } }],
        })
        expect(unzip(reads.zip)).toEqual({ 'made.txt': 'made by the first\n' })
        expect(reads.own.body).toMatchObject({ total_count: 0 })
        const logs = Object.values(unzip(reads.logs))
        expect(logs.some(text => text.includes('echo made by the first'))).toBe(true)
        expect(logs.some(text => text.includes('Waiting for a runner to pick up this job'))).toBe(true)
      })
    },
    60_000,
  )

  test('private repository without actions: read: nothing', async () => {
    await inLabWith(UPLOADS, follower('checks: write', READS), { visibility: 'private' }, async (lab, follow) => {
      await follow(await lab.run({ event: 'push' }))
      const statuses = Object.values(read<Reads>('read')).map(answer => answer.status)
      expect(statuses).toEqual([403, 403, 403, 403, 403, 403])
    })
  }, 60_000)

  test('public repository without actions: read: everything but what artifacts hold', async () => {
    await inLabWith(UPLOADS, follower('checks: write', READS), {}, async (lab, follow) => {
      await follow(await lab.run({ event: 'push' }))
      const { list, zip } = read<Reads>('read')
      expect([list.status, zip.status]).toEqual([200, 403])
    })
  }, 60_000)

  test('download-artifact with a token takes it from the followed run, without one from its own', async () => {
    const step = (more: string): string => `
      - uses: actions/download-artifact@v8
        with: { name: made, path: in${more} }
      - run: cp in/made.txt '${left.path}/taken.json'
`
    const followed = ", github-token: '${{ github.token }}', run-id: '${{ github.event.workflow_run.id }}'"
    await inLabWith(UPLOADS, follower('actions: read', '') + step(followed), {}, async (lab, follow) => {
      await follow(await lab.run({ event: 'push' }))
      expect(readFileSync(join(left.path, 'taken.json'), 'utf8')).toBe('made by the first\n')
    })
    await inLabWith(UPLOADS, follower('actions: read', '') + step(''), {}, async (lab, follow) => {
      await expect(follow(await lab.run({ event: 'push' }))).rejects.toThrow('Artifact not found for name: made')
    })
  }, 60_000)

  test('the results service knows the own run alone', async () => {
    await inLabWith(UPLOADS, follower('actions: read', ''), {}, async (lab, follow) => {
      const first = await lab.run({ event: 'push' })
      const second = await follow(first)
      const job = jobIn(lab, second)
      const [bearer] = tokenOf(lab, job, 'runtime')
      const ask = async (method: string, backendRunId: string, more: object = {}): Promise<Record<string, unknown>> => {
        const { resultsUrl } = lab.lab.services
        const answer = await fetch(`${resultsUrl}twirp/github.actions.results.api.v1.ArtifactService/${method}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
          body: JSON.stringify({
            workflow_run_backend_id: backendRunId,
            workflow_job_run_backend_id: job.backendId,
            ...more,
          }),
        })
        return (await answer.json()) as Record<string, unknown>
      }
      expect(await ask('ListArtifacts', first.run.backendRunId)).toMatchObject({ code: 'permission_denied' })
      const made = { workflow_job_run_backend_id: jobIn(lab, first).backendId, name: 'made' }
      for (const method of ['GetSignedArtifactURL', 'DeleteArtifact'])
        expect(await ask(method, first.run.backendRunId, made)).toMatchObject({ code: 'permission_denied' })
      expect(await ask('ListArtifacts', second.run.backendRunId)).toEqual({ artifacts: [] })
      expect(lab.lab.state.artifacts.size).toBe(1)
    })
  }, 60_000)
})

describe('the check run of the followed run', () => {
  const POST = `name: CI
on: [push, pull_request]
permissions: { checks: write }
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: |
          curl -sf -X POST -H "authorization: Bearer \${{ github.token }}" "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/check-runs" \\
            -d '{"name":"report","head_sha":"\${{ github.event.pull_request.head.sha || github.sha }}","external_id":"run-'$GITHUB_RUN_ID'","conclusion":"neutral","output":{"title":"early","summary":"in the run","text":"more"}}'
`
  const OVERWRITE = `
const path = '/commits/' + followed.head_sha + '/check-runs?' + new URLSearchParams({ check_name: 'report', filter: 'all' })
const list = await api('GET', path)
const own = list.body.check_runs.find(one => one.external_id === 'run-' + followed.id)
const output = { title: 'late', summary: 'after the run' }
const made = { name: 'report', head_sha: followed.head_sha, external_id: 'run-' + followed.id }
const written = own === undefined
  ? await api('POST', '/check-runs', { ...made, conclusion: 'failure', output })
  : await api('PATCH', '/check-runs/' + own.id, { conclusion: 'failure', output })
leave('written', written)`

  test.each(['push', 'pull_request'] as const)(
    '%s: found by name and overwritten',
    async event => {
      await inLabWith(POST, follower('checks: write', OVERWRITE), {}, async (lab, follow) => {
        const first = await lab.run({ event })
        expect(lab.ended(await follow(first))).toEqual(['look success'])
        expect([...lab.lab.state.checkRuns.values()]).toEqual([
          expect.objectContaining({
            headSha: first.run.headSha,
            checkSuiteId: first.run.checkSuiteId,
            externalId: `run-${first.run.id}`,
            conclusion: 'failure',
            output: { title: 'late', summary: 'after the run', text: 'more', annotations: [] },
          }),
        ])
        expect(read('written')).toMatchObject({
          status: 200,
          body: { name: 'report', app: { slug: 'github-actions' } },
        })
      })
    },
    60_000,
  )

  test('of a fork, which could write none: made on the head', async () => {
    const silent = POST.replace('curl -sf', 'curl -s')
    await inLabWith(silent, follower('checks: write', OVERWRITE), {}, async (lab, follow) => {
      const first = await lab.run({ event: 'pull_request', fork: true })
      expect(lab.lab.state.checkRuns.size).toBe(0)
      await follow(first)
      expect(read('written')).toMatchObject({
        status: 201,
        body: { head_sha: first.run.headSha, check_suite: { id: first.run.checkSuiteId }, pull_requests: [] },
      })
    })
  }, 60_000)
})

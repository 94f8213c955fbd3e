import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { unzipSync } from 'fflate'
import { createValidator } from '../../../lab/openapi/validator.ts'
import type { WorkflowOnDisk } from '../../../lab/scheduler/enter-run.ts'
import type { Outcome } from '../../../lab/scheduler/run-attempt.ts'
import type { LabOptions } from '../../../lab/scheduler/start-lab.ts'
import type { LabJob, LabToken } from '../../../lab/state.ts'
import { folderOf } from '../runner/harness.ts'
import { aLab, type TestLab } from './lab-harness.ts'

const left = folderOf({})
afterAll(() => left.dispose())

const PATH = '.github/workflows/after.yml'
const CI = `name: CI
on: [push, pull_request]
jobs:
  build: { runs-on: ubuntu-latest, steps: [{ run: 'test "$GITHUB_RUN_ATTEMPT" -gt 1' }] }
`

/** A workflow that follows CI, with one job of one script; `node` scripts find the event and a client `api`. */
const follower = (
  permissions: string,
  script: string,
  on = '{ workflow_run: { workflows: [CI], types: [completed] } }',
) =>
  `name: After
on: ${on}
permissions: { ${permissions} }
jobs:
  look:
    runs-on: ubuntu-latest
    env: { TOKEN: '\${{ github.token }}', SECRET: '\${{ secrets.DEPLOY }}', LEFT: '${left.path}' }
    steps:
      - run: |
          node - <<'SCRIPT'
          const { readFileSync, writeFileSync } = require('node:fs')
          const { env } = process
          const event = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'))
          const followed = event.workflow_run
          const leave = (name, value) => writeFileSync(env.LEFT + '/' + name + '.json', JSON.stringify(value))
          const api = async (method, path, body) => {
            const response = await fetch(env.GITHUB_API_URL + '/repos/' + env.GITHUB_REPOSITORY + path, {
              method, body: body && JSON.stringify(body), headers: { authorization: 'Bearer ' + env.TOKEN },
            })
            const bytes = Buffer.from(await response.arrayBuffer())
            const isJson = response.headers.get('content-type')?.includes('json')
            return { status: response.status, body: isJson ? JSON.parse(bytes) : bytes.toString('base64') }
          }
          const main = async () => {
${script.replace(/^/gm, '            ')}
          }
          main()
          SCRIPT
`

const read = <T = Record<string, unknown>>(name: string): T =>
  JSON.parse(readFileSync(join(left.path, `${name}.json`), 'utf8')) as T

type Look = (lab: TestLab, follow: (completed: Outcome) => Promise<Outcome>) => Promise<void>

const inLabWith = async (ci: string, following: string, options: Partial<LabOptions>, look: Look): Promise<void> => {
  const lab = await aLab(ci, { [PATH]: following }, options)
  const workflow: WorkflowOnDisk = { file: join(lab.workspace, PATH), path: PATH }
  try {
    await look(lab, async completed => {
      const started = await lab.scheduler.follow(workflow, completed)
      if (started.kind === 'refused') throw new Error(started.messages.join('\n'))
      if (started.outcome.conclusion !== 'success') throw new Error(lab.logOf(started.outcome, 'look'))
      return started.outcome
    })
    expect(lab.lab.services.violations).toEqual([])
  } finally {
    await lab.dispose()
  }
}

const jobIn = (lab: TestLab, outcome: Outcome): LabJob => {
  const [job] = lab.jobs(outcome).values()
  if (job === undefined) throw new Error('the run has no job')
  return job
}

const tokenOf = (lab: TestLab, job: LabJob, kind: LabToken['kind']): readonly [string, LabToken] => {
  const found = [...lab.lab.state.tokens].find(([, token]) => token.kind === kind && token.jobId === job.id)
  if (found === undefined) throw new Error(`no ${kind} token of job ${job.id}`)
  return found
}

describe('the run that follows', () => {
  const LEAVE = `leave('followed', { event, env: Object.fromEntries(Object.entries(env).filter(([name]) => /^(?:GITHUB|SECRET)/.test(name))) })`
  const LOOK = follower('actions: read, checks: write, id-token: write', LEAVE)
  type Left = { readonly event: Record<string, Record<string, unknown>>; readonly env: Record<string, string> }

  test('of a pull request from a fork: default branch, write token, secrets, the head under workflow_run', async () => {
    await inLabWith(CI, LOOK, { secrets: { DEPLOY: 'swordfish' } }, async (lab, follow) => {
      const first = await lab.run({ event: 'pull_request', fork: true })
      const second = await follow(first)
      expect(lab.ended(second)).toEqual(['look success'])
      const { event, env } = read<Left>('followed')
      const baseSha = first.run.pullRequest?.baseSha
      expect(env).toMatchObject({
        GITHUB_EVENT_NAME: 'workflow_run',
        GITHUB_REF: 'refs/heads/main',
        GITHUB_SHA: baseSha,
        GITHUB_WORKFLOW: 'After',
        GITHUB_WORKFLOW_REF: `octo/pipeline/${PATH}@refs/heads/main`,
        GITHUB_WORKFLOW_SHA: baseSha,
        GITHUB_HEAD_REF: '',
        GITHUB_BASE_REF: '',
        GITHUB_ACTOR: 'contributor',
        SECRET: 'swordfish',
      })
      expect(new Set([baseSha, first.run.sha, first.run.headSha]).size).toBe(3)
      expect(event).toMatchObject({
        action: 'completed',
        workflow_run: {
          id: first.run.id,
          name: 'CI',
          path: '.github/workflows/ci.yml',
          event: 'pull_request',
          status: 'completed',
          conclusion: 'failure',
          run_attempt: 1,
          head_sha: first.run.headSha,
          head_branch: 'change',
          head_repository: { full_name: 'contributor/pipeline', fork: true },
          repository: { full_name: 'octo/pipeline' },
          pull_requests: [],
        },
        workflow: { id: first.run.workflowId, name: 'CI', path: '.github/workflows/ci.yml', state: 'active' },
        repository: { full_name: 'octo/pipeline', default_branch: 'main' },
        sender: { login: 'contributor' },
      })
      expect(createValidator().checkSchema('workflow-run', event['workflow_run'])).toEqual([])
      const job = jobIn(lab, second)
      const [, token] = tokenOf(lab, job, 'github')
      expect(token.permissions).toEqual({ actions: 'read', checks: 'write', 'id-token': 'write' })
      expect(token.oidcClaims).toMatchObject({
        sub: 'repo:octo/pipeline:ref:refs/heads/main',
        event_name: 'workflow_run',
        workflow_ref: `octo/pipeline/${PATH}@refs/heads/main`,
        sha: baseSha,
      })
      expect(second.run).toMatchObject({ event: 'workflow_run', headBranch: 'main', headSha: baseSha })
      expect(second.run.headRepository.fork).toBe(false)
    })
  })

  test('of a pull request of the repository itself: the payload names it', async () => {
    await inLabWith(CI, LOOK, {}, async (lab, follow) => {
      const { run } = await lab.run({ event: 'pull_request' }).then(async first => {
        await follow(first)
        return first
      })
      const { event } = read<Left>('followed')
      expect(event['workflow_run']?.['pull_requests']).toEqual([
        expect.objectContaining({ number: 7, head: expect.objectContaining({ sha: run.headSha }) }),
      ])
      expect(event['workflow_run']?.['head_sha']).toBe(run.headSha)
    })
  })

  test('of a push: the pushed commit; each attempt is followed by a run of its own', async () => {
    await inLabWith(CI, LOOK, {}, async (lab, follow) => {
      const first = await lab.run({ event: 'push' })
      const before = await follow(first)
      expect(read<Left>('followed').env['GITHUB_SHA']).toBe(first.run.sha)
      expect(read<Left>('followed').event['workflow_run']).toMatchObject({ run_attempt: 1, conclusion: 'failure' })
      const again = await lab.scheduler.rerunFailed(first.run.id)
      if (again === undefined) throw new Error('nothing was run again')
      const later = await follow(again)
      expect(read<Left>('followed').event['workflow_run']).toMatchObject({
        id: first.run.id,
        run_attempt: 2,
        conclusion: 'success',
      })
      expect(later.run.id).not.toBe(before.run.id)
      expect([before.run.number, later.run.number]).toEqual([1, 2])
    })
  })
})

test('what has not completed is not followed', async () => {
  await inLabWith(CI, follower('', ''), {}, async (lab, follow) => {
    const first = await lab.run({ event: 'push' })
    await expect(follow({ ...first, attempt: 2 })).rejects.toThrow('attempt 2')
  })
})

describe('why a workflow does not follow', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['{ workflow_run: { workflows: [Other, Third], types: [completed] } }', 'Other, Third', 'CI'],
    ['{ workflow_run: { types: [completed] } }', 'workflows', 'CI'],
    ['workflow_run', 'workflows', 'CI'],
    ['{ workflow_run: { workflows: [CI], types: [requested, in_progress] } }', 'requested, in_progress', 'completed'],
    ["{ workflow_run: { workflows: ['C*'] } }", 'C*', 'not supported by the lab'],
    ['push', 'push', 'workflow_run'],
  ]
  test.each(cases)('on: %s', async (on, ...named) => {
    await inLabWith(CI, follower('', '', on), {}, async (lab, follow) => {
      const first = await lab.run({ event: 'push' })
      const runs = lab.lab.state.runs.size
      for (const name of named) await expect(follow(first)).rejects.toThrow(name)
      expect(lab.lab.state.runs.size).toBe(runs)
    })
  })

  test('types is left out, or one text: every type, or that one', async () => {
    for (const on of ['{ workflow_run: { workflows: CI } }', '{ workflow_run: { workflows: CI, types: completed } }'])
      await inLabWith(CI, follower('', '', on), {}, async (lab, follow) => {
        expect((await follow(await lab.run({ event: 'push' }))).conclusion).toBe('success')
      })
  })
})

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
        const archive = unzip(reads.logs)
        expect(archive['0_build.txt']).toContain('echo made by the first')
        expect(archive).toHaveProperty(['build/system.txt'])
      })
    },
  )

  test('private repository without actions: read: nothing', async () => {
    await inLabWith(UPLOADS, follower('checks: write', READS), { visibility: 'private' }, async (lab, follow) => {
      await follow(await lab.run({ event: 'push' }))
      const statuses = Object.values(read<Reads>('read')).map(answer => answer.status)
      expect(statuses).toEqual([403, 403, 403, 403, 403, 403])
    })
  })

  test('public repository without actions: read: everything but what artifacts hold', async () => {
    await inLabWith(UPLOADS, follower('checks: write', READS), {}, async (lab, follow) => {
      await follow(await lab.run({ event: 'push' }))
      const { list, zip } = read<Reads>('read')
      expect([list.status, zip.status]).toEqual([200, 403])
    })
  })

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
  })
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

  test.each(['push', 'pull_request'] as const)('%s: found by name and overwritten', async event => {
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
      expect(read('written')).toMatchObject({ status: 200, body: { name: 'report', app: { slug: 'github-actions' } } })
    })
  })

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
  })
})

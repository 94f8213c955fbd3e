import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { Progress } from '../../../lab/scheduler/lab.ts'
import { folderOf } from '../runner/harness.ts'
import { aLab, inLab, type TestLab, until } from './lab-harness.ts'

const folder = folderOf({})
afterAll(folder.dispose)

const time = (date: Date | null | undefined): number => date?.getTime() ?? Number.NaN

test('two jobs want one machine: the second queues until the first has left it', async () => {
  const job = '{ runs-on: [self-hosted, lab-single], steps: [{ run: sleep 0.2 }] }'
  await inLab(`on: push\njobs:\n  a: ${job}\n  b: ${job}\n`, (lab, outcome) => {
    const [first, second] = [...lab.jobs(outcome).values()].toSorted((a, b) => time(a.startedAt) - time(b.startedAt))
    expect(first?.runnerName).toBe('lab-single-1')
    expect(second).toMatchObject({ runnerName: 'lab-single-1', runnerGroupId: 1, runnerGroupName: 'Default' })
    expect(time(second?.startedAt)).toBeGreaterThanOrEqual(time(first?.completedAt))
    expect(time(second?.startedAt) - time(second?.createdAt)).toBeGreaterThanOrEqual(200)
  })
})

test('a hosted machine is used once', async () => {
  const job = '{ runs-on: ubuntu-latest, steps: [{ run: "true" }] }'
  await inLab(
    `on: push\njobs:\n  a: ${job}\n  b: ${job}\n`,
    (lab, outcome) => {
      const names = [...lab.jobs(outcome).values()].map(one => one.runnerName)
      expect(new Set(names).size).toBe(2)
      expect(names.every(name => /^GitHub Actions \d{10}$/.test(name ?? ''))).toBe(true)
    },
    {},
    { hostedRunners: 1 },
  )
})

test('labels that no machine has: cancelled without a runner, and the outcome names the job', async () => {
  await inLab(
    'on: push\njobs:\n  a: { runs-on: windows-latest, steps: [{ run: x }] }\n  b: { runs-on: ubuntu-latest, steps: [{ run: "true" }] }\n',
    (lab, outcome) => {
      expect(lab.ended(outcome)).toEqual(['a cancelled', 'b success'])
      expect(outcome.unserved).toEqual(['a (runs-on: windows-latest)'])
    },
  )
})

describe('environments', () => {
  const workflow = `on: push
permissions: { contents: read }
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: { name: '\${{ github.ref_name }}' }
    steps: [{ run: 'true' }]
`
  const states = (lab: Awaited<ReturnType<typeof aLab>>): readonly (readonly string[])[] =>
    [...lab.lab.state.deployments.values()].map(one => one.statuses.map(status => status.state))

  test('reviewer and wait timer: waiting, queued, in_progress, success; an earlier deployment becomes inactive', async () => {
    const seen: string[] = []
    const onProgress = (progress: Progress): void => {
      if (progress.kind === 'job') seen.push(`${progress.job.status} ${progress.run.attempts.at(-1)?.status}`)
    }
    const environments = [{ name: 'main', reviewers: ['hubot'], waitTimerMinutes: 10 }]
    const lab = await aLab(workflow, {}, { environments, onProgress })
    try {
      const { run } = await lab.run()
      const [deployment] = lab.lab.state.deployments.values()
      const [job] = lab.lab.state.jobs.values()
      expect(seen).toEqual([
        'queued queued',
        'waiting waiting',
        'queued queued',
        'in_progress in_progress',
        'completed in_progress',
      ])
      expect(states(lab)).toEqual([['waiting', 'queued', 'in_progress', 'success']])
      expect(deployment).toMatchObject({ environment: 'main', runId: run.id, jobId: job?.id, sha: run.sha })
      expect(deployment?.statuses[0]?.logUrl).toBe(
        `${lab.lab.services.serverUrl}/octo/pipeline/actions/runs/${run.id}/job/${job?.id}`,
      )
      expect(lab.lab.state.approvals).toEqual([
        { runId: run.id, environment: 'main', state: 'approved', user: 'hubot', comment: expect.any(String) },
      ])
      // Ten minutes of the timer, 20 ms each.
      expect(time(deployment?.statuses[1]?.createdAt) - time(deployment?.statuses[0]?.createdAt)).toBeGreaterThan(190)
      await lab.run()
      expect(states(lab)[0]?.at(-1)).toBe('inactive')
    } finally {
      await lab.dispose()
    }
  })

  test('without protection: no waiting; the environment is made', async () => {
    await inLab(workflow, lab => {
      expect(states(lab)).toEqual([['queued', 'in_progress', 'success']])
      expect(lab.lab.state.environments.get('main')).toMatchObject({ reviewers: [], waitTimerMinutes: 0 })
    })
  })

  test('deployment: false is a gate without a deployment', async () => {
    await inLab(
      workflow.replace("{ name: '${{ github.ref_name }}' }", '{ name: main, deployment: false }'),
      (lab, outcome) => {
        expect(outcome.conclusion).toBe('success')
        expect(lab.lab.state.deployments.size).toBe(0)
        expect(lab.lab.state.approvals).toHaveLength(1)
      },
      {},
      { environments: [{ name: 'main', reviewers: ['hubot'] }] },
    )
  })

  test('a review by REST that rejects: the job fails without a runner', async () => {
    const environments = [{ name: 'main', reviewers: ['hubot'] }]
    const lab = await startWithoutReviewer(workflow, environments)
    try {
      const running = lab.run()
      const { state, services } = lab.lab
      await until(() => [...state.deployments.values()].some(one => one.statuses.length > 0))
      const [run] = state.runs.values()
      const environmentId = state.environments.get('main')?.id
      const tokens = services.issueTokens({
        jobId: 1,
        runId: run?.id ?? 0,
        attempt: 1,
        permissions: { actions: 'read', deployments: 'write' },
        backendRunId: 'r',
        backendJobId: 'j',
        cacheScopes: [],
        oidcClaims: {},
      })
      const url = `${services.apiUrl}/repos/octo/pipeline/actions/runs/${run?.id}/pending_deployments`
      const headers = { authorization: `Bearer ${tokens.githubToken}`, 'content-type': 'application/json' }
      const pending: unknown = await (await fetch(url, { headers })).json()
      expect(pending).toMatchObject([{ environment: { name: 'main' }, current_user_can_approve: true }])
      const body = JSON.stringify({ environment_ids: [environmentId], state: 'rejected', comment: 'no' })
      expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200)
      const outcome = await running
      expect(lab.ended(outcome)).toEqual(['deploy failure'])
      expect(states(lab)).toEqual([['waiting', 'failure']])
      expect(lab.jobs(outcome).get('deploy')?.runnerId).toBeNull()
      expect(services.violations).toEqual([])
    } finally {
      await lab.dispose()
    }
  })
})

const startWithoutReviewer = (workflow: string, environments: readonly { name: string; reviewers: string[] }[]) =>
  aLab(workflow, {}, { environments, reviewAfterMs: 60_000 })

/** A step that goes on until the file exists. */
const HOLD = "run: 'while [ ! -e ${{ vars.GO }} ]; do sleep 0.02; done'"
const jobNamed = (lab: TestLab, name: string) => [...lab.lab.state.jobs.values()].find(job => job.name === name)

describe('concurrency', () => {
  const workflow = (cancel: boolean, step: string): string => `on: push
concurrency: { group: 'one-\${{ github.ref }}', cancel-in-progress: ${cancel} }
jobs:
  a: { runs-on: ubuntu-latest, steps: [{ ${step} }] }
  z: { needs: a, if: always(), runs-on: ubuntu-latest, steps: [{ run: 'true' }] }
`
  test('one runs, one waits, and who waited before is cancelled', async () => {
    const lab = await aLab(workflow(false, HOLD), {}, { vars: { GO: join(folder.path, 'go-1') } })
    const { runs } = lab.lab.state
    try {
      const first = lab.run()
      await until(() => jobNamed(lab, 'a')?.status === 'in_progress')
      const second = lab.run()
      await until(() => [...runs.values()][1]?.attempts[0]?.status === 'pending')
      const third = lab.run()
      expect((await second).conclusion).toBe('cancelled')
      writeFileSync(join(folder.path, 'go-1'), '')
      const [one, three] = [await first, await third]
      expect([one.conclusion, three.conclusion]).toEqual(['success', 'success'])
      expect(lab.jobs(await second).size).toBe(0)
      expect(time(lab.jobs(three).get('a')?.createdAt)).toBeGreaterThanOrEqual(
        time(lab.jobs(one).get('z')?.completedAt),
      )
    } finally {
      await lab.dispose()
    }
  })

  test('cancel-in-progress: what runs is stopped, jobs with always() still run', async () => {
    const lab = await aLab(workflow(true, "run: 'test ${{ github.run_number }} = 2 || exec sleep 30'"))
    try {
      const first = lab.run()
      await until(() => jobNamed(lab, 'a')?.steps.some(step => step.name.startsWith('Run test')) === true)
      const second = lab.run()
      const ended = await first
      expect(ended.conclusion).toBe('cancelled')
      expect(lab.ended(ended)).toEqual(['a cancelled', 'z success'])
      expect((await second).conclusion).toBe('success')
    } finally {
      await lab.dispose()
    }
  })
})

test('cancelling a run: a running job whose if still holds goes on, one in line gets no runner', async () => {
  const workflow = `on: push
jobs:
  stops: { runs-on: ubuntu-latest, steps: [{ run: exec sleep 30 }] }
  stays: { if: always(), runs-on: lab-a, steps: [{ ${HOLD} }] }
  queued: { runs-on: lab-a, steps: [{ run: exec sleep 30 }] }
  never: { needs: stops, runs-on: ubuntu-latest, steps: [{ run: 'true' }] }
`
  const lab = await aLab(workflow, {}, { vars: { GO: join(folder.path, 'go-3') } })
  try {
    const running = lab.run()
    await until(() => ['stops', 'stays'].every(name => jobNamed(lab, name)?.status === 'in_progress'))
    const [run] = lab.lab.state.runs.values()
    lab.scheduler.cancel(run?.id ?? 0)
    writeFileSync(join(folder.path, 'go-3'), '')
    const outcome = await running
    expect(outcome.conclusion).toBe('cancelled')
    expect(lab.ended(outcome)).toEqual(['never skipped', 'queued cancelled', 'stays success', 'stops cancelled'])
    expect(lab.jobs(outcome).get('queued')?.runnerId).toBeNull()
  } finally {
    await lab.dispose()
  }
})

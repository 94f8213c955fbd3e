import { describe, expect, test } from '@jest/globals'
import { at, calledFile, earlierJobs, type ReadRun, readSmallRun, type SmallJob, type SmallRun } from './run-folder.ts'

const job = (id: number, name: string, end: string, more: Partial<SmallJob> = {}): SmallJob => ({
  id,
  name,
  end,
  ...more,
})
const file = (...lines: readonly string[]): string => ['on: push', ...lines].join('\n')
const runs = (key: string, more = ''): string => `  ${key}: {runs-on: ubuntu-latest, steps: [{run: x}]${more}}`

const FAILED = { conclusion: 'failure' }
const GROUP = 'concurrency: {group: "ci-${{ github.ref }}"}'

const endingOf = ({ document }: ReadRun) => document.ending

describe('an ending that no listed job explains', () => {
  const deadlock: SmallRun = {
    run: FAILED,
    jobs: [job(1, 'a', 'success')],
    workflow: file(GROUP, 'jobs:', runs('a'), '  b: {needs: a, uses: ./.github/workflows/sub.yml}'),
    files: { [calledFile('sub.yml')]: `on: workflow_call\n${GROUP}\njobs:\n${runs('work')}` },
  }

  test('a job of the file never appeared, and calls a file of the group that its run holds', async () => {
    const read = await readSmallRun(deadlock)
    expect(endingOf(read)).toMatchObject({
      kind: 'no-listed-job',
      missing: ['b'],
      cause: 'concurrency-deadlock',
      group: 'ci-${{ github.ref }}',
      source: 'workflow-file',
    })
    expect(read.title).toContain('no listed job explains why the run failed: b of the workflow file never appeared')
    expect(read.markdown).toContain('low confidence')
    expect(read.markdown).toContain('give one of the two another group')
  })

  test('another group is no deadlock', async () => {
    const other = { [calledFile('sub.yml')]: `on: workflow_call\nconcurrency: sub\njobs:\n${runs('work')}` }
    const ending = endingOf(await readSmallRun({ ...deadlock, files: other }))
    expect(ending).toMatchObject({ kind: 'no-listed-job', missing: ['b'] })
    expect(ending?.cause).toBeUndefined()
  })

  test('a group that names an input is not known to be the same', async () => {
    const group = 'concurrency: {group: "ci-${{ inputs.name }}"}'
    const ending = endingOf(
      await readSmallRun({
        ...deadlock,
        workflow: (deadlock.workflow ?? '').replace(GROUP, group),
        files: { [calledFile('sub.yml')]: `on: workflow_call\n${group}\njobs:\n${runs('work')}` },
      }),
    )
    expect(ending?.cause).toBeUndefined()
  })

  test('the jobs of a called file that are listed are no missing job', async () => {
    const read = await readSmallRun({ ...deadlock, jobs: [job(1, 'a', 'success'), job(2, 'b / work', 'success')] })
    expect(endingOf(read)).toMatchObject({ kind: 'no-listed-job', missing: [] })
  })

  test('a matrix that the run made', async () => {
    const legs = ', needs: a, strategy: {matrix: "${{ fromJSON(needs.a.outputs.legs) }}"}'
    const read = await readSmallRun({
      run: FAILED,
      jobs: [job(1, 'a', 'success')],
      workflow: file('jobs:', runs('a'), runs('b', legs)),
    })
    expect(endingOf(read)).toMatchObject({ missing: ['b'], cause: 'matrix' })
    expect(read.title).toContain('its matrix, which the run made, was empty or none')
  })

  test.each<readonly [string, SmallRun]>([
    ['a failed job', { run: FAILED, jobs: [job(1, 'a', 'failure')], workflow: file('jobs:', runs('a'), runs('b')) }],
    ['a success', { jobs: [job(1, 'a', 'success')], workflow: file('jobs:', runs('a'), runs('b')) }],
    ['a run that goes on', { run: { status: 'in_progress', conclusion: null }, jobs: [job(1, 'a', 'success')] }],
    [
      'a list that is not whole',
      {
        run: FAILED,
        jobs: [],
        files: { 'jobs.json': { total_count: 3, jobs: [] } },
      },
    ],
  ])('%s is none', async (_what, run) => {
    expect(endingOf(await readSmallRun(run))).toBeUndefined()
  })

  test('cancelled before it had a job: the group that its file names is a likely reason', async () => {
    const read = await readSmallRun({
      run: { conclusion: 'cancelled', updated_at: at(690) },
      jobs: [],
      workflow: file(GROUP, 'jobs:', runs('a')),
    })
    expect(endingOf(read)).toMatchObject({ kind: 'superseded', afterMs: 690_000, confidence: 'low' })
    expect(read.title).toBe(
      '🚫 Cancelled: ended after 11 m 30 s before it had a job, probably by a newer run of its concurrency group ci-\\${{ github.ref }}',
    )
    expect(read.markdown.match(/before it had a job/g)).toHaveLength(2)
  })

  test('cancelled before it had a job, and no group: by whom is not known', async () => {
    const read = await readSmallRun({
      run: { conclusion: 'cancelled' },
      jobs: [],
      workflow: file('jobs:', runs('a')),
    })
    expect(endingOf(read)).toMatchObject({ kind: 'cancelled-without-jobs', source: 'api' })
    expect(read.markdown).not.toContain('probably')
  })

  test('a file that GitHub could not read, and one that it could not start', async () => {
    const unread = await readSmallRun({ run: { ...FAILED, name: '.github/workflows/ci.yml' }, jobs: [] })
    expect(unread.title).toBe('❌ GitHub could not read the workflow file: no job ran')
    const refused = await readSmallRun({ run: { conclusion: 'startup_failure' }, jobs: [] })
    expect(refused.title).toBe('❌ GitHub could not start the workflow: no job ran')
  })

  test.each([
    ['startup_failure', 'CI', 'GitHub could not start the workflow'],
    ['failure', '.github/workflows/ci.yml', 'GitHub could not read the workflow file'],
  ])('a file with a long queue that cancels: %s', async (conclusion, name, words) => {
    const small = (concurrency: string) => ({
      run: { conclusion, name },
      jobs: [],
      workflow: file(`concurrency: { group: g, ${concurrency} }`, 'jobs:', runs('a')),
    })
    const refused = await readSmallRun(small('cancel-in-progress: true, queue: max'))
    expect(refused.title).toBe(
      `❌ ${words}: no job ran, since its file has queue: max beside cancel-in-progress: true (line 2)`,
    )
    for (const allowed of [
      'queue: max',
      'queue: max, cancel-in-progress: false',
      'cancel-in-progress: true, queue: single',
    ])
      expect((await readSmallRun(small(allowed))).title).toBe(`❌ ${words}: no job ran`)
  })

  test('a hostile group stays text', async () => {
    const read = await readSmallRun({
      run: { conclusion: 'cancelled' },
      jobs: [],
      workflow: file('concurrency: "<img src=x> @octocat"', 'jobs:', runs('a')),
    })
    expect(read.markdown).not.toContain('<img')
    expect(read.markdown).not.toContain('@octocat')
  })
})

const OPEN = { status: 'in_progress', conclusion: null }

/** A folder that nobody fetched was read at the latest time in it: 700 s. */
describe('a run that goes on', () => {
  const workflow = file('jobs:', runs('a'), runs('b', ', needs: a'))

  test('a job that waits for a runner is on the path, up to the moment of reading', async () => {
    const read = await readSmallRun({
      run: OPEN,
      jobs: [job(1, 'a', 'success'), job(2, 'b', 'queued', { from: 62 })],
      workflow,
    })
    expect(read.title).toBe(
      '⏳ Incomplete: 11 m 40 s so far · largest part: b waiting for a runner ubuntu-latest, 10 m 40 s',
    )
    expect(read.document.criticalPath).toMatchObject({ end: at(700), totalMs: 700_000 })
    // Nobody knows what a run that is not over would have been shorter by.
    expect(read.markdown).not.toContain('Fastest win')
    expect(read.exitCode).toBe(3)
  })

  test('a job that runs is on it too', async () => {
    const jobs = [job(1, 'a', 'success'), job(2, 'b', 'in_progress', { from: 62 })]
    expect((await readSmallRun({ run: OPEN, jobs, workflow })).title).toContain(
      '11 m 40 s so far · largest part: b running',
    )
  })

  test('all listed jobs are over, and the run is not', async () => {
    const read = await readSmallRun({ run: OPEN, jobs: [job(1, 'a', 'success')], workflow })
    expect(read.document).toMatchObject({ runShape: 'unfinished', complete: false })
    expect(read.title).toContain('so far')
    expect(read.exitCode).toBe(3)
  })

  test.each(['queued', 'in_progress', 'waiting', 'requested', 'pending'])('%s without a job', async status => {
    const read = await readSmallRun({ run: { status, conclusion: null }, jobs: [], workflow })
    expect([read.document.complete, read.exitCode, read.document.ending]).toEqual([false, 3, undefined])
  })

  const group = (members: readonly unknown[]) => ({
    'concurrency_groups.json': {
      total_count: 1,
      concurrency_groups: [{ group_name: 'deploy-us', group_members: members }],
    },
  })

  test('a job waits for a group since its record was made', async () => {
    const read = await readSmallRun({
      run: OPEN,
      jobs: [job(1, 'a', 'success'), job(2, 'b', 'pending', { from: 62 })],
      workflow,
      files: group([
        { run_id: 3, position: 0, status: 'in_progress' },
        { run_id: 7, job_id: 2, position: 1, status: 'pending' },
      ]),
    })
    expect(read.document.protection).toMatchObject([
      { kind: 'concurrency', jobId: '2', start: at(62), timeKnown: true, group: { position: 1, heldBy: '3' } },
    ])
    expect(read.title).toContain(
      'b waits for concurrency group deploy-us at position 1, held by run 3, for 10 m 38 s so far',
    )
    expect(read.markdown).not.toContain('GitHub gives no time')
    expect(read.markdown).not.toContain('a free one saves')
  })

  test('of a job that is not listed nobody tells since when', async () => {
    const read = await readSmallRun({
      run: OPEN,
      jobs: [job(1, 'a', 'success')],
      workflow,
      files: group([{ run_id: 7, job_id: 9, position: 1, status: 'pending' }]),
    })
    expect(read.document.protection).toMatchObject([{ kind: 'concurrency', jobId: '9', timeKnown: false }])
    expect(read.document.protection[0]?.start).toBeUndefined()
  })
})

describe('a gate that fails by the jobs that it needs', () => {
  const gate = file('jobs:', runs('a'), runs('gate', ', needs: a, if: always()'))
  test('names them, and not its own step', async () => {
    const read = await readSmallRun({
      run: FAILED,
      jobs: [job(1, 'a', 'cancelled'), job(2, 'gate', 'failure', { from: 62, to: 80 })],
      workflow: gate,
    })
    expect(read.title).toBe('❌ gate failed at “Run work”: a, which it needs, was cancelled')
  })

  test('one whose needs succeeded fails by itself', async () => {
    const read = await readSmallRun({
      run: FAILED,
      jobs: [job(1, 'a', 'success'), job(2, 'gate', 'failure', { from: 62, to: 80 })],
      workflow: gate,
    })
    expect(read.title).toBe('❌ gate failed at “Run work”: a command ended with an error')
  })
})

describe('what earlier attempts did', () => {
  const status = (state: string, seconds: number, id: number) => ({
    id: seconds,
    state,
    created_at: at(seconds),
    log_url: `https://github.com/octo/app/actions/runs/7/job/${id}`,
    creator: { login: 'github-actions[bot]' },
  })
  const deployment = (id: number, seconds: number) => ({
    id,
    environment: 'production',
    created_at: at(seconds),
    sha: 'a'.repeat(40),
  })

  test('a wait and a deployment of an earlier attempt are named with it', async () => {
    const read = await readSmallRun({
      run: { run_attempt: 2, run_started_at: at(300) },
      jobs: [job(2, 'deploy', 'success', { from: 302, to: 600, attempt: 2 })],
      workflow: file('jobs:', runs('deploy', ', environment: production')),
      files: {
        'attempts/1/run.json': {
          id: 7,
          run_attempt: 1,
          status: 'completed',
          conclusion: 'failure',
          run_started_at: at(0),
          html_url: 'https://github.com/octo/app/actions/runs/7',
        },
        'attempts/1/jobs.json': earlierJobs([job(1, 'deploy', 'failure', { from: 2, to: 200 })]),
        'deployments.json': [deployment(61, 2), deployment(62, 302)],
        'statuses/61.json': [status('failure', 200, 1), status('waiting', 3, 1)],
        'statuses/62.json': [
          status('success', 600, 2),
          status('in_progress', 400, 2),
          status('queued', 390, 2),
          status('waiting', 303, 2),
        ],
      },
    })
    const tables = read.markdown.split('\n### ').filter(part => /^(?:Waits on|Deployments)/.test(part))
    const rows = tables
      .join('\n')
      .split('\n')
      .filter(line => /^\| (?:environment )?production \|/.test(line))
    expect(rows.map(row => row.split(' | ')[1])).toEqual([
      'deploy (attempt 1)',
      'deploy',
      'deploy (attempt 1)',
      'deploy',
    ])
    expect(read.markdown).not.toMatch(/\bjob 1\b/)
  })
})

import { describe, expect, test } from '@jest/globals'
import { at, earlierJobs, type ReadRun, readSmallRun, type SmallJob, type SmallRun } from './run-folder.ts'

const job = (id: number, name: string, end: string, more: Partial<SmallJob> = {}): SmallJob => ({
  id,
  name,
  end,
  ...more,
})
const file = (on: string, ...jobs: readonly string[]): string =>
  [on, 'jobs:', ...jobs.map(one => `  ${one}`)].join('\n')
const runs = (key: string, more = ''): string => `${key}: {runs-on: ubuntu-latest, steps: [{run: x}]${more}}`

const OPEN = { status: 'waiting', conclusion: null }
const FAILED = { conclusion: 'failure' }

const environment = (name: string, more: Readonly<Record<string, unknown>> = {}) => ({
  environment: { id: 9, name },
  wait_timer: 0,
  wait_timer_started_at: null,
  current_user_can_approve: false,
  reviewers: [],
  ...more,
})
const person = (login: string) => [{ type: 'User', reviewer: { login, id: 1 } }]

const status = (state: string, seconds: number, id: number) => ({
  id: seconds,
  state,
  created_at: at(seconds),
  log_url: `https://github.com/octo/app/actions/runs/7/job/${id}`,
  creator: { login: 'github-actions[bot]' },
})
const deployment = (id: number, seconds: number, name = 'production') => ({
  id,
  environment: name,
  created_at: at(seconds),
  sha: 'a'.repeat(40),
})

const rowsOf = ({ markdown }: ReadRun, title: string): readonly string[] =>
  (markdown.split('\n### ').find(part => part.startsWith(title)) ?? '')
    .split('\n')
    .filter(line => line.startsWith('| '))
    .slice(2)

describe('a schedule', () => {
  const scheduled = (on: string, run: Readonly<Record<string, unknown>> = {}): SmallRun => ({
    run: { event: 'schedule', ...run },
    jobs: [job(1, 'a', 'success')],
    workflow: file(on, runs('a')),
  })
  /** The run was created on Tuesday 1 September 2026 at 10:00. */
  test.each([
    ["on: {schedule: [{cron: '17 9 * * *'}]}", 43 * 60_000],
    ["on: {schedule: [{cron: '0 10 * * *'}]}", 0],
    ["on: {schedule: [{cron: '30 4 * * MON-FRI'}]}", 330 * 60_000],
    ["on: {schedule: [{cron: '0 0 1 * 0'}]}", 600 * 60_000],
    ["on: {schedule: [{cron: '0 6 * * SUN'}]}", (2 * 24 + 4) * 3_600_000],
    ["on: {schedule: [{cron: '*/15 * * * *'}]}", 0],
    ["on: {schedule: [{cron: '10-50/20 8,9 * * *'}]}", 10 * 60_000],
    ["on: {schedule: [{cron: '0 3 * * *'}, {cron: '0 9 * * *'}]}", 60 * 60_000],
  ])('%s', async (on, lateMs) => {
    const { schedule } = (await readSmallRun(scheduled(on))).document
    expect([schedule?.lateMs, schedule?.source]).toEqual([lateMs, 'workflow-file'])
  })

  test('the report says when it was due; of two crons it is at least so late', async () => {
    const one = await readSmallRun(scheduled("on: {schedule: [{cron: '17 9 * * *'}]}"))
    expect(one.markdown).toContain('GitHub created the run 43 m after its schedule')
    const two = await readSmallRun(scheduled("on: {schedule: [{cron: '0 3 * * *'}, {cron: '0 9 * * *'}]}"))
    expect([two.markdown.includes('at least 1 h after'), two.document.schedule?.confidence]).toEqual([true, 'low'])
  })

  test.each([
    ['a cron that is none', scheduled("on: {schedule: [{cron: '@daily'}]}")],
    ['another time zone', scheduled("on: {schedule: [{cron: '0 3 * * *', timezone: Europe/Berlin}]}")],
    ['another event', scheduled("on: {push: {}, schedule: [{cron: '0 3 * * *'}]}", { event: 'push' })],
    ['a re-run', scheduled("on: {schedule: [{cron: '0 3 * * *'}]}", { run_attempt: 2 })],
  ])('%s tells nothing', async (_, run) => {
    expect((await readSmallRun(run)).document.schedule).toBeUndefined()
  })
})

describe('waits of several jobs', () => {
  const legs = ", strategy: {matrix: {stage: [eu, us]}}, environment: '${{ matrix.stage }}'"
  const waiting: SmallRun = {
    run: OPEN,
    jobs: [job(1, 'deploy (eu)', 'waiting', { from: 10 }), job(2, 'deploy (us)', 'waiting', { from: 20 })],
    workflow: file('on: push', runs('deploy', legs)),
    files: {
      'pending_deployments.json': [
        environment('eu', { reviewers: person('alice') }),
        environment('us', { reviewers: person('bob') }),
      ],
    },
  }

  test('each leg of a matrix waits for its own environment', async () => {
    const read = await readSmallRun(waiting)
    expect(read.document.protection.map(one => [one.environment, one.jobId, one.start, one.confidence])).toEqual([
      ['eu', '1', at(10), 'medium'],
      ['us', '2', at(20), 'medium'],
    ])
    expect(read.title).toContain('deploy (eu) waits for approval of eu by alice')
    expect(read.title).toContain('; deploy (us) waits for approval of us by bob')
  })

  test('legs that share an environment each have a row', async () => {
    const read = await readSmallRun({
      ...waiting,
      workflow: file('on: push', runs('deploy', legs.replace("'${{ matrix.stage }}'", 'production'))),
      files: { 'pending_deployments.json': [environment('production', { reviewers: person('alice') })] },
    })
    expect(read.document.protection.map(({ jobId }) => jobId)).toEqual(['1', '2'])
  })

  test('a name that only the run knew binds no job', async () => {
    const read = await readSmallRun({
      ...waiting,
      workflow: file('on: push', runs('deploy', legs.replace('matrix.stage }}', 'vars.STAGE }}'))),
    })
    expect(read.document.protection.map(one => [one.jobId, one.timeKnown])).toEqual([
      [undefined, false],
      [undefined, false],
    ])
  })

  test('a timer says until when it holds', async () => {
    const read = await readSmallRun({
      run: OPEN,
      jobs: [job(1, 'deploy', 'waiting', { from: 10 })],
      workflow: file('on: push', runs('deploy', ', environment: production')),
      files: {
        'pending_deployments.json': [environment('production', { wait_timer: 30, wait_timer_started_at: at(12) })],
      },
    })
    expect(read.title).toContain(`the wait timer of 30 minutes on production until ${at(12 + 1_800)}`)
    expect(read.document.protection[0]?.rules).toEqual([{ kind: 'wait-timer', minutes: 30, until: at(12 + 1_800) }])
  })
})

describe('deployments', () => {
  const workflow = file('on: push', runs('deploy', ', environment: production'))

  test('inactive is about the record: the work goes on until its own end', async () => {
    const read = await readSmallRun({
      jobs: [job(1, 'deploy', 'success', { to: 300 })],
      workflow,
      files: {
        'deployments.json': [deployment(61, 2)],
        'statuses/61.json': [
          status('success', 300, 1),
          status('inactive', 180, 1),
          status('in_progress', 10, 1),
          status('queued', 4, 1),
        ],
      },
    })
    expect(read.document.deployments[0]?.intervals).toMatchObject([
      { state: 'queued', start: at(4), end: at(10) },
      { state: 'deploying', start: at(10), end: at(300) },
    ])
  })

  test('one whose job was cancelled while it waited is over, and nothing was deployed', async () => {
    const read = await readSmallRun({
      run: { conclusion: 'cancelled' },
      jobs: [{ ...job(1, 'deploy', 'cancelled', { to: 500 }) }],
      workflow,
      files: {
        'jobs.json': {
          total_count: 1,
          jobs: [
            {
              ...{ id: 1, name: 'deploy', status: 'completed', conclusion: 'cancelled', labels: ['ubuntu-latest'] },
              ...{ created_at: at(2), started_at: at(2), completed_at: at(500), runner_id: null, steps: [] },
            },
          ],
        },
        'deployments.json': [deployment(61, 2)],
        'statuses/61.json': [status('waiting', 3, 1)],
      },
    })
    expect(read.document.deployments[0]?.intervals).toMatchObject([
      { state: 'waiting', start: at(3), end: at(500), confidence: 'medium' },
    ])
    expect(read.document.protection[0]?.state).toBe('cancelled')
    expect(read.markdown).not.toContain('was deployed to')
    expect(read.markdown).not.toContain('goes on')
  })
})

describe('an attempt that a later one follows', () => {
  const ofTwo = (first: string): SmallRun => ({
    run: { run_attempt: 2, run_started_at: at(300) },
    jobs: [job(2, 'deploy', 'success', { from: 302, to: 600, attempt: 2 })],
    workflow: file('on: push', runs('deploy', ', environment: production')),
    files: {
      'attempts/1/run.json': {
        ...{ id: 7, run_attempt: 1, status: 'completed', conclusion: 'failure', run_started_at: at(0) },
        ...{ created_at: at(0), head_sha: 'a'.repeat(40), event: 'push', path: '.github/workflows/ci.yml' },
        html_url: 'https://github.com/octo/app/actions/runs/7',
      },
      'attempts/1/jobs.json': earlierJobs([job(1, 'deploy', 'failure', { from: 2, to: 200 })]),
      'approvals.json': [
        { state: 'approved', comment: '', user: { login: 'bob' }, environments: [{ id: 9, name: 'production' }] },
        { state: first, comment: '', user: { login: 'alice' }, environments: [{ id: 9, name: 'production' }] },
      ],
      'artifacts.json': {
        total_count: 2,
        artifacts: [artifact(71, 'early', 100), artifact(72, 'late', 400)],
      },
      'deployments.json': [deployment(61, 2), deployment(62, 302)],
      'statuses/61.json': [
        status('failure', 200, 1),
        ...(first === 'approved' ? [status('in_progress', 100, 1)] : []),
        status('waiting', 3, 1),
      ],
      'statuses/62.json': [status('success', 600, 2), status('in_progress', 400, 2), status('waiting', 303, 2)],
    },
  })
  const artifact = (id: number, name: string, seconds: number) => ({
    ...{ id, name, size_in_bytes: 3, expired: false, created_at: at(seconds), updated_at: at(seconds) },
    ...{ workflow_run: { id: 7 }, archive_download_url: 'https://api.github.com/x' },
  })

  test('lists no approval, deployment or artifact of the later one', async () => {
    const read = await readSmallRun(ofTwo('rejected'), 1)
    expect(read.document.run.attempt).toBe(1)
    expect(read.document.protection.map(one => [one.jobId, one.state, one.by])).toEqual([['1', 'rejected', ['alice']]])
    expect(read.document.deployments.map(({ id }) => id)).toEqual(['61'])
    expect(read.markdown).toContain('early')
    expect(read.markdown).not.toMatch(/\blate\b|\bbob\b/)
  })

  test('where both attempts were approved, nobody tells by whom the first was', async () => {
    const read = await readSmallRun(ofTwo('approved'), 1)
    expect(read.document.protection.map(one => [one.jobId, one.state, one.by])).toEqual([['1', 'passed', []]])
  })

  test('the latest attempt keeps all', async () => {
    const read = await readSmallRun(ofTwo('rejected'))
    expect(rowsOf(read, 'Deployments')).toHaveLength(2)
    expect(read.markdown).toContain('late')
  })
})

const annotations = (...messages: readonly string[]) =>
  messages.map(message => ({ path: '.github', annotation_level: 'failure', message }))

describe('a need that reached its time limit', () => {
  const LIMIT = 'The job running on runner GitHub Actions 1 has exceeded the maximum execution time of 60 minutes.'
  const limited = (...jobs: readonly string[]): SmallRun => ({
    run: { conclusion: 'cancelled' },
    jobs: [job(1, 'a', 'cancelled'), job(2, 'b', 'skipped')],
    workflow: file('on: push', runs('a'), ...jobs),
    files: { 'check-runs/1.annotations.json': annotations(LIMIT) },
  })

  test('a job that was skipped because of it', async () => {
    const read = await readSmallRun(limited(runs('b', ', needs: a')))
    expect(read.document.jobs.find(({ name }) => name === 'b')?.skip?.root).toMatchObject({
      conclusion: 'cancelled',
      ended: 'time-limit',
    })
    expect(read.markdown).toContain('skipped: a timed out')
    expect(read.markdown).not.toContain('a was cancelled')
  })

  test('a gate that fails because of it', async () => {
    const read = await readSmallRun({
      ...limited(runs('b', ', needs: a, if: always()')),
      run: FAILED,
      jobs: [job(1, 'a', 'cancelled'), job(2, 'b', 'failure', { from: 62, to: 80 })],
    })
    expect(read.title).toBe('❌ b failed at “Run work”: a, which it needs, timed out')
  })
})

describe('a failed job without a readable log', () => {
  const failed = (...messages: readonly string[]): SmallRun => ({
    run: FAILED,
    jobs: [job(1, 'a', 'failure')],
    workflow: file('on: push', runs('a')),
    files: { 'check-runs/1.annotations.json': annotations(...messages) },
  })

  test('its annotations are the words of the step', async () => {
    const read = await readSmallRun(failed('The widget <b>is</b> broken', 'Process completed with exit code 3.'))
    expect(read.markdown).toContain('> <code>The widget &lt;b&gt;is&lt;/b&gt; broken</code>')
    expect(read.markdown).toContain('exit code 3')
    expect(read.document.jobs[0]?.failure).toMatchObject({ class: 'command', rule: 'exit-code', confidence: 'low' })
    expect(JSON.stringify(read.document)).not.toContain('widget')
  })

  test('a rule reads them as it reads lines', async () => {
    const { document } = await readSmallRun(failed('No space left on device'))
    expect(document.jobs[0]?.failure).toMatchObject({ class: 'resource', confidence: 'low' })
  })

  test('a readable log is enough', async () => {
    const line = (text: string): string => `${at(6).replace('Z', '.0000000Z')} ${text}\n`
    const read = await readSmallRun({
      ...failed('only an annotation says this'),
      archive: {
        '0_a.txt': [
          "Current runner version: '2.330.0'",
          'Complete job name: a',
          '##[group]Run work',
          '##[endgroup]',
          '##[error]the log says this',
          '##[error]Process completed with exit code 1.',
        ]
          .map(line)
          .join(''),
      },
    })
    expect(read.markdown).toContain('the log says this')
    expect(read.markdown).not.toContain('only an annotation')
  })
})

test('UTF-16 of a Windows tool inside of a log is read as its text, and forges no line of the runner', async () => {
  const wide = (text: string): string => `${[...text].join('\0')}\0`
  const line = (text: string): string => `${at(6).replace('Z', '.0000000Z')} ${text}\n`
  const { document } = await readSmallRun({
    run: FAILED,
    jobs: [job(1, 'a', 'failure')],
    workflow: file('on: push', runs('a')),
    archive: {
      '0_a.txt': [
        "Current runner version: '2.330.0'",
        'Complete job name: a',
        '##[group]Run work',
        '##[endgroup]',
        wide('##[error]Process completed with exit code 9.'),
        wide('No space left on device'),
        '##[error]Process completed with exit code 1.',
      ]
        .map(line)
        .join(''),
    },
  })
  expect(document.jobs[0]?.failure?.class).toBe('resource')
  expect(JSON.stringify(document.jobs[0]?.failure)).not.toContain('exit code 9')
})

test('a run of Dependabot gets no secrets: the report says so, and what to do', async () => {
  const { markdown, document } = await readSmallRun({
    run: {
      ...FAILED,
      event: 'pull_request',
      actor: { login: 'dependabot[bot]' },
      triggering_actor: { login: 'dependabot[bot]' },
    },
    jobs: [job(1, 'a', 'failure')],
    workflow: file('on: pull_request', runs('a')),
    files: { 'check-runs/1.annotations.json': annotations('Input required and not supplied: token') },
  })
  expect(document.jobs[0]?.failure).toMatchObject({ class: 'permission', rule: 'secrets-withheld' })
  expect(markdown).toContain('dependabot\\[bot\\] no Actions secrets')
})

import { describe, expect, test } from '@jest/globals'
import { readWorkerLog } from '../../src/runner/worker-log/worker-log.ts'
import { withFiles } from './files.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const entry = (source: string, text: string): string => `[2026-08-06 18:23:45Z INFO ${source}] ${text}\n`
const started = entry('JobRunner', `Job ID ${JOB}`)
const begin = (name: string): string => entry('StepsRunner', `Processing step: DisplayName='${name}'`)
const skip = entry('StepsRunner', 'Skipping step due to condition evaluation.')
const telemetry = (given: object): string =>
  entry(
    'ExecutionContext',
    `Publish step telemetry for current step ${JSON.stringify({ result: 'succeeded', ...given }, null, 2)}.`,
  )
const message = (steps: readonly object[], variables: object = {}): string =>
  entry(
    'Worker',
    `Job message:\n ${JSON.stringify({ jobDisplayName: 'build (a)', variables, steps, contextData: { t: 2 } }, null, 2)}`,
  )

const read = (files: Readonly<Record<string, string>>) =>
  withFiles(Object.fromEntries(Object.entries(files).map(([name, text]) => [`_diag/${name}`, text])), root =>
    readWorkerLog(root, JOB),
  )

const NAME = 'Worker_20260806-182345-utc.log'
const action = { type: 'repository', name: 'actions/cache', path: 'restore', ref: 'v4', repositoryType: 'GitHub' }

describe('steps', () => {
  test('stages, ids, actions, times, numbers; embedded steps are none', async () => {
    const { value: facts, gaps } = await read({
      [NAME]: [
        message(
          [
            { id: 'a', contextName: 'restore', displayNameToken: 'Pre flight', reference: action },
            { id: 'b', contextName: '__run', reference: { type: 'script' } },
            { id: 'c', contextName: 'local', reference: { type: 'repository', repositoryType: 'self', path: './x' } },
          ],
          {
            'system.runnerGroupName': { value: 'big' },
            'system.github.token.permissions': { value: '{"Contents":"read","PullRequests":"write","X":"evil"}' },
          },
        ),
        started,
        telemetry({ action: 'setup_job', type: 'runner', stage: 'Pre', startTime: '2026-08-06T18:23:45.0000001Z' }),
        begin('Pre Pre flight'),
        telemetry({ stepId: 'a', type: 'node24', stage: 'Pre', action: 'actions/cache', ref: 'v4' }),
        begin('Pre flight'),
        skip,
        begin('Run ${{ matrix.x }}'),
        telemetry({ isEmbedded: true, type: 'node24', stage: 'Main', action: 'octo/inner', ref: 'v1' }),
        telemetry({
          stepId: 'b',
          type: 'run',
          stage: 'Main',
          action: 'bash',
          result: 'failed',
          startTime: '2026-08-06T18:23:46.0000001Z',
          finishTime: '2026-08-06T18:23:47.1234567Z',
        }),
        begin('Run ./x'),
        telemetry({ stepId: 'c', type: 'composite', stage: 'Main', result: 'canceled' }),
        begin('Post Pre flight'),
        skip,
        begin('Post Run octo/us@v1'),
        entry('StepsRunner', 'Starting the step.'),
      ].join(''),
    })
    expect(gaps).toEqual([])
    expect([facts.displayName?.value, facts.group?.value, facts.permissions?.value]).toEqual([
      'build (a)',
      'big',
      { contents: 'read', 'pull-requests': 'write' },
    ])
    const cache = 'actions/cache/restore@v4'
    expect(facts.steps).toEqual([
      {
        number: 1,
        name: 'Set up job',
        stage: 'setup',
        startedAt: '2026-08-06T18:23:45.0000001Z',
        outcome: 'success',
        source: 'runner',
      },
      {
        number: 2,
        id: 'restore',
        name: 'Pre Pre flight',
        stage: 'pre',
        action: cache,
        outcome: 'success',
        source: 'runner',
      },
      {
        number: 3,
        id: 'restore',
        name: 'Pre flight',
        stage: 'main',
        action: cache,
        outcome: 'skipped',
        source: 'runner',
      },
      {
        number: 4,
        name: 'Run ${{ matrix.x }}',
        stage: 'main',
        startedAt: '2026-08-06T18:23:46.0000001Z',
        completedAt: '2026-08-06T18:23:47.1234567Z',
        outcome: 'failure',
        source: 'runner',
      },
      { number: 5, id: 'local', name: 'Run ./x', stage: 'main', action: './x', outcome: 'cancelled', source: 'runner' },
      { name: 'Post Pre flight', stage: 'post', outcome: 'skipped', source: 'runner' },
    ])
  })

  test('background steps that end in another order keep their names', async () => {
    const { value: facts } = await read({
      [NAME]: [
        message([
          { id: 'a', displayNameToken: 'first', reference: { type: 'script' } },
          { id: 'b', displayNameToken: 'second', reference: { type: 'script' } },
        ]),
        started,
        begin('first'),
        begin('second'),
        telemetry({ stepId: 'a', type: 'run', stage: 'Main' }),
        telemetry({ stepId: 'b', type: 'run', stage: 'Main' }),
      ].join(''),
    })
    expect(facts.steps.map(({ name, number }) => [name, number])).toEqual([
      ['first', 2],
      ['second', 3],
    ])
  })
})

describe('the right file', () => {
  const one = (name: string): string => started + begin(name) + telemetry({ type: 'run', stage: 'Main' })

  test('newest of two with the job id, and what rolled on from it', async () => {
    const { value: facts } = await read({
      'Worker_20260806-100000-utc.log': one('old'),
      'Worker_20260806-110000-utc.log': one('new'),
      'Worker_20260806-120000-utc.log': begin('rolled') + telemetry({ type: 'run', stage: 'Main' }),
      'Runner_20260806-130000-utc.log': one('listener'),
    })
    expect(facts.steps.map(({ name }) => name)).toEqual(['new', 'rolled'])
  })

  test('another job, no folder, and an id that is none are gaps', async () => {
    expect((await read({ [NAME]: entry('JobRunner', 'Job ID 1') })).gaps).toMatchObject([
      { field: 'steps', reason: 'not-found' },
    ])
    expect((await read({})).gaps).toMatchObject([{ field: 'steps', reason: 'not-found' }])
    expect((await readWorkerLog('/nowhere', '../x')).gaps).toMatchObject([{ field: 'steps', reason: 'malformed' }])
  })

  test('a broken message and broken telemetry leave the rest', async () => {
    const { value: facts, gaps } = await read({
      [NAME]: [
        entry('Worker', 'Job message:\n { "steps": *** }'),
        one('a').replaceAll('\n', '\r\n'),
        entry('ExecutionContext', 'Publish step telemetry for current step { "type": 7 }.'),
        entry('ExecutionContext', 'Publish step telemetry for current step {'),
      ].join(''),
    })
    expect(facts.steps.map(({ name }) => name)).toEqual(['a'])
    expect(gaps.map(({ field, reason }) => [field, reason])).toEqual([
      ['job.name', 'malformed'],
      ['steps', 'malformed'],
    ])
  })
})

describe('the job message', () => {
  const readMessage = async (given: object) => {
    const text = JSON.stringify({ jobDisplayName: 'build (a)', steps: [], ...given }, null, 2)
    return read({ [NAME]: entry('Worker', `Job message:\n ${text}`) + started })
  }
  const dictionary = (given: Readonly<Record<string, unknown>>, t = 2) => ({
    t,
    d: Object.entries(given).map(([k, v]) => ({ k, v })),
  })

  test('the matrix leg as the runner writes context data, whatever its size', async () => {
    const large = 'x'.repeat(1_048_576)
    const matrix = dictionary({ os: 'linux', n: 1.5, on: true, none: null, list: { t: 1, a: ['a', { t: 1 }] }, large })
    const nested = dictionary({ inner: dictionary({ a: 1 }, 5), empty: { t: 2 } })
    const { value: facts } = await readMessage({ contextData: { matrix, strategy: nested } })
    expect(facts.contexts).toEqual({
      matrix: { os: 'linux', n: 1.5, on: true, none: null, list: ['a', []], large },
      strategy: { inner: { a: 1 }, empty: {} },
    })
  })

  test.each<[string, object, unknown]>([
    ['no matrix', { contextData: { matrix: null } }, null],
    ['not named', { contextData: {} }, undefined],
    ['no contexts at all', {}, undefined],
    ['contexts of another form', { contextData: [1] }, undefined],
    ['a type that nobody knows', { contextData: { matrix: { t: 9 } } }, undefined],
    ['a text', { contextData: { matrix: 'x' } }, undefined],
    ['a pair without a key', { contextData: { matrix: { t: 2, d: [{ v: 1 }] } } }, undefined],
    ['a masked value', { contextData: { matrix: dictionary({ a: 'x***' }) } }, undefined],
    ['a masked key', { contextData: { matrix: dictionary({ 'a***': { t: 1, a: [] } }) } }, undefined],
  ])('%s', async (_, given, expected) => {
    expect((await readMessage(given)).value.contexts?.matrix).toEqual(expected)
  })

  test('nested as no workflow file can be', async () => {
    const deep = Array.from({ length: 200 }).reduce<object>(inner => ({ t: 1, a: [inner] }), { t: 1 })
    expect(
      (await readMessage({ contextData: { matrix: dictionary({ deep }) } })).value.contexts?.matrix,
    ).toBeUndefined()
  })

  test('a key named __proto__ changes no prototype', async () => {
    const matrix = dictionary({ a: 1, constructor: 'x' })
    matrix.d.push({ k: '__proto__', v: dictionary({ polluted: true }) })
    const value = (await readMessage({ contextData: { matrix } })).value.contexts?.matrix
    expect([value, Object.getPrototypeOf(value)]).toEqual([{ a: 1, constructor: 'x' }, Object.prototype])
  })

  test('one odd member does not cost its neighbours', async () => {
    const { value: facts, gaps } = await readMessage({
      jobDisplayName: 'x'.repeat(1_048_576),
      variables: { 'system.runnerGroupName': { value: 'big' }, 'system.github.token.permissions': 7 },
      steps: [{ id: 7, reference: 'odd' }],
      contextData: { matrix: dictionary({ a: 1 }) },
      jobServiceContainers: { type: 2, map: [{}, {}] },
    })
    expect([facts.displayName, facts.group?.value, facts.contexts?.matrix, facts.services, gaps]).toEqual([
      undefined,
      'big',
      { a: 1 },
      2,
      [],
    ])
  })
})

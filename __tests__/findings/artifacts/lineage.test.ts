import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { LineageInput, LineageJob } from '../../../src/findings/artifacts/known-artifacts.ts'
import { buildLineage } from '../../../src/findings/artifacts/lineage.ts'
import { lineage } from '../../../src/schema/run/run-evidence.ts'

const SHA = 'c'.repeat(40)
const A = `sha256:${'a'.repeat(64)}`
const B = `sha256:${'b'.repeat(64)}`

const job = (name: string, more: Partial<LineageJob> = {}): LineageJob => ({
  ids: [`${name.length}`],
  name,
  attempt: 1,
  backendId: `backend-${name}`,
  sha: SHA,
  artifacts: [],
  downloads: [],
  ...more,
})
const fromLog = (name: string, more: Partial<LineageJob>): LineageJob => ({
  ...job(name, more),
  backendId: undefined,
  isFromLog: true,
})
const made = (name: string, id: string | undefined, digest?: string) => ({
  name,
  ...(id === undefined ? {} : { id }),
  ...(digest === undefined ? {} : { digest }),
  source: 'log' as const,
})
const listed = (name: string, id: string, by = '', digest = A) => ({ name, id, sizeBytes: 7, digest, backendJobId: by })
const ask = (more: Partial<LineageInput>) =>
  buildLineage({ runId: '5', sha: 'd'.repeat(40), jobs: [], listed: [], deployments: [], ...more })

type Case = [string, Partial<LineageInput>, readonly object[]]

describe('lineage of an artifact', () => {
  test.each<Case>([
    [
      'producer by the results service, consumer by its log, same digest',
      {
        jobs: [job('build'), job('deploy', { downloads: [made('app', '1', A)] })],
        listed: [listed('app', '1', 'backend-build')],
      },
      [
        {
          name: 'app',
          id: '1',
          digest: A,
          sizeBytes: 7,
          madeBy: { jobId: '5', job: 'build', attempt: 1, source: 'results', confidence: 'high' },
          commit: SHA,
          consumers: [{ jobId: '6', job: 'deploy', digest: 'same', source: 'log' }],
          flags: [],
        },
      ],
    ],
    [
      'producer by its log where REST listed it',
      { jobs: [job('build', { artifacts: [made('app', '1', A)] })], listed: [listed('app', '1')] },
      [{ madeBy: { job: 'build', source: 'log', confidence: 'medium' }, flags: [] }],
    ],
    [
      'a log that claims what another job made',
      {
        jobs: [job('thief', { artifacts: [made('app', '1', B)] }), job('build')],
        listed: [listed('app', '1', 'backend-build')],
      },
      [{ madeBy: { job: 'build' }, digest: A, flags: [] }],
    ],
    [
      'a job known by its log that claims what a manifest speaks of',
      {
        jobs: [
          fromLog('thief', { artifacts: [made('app', '1', B)] }),
          job('build', { artifacts: [made('app', '1', A)] }),
        ],
        listed: [listed('app', '1')],
      },
      [{ madeBy: { job: 'build' }, digest: A, flags: [] }],
    ],
    [
      'two logs that claim it',
      {
        jobs: [
          fromLog('one', { artifacts: [made('app', '1', A)] }),
          fromLog('other', { artifacts: [made('app', '1', A)] }),
        ],
        listed: [listed('app', '1')],
      },
      [{ digest: A, flags: ['producer-unknown'] }],
    ],
    [
      'a log that names another digest than the service: what others took is held against the service',
      {
        jobs: [
          fromLog('build', { artifacts: [made('app', '1', B)] }),
          job('deploy', { downloads: [made('app', '1', A)] }),
        ],
        listed: [listed('app', '1')],
      },
      [{ digest: A, consumers: [{ digest: 'same' }], flags: ['digest-differs'] }],
    ],
    [
      'nobody knows the producer',
      { listed: [listed('app', '1')] },
      [{ name: 'app', consumers: [], flags: ['producer-unknown'] }],
    ],
    [
      'the consumer got other bytes than were made',
      {
        jobs: [job('build', { artifacts: [made('app', '1', A)] }), job('deploy', { downloads: [made('app', '1', B)] })],
        listed: [listed('app', '1', 'backend-build')],
      },
      [{ consumers: [{ digest: 'differs' }], flags: ['digest-differs'] }],
    ],
    [
      'the service has other bytes than the producer saw',
      { jobs: [job('build', { artifacts: [made('app', '1', B)] })], listed: [listed('app', '1', 'backend-build')] },
      [{ digest: A, flags: ['digest-differs'] }],
    ],
    [
      'the consumer did not print a digest',
      { jobs: [job('deploy', { downloads: [made('app', '1')] })], listed: [listed('app', '1')] },
      [{ consumers: [{ digest: 'unknown' }], flags: ['producer-unknown'] }],
    ],
    [
      'replaced within the attempt: the deleted one was still taken',
      {
        jobs: [
          job('build', { artifacts: [made('app', '1', A), made('app', '2', B)] }),
          job('deploy', { downloads: [made('app', '1', A)] }),
        ],
        listed: [listed('app', '2', 'backend-build', B)],
      },
      [
        { id: '2', consumers: [], flags: [] },
        { id: '1', consumers: [{ digest: 'same' }], flags: ['overwritten'] },
      ],
    ],
    [
      'made again by a later attempt',
      {
        jobs: [
          job('build', { attempt: 2, ids: ['12'], backendId: 'b2' }),
          job('build', { ids: ['11'], backendId: 'b1' }),
        ],
        listed: [listed('app', '1', 'b1'), listed('app', '2', 'b2', B)],
      },
      [
        { madeBy: { attempt: 1 }, flags: ['made-in-several-attempts'] },
        { madeBy: { attempt: 2 }, flags: ['made-in-several-attempts'] },
      ],
    ],
    [
      'two of one name that REST lists',
      { listed: [listed('app', '1'), listed('app', '2')] },
      [
        { flags: ['made-in-several-attempts', 'producer-unknown'] },
        { flags: ['made-in-several-attempts', 'producer-unknown'] },
      ],
    ],
    [
      'taken from another run',
      { jobs: [job('deploy', { downloads: [{ ...made('app', '1', A), runId: '4' }] })], listed: [listed('app', '9')] },
      [
        { id: '9', flags: ['producer-unknown'], consumers: [] },
        { id: '1', runId: '4', flags: ['other-run'], consumers: [{ digest: 'unknown' }] },
      ],
    ],
    [
      'taken from another run by two jobs, by name alone: one artifact for each run',
      {
        jobs: [
          job('deploy', { downloads: [{ ...made('app', undefined, A), runId: '4' }] }),
          job('verify', {
            downloads: [
              { ...made('app', undefined, A), runId: '4' },
              { ...made('app', undefined, B), runId: '3' },
            ],
          }),
        ],
      },
      [
        { runId: '4', flags: ['other-run'], consumers: [{ job: 'deploy' }, { job: 'verify' }] },
        { runId: '3', flags: ['other-run'], consumers: [{ job: 'verify' }] },
      ],
    ],
    [
      'taken from another run, which the second consumer alone names',
      {
        jobs: [
          job('deploy', { downloads: [made('app', '1', A)] }),
          job('verify', { downloads: [{ ...made('app', '1', A), runId: '4' }] }),
          job('other', { downloads: [made('app', undefined, B)] }),
        ],
      },
      [
        { id: '1', runId: '4', flags: ['other-run'], consumers: [{ job: 'deploy' }, { job: 'verify' }] },
        { name: 'app', digest: B, flags: ['producer-unknown'], consumers: [{ job: 'other' }] },
      ],
    ],
    [
      'a consumer that claims another run for what this run made',
      {
        jobs: [job('build'), job('deploy', { downloads: [{ ...made('app', '1', A), runId: '4' }] })],
        listed: [listed('app', '1', 'backend-build')],
      },
      [{ madeBy: { job: 'build' }, flags: [], consumers: [{ digest: 'same' }] }],
    ],
    [
      'the run itself named as the other one',
      {
        jobs: [
          job('build', { artifacts: [made('app', '1', A)] }),
          job('deploy', { downloads: [{ ...made('app', undefined, A), runId: '5' }] }),
        ],
      },
      [{ id: '1', madeBy: { job: 'build' }, flags: [], consumers: [{ job: 'deploy', digest: 'same' }] }],
    ],
    [
      'replaced by another job of the attempt',
      {
        jobs: [job('build', { artifacts: [made('app', '1', A)] }), job('repack', { artifacts: [made('app', '2', B)] })],
        listed: [listed('app', '2', 'backend-repack', B)],
      },
      [
        { id: '2', madeBy: { job: 'repack' }, flags: [] },
        { id: '1', madeBy: { job: 'build' }, flags: ['overwritten'] },
      ],
    ],
    [
      'gone without a successor is not called replaced',
      { jobs: [job('build', { artifacts: [made('app', '1', A)] })] },
      [{ id: '1', madeBy: { job: 'build' }, flags: [] }],
    ],
    [
      'uploaded again by a re-run, where the first one is gone',
      {
        jobs: [
          job('build', { attempt: 2, ids: ['12'], backendId: 'b2', artifacts: [made('app', '2', B)] }),
          job('build', { ids: ['11'], backendId: 'b1', artifacts: [made('app', '1', A)] }),
        ],
        listed: [listed('app', '2', 'b2', B)],
      },
      [
        { id: '2', madeBy: { attempt: 2 }, flags: ['made-in-several-attempts'] },
        { id: '1', madeBy: { attempt: 1 }, flags: ['made-in-several-attempts'] },
      ],
    ],
    [
      'each job of a matrix makes its own, under its own name',
      { listed: [listed('app-1', '1', 'backend-build'), listed('app-2', '2', 'backend-build')], jobs: [job('build')] },
      [{ flags: [] }, { flags: [] }],
    ],
    [
      'a download by name alone',
      {
        jobs: [
          job('build', { artifacts: [made('app', undefined, A)] }),
          job('deploy', { downloads: [made('app', undefined, A)] }),
        ],
      },
      [{ name: 'app', madeBy: { job: 'build' }, consumers: [{ job: 'deploy', digest: 'same' }], flags: [] }],
    ],
  ])('%s', (_, question, expected) => {
    expect(ask(question).artifacts).toMatchObject(expected)
  })

  test('of another run has no producer and no commit, and reaches an environment with the id of its run', () => {
    const deploy = job('deploy', { downloads: [{ ...made('app', '1', A), runId: '4' }] })
    const found = ask({ jobs: [deploy], deployments: [{ id: '70', environment: 'production', jobId: '6' }] })
    for (const one of [found.artifacts[0], found.deployed[0]?.artifacts[0]]) {
      expect(one).toMatchObject({ name: 'app', id: '1', digest: A, runId: '4' })
      expect(JSON.stringify(one)).not.toMatch(/"(madeBy|commit)"/)
    }
  })
})

describe('what reached an environment', () => {
  const jobs = [
    job('build'),
    job('deploy', { downloads: [made('app', '1', A)], artifacts: [made('receipt', '2', B)] }),
    job('unrecorded', { downloads: undefined }),
  ]
  const deployment = (id: string, jobId?: string) => ({
    id,
    environment: 'production',
    ...(jobId === undefined ? {} : { jobId }),
  })

  test('is what its job fetched and made, with producer and commit', () => {
    const { deployed } = ask({
      jobs,
      listed: [listed('app', '1', 'backend-build')],
      deployments: [deployment('70', '6')],
    })
    expect(deployed).toMatchObject([
      {
        environment: 'production',
        deploymentId: '70',
        jobId: '6',
        job: 'deploy',
        observed: true,
        artifacts: [
          { name: 'app', digest: A, madeBy: { job: 'build' }, commit: SHA, how: 'downloaded-in-job' },
          { name: 'receipt', digest: B, madeBy: { job: 'deploy' }, commit: SHA, how: 'produced-in-job' },
        ],
      },
    ])
  })

  test.each([
    ['a job without a manifest', deployment('70', '10')],
    ['a job that nobody lists', deployment('70', '999')],
    ['no job', deployment('70')],
  ])('is not observed of %s', (_, one) => {
    expect(ask({ jobs, deployments: [one] }).deployed).toMatchObject([{ observed: false, artifacts: [] }])
  })
})

test('whatever the logs claim: it fits the schema, no id twice, the service’s producer stands', () => {
  const name = fc.constantFrom('app', 'docs', '<b>|`@x`')
  const id = fc.constantFrom<string>('1', '2', '3')
  const digest = fc.constantFrom(A, B)
  const artifact = fc.record(
    { name, id, digest, source: fc.constant('log' as const) },
    { requiredKeys: ['name', 'source'] },
  )
  const anyJob = fc.record({
    artifacts: fc.array(artifact, { maxLength: 4 }),
    downloads: fc.array(artifact, { maxLength: 4 }),
    attempt: fc.integer({ min: 1, max: 3 }),
  })
  fc.assert(
    fc.property(fc.array(anyJob, { maxLength: 4 }), fc.uniqueArray(id), (told, ids) => {
      const jobs = told.map((one, index) => job(`job-${index}`, { ids: [`${100 + index}`], ...one }))
      const found = ask({
        jobs,
        listed: ids.map(one => listed('app', one, 'backend-job-0')),
        deployments: jobs.map((_, index) => ({ id: `${index}`, environment: 'e', jobId: `${100 + index}` })),
      })
      expect(lineage.parse(found)).toEqual(found)
      const known = found.artifacts.flatMap(one => one.id ?? [])
      expect(new Set(known).size).toBe(known.length)
      for (const one of found.artifacts.filter(({ id: its }) => ids.includes(its ?? '')))
        expect(one.madeBy?.job).toBe(jobs.length > 0 ? 'job-0' : undefined)
      expect(found.artifacts.flatMap(({ consumers }) => consumers)).toHaveLength(
        told.flatMap(({ downloads }) => downloads).length,
      )
    }),
  )
})

test('a job that asked in vain for an artifact that is gone stands with it', () => {
  const build = job('build', { artifacts: [made('app', '1', A)] })
  const deploy = job('deploy', { sought: ['app', 'never-made'] })
  const deleted = new Map([['1', { jobId: '9', job: 'cleanup' }]])
  const [gone] = ask({ jobs: [build, deploy], deleted }).artifacts
  expect(gone).toMatchObject({ flags: ['deleted'], soughtBy: [{ jobId: '6', job: 'deploy' }] })
  expect(ask({ jobs: [build, deploy], listed: [listed('app', '1')] }).artifacts[0]?.soughtBy).toBeUndefined()
})

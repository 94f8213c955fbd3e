import { describe, expect, test } from '@jest/globals'
import type { Anchor } from '../../../src/account/agreement/anchor/anchor.ts'
import { checkAgreement, jobAgreement } from '../../../src/account/agreement/check-agreement.ts'
import type { EvidenceSources } from '../../../src/account/agreement/evidence-source.ts'
import { findSiblings } from '../../../src/account/agreement/siblings.ts'
import type { JobManifest } from '../../../src/schema/job/job-manifest.ts'
import type { LogRecord } from '../../../src/schema/job/log-record.ts'
import { sampleJob } from '../../verify/sample-manifests.ts'

const SHA = 'a'.repeat(40)
const DIGEST = `sha256:${'d'.repeat(64)}`
const OTHER = `sha256:${'e'.repeat(64)}`
const runner = <T>(value: T) => ({ value, source: 'runner' as const })
const log = <T>(value: T) => ({ value, source: 'log' as const })

const manifest = (more: Partial<JobManifest> = {}): JobManifest => {
  const sample = sampleJob()
  return {
    ...sample,
    run: { ...sample.run, event: runner('push'), sha: runner(SHA), workflowSha: runner(SHA) },
    runner: { labels: runner(['Ubuntu-Latest']), name: runner('runner 5'), version: log('2.336.0') },
    image: { name: runner('ubuntu-24.04'), version: runner('20251102.1') },
    job: { ...sample.job, status: runner('success'), name: runner('build') },
    recorder: { ...sample.recorder, postAt: '2026-03-01T10:01:55.000Z' },
    steps: [
      { number: 3, name: 'Test', outcome: 'success', startedAt: '2026-03-01T10:00:20.1234567Z', source: 'runner' },
    ],
    actions: [{ uses: 'actions/cache', ref: 'v4', sha: SHA, kind: 'action', source: 'log' }],
    caches: [{ operation: 'restore', key: 'npm-1', restoreKeys: [], result: 'miss', source: 'log' }],
    artifacts: [{ name: 'app', id: '77', digest: DIGEST, source: 'results' }],
    downloads: [{ name: 'tool', id: '66', digest: DIGEST, source: 'log' }],
    ...more,
  }
}

const record = (more: Partial<LogRecord> = {}): LogRecord => ({
  runner: { name: log('runner 5'), version: log('2.336.0') },
  image: { name: log('ubuntu-24.04'), version: log('20251102.1') },
  actions: manifest().actions,
  caches: manifest().caches,
  buildCaches: [],
  artifacts: [],
  downloads: manifest().downloads ?? [],
  containers: [],
  pulls: [],
  pushes: [],
  tools: [],
  gaps: [],
  ...more,
})

const witnesses = (more: Partial<EvidenceSources> = {}): EvidenceSources => ({
  digest: DIGEST,
  certificate: {
    san: 'https://github.com/octo/traced/.github/workflows/ci.yml@refs/heads/main',
    issuer: 'https://token.actions.githubusercontent.com',
    sourceRepositoryUri: 'https://github.com/octo/traced',
    sourceRepositoryId: '123456',
    sourceRepositoryDigest: SHA,
    buildConfigDigest: SHA,
    buildTrigger: 'push',
    runInvocationUri: 'https://github.com/octo/traced/actions/runs/9876543210/attempts/1',
  },
  api: {
    id: '4567',
    name: 'build',
    headSha: SHA,
    runId: '9876543210',
    run: { event: 'push', headBranch: 'main', path: '.github/workflows/ci.yml' },
    repository: { serverUrl: 'https://github.com', name: 'octo/traced', id: '123456' },
    job: {
      conclusion: 'success',
      attempt: 1,
      startedAt: '2026-03-01T10:00:10Z',
      completedAt: '2026-03-01T10:02:00Z',
      labels: ['ubuntu-latest'],
      runnerName: 'runner 5',
      steps: [
        {
          ...{ number: 3, name: 'Test', outcome: 'success', source: 'api' },
          ...{ startedAt: '2026-03-01T10:00:20Z', completedAt: '2026-03-01T10:01:50Z' },
        },
      ],
    },
  },
  anchor: CONFIRMED,
  log: record(),
  uploadedBy: '',
  artifacts: [
    { id: '77', name: 'app', digest: DIGEST },
    { id: '66', name: 'tool', digest: DIGEST },
  ],
  siblings: findSiblings([]),
  ...more,
})

const CONFIRMED: Anchor = { kind: 'confirmed', line: 1 }
const UNCLEAR: Anchor = { kind: 'unconfirmed', reason: 'unclear' }
const UNREAD: Anchor = { kind: 'unconfirmed', reason: 'log-unread', gap: 'budget' }

/** Manifests of which nobody knows who uploaded them. */
const unknown = (manifests: readonly JobManifest[]) =>
  manifests.map(one => ({ manifest: one, uploadedBy: '', isConfirmed: false }))

const contradicted = (given: JobManifest, by: EvidenceSources) =>
  checkAgreement(given, by)
    .filter(({ agreement }) => agreement === 'contradicted')
    .map(({ field }) => field)

test('an honest job: nothing contradicted, each field confirmed by the strongest that knows it', () => {
  const fields = checkAgreement(manifest(), witnesses())
  expect(fields.filter(({ agreement }) => agreement === 'contradicted')).toEqual([])
  expect(jobAgreement(fields)).toBe('confirmed')
  const confirmation = Object.fromEntries(fields.map(({ field, confirmedBy }) => [field, confirmedBy]))
  expect(confirmation).toMatchObject({
    'manifest.digest': 'log',
    'run.repositoryId': 'certificate',
    'run.sha': 'certificate',
    'job.id': 'api',
    'runner.labels': 'api',
    'steps.outcomes': 'api',
    'steps.times': 'api',
    'recorder.postAt': 'api',
    'image.version': 'log',
    actions: 'log',
    caches: 'log',
    'artifacts.app.digest': 'api',
    'downloads.tool.digest': 'api',
    'job.key': 'self',
  })
})

describe('one lie is found in exactly that field', () => {
  test.each<[string, (honest: JobManifest) => Partial<JobManifest>]>([
    ['run.serverUrl', ({ run }) => ({ run: { ...run, serverUrl: runner('https://octo.ghe.com') } })],
    ['run.repositoryId', ({ run }) => ({ run: { ...run, repositoryId: runner('1') } })],
    ['run.ref', ({ run }) => ({ run: { ...run, ref: runner('refs/heads/release') } })],
    [
      'run.workflowRef',
      ({ run }) => ({
        run: { ...run, workflowRef: runner('octo/traced/.github/workflows/release.yml@refs/heads/main') },
      }),
    ],
    ['recorder.preAt', ({ recorder }) => ({ recorder: { ...recorder, preAt: '2026-03-01T08:00:00Z' } })],
    ['run.runId', ({ run }) => ({ run: { ...run, runId: runner('1') } })],
    ['run.attempt', ({ run }) => ({ run: { ...run, attempt: runner(2) } })],
    ['run.event', ({ run }) => ({ run: { ...run, event: runner('schedule') } })],
    ['run.sha', ({ run }) => ({ run: { ...run, sha: runner('b'.repeat(40)) } })],
    ['run.workflowSha', ({ run }) => ({ run: { ...run, workflowSha: runner('b'.repeat(40)) } })],
    ['job.id', ({ job }) => ({ job: { ...job, id: runner('4568') } })],
    ['job.name', ({ job }) => ({ job: { ...job, name: runner('deploy') } })],
    ['job.status', ({ job }) => ({ job: { ...job, status: runner('failure') } })],
    ['runner.labels', given => ({ runner: { ...given.runner, labels: runner(['windows-2025']) } })],
    ['runner.name', given => ({ runner: { ...given.runner, name: runner('runner 6') } })],
    ['runner.version', given => ({ runner: { ...given.runner, version: log('2.0.0') } })],
    ['image.name', ({ image }) => ({ image: { ...image, name: runner('windows-2025') } })],
    ['image.version', ({ image }) => ({ image: { ...image, version: runner('20200101.1') } })],
    ['recorder.postAt', ({ recorder }) => ({ recorder: { ...recorder, postAt: '2026-03-01T12:00:00Z' } })],
    ['steps.outcomes', ({ steps }) => ({ steps: steps.map(step => ({ ...step, outcome: 'failure' as const })) })],
    ['steps.times', ({ steps }) => ({ steps: steps.map(step => ({ ...step, startedAt: '2026-03-01T09:00:20Z' })) })],
    ['actions', ({ actions }) => ({ actions: actions.map(action => ({ ...action, sha: 'b'.repeat(40) })) })],
    ['caches', ({ caches }) => ({ caches: caches.map(cache => ({ ...cache, result: 'hit' as const })) })],
    ['artifacts.app.digest', ({ artifacts }) => ({ artifacts: artifacts.map(one => ({ ...one, digest: OTHER })) })],
    ['downloads.tool.digest', ({ downloads = [] }) => ({ downloads: downloads.map(d => ({ ...d, digest: OTHER })) })],
  ])('%s', (field, lie) => {
    const lying = { ...manifest(), ...lie(manifest()) }
    // What the certificate or a sibling knows as well, the others find alone.
    const { certificate: _, ...unsigned } = witnesses()
    const found = checkAgreement(lying, field === 'run.workflowSha' ? witnesses() : unsigned)
    const own = field === 'job.id' || field === 'run.attempt' ? [field, 'manifest.digest'] : [field]
    // The log's line is looked for by the job and attempt that the manifest claims.
    expect(contradicted(lying, witnesses()).filter(one => !own.includes(one))).toEqual([])
    const judged = found.find(one => one.field === field)
    expect(judged?.agreement).toBe('contradicted')
    expect(judged?.values.length).toBeGreaterThanOrEqual(2)
    expect(jobAgreement(found)).toBe('contradicted')
  })

  test('another name of the same repository is no false value, and no truth: ids decide', () => {
    const renamed = { ...manifest(), run: { ...manifest().run, repository: runner('octo/before') } }
    const { certificate: _, ...unsigned } = witnesses()
    const of = (one: JobManifest, others: EvidenceSources) =>
      checkAgreement(one, others).find(({ field }) => field === 'run.repository')?.agreement
    expect(of(renamed, unsigned)).toBe('unconfirmed')
    // The certificate is made beside the manifest, from the same token: both have the name of that time.
    expect(of(renamed, witnesses())).toBe('contradicted')
    const other = { ...renamed, run: { ...renamed.run, repositoryId: runner('1') } }
    expect(of(other, unsigned)).toBe('contradicted')
  })

  test('an action that the manifest leaves out, and the set-up of the log names', () => {
    const second = { uses: 'mallory/steal', ref: 'main', sha: SHA, kind: 'action' as const, source: 'log' as const }
    const fetched = (confidence?: 'low') =>
      witnesses({
        log: record({ actions: [...manifest().actions, { ...second, ...(confidence ? { confidence } : {}) }] }),
      })
    expect(contradicted(manifest(), fetched())).toEqual(['actions'])
    expect(contradicted(manifest({ actions: [] }), fetched())).toEqual(['actions'])
    // A script may have printed it; or the recorder says that it could not tell.
    expect(contradicted(manifest(), fetched('low'))).toEqual([])
    const gaps = [{ field: 'actions', reason: 'too-large' as const }]
    expect(contradicted(manifest({ gaps }), fetched())).toEqual([])
  })

  test('the second of two entries of one key', () => {
    const restore = (result: 'hit' | 'miss') => ({ ...cacheOf(), result })
    const cacheOf = () => ({ operation: 'restore' as const, key: 'npm-1', restoreKeys: [], source: 'log' as const })
    const by = witnesses({
      log: record({ caches: [restore('miss'), restore('miss')] }),
    })
    expect(contradicted(manifest({ caches: [restore('hit'), restore('miss')] }), by)).toEqual(['caches'])
    expect(contradicted(manifest({ caches: [restore('miss'), restore('miss')] }), by)).toEqual([])
  })

  test('a build cache and a tool', () => {
    const cache = { tool: 'ccache' as const, calls: 10, hits: 9, step: 'Build', source: 'log' as const }
    const tool = { name: 'node', version: '24.1.0', action: 'actions/setup-node@v4', source: 'log' as const }
    const replay = { lockfiles: [], env: [], deployManifests: [], tools: [tool] }
    const by = witnesses({
      log: record({ buildCaches: [cache], tools: [tool] }),
    })
    expect(contradicted(manifest({ buildCaches: [cache], replay }), by)).toEqual([])
    const confirmed = checkAgreement(manifest({ buildCaches: [cache], replay }), by).filter(one =>
      ['buildCaches', 'replay.tools'].includes(one.field),
    )
    expect(confirmed.map(({ agreement, confirmedBy }) => [agreement, confirmedBy])).toEqual([
      ['confirmed', 'log'],
      ['confirmed', 'log'],
    ])
    const lying = manifest({
      buildCaches: [{ ...cache, hits: 10 }],
      replay: { ...replay, tools: [{ ...tool, version: '24.2.0' }] },
    })
    expect(contradicted(lying, by)).toEqual(['buildCaches', 'replay.tools'])
  })

  test.each([0, 19, 20, 63])('the artifact at place %i of 64', place => {
    const made = Array.from({ length: 64 }, (_, index) => ({
      name: `app-${index}`,
      id: String(1_000 + index),
      digest: DIGEST,
      source: 'results' as const,
    }))
    const artifacts = made.map(({ id, name, digest }) => ({ id, name, digest }))
    const honest = checkAgreement(manifest({ artifacts: made, downloads: made }), witnesses({ artifacts }))
    expect(honest.filter(({ agreement }) => agreement === 'contradicted')).toEqual([])
    expect(honest.length).toBeLessThanOrEqual(99)
    expect(honest.find(({ field }) => field === 'artifacts.others.digests')).toMatchObject({
      agreement: 'confirmed',
      confirmedBy: 'api',
    })
    const lie = made.map((one, index) => (index === place ? { ...one, digest: OTHER } : one))
    const field = (kind: string) => `${kind}.${place < 20 ? `app-${place}.digest` : 'others.digests'}`
    expect(contradicted(manifest({ artifacts: lie }), witnesses({ artifacts }))).toEqual([field('artifacts')])
    expect(contradicted(manifest({ downloads: lie }), witnesses({ artifacts }))).toEqual([field('downloads')])
  })

  test('other bytes than those whose digest the job printed', () => {
    const anchor = { kind: 'rejected', reason: 'other-digest', digest: OTHER } as const
    expect(contradicted(manifest(), witnesses({ anchor }))).toEqual(['manifest.digest'])
  })

  test('a consumer that got other bytes than its sibling made', () => {
    const sibling = manifest({ artifacts: [{ name: 'tool', id: '66', digest: OTHER, source: 'results' }] })
    expect(contradicted(manifest(), witnesses({ siblings: findSiblings(unknown([manifest(), sibling])) }))).toEqual([
      'downloads.tool.digest',
    ])
  })

  test('one against all its siblings, where nobody else knows', () => {
    const saying = (ref: string) => manifest({ run: { ...manifest().run, baseRef: runner(ref) } })
    const siblings = findSiblings(unknown([saying('main'), saying('main'), saying('other')]))
    expect(contradicted(saying('other'), witnesses({ siblings }))).toEqual(['run.baseRef'])
    expect(contradicted(saying('main'), witnesses({ siblings }))).toEqual([])
    // A single sibling has no more weight than the job itself.
    expect(
      contradicted(saying('other'), witnesses({ siblings: findSiblings(unknown([saying('other'), saying('main')])) })),
    ).toEqual([])
  })
})

describe('a manifest that another job uploaded', () => {
  const FORGER = '0a1b2c3d-0000-5000-8000-000000000001'
  const ofJob = (id: string) => manifest({ job: { ...manifest().job, id: runner(id) } })
  const forged = ofJob('4567')
  type Upload = readonly [job: string, by: string, isConfirmed?: boolean]
  /** What is asked of the manifest of job 4567, uploaded by the attacker beside manifests of those jobs. */
  const uploader = (anchor: Anchor, uploads: readonly Upload[], given = forged) => {
    const siblings = findSiblings(
      uploads.map(([id, uploadedBy, isConfirmed = false]) => ({ manifest: ofJob(id), uploadedBy, isConfirmed })),
    )
    return checkAgreement(given, witnesses({ anchor, uploadedBy: FORGER, siblings })).find(
      ({ field }) => field === 'manifest.uploader',
    )
  }
  const BOTH: readonly Upload[] = [
    ['4566', FORGER, true],
    ['4567', FORGER],
  ]

  test.each<[string, Anchor]>([
    ['was not read', UNREAD],
    ['tells nothing', UNCLEAR],
  ])('is contradicted by the results service where its log %s and the uploader’s own confirms another', (_, anchor) => {
    expect(uploader(anchor, BOTH)).toEqual({
      field: 'manifest.uploader',
      agreement: 'contradicted',
      confirmedBy: 'self',
      values: [
        { source: 'runner', value: '4567' },
        { source: 'results', value: ['4566'] },
      ],
    })
  })

  test('is contradicted as well where it names no id', () => {
    const nameless = manifest({ job: { key: runner('norec'), name: runner('norec') } })
    expect(uploader(UNREAD, BOTH, nameless)).toMatchObject({
      agreement: 'contradicted',
      values: [{ value: 'norec' }, { value: ['4566'] }],
    })
  })

  test('makes its job a contradicted one, with nothing else against it', () => {
    const uploads = BOTH.map(([id, uploadedBy, isConfirmed = false]) => ({
      manifest: ofJob(id),
      uploadedBy,
      isConfirmed,
    }))
    const fields = checkAgreement(
      forged,
      witnesses({ anchor: UNCLEAR, uploadedBy: FORGER, siblings: findSiblings(uploads) }),
    )
    expect(fields.filter(({ agreement }) => agreement === 'contradicted').map(({ field }) => field)).toEqual([
      'manifest.uploader',
    ])
    expect(jobAgreement(fields)).toBe('contradicted')
  })

  test('is not told from the uploader’s own, where no log was read', () => {
    const unread: readonly Upload[] = [
      ['4566', FORGER],
      ['4567', FORGER],
    ]
    expect(uploader(UNREAD, unread)).toEqual({
      field: 'manifest.uploader',
      agreement: 'unconfirmed',
      confirmedBy: 'self',
      unchecked: 'budget',
      values: [],
    })
  })

  test.each<[string, Anchor, readonly Upload[]]>([
    [
      'its log names it: the uploader is its own job',
      CONFIRMED,
      [
        ['4566', FORGER],
        ['4567', FORGER, true],
      ],
    ],
    [
      'its uploader sent no other',
      UNCLEAR,
      [
        ['4566', 'another-job', true],
        ['4567', FORGER],
      ],
    ],
    [
      'its uploader sent the same job’s twice',
      UNCLEAR,
      [
        ['4567', FORGER],
        ['4567', FORGER],
      ],
    ],
    [
      'nobody knows who uploaded',
      UNCLEAR,
      [
        ['4566', '', true],
        ['4567', ''],
      ],
    ],
  ])('is no question where %s', (_, anchor, uploads) => {
    expect(uploader(anchor, uploads)).toBeUndefined()
  })

  test('compares backend ids whatever their case', () => {
    expect(
      uploader(UNCLEAR, [
        ['4566', FORGER.toUpperCase(), true],
        ['4567', FORGER],
      ])?.agreement,
    ).toBe('contradicted')
  })
})

describe('what is no false value', () => {
  test('a success so far, before the job failed', () => {
    const { api } = witnesses()
    if (api === undefined) throw new Error('no API')
    const failed = witnesses({ api: { ...api, job: { ...api.job, conclusion: 'failure' } } })
    expect(contradicted(manifest(), failed)).toEqual([])
    expect(checkAgreement(manifest(), failed).find(({ field }) => field === 'job.status')?.agreement).toBe(
      'unconfirmed',
    )
  })

  test('an entry that the log does not tell of', () => {
    const silent = witnesses({ anchor: UNCLEAR, log: record({ caches: [], actions: [] }) })
    const fields = checkAgreement(manifest(), silent)
    expect(fields.find(({ field }) => field === 'caches')).toMatchObject({
      agreement: 'unconfirmed',
      confirmedBy: 'self',
    })
    expect(jobAgreement(fields)).toBe('unconfirmed')
  })
})

test('what was not asked is never confirmed, and says why', () => {
  const unread = witnesses({
    anchor: UNREAD,
    log: undefined,
    certificate: undefined,
    api: undefined,
    artifacts: [],
  })
  const fields = checkAgreement(manifest(), unread)
  expect(fields.filter(({ agreement }) => agreement !== 'unconfirmed')).toEqual([])
  expect(fields.every(({ confirmedBy }) => confirmedBy === 'self')).toBe(true)
  for (const field of ['manifest.digest', 'image.version', 'caches'])
    expect(fields.find(one => one.field === field)?.unchecked).toBe('budget')
  expect(fields.find(one => one.field === 'job.key')?.unchecked).toBeUndefined()
})

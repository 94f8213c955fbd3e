import { describe, expect, test } from '@jest/globals'
import { renderCheckRun } from '../../src/render/check-run-body.ts'
import { renderRunReport } from '../../src/render/run-report.ts'
import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { aManifest } from '../report/a-manifest.ts'
import { anUnrecordedRun, aRunManifest } from './a-run.ts'

const DIGEST = `sha256:${'ab'.repeat(32)}`
type Operation = JobManifest['caches'][number]

const log = { source: 'log' } as const

/** One recorded job that says this, after the run's other fields. */
const runOf = (more: Partial<JobManifest>, ofRun: Partial<RunManifest> = {}): RunManifest => {
  const run = aRunManifest(1, () => 'unit', ofRun)
  return { ...run, jobs: run.jobs.map(job => ({ ...job, record: aManifest({ jobId: job.id ?? null, more }) })) }
}

/** The cells of the rows of a section, `<code>` and invisible characters left out. */
const rowsOf = (markdown: string, title: string): readonly (readonly string[])[] => {
  const section = markdown.split('\n### ').find(part => part.startsWith(`${title}\n`)) ?? ''
  return section
    .split('\n')
    .filter(line => line.startsWith('| '))
    .slice(2)
    .map(line =>
      line
        .slice(2, -2)
        .replaceAll(/<\/?code>|\u200b|\\/g, '')
        .split(' | '),
    )
}

const rows = (manifest: RunManifest, title: string): readonly (readonly string[])[] => {
  const { summary, text } = renderCheckRun(manifest)
  // Tables of everything stand in the report alone: nobody looks for a failure behind them.
  expect(rowsOf(`${summary}\n${text}`, title)).toEqual([])
  return rowsOf(renderRunReport(manifest), title)
}

describe('each cache operation', () => {
  const restore: Operation = {
    ...{ operation: 'restore', action: 'actions/cache@v5', step: 'Dependencies', key: 'npm-2' },
    ...{ restoreKeys: ['npm-', 'n-'], matchedKey: 'npm-1', result: 'partial', sizeBytes: 2_000, durationMs: 1_500 },
    ...log,
  }

  test('says who asked, for what, what came of it, how much and how long it took', () => {
    const caches: Operation[] = [
      restore,
      { ...{ operation: 'save', key: 'npm-2', restoreKeys: [], result: 'not-saved', reason: 'job-failed' }, ...log },
      {
        ...{ operation: 'restore', step: 'Run actions/cache@v5', action: 'actions/cache@v5', restoreKeys: [] },
        ...{ result: 'not-permitted', reason: 'mode-forbids' },
        ...log,
      },
    ]
    expect(rows(runOf({ caches }), 'Caches')).toEqual([
      [
        'unit',
        'Dependencies (actions/cache@v5)',
        'restore',
        'npm-2, else npm-, n-',
        'partial',
        'npm-1',
        '2.0 kB',
        '2 s',
      ],
      ['unit', '–', 'save', 'npm-2', 'not-saved (job-failed)', '–', '–', '–'],
      ['unit', 'Run actions/cache@v5', 'restore', '–', 'not-permitted (mode-forbids)', '–', '–', '–'],
    ])
  })

  test.each([
    ['same', '2.0 kB (listed by the API for refs/heads/main, made 2026-02-01T00:00:00Z)'],
    ['differs', '2.0 kB (⚠️ listed with 3.0 kB by the API for refs/heads/main, made 2026-02-01T00:00:00Z)'],
  ] as const)('of an entry that REST lists with the %s size says so', (size, shown) => {
    const entry = { key: 'npm-1', ref: 'refs/heads/main', sizeBytes: 3_000, createdAt: '2026-02-01T00:00:00Z' }
    const cacheFindings = { misses: [], confirmed: [{ jobId: '1', job: 'unit', entry, size }] }
    const manifest = runOf({ caches: [{ ...restore, restoreKeys: [] }] }, { cacheFindings })
    expect(rows(manifest, 'Caches').map(cells => cells[6])).toEqual([shown])
  })
})

test.each([
  ['content-hash', 'npm-', 'abcd', 'npm-abcd, changes after npm-: a hash'],
  ['run-scoped', '', '12345678', '12345678, changes from its beginning: the id of the run'],
  ['plain', 'npm-1', '', 'npm-1'],
] as const)('a missed key of the kind %s is taken apart', (kind, prefix, suffix, shown) => {
  const key = `${prefix}${suffix}`
  const found = { jobId: '1', job: 'unit', key, result: 'miss', why: 'unknown', confidence: 'low', ...log } as const
  const cacheFindings = { misses: [{ ...found, parsedKey: { prefix, suffix, kind } }], confirmed: [] }
  const [cells] = rows(runOf({}, { cacheFindings }), 'Cache misses explained')
  expect(cells?.[1]).toBe(shown)
})

test('what build tools say of their caches', () => {
  const step = 'Run make'
  const buildCaches: JobManifest['buildCaches'] = [
    { tool: 'buildkit', cachedLayers: 3, imports: ['ghcr.io/o/cache:1'], step, ...log },
    { tool: 'gradle', tasks: 14, executed: 1, fromCache: 1, upToDate: 12, step, ...log },
    { tool: 'ccache', calls: 10, hits: 9, step, confidence: 'low', ...log },
    { tool: 'sccache', calls: 0, hits: 0, action: 'a/b', ...log },
    { tool: 'bazel', processes: 7, remoteHits: 2, diskHits: 1, ...log },
  ]
  expect(rows(runOf({ buildCaches }), 'Build caches')).toEqual([
    ['unit', 'BuildKit', '3 cached layers; cache imported from ghcr.io/o/cache:1', step],
    ['unit', 'Gradle', '1 of 14 tasks from cache, 12 up to date, 1 executed', step],
    ['unit', 'ccache', '9 of 10 compilations hit (90 %), low confidence', step],
    ['unit', 'sccache', '0 of 0 compilations hit', 'a/b'],
    ['unit', 'Bazel', '2 remote and 1 disk hits of 7 processes', '–'],
  ])
})

test('images a job ran in, pulled and pushed', () => {
  const manifest = runOf({
    containers: [
      { role: 'service', name: 'db', image: 'postgres:17', digest: DIGEST, ...log },
      { role: 'job', image: 'node:24', ...log },
    ],
    pulls: [{ image: 'redis:7', digest: DIGEST, step: 'Run docker pull', confidence: 'low', ...log }],
    pushes: [{ image: 'ghcr.io/o/a:1', digest: DIGEST, action: 'docker/build-push-action', ...log }],
  })
  expect(rows(manifest, 'Images')).toEqual([
    ['unit', 'service db', 'postgres:17', DIGEST, '–'],
    ['unit', 'job container', 'node:24', 'not known', '–'],
    ['unit', 'pulled, low confidence', 'redis:7', DIGEST, 'Run docker pull'],
    ['unit', 'pushed', 'ghcr.io/o/a:1', DIGEST, 'docker/build-push-action'],
  ])
})

test('what the token and the cache allowed, jobs that were allowed the same in one row', () => {
  const given = (value: Record<string, 'read' | 'write' | 'none'>) => ({ permissions: { value, ...log } })
  const run = aRunManifest(3, index => `job ${index}`)
  const mores = [
    given({ contents: 'read', issues: 'none' }),
    { ...given({ contents: 'write', 'id-token': 'write', packages: 'read' }), cacheMode: { value: 'read', ...log } },
    given({ contents: 'read' }),
  ] as const
  const jobs = run.jobs.map((job, index) => ({ ...job, record: aManifest({ more: mores[index] ?? {} }) }))
  expect(rows({ ...run, jobs }, 'Token permissions')).toEqual([
    ['contents, id-token', 'packages', 'read', 'job 1'],
    ['nothing', 'contents', '–', 'job 0, job 2'],
  ])
})

test('how named dependencies answered when the job had failed', () => {
  const probe = { host: 'db.example', port: 5_432, source: 'runner' } as const
  const replay = {
    ...{ lockfiles: [], env: [], deployManifests: [], tools: [] },
    dependencies: [
      { ...probe, state: 'down', reason: 'refused', durationMs: 12 },
      { ...probe, state: 'slow', durationMs: 1_900 },
    ],
  } satisfies JobManifest['replay']
  expect(rows(runOf({ replay }), 'Dependencies, probed when the job had failed')).toEqual([
    ['unit', 'db.example:5432', '❌ down (refused)', '12 ms'],
    ['unit', 'db.example:5432', '⚠️ slow', '2 s'],
  ])
})

test('the recorders’ own calls, by service', () => {
  const call = { service: 'results', operation: 'ListArtifacts', outcome: 'answered' } as const
  const calls = [
    { ...call, durationMs: 300 },
    { ...call, durationMs: 100 },
    { ...call, durationMs: 500, outcome: 'no-answer' },
  ] as const
  const manifest = runOf({ recorder: { ...aManifest().recorder, calls: [...calls] } })
  expect(rowsOf(renderRunReport(manifest), "The recorders' own calls")).toEqual([
    ['results', 'ListArtifacts', '3', '300 ms', '500 ms (unit)', 'unit: no-answer'],
  ])
})

test('how many values became redacted, of the report and of all recorders', () => {
  const shown = renderRunReport(runOf({ redacted: 2 }, { redacted: 1 }))
  expect(shown).toContain('- 3 values looked like a credential and became <code>redacted</code>\n')
  expect(renderRunReport(runOf({}))).not.toContain('credential')
})

test('of a job without a recorder the same, marked as its log’s', () => {
  const manifest = anUnrecordedRun(1, () => 'unit')
  for (const title of ['Caches', 'Build caches', 'Images'])
    expect([title, rows(manifest, title)[0]?.[0]]).toEqual([title, 'unit (from its log)'])
})

import { describe, expect, test } from '@jest/globals'
import { fitRunManifest } from '../../src/account/fit-run-manifest.ts'
import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import { LIMITS } from '../../src/core/limits.ts'
import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import { withoutLists } from '../../src/schema/job/without-lists.ts'
import { readRunManifest } from '../../src/schema/read-manifest.ts'
import type { ReportedJob, RunManifest } from '../../src/schema/run/run-manifest.ts'
import { aManifest } from '../report/a-manifest.ts'
import { sampleRun } from '../verify/sample-manifests.ts'

const MIB = 1_048_576
const cache = {
  operation: 'restore' as const,
  key: 'k'.repeat(500),
  restoreKeys: [] as string[],
  result: 'hit' as const,
  source: 'log' as const,
}
const aRecord = (id: number, caches: number): JobManifest =>
  aManifest({ jobId: String(id), more: { caches: Array.from({ length: caches }, () => cache) } })
const aJob = (id: number, caches: number, more: Partial<ReportedJob> = {}): ReportedJob => ({
  id: String(id),
  name: `job ${id}`,
  presence: 'recorded',
  signature: { mode: 'none', by: null, reason: '' },
  agreement: 'confirmed',
  fields: [],
  timing: { clamped: [] },
  manifest: { digest: `sha256:${'0'.repeat(64)}`, sizeBytes: 1, checks: [] },
  record: aRecord(id, caches),
  ...more,
})
const aRun = (jobs: readonly ReportedJob[], more: Partial<RunManifest> = {}): RunManifest => ({
  ...sampleRun([]),
  jobs: [...jobs],
  ...more,
})
const fitted = (manifest: RunManifest): RunManifest => fitRunManifest({ manifest }).manifest
const read = (manifest: RunManifest) => readRunManifest(new TextEncoder().encode(toCanonicalJson(manifest))).value
const cuts = ({ warnings }: RunManifest) => warnings.map(({ code, subject }) => `${code}: ${subject}`)

describe('a run manifest that fits', () => {
  test('is left as it is', () => {
    const manifest = aRun([aJob(1, 10), aJob(2, 10)])
    expect(fitted(manifest)).toEqual(manifest)
  })

  test('holds no record of a manifest that is only referred to, and says where that is and until when', () => {
    const artifact = { name: 'pipeline-trace-job-5-1-2', expiresAt: '2026-12-07T00:00:00Z' }
    const place = { digest: `sha256:${'0'.repeat(64)}`, sizeBytes: 1, checks: [], inRunArtifact: false }
    const small = fitted(
      aRun([aJob(1, 1), aJob(2, 1, { manifest: { ...place, artifact } }), aJob(3, 1, { manifest: place })]),
    )
    expect(small.jobs.map(({ record }) => record !== undefined)).toEqual([true, false, false])
    expect(cuts(small)).toEqual([
      'not-carried: the manifest of job 2: artifact pipeline-trace-job-5-1-2 holds it, which expires 2026-12-07T00:00:00Z',
      'not-carried: the manifest of job 3: artifact ? holds it, which expires at an unknown time',
    ])
    expect(read(small).jobs.map(({ manifest }) => manifest?.inRunArtifact)).toEqual([undefined, false, false])
  })
})

describe('a run manifest that does not', () => {
  test('loses the largest records, which are in the files of the run artifact', () => {
    // Of 700 kB each, and one of 5 kB.
    const jobs = [...Array.from({ length: 40 }, (_, index) => aJob(index, 480, {})), aJob(99, 1)]
    const large = aRun(
      jobs.map(job => ({ ...job, record: job.record && { ...job.record, caches: job.record.caches } })),
    )
    const small = fitted(large)
    const kept = small.jobs.filter(({ record }) => record !== undefined)
    expect(kept.map(({ id }) => id)).toContain('99')
    expect(kept.length).toBeGreaterThan(30)
    expect(kept.length).toBeLessThan(41)
    expect(cuts(small)).toEqual([
      `truncated: ${41 - kept.length} records of jobs, which are in the files under jobs/ alone`,
    ])
    expect(toCanonicalJson(small).length).toBeLessThan(LIMITS.embeddedRecords + MIB)
    expect(read(small).jobs.map(({ presence }) => presence)).toEqual(jobs.map(() => 'recorded'))
  })

  test('is cut in what is least missed until its readers take it, and says so', () => {
    const step = { name: 'x'.repeat(1_000), outcome: 'success', source: 'api' } as const
    const field = {
      field: 'job.key',
      agreement: 'confirmed',
      values: [{ source: 'api', value: 'v'.repeat(1_000) }],
    } as const
    const jobs = Array.from({ length: 300 }, (_, index) =>
      aJob(index, 1, {
        api: { labels: [], steps: Array.from({ length: 100 }, () => step) },
        fields: Array.from({ length: 100 }, () => ({ ...field, values: [...field.values] })),
      }),
    )
    const manifest = aRun(jobs, { result: 'failure' })
    expect(toCanonicalJson(manifest).length).toBeGreaterThan(2 * LIMITS.runManifest)
    const small = fitted(manifest)
    const bytes = Buffer.byteLength(toCanonicalJson(small))
    expect(bytes).toBeLessThanOrEqual(LIMITS.runManifest)
    expect(read(small)).toMatchObject({ result: 'failure' })
    expect(cuts(small)).toContain('truncated: steps of jobs, as the API lists them')
    expect(small.jobs.map(({ agreement, name }) => [agreement, name])).toEqual(jobs.map(job => ['confirmed', job.name]))
  })

  test('of too many values is cut too', () => {
    const step = { name: 'x', source: 'api' } as const
    const jobs = Array.from({ length: 1_000 }, (_, index) =>
      aJob(index, 0, { api: { labels: [], steps: Array.from({ length: 1_000 }, () => step) } }),
    )
    const small = fitted(aRun(jobs))
    expect(small.jobs[0]?.api?.steps).toEqual([])
    expect(read(small).jobs.length).toBe(1_000)
  })
})

test('a manifest without its lists names each that held something, and keeps who it is', () => {
  const manifest = aRecord(7, 3)
  const light = withoutLists(manifest)
  expect(light.caches).toEqual([])
  expect(light.gaps).toContainEqual(expect.objectContaining({ field: 'caches', reason: 'too-large' }))
  expect(light.gaps.map(({ field }) => field)).not.toContain('pulls')
  expect([light.job, light.run, light.runner]).toEqual([manifest.job, manifest.run, manifest.runner])
})

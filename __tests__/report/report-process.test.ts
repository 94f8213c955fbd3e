import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readRunManifest } from '../../src/model/reading.ts'
import type { RunManifest } from '../../src/model/run-manifest.ts'
import { type Reported, type ReportLab, startReportLab } from './report-lab.ts'

let lab: ReportLab

beforeEach(async () => {
  lab = await startReportLab()
})

afterEach(async () => {
  await lab.services.stop()
})

const manifestOf = (reported: Reported): RunManifest => {
  const bytes = reported.files['run-manifest.json']
  if (bytes === undefined) throw new Error(`no run manifest; log:\n${reported.log}`)
  return readRunManifest(bytes).value
}

describe('the report as a process against the lab', () => {
  test('names every job, joins manifests by job id and posts one finished check run', async () => {
    const build = lab.finish()
    const bare = lab.finish({ key: 'lint', name: 'lint' }, { upload: false, line: false })
    const reported = await lab.report({
      inputs: { needs: '{"build":{"result":"success"},"lint":{"result":"success"}}' },
    })

    const manifest = manifestOf(reported)
    expect(reported.code).toBe(0)
    expect(Object.fromEntries(manifest.jobs.map(job => [job.id, [job.presence, job.agreement]]))).toEqual({
      [String(build.id)]: ['recorded', 'confirmed'],
      [String(bare.id)]: ['not-recorded', 'unconfirmed'],
      [String(lab.reportJob.id)]: ['in-progress', 'unconfirmed'],
    })
    expect(manifest.result).toBe('success')
    expect(manifest.completeness).toMatchObject({ by: 'job-id', complete: false, known: 2, recorded: 1 })
    const [check] = [...lab.state.checkRuns.values()]
    expect(check).toMatchObject({
      name: 'pipeline-trace / CI',
      status: 'completed',
      conclusion: 'success',
      externalId: `${manifest.correlationId}/1`,
    })
    expect(lab.services.violations).toEqual([])
  })

  test('updates its check run when the same attempt reports again', async () => {
    lab.finish()
    await lab.report()
    lab.state.artifacts.clear()
    await lab.report()
    expect(lab.state.checkRuns.size).toBe(1)
  })

  test('keeps the bytes of every manifest exactly', async () => {
    const build = lab.finish()
    const reported = await lab.report()
    const inside = reported.files[`jobs/${build.id}.json`]
    expect(Buffer.from(inside ?? []).equals(lab.manifestOf(build))).toBe(true)
  })

  test('steps down to the summary without `checks: write`, green, naming the permission', async () => {
    lab.finish()
    const reported = await lab.report({ permissions: { actions: 'read', contents: 'read' } })
    expect(reported.code).toBe(0)
    expect(reported.log).toContain('checks: write')
    expect(reported.summary).toContain('build')
    expect(lab.state.checkRuns.size).toBe(0)
  })

  test('is red for the same only when strict', async () => {
    lab.finish()
    const reported = await lab.report({ permissions: { actions: 'read' }, inputs: { strict: 'true' } })
    expect(reported.code).toBe(1)
  })

  test('counts jobs by key where REST shows none', async () => {
    const build = lab.finish()
    lab.services.inject({
      path: /\/actions\/runs\//,
      status: 403,
      body: '{"message":"Resource not accessible by integration"}',
      times: 100,
    })
    const reported = await lab.report({
      inputs: { needs: '{"build":{"result":"success"},"deploy":{"result":"failure"},"docs":{"result":"skipped"}}' },
    })
    const manifest = manifestOf(reported)
    expect(manifest.completeness.by).toBe('job-key')
    expect(Object.fromEntries(manifest.jobs.map(job => [job.key, job.presence]))).toEqual({
      build: 'recorded',
      deploy: 'not-recorded',
      docs: 'skipped',
      report: 'in-progress',
    })
    expect(manifest.jobs.find(job => job.key === 'build')?.id).toBe(String(build.id))
    expect(manifest.result).toBe('failure')
    expect(manifest.warnings).toContainEqual({ code: 'permission-missing', subject: 'actions: read' })
  })

  test('survives a results service that is down and says what is missing', async () => {
    lab.finish()
    lab.services.inject({ path: /\/twirp\//, status: 500, body: '{"code":"internal","msg":"down"}', times: 1_000 })
    const reported = await lab.report()
    expect(reported.code).toBe(0)
    expect(reported.summary).toContain('build')
    expect(lab.state.checkRuns.size).toBe(1)
    expect(reported.log).toContain('upload of pipeline-trace-run-')
  }, 60_000)
})

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256Hex } from '../../src/io/digest.ts'
import { manifestOf, type RecorderLab, startRecorderLab, textOfManifest } from './recorder-lab.ts'
import { at, CACHE_MISS, contextData, putOrdinaryJob } from './runner-files.ts'

let lab: RecorderLab

beforeEach(async () => {
  lab = await startRecorderLab()
})

afterEach(async () => {
  await lab.stop()
})

describe('an ordinary job', () => {
  test('is recorded with the source of each value, uploaded, and named by its digest in the log', async () => {
    putOrdinaryJob(lab, CACHE_MISS, undefined, contextData({ matrix: { node: 24, os: 'linux' } }))
    const recorded = await lab.start('post', {
      inputs: { 'has-matrix': 'true', 'job-index': '1', 'job-total': '2' },
    })

    const { run, job, runner, image, steps, caches, gaps, ...manifest } = manifestOf(recorded)
    expect([recorded.code, recorded.notices]).toEqual([0, []])
    expect(recorded.digestLines).toEqual([
      `pipeline-trace manifest sha256:${sha256Hex(textOfManifest(recorded))} job=${lab.job.id} attempt=1`,
    ])
    expect([...lab.services.state.artifacts.values()].map(({ name }) => name)).toEqual([
      `pipeline-trace-job-${lab.run.id}-1-${lab.job.id}`,
    ])
    expect(manifest.correlationId).toBe(`${new URL(lab.services.serverUrl).host}/101/${lab.run.id}`)
    expect(run.runId).toEqual({ value: String(lab.run.id), source: 'runner' })
    expect(job).toMatchObject({
      key: { value: 'build' },
      id: { value: String(lab.job.id) },
      name: { value: 'build (a)', source: 'runner' },
      matrix: { value: { node: 24, os: 'linux' } },
      strategy: { value: { index: 1, total: 2 } },
      status: { value: 'success' },
    })
    expect(runner).toMatchObject({
      labels: { value: ['ubuntu-latest'], source: 'api' },
      group: { value: 'Default', source: 'runner' },
      version: { value: '2.336.0', source: 'log' },
    })
    expect(image).toMatchObject({
      name: { value: 'ubuntu-24.04', source: 'runner' },
      version: { value: '20260413.86.1', source: 'runner' },
    })
    expect(steps.map(({ name, startedAt, source }) => [name, startedAt, source])).toEqual([
      ['Run actions/checkout@v6', at(3), 'runner'],
      ['Run actions/cache@v5', at(10), 'runner'],
      ['Test', at(20), 'runner'],
    ])
    expect(caches).toMatchObject([{ operation: 'restore', key: 'npm-abc', result: 'miss', source: 'log' }])
    expect(manifest.actions.map(({ uses, ref, sha }) => [uses, ref, sha?.[0]])).toEqual([
      ['actions/checkout', 'v6', '1'],
      ['actions/cache', 'v5', '2'],
    ])
    expect(manifest.permissions?.value).toEqual({ contents: 'read' })
    expect(manifest.clock.offsetMs?.value).toBeGreaterThan(-2_000)
    expect(gaps.map(({ field }) => field)).not.toContain('steps')
    expect(lab.services.violations).toEqual([])
  })

  test('tells the services that steps named, with the time the worker gave the step, and its own calls', async () => {
    putOrdinaryJob(lab, [
      ...CACHE_MISS,
      [20, '##[group]Run npm ci'],
      [20, '##[endgroup]'],
      [24, 'npm http fetch GET 200 https://registry.npmjs.org/a 12ms'],
      [25, 'npm error network request to https://registry.npmjs.org/b failed, reason: read ECONNRESET'],
    ])
    const { services, recorder } = manifestOf(await lab.start('post'))
    const npm = (services ?? []).find(({ service }) => service === 'npm')
    expect(npm).toMatchObject({
      host: 'registry.npmjs.org',
      steps: [{ name: 'Test', durationMs: 20_000 }],
      failures: [{ kind: 'reset' }],
      failureCount: 1,
    })
    expect((recorder.calls ?? []).map(({ service, operation, outcome }) => [service, operation, outcome])).toEqual([
      ['results', 'ListArtifacts', 'answered'],
      ['api', 'actions/get-job-for-workflow-run', 'answered'],
    ])
    expect((recorder.calls ?? []).every(({ durationMs }) => durationMs < 10_000)).toBe(true)
  })

  test.each([
    [{ status: 404, body: '{}' }, 'refused'],
    [{ status: 502, body: '' }, 'refused'],
    [{ destroy: true }, 'no-answer'],
  ] as const)('a call of its own that gets %j is kept as %s', async (fault, outcome) => {
    lab.services.inject({ path: /ListArtifacts$|\/actions\/jobs\//, ...fault, times: 99 })
    const { recorder } = manifestOf(await lab.start('post'))
    expect((recorder.calls ?? []).map(call => [call.service, call.outcome])).toEqual([
      ['results', outcome],
      ['api', outcome],
    ])
  })

  test('asks REST once, by job id; labels of the workflow file spare even that', async () => {
    await lab.start('post')
    const calls = lab.services.requests.filter(({ path }) => path.startsWith('/api/')).map(({ path }) => path)
    expect(calls).toEqual([`/api/repos/octo/app/actions/jobs/${lab.job.id}`])

    lab.services.state.artifacts.clear()
    lab.put(
      '_work/app/app/.github/workflows/ci.yml',
      'on: push\njobs:\n  build:\n    runs-on: [self-hosted, "${{ matrix.os }}"]\n    steps: []\n',
    )
    putOrdinaryJob(lab, CACHE_MISS, [], contextData({ matrix: { os: 'linux' } }))
    const recorded = await lab.start('post')
    expect(manifestOf(recorded).runner.labels).toEqual({
      value: ['self-hosted', 'linux'],
      source: 'workflow-file',
      confidence: 'medium',
    })
    expect(lab.services.requests.filter(({ path }) => path.startsWith('/api/'))).toHaveLength(1)
  })

  test('a refusal is a gap, and api: never asks nobody', async () => {
    lab.services.inject({ path: /\/actions\/jobs\//, status: 403, body: '{"message":"no"}', times: 9 })
    const refused = manifestOf(await lab.start('post'))
    expect(refused.runner.labels).toBeUndefined()
    expect(refused.gaps).toContainEqual({
      field: 'runner.labels',
      source: 'api',
      reason: 'permission-denied',
      detail: expect.stringMatching(/^HTTP 403 from 127\.0\.0\.1:\d+$/),
    })

    lab.services.state.artifacts.clear()
    const asked = lab.services.requests.filter(({ path }) => path.startsWith('/api/')).length
    const quiet = manifestOf(await lab.start('post', { inputs: { api: 'never' } }))
    expect(quiet.recorder.calls?.map(({ service }) => service)).toEqual(['results'])
    expect(quiet.gaps).toContainEqual({ field: 'runner.labels', source: 'api', reason: 'not-requested' })
    expect(lab.services.requests.filter(({ path }) => path.startsWith('/api/'))).toHaveLength(asked)
  })

  test('upload: never leaves the line only', async () => {
    const recorded = await lab.start('post', { environment: { PIPELINE_TRACE_UPLOAD: 'never' } })
    expect([recorded.code, recorded.digestLines.length, recorded.notices]).toEqual([0, 1, []])
    expect(lab.services.state.artifacts.size).toBe(0)
  })

  test.each([
    ['failure', 'job-failed'],
    ['cancelled', 'job-failed'],
    ['success', undefined],
  ])('after a %s a missed cache is told to be unsaved for: %s', async (status, reason) => {
    putOrdinaryJob(lab, CACHE_MISS)
    const { caches } = manifestOf(await lab.start('post', { inputs: { 'job-status': status } }))
    expect(
      caches.filter(({ operation }) => operation === 'save').map(one => [one.key, one.result, one.reason]),
    ).toEqual(reason === undefined ? [] : [['npm-abc', 'not-saved', reason]])
  })
})

test('the steps context adds what the log does not tell, and nothing twice', async () => {
  putOrdinaryJob(lab)
  const outputs = (key: string, matched: string) => ({
    outcome: 'success',
    outputs: { 'cache-hit': 'true', 'cache-primary-key': key, 'cache-matched-key': matched, password: 'p' },
  })
  const steps = JSON.stringify({
    known: { outcome: 'success', outputs: { 'cache-primary-key': 'npm-abc' } },
    keyless: { outcome: 'success', outputs: { 'cache-hit': 'false' } },
    other: outputs('go-1', 'go-1'),
    missed: { outcome: 'success', outputs: { 'cache-primary-key': 'pip-1' } },
    upload: { outcome: 'success', outputs: { 'artifact-id': '77', 'artifact-digest': 'd'.repeat(64) } },
  })
  const { caches, artifacts } = manifestOf(await lab.start('post', { inputs: { steps } }))
  expect(caches.map(({ key, result, source }) => [key, result, source])).toEqual([
    ['npm-abc', 'miss', 'log'],
    ['go-1', 'hit', 'steps'],
    ['pip-1', 'miss', 'steps'],
  ])
  expect(artifacts).toEqual([{ name: 'upload', id: '77', digest: `sha256:${'d'.repeat(64)}`, source: 'steps' }])
})

describe('with less around it', () => {
  test('in a job container: no files of the runner, said so', async () => {
    putOrdinaryJob(lab)
    const recorded = await lab.start('post', { inContainer: true })
    const { steps, image, runner, gaps, ...rest } = manifestOf(recorded)
    expect([recorded.code, steps, image, runner.labels?.value]).toEqual([0, [], {}, ['ubuntu-latest']])
    // Nothing told of them: an empty list would say that there were none.
    for (const field of ['downloads', 'buildCaches', 'pulls', 'pushes']) expect(rest).not.toHaveProperty(field)
    for (const field of ['steps', 'image.name', 'caches', 'actions', 'containers'])
      expect(gaps).toContainEqual(expect.objectContaining({ field, reason: 'not-readable' }))
  })

  test('on a runner that knows no job id: named by the backend job id', async () => {
    const recorded = await lab.start('post', { inputs: { 'job-id': '' } })
    expect([...lab.services.state.artifacts.values()].map(({ name }) => name)).toEqual([
      `pipeline-trace-job-${lab.run.id}-1-k-${lab.job.backendId}`,
    ])
    expect(manifestOf(recorded).gaps).toContainEqual(expect.objectContaining({ field: 'job.id' }))
  })

  test('outside a run: one notice, exit code 0', async () => {
    const recorded = await lab.start('post', { environment: { GITHUB_RUN_ID: undefined } })
    expect([recorded.code, recorded.notices.length, recorded.digestLines]).toEqual([0, 1, []])
  })

  test('switched off: nothing at all', async () => {
    const settings = [{ inputs: { enabled: 'false' } }, { environment: { PIPELINE_TRACE: 'off' } }]
    for (const setting of settings) {
      const recorded = await lab.start('post', setting)
      expect([recorded.code, recorded.log]).toEqual([0, ''])
    }
    expect(lab.services.requests).toEqual([])
  })
})

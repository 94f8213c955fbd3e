import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { strToU8 } from 'fflate'
import { readRunManifest } from '../../src/schema/read-manifest.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { SHA } from '../lab/a-state.ts'
import { type Reported, type ReportLab, type Settings, startReportLab } from './report-lab.ts'

// Each test is a process of its own.
jest.setTimeout(60_000)

const RUNS = 'runs-on: x\n    steps: [{ run: a }]'
const FILE = `on: push
jobs:
  first:
    ${RUNS}
  build:
    needs: first
    name: Build everything
    ${RUNS}
  docs:
    name: Documents
    ${RUNS}
  aside:
    name: build
    ${RUNS}
  report:
    needs: [build, docs]
    ${RUNS}
`

let lab: ReportLab
beforeEach(async () => {
  lab = await startReportLab({}, { contents: async () => strToU8(FILE) })
  lab.finish({ key: 'first', name: 'first' })
  lab.finish({ key: 'build', name: 'Build everything' })
  lab.finish({ key: 'docs', name: 'Documents', conclusion: 'skipped' }, { upload: false, line: false })
  lab.finish({ key: 'aside', name: 'build' }, { upload: false, line: false })
})
afterEach(async () => {
  await lab.services.stop()
})

const KNOWN = {
  GITHUB_WORKFLOW_SHA: SHA,
  GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/ci.yml@refs/heads/main',
}
const WHOLE = '{"build":{"result":"success","outputs":{"a":"b"}},"docs":{"result":"skipped","outputs":{}}}'
const RESULTS = '["success","skipped"]'

const manifestOf = (reported: Reported): RunManifest => {
  const bytes = reported.files['run-manifest.json']
  if (bytes === undefined) throw new Error(`no run manifest; log:\n${reported.log}`)
  return readRunManifest(bytes).value
}
const report = async (needs: string | undefined, settings: Settings = {}) => {
  const inputs: Record<string, string> = needs === undefined ? {} : { needs }
  const reported = await lab.report({ ...settings, inputs, environment: { ...KNOWN, ...settings.environment } })
  return { reported, manifest: manifestOf(reported) }
}
/** Each job but the report's own: `name: key, waited for, result`. */
const jobsOf = ({ jobs }: RunManifest): readonly string[] =>
  jobs
    .filter(({ id }) => id !== String(lab.reportJob.id))
    .map(({ name, key, waitedFor, needsResult }) => `${name}: ${key}, ${waitedFor}, ${needsResult}`)
    .sort()

describe('with the list of jobs and the workflow file', () => {
  test.each<[string, string | undefined, readonly [string, string]]>([
    ['the whole needs context', WHOLE, ['success', 'skipped']],
    ['results alone, which do not say whose each is', RESULTS, ['undefined', 'undefined']],
    ['results that are all the same', '["success","success"]', ['success', 'success']],
    ['nothing', undefined, ['undefined', 'undefined']],
  ])('%s: keys of the file, never a name', async (_, needs, [build, docs]) => {
    const { manifest, reported } = await report(needs)
    expect(reported.code).toBe(0)
    expect(jobsOf(manifest)).toEqual([
      `Build everything: build, true, ${build}`,
      `Documents: docs, true, ${docs}`,
      'build: aside, false, undefined',
      'first: first, true, undefined',
    ])
    expect(manifest.completeness.notWaitedFor).toEqual(['build'])
    expect(reported.summary).toContain('<code>needs</code>; it may not have been waited for')
  })

  test('results that do not fit the file are those of another file: nothing is said by it', async () => {
    const { manifest } = await report('["success","success","success"]')
    expect(jobsOf(manifest).map(line => line.split(', ')[1])).toEqual(Array(4).fill('undefined'))
    expect(manifest.completeness.notWaitedFor).toEqual([])
  })

  test('a needed job that still reads as running is waited for', async () => {
    const job = [...lab.state.jobs.values()].find(({ key }) => key === 'build')
    if (job === undefined) throw new Error('no such job')
    Object.assign(job, { status: 'in_progress', conclusion: null })
    const { reported } = await report(undefined)
    const lists = lab.services.requests.filter(({ path }) => path.includes('/attempts/1/jobs'))
    expect([reported.code, lists.length > 1]).toEqual([0, true])
  })
})

describe('without `contents: read`', () => {
  beforeEach(() => {
    lab.services.inject({ path: /\/contents\//, status: 404, body: '{"message":"Not Found"}', times: 99 })
  })

  test.each<[string, string | undefined, readonly string[]]>([
    [
      'the whole needs context: by the keys of manifests',
      WHOLE,
      [
        'Build everything: build, true, success',
        'Documents: undefined, undefined, undefined',
        'build: build, true, success',
        'first: first, false, undefined',
      ],
    ],
    [
      'results alone: nothing is guessed',
      RESULTS,
      [
        'Build everything: build, undefined, undefined',
        'Documents: undefined, undefined, undefined',
        'build: undefined, undefined, undefined',
        'first: first, undefined, undefined',
      ],
    ],
  ])('%s', async (_, needs, expected) => {
    const { manifest } = await report(needs)
    expect(jobsOf(manifest)).toEqual(expected)
  })
})

describe('without `actions: read`', () => {
  const refused = (): void =>
    lab.services.inject({ path: /\/actions\/runs\/\d+/, status: 403, body: '{"message":"no"}', times: 99 })

  test.each<[string, string | undefined, readonly string[], string]>([
    [
      'the whole needs context',
      WHOLE,
      ['Build everything: build, true, success', 'docs: docs, true, skipped'],
      // What was skipped has not passed, and without the list nobody knows of the other jobs.
      'incomplete',
    ],
    [
      'results alone',
      RESULTS,
      ['Build everything: build, true, undefined', 'docs: docs, true, undefined'],
      'incomplete',
    ],
    [
      'a failure among them',
      '["success","failure"]',
      ['Build everything: build, true, undefined', 'docs: docs, true, undefined'],
      'failure',
    ],
  ])('%s: the jobs that the file names', async (_, needs, expected, result) => {
    refused()
    const { manifest } = await report(needs)
    expect(jobsOf(manifest).filter(line => !line.startsWith('first'))).toEqual(expected)
    expect([manifest.result, manifest.completeness.by]).toEqual([result, 'job-key'])
  })

  test('nor the file: as many jobs as there are results, none of them named', async () => {
    refused()
    lab.services.inject({ path: /\/contents\//, status: 404, body: '{"message":"Not Found"}', times: 99 })
    const { manifest } = await report('["success","failure","skipped","success"]')
    expect([manifest.result, manifest.completeness.complete, manifest.completeness.known]).toEqual([
      'failure',
      false,
      3,
    ])
    expect(manifest.gaps.map(({ field }) => field)).toContain('workflow')
  })
})

describe('variables that another runner does not set', () => {
  const DISPENSABLE = {
    ...{ GITHUB_REPOSITORY_ID: undefined, GITHUB_RUN_NUMBER: undefined, GITHUB_WORKFLOW: undefined },
    ...{ GITHUB_EVENT_NAME: undefined, GITHUB_SHA: undefined, GITHUB_REF: undefined, GITHUB_JOB: undefined },
    ...{ GITHUB_WORKFLOW_SHA: undefined, GITHUB_WORKFLOW_REF: undefined, GITHUB_EVENT_PATH: undefined },
  }

  test('the id of the repository comes from REST, and the manifests of its jobs are taken', async () => {
    const { manifest, reported } = await report(RESULTS, { environment: DISPENSABLE })
    expect([reported.code, manifest.run.repositoryId]).toEqual([0, { value: '101', source: 'api' }])
    expect(manifest.jobs.filter(({ presence }) => presence === 'recorded')).toHaveLength(2)
    expect(manifest.correlationId).toBe(`${new URL(lab.services.serverUrl).host}/octo/app/${lab.run.id}`)
  })

  test('or from the event file', async () => {
    const environment = { ...DISPENSABLE }
    const { GITHUB_EVENT_PATH: _, ...withEvent } = environment
    const { manifest } = await report(RESULTS, { environment: withEvent, event: { repository: { id: 101 } } })
    expect(manifest.run.repositoryId).toEqual({ value: '101', source: 'runner', confidence: 'medium' })
  })

  test('where nothing gives it, names tell: the manifests are taken all the same, and a gap says so', async () => {
    lab.services.inject({ path: /\/actions\/runs\/\d+/, status: 403, body: '{"message":"no"}', times: 99 })
    const { manifest } = await report(RESULTS, { environment: DISPENSABLE })
    expect(manifest.run.repositoryId).toEqual({ value: '0', source: 'runner', confidence: 'low' })
    expect(manifest.gaps).toContainEqual(expect.objectContaining({ field: 'run.repositoryId', reason: 'not-provided' }))
    expect(manifest.jobs.filter(({ presence }) => presence === 'recorded')).toHaveLength(2)
  })

  test('a manifest made where the id was not set is no contradiction to a report that has it', async () => {
    const unknown = { value: '0', source: 'runner' as const, confidence: 'low' as const }
    const job = lab.finish({ key: 'first', name: 'other runner' })
    const { run } = JSON.parse(new TextDecoder().decode(lab.manifestOf(job)))
    lab.state.artifacts.clear()
    lab.finish({ key: 'first', name: 'other runner' }, { more: { run: { ...run, repositoryId: unknown } } })
    const { manifest } = await report(RESULTS)
    const reported = manifest.jobs.find(({ presence }) => presence === 'recorded')
    expect([reported?.agreement, reported?.record?.run.repositoryId]).toEqual(['confirmed', unknown])
  })

  test.each(['GITHUB_SERVER_URL', 'GITHUB_REPOSITORY', 'GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT'])(
    'without %s there is no run to report, and the log names it',
    async name => {
      const reported = await lab.report({ environment: { [name]: undefined } })
      expect([reported.code, reported.files]).toEqual([0, {}])
      expect(reported.log).toContain(`${name} is not set`)
    },
  )
})

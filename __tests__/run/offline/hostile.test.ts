import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { openFolder } from '../../../src/run/offline/open-folder.ts'
import { findPlace } from '../../../src/run/offline/paths.ts'
import { aFolder, observationOf, observeFolder, removeFolders } from '../observe-twice.ts'

afterEach(removeFolders)

const RUN = {
  id: 5,
  run_attempt: 1,
  status: 'completed',
  html_url: 'https://github.com/octo/app/actions/runs/5',
  updated_at: '2026-03-01T10:00:00Z',
  head_sha: 'a'.repeat(40),
  path: '.github/workflows/ci.yml',
}
const aRunFolder = (files: Readonly<Record<string, unknown>> = {}): string => {
  const root = aFolder()
  for (const [file, value] of Object.entries({ 'run.json': RUN, ...files })) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), typeof value === 'string' ? value : JSON.stringify(value))
  }
  return root
}
const job = (id: number) => ({ id, name: 'a', status: 'completed', conclusion: 'success', runner_id: 1, labels: [] })
const reasonOf = async (root: string, field: string): Promise<string | undefined> =>
  observationOf(await observeFolder(root)).gaps.find(gap => gap.field === field)?.reason

describe('a hand-made folder', () => {
  test.each([
    ['GitHub’s object', { total_count: 2, jobs: [job(1), job(2)] }],
    [
      'an array of pages',
      [
        { total_count: 2, jobs: [job(1)] },
        { total_count: 2, jobs: [job(2)] },
      ],
    ],
    ['an array of jobs', [job(1), job(2)]],
  ])('jobs as %s', async (_, jobs) => {
    const seen = observationOf(await observeFolder(aRunFolder({ 'jobs.json': jobs })))
    expect(seen.attempts[0]?.jobs?.map(({ id }) => id)).toEqual(['1', '2'])
    expect(seen.attempts[0]?.complete).toBe(true)
    expect(seen.observedAt).toBe('2026-03-01T10:00:00.000Z')
  })

  test.each([
    ['a list', [{ state: 'approved', environments: [{ name: 'x' }] }]],
    ['an array of lists', [[{ state: 'approved', environments: [{ name: 'x' }] }]]],
  ])('approvals as %s', async (_, approvals) => {
    const seen = observationOf(await observeFolder(aRunFolder({ 'approvals.json': approvals })))
    expect(seen.approvals).toEqual([{ state: 'approved', environments: ['x'] }])
  })

  test('a workflow file that was put there is taken as given, with the files it calls', async () => {
    const sha = RUN.head_sha
    const seen = observationOf(
      await observeFolder(
        aRunFolder({
          'jobs.json': [],
          'workflow.yml': 'on: push\njobs:\n  a: { uses: ./.github/workflows/b.yml }\n',
          [`workflows/octo/app/${sha}/.github/workflows/b.yml`]:
            'on: workflow_call\njobs:\n  b: { runs-on: x, environment: "a/b", steps: [{ run: x }] }\n',
          'environments/a%2Fb.json': { name: 'a/b', protection_rules: [{ type: 'branch_policy' }] },
        }),
      ),
    )
    expect(seen.workflow?.choice).toMatchObject({ by: 'given', inferred: true })
    expect(seen.workflow?.plan.jobs.map(({ id }) => id)).toEqual(['a', 'a/b'])
    expect(seen.environments).toEqual([{ name: 'a/b', rules: [{ kind: 'branch-policy' }] }])
  })

  test('the repository is read from whatever names it', async () => {
    const url = 'https://api.github.com/repos/octo/app/actions/runs/5'
    const { subject } = await openFolder(aRunFolder({ 'run.json': { id: 5, url } }))
    expect(subject).toMatchObject({ repository: 'octo/app', runId: '5', serverUrl: 'https://github.com' })
  })

  test.each([
    ['no run.json', { 'run.json': '' }],
    ['no identity', { 'run.json': { id: 5 } }],
    ['a record that is cut', { 'fetch.json': '{"schemaVersion":' }],
  ])('%s is refused as wrong usage', async (_, files) => {
    await expect(openFolder(aRunFolder(files))).rejects.toMatchObject({ code: 'USAGE' })
  })
})

describe('a hostile folder', () => {
  test('a link out of it is not followed, a link inside it is', async () => {
    const outside = aRunFolder({ 'jobs.json': [job(1)] })
    const root = aRunFolder({ 'inside.json': [job(2)] })
    symlinkSync(join(outside, 'jobs.json'), join(root, 'jobs.json'))
    expect(await reasonOf(root, 'jobs')).toBe('not-readable')
    const other = aRunFolder({ 'inside.json': [job(2)] })
    symlinkSync(join(other, 'inside.json'), join(other, 'jobs.json'))
    expect(observationOf(await observeFolder(other)).attempts[0]?.jobs).toHaveLength(1)
  })

  test('a folder in the place of a file, and a file over its cap', async () => {
    expect(await reasonOf(aRunFolder({ 'jobs.json/x': '' }), 'jobs')).toBe('not-readable')
    const root = aRunFolder({ 'jobs.json': '' })
    truncateSync(join(root, 'jobs.json'), 65 * 1_048_576)
    expect(await reasonOf(root, 'jobs')).toBe('too-large')
  })

  test.each([
    ['null', 'null'],
    ['a number', '7'],
    ['no JSON', '{"jobs":['],
    ['binary', '\u0000\uFFFD'],
    ['jobs that are none', '{"jobs":[1,null,{"id":"x"}]}'],
    ['deep nesting', '['.repeat(50_000) + ']'.repeat(50_000)],
  ])('jobs.json of %s is a gap', async (_, jobs) => {
    expect(await reasonOf(aRunFolder({ 'jobs.json': jobs }), 'jobs')).toBe('malformed')
  })

  test('a proto key reaches nothing', async () => {
    const jobs = '{"total_count":1,"__proto__":{"polluted":1},"jobs":[]}'
    await observeFolder(aRunFolder({ 'jobs.json': jobs }))
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  test.each([
    '/repos/octo/app/contents/../../run.json?ref=main',
    '/repos/octo/app/contents/%2e%2e/%2e%2e/run.json?ref=main',
    '/repos/octo/app/contents/..%5C..%5Crun.json?ref=main',
    '/repos/../../contents/x.yml?ref=main',
    '/repos/octo/app/contents/x.yml?ref=..',
    '/repos/octo/app/contents/a%00b?ref=main',
    '/repos/octo/other/deployments',
    '/repos/octo/app/actions/runs/6',
    '/user',
  ])('%s has no place in a folder', path => {
    const run = { repository: 'octo/app', runId: '5', attempt: 1, workflowPath: undefined }
    expect(findPlace(path, run)).toBeUndefined()
  })

  test('a name of an environment stays one file name', () => {
    const run = { repository: 'octo/app', runId: '5', attempt: 1, workflowPath: undefined }
    const path = `/repos/octo/app/environments/${encodeURIComponent('../../etc')}`
    expect(findPlace(path, run)).toMatchObject({ files: ['environments/..%2F..%2Fetc.json'] })
  })
})

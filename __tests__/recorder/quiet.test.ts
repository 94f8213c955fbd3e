import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { findRetention, hasArtifactService } from '../../src/github/write/upload-artifact.ts'
import { manifestOf, type RecorderLab, startRecorderLab } from './recorder-lab.ts'
import { putOrdinaryJob } from './runner-files.ts'

let lab: RecorderLab

beforeEach(async () => {
  lab = await startRecorderLab()
  putOrdinaryJob(lab)
})

afterEach(async () => {
  await lab.stop()
})

const requestsOf = (method: string): number =>
  lab.services.requests.filter(({ path }) => path.endsWith(`/${method}`)).length

test('GitHub Enterprise Server: no upload is tried, no annotation, one plain line', async () => {
  const recorded = await lab.start('post', { environment: { GITHUB_SERVER_URL: 'https://ghe.corp.test' } })
  expect([recorded.code, recorded.digestLines.length, requestsOf('CreateArtifact')]).toEqual([0, 1, 0])
  expect(recorded.log).not.toMatch(/^::/m)
  expect(recorded.log).toMatch(/^pipeline-trace: manifest not uploaded: GitHub Enterprise Server /m)
})

test.each([
  ['', '3', 3],
  ['', '90', 7],
  ['', '', 7],
  ['', 'many', 7],
  ['400', '30', 30],
  ['2', '30', 2],
  // The lab's default is GitHub's, 90 days.
  ['0', '3', 90],
])('retention-days %j where the repository allows %j: %d days, and no warning', async (days, allowed, expected) => {
  const recorded = await lab.start('post', {
    inputs: { 'retention-days': days },
    environment: { GITHUB_RETENTION_DAYS: allowed },
  })
  expect(recorded.log).not.toMatch(/^::/m)
  const [artifact] = [...lab.services.state.artifacts.values()]
  const kept = ((artifact?.expiresAt?.getTime() ?? 0) - (artifact?.createdAt.getTime() ?? 0)) / 86_400_000
  expect(Math.round(kept)).toBe(expected)
})

test('a results service that takes 2 s for each answer does not lose the manifest', async () => {
  lab.services.inject({ path: /^\/twirp\//, delayMs: 2_000, times: 99 })
  const recorded = await lab.start('post')
  expect([recorded.code, recorded.notices]).toEqual([0, []])
  expect(manifestOf(recorded).gaps.filter(({ source }) => source === 'results')).toEqual([])
})

test('a listing that failed costs neither manifest nor signature', async () => {
  lab.services.inject({ path: /ListArtifacts$/, status: 502, body: '<html>', times: 99 })
  const { files, notices } = await lab.start('post')
  expect([Object.keys(files), notices, requestsOf('ListArtifacts')]).toEqual([['job-manifest.json'], [], 1])
})

test('a storage that failed is named with its status, and requested twice at most', async () => {
  lab.services.inject({ path: /devstoreaccount1/, status: 503, body: '', times: 99 })
  const { code, notices } = await lab.start('post')
  expect([code, notices.length]).toEqual([0, 1])
  expect(notices[0]).toMatch(/upload of pipeline-trace-job-\S+ failed: upload to the storage: HTTP 503 from 127/)
  expect(lab.services.requests.filter(({ path }) => path.includes('devstoreaccount1'))).toHaveLength(2)
})

test('a quota that is used up is told as such', async () => {
  lab.services.inject({
    path: /CreateArtifact$/,
    status: 403,
    body: '{"code":"resource_exhausted","msg":"failed to create artifact: insufficient usage to create artifact"}',
    times: 99,
  })
  const { notices } = await lab.start('post')
  expect(notices).toEqual([expect.stringContaining('HTTP 403 from')])
  expect(notices[0]).toContain('the storage quota for artifacts is used up. Delete artifacts')
  expect(requestsOf('CreateArtifact')).toBe(1)
})

test.each([
  ['https://github.com', true],
  ['https://acme.ghe.com', true],
  ['http://github.localhost:3000', true],
  ['https://ghe.corp.test', false],
  ['https://github.com.corp.test', false],
  ['', true],
])('%s has the artifact service: %s', (serverUrl, expected) => {
  expect(hasArtifactService(serverUrl)).toBe(expected)
})

test.each<[number | undefined, string | undefined, number | undefined]>([
  [7, '3', 3],
  [7, '90', 7],
  [7, undefined, 7],
  [7, '0', 7],
  [7, '-1', 7],
  [0, '3', undefined],
  [undefined, '3', undefined],
])('retention %j of %j is %j', (given, limit, expected) => {
  expect(findRetention(given, limit)).toBe(expected)
})

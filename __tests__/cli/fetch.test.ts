import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { type FetchOptions, fetchRun } from '../../src/cli/fetch.ts'
import { NO_PROXIES } from '../../src/io/http/proxy.ts'
import { type Reply, type RestServer, startRestServer } from '../github/rest-server.ts'
import { aFolder, observationOf, observeFolder, removeFolders } from '../run/observe-twice.ts'

let server: RestServer | undefined
afterEach(async () => {
  await server?.stop()
  removeFolders()
})

const run = { id: 5, run_attempt: 1, status: 'completed', html_url: 'https://github.com/octo/app/actions/runs/5' }
const jobs = { total_count: 1, jobs: [{ id: 11, name: 'a', status: 'completed', conclusion: 'success', labels: [] }] }

const answers = (url: URL): Reply => {
  if (url.pathname.endsWith('/actions/runs/5')) return { body: run }
  if (url.pathname.endsWith('/jobs')) return { body: jobs }
  if (url.pathname.endsWith('/artifacts')) return { body: { total_count: 0, artifacts: [] } }
  return { body: [] }
}

const fetchInto = async (folder: string, answer: (url: URL) => Reply, more: Partial<FetchOptions> = {}) => {
  server = await startRestServer(answer)
  return fetchRun(
    {
      repository: 'octo/app',
      runId: '5',
      attempt: undefined,
      folder,
      apiUrl: server.url,
      serverUrl: 'https://github.com',
      token: 'secret-token',
      tokenFrom: 'GH_TOKEN',
      proxies: NO_PROXIES,
      logs: 'archive',
      force: false,
      budget: 100,
      now: () => Date.parse('2026-03-01T10:00:00Z'),
      ...more,
    },
    () => undefined,
  )
}

test('saves what GitHub said, unchanged, and how each question went', async () => {
  const folder = join(aFolder(), 'new/folder')
  expect(await fetchInto(folder, answers)).toEqual({ exitCode: 0, lost: [] })
  expect(readdirSync(folder).sort()).toEqual([
    'approvals.json',
    'artifacts.json',
    'fetch.json',
    'jobs.json',
    'repository.json',
    'run.json',
  ])
  expect(JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'))).toEqual(run)
  expect(JSON.parse(readFileSync(join(folder, 'jobs.json'), 'utf8'))).toEqual(jobs)
  const record = readFileSync(join(folder, 'fetch.json'), 'utf8')
  expect(JSON.parse(record)).toMatchObject({ repository: 'octo/app', runId: '5', attempt: null, logs: 'archive' })
  expect(record).not.toContain('secret-token')
  expect(observationOf(await observeFolder(folder)).observedAt).toBe('2026-03-01T10:00:00.000Z')
})

test('what was refused is said, what was read stays', async () => {
  const folder = aFolder()
  const fetched = await fetchInto(folder, url =>
    url.pathname.endsWith('/jobs')
      ? { status: 403, headers: { 'x-accepted-github-permissions': 'actions=read' } }
      : answers(url),
  )
  expect(fetched).toEqual({ exitCode: 3, lost: ['jobs: permission-denied, HTTP 403, needs actions=read'] })
  expect(readdirSync(folder)).toContain('run.json')
})

test('a run that is not there leaves the record of it', async () => {
  const folder = aFolder()
  const fetched = await fetchInto(folder, () => ({ status: 404 }))
  expect(fetched.exitCode).toBe(5)
  expect(readdirSync(folder)).toEqual(['fetch.json'])
})

test('a folder that holds something is left alone unless told otherwise', async () => {
  const folder = aFolder()
  mkdirSync(join(folder, 'attempts/7'), { recursive: true })
  writeFileSync(join(folder, 'notes.txt'), 'mine')
  await expect(fetchInto(folder, answers)).rejects.toMatchObject({ code: 'USAGE' })
  expect(readdirSync(folder).sort()).toEqual(['attempts', 'notes.txt'])
  await server?.stop()
  expect((await fetchInto(folder, answers, { force: true })).exitCode).toBe(0)
  expect(readdirSync(folder)).not.toContain('attempts')
  expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine')
})

test('a file in the place of the folder is wrong usage', async () => {
  const file = join(aFolder(), 'file')
  writeFileSync(file, '')
  await expect(fetchInto(file, answers)).rejects.toMatchObject({ code: 'USAGE' })
})

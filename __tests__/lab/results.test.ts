import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { JobServices } from '../../lab/job-plan.ts'
import { type Services, startServices } from '../../lab/services.ts'
import type { LabJob, LabRun, LabState, LabToken } from '../../lab/state.ts'
import { aJob, aRun, aState } from './a-state.ts'
import { resultOf, runToolkit } from './toolkit.ts'

let state: LabState
let run: LabRun
let services: Services

beforeEach(async () => {
  state = aState()
  run = aRun(state)
  services = await startServices(state)
})
afterEach(() => services.stop())

const MAIN: LabToken['cacheScopes'] = [{ scope: 'refs/heads/main', permission: 3 }]

const tokensFor = (job: LabJob, cacheScopes: LabToken['cacheScopes'] = MAIN): JobServices =>
  services.issueTokens({
    jobId: job.id,
    runId: run.id,
    attempt: job.attempt,
    permissions: { actions: 'read' },
    backendRunId: run.backendRunId,
    backendJobId: job.backendId,
    cacheScopes,
    oidcClaims: {},
  })

const UPLOAD = `
import { DefaultArtifactClient } from '@actions/artifact'
import { writeFileSync } from 'node:fs'
const file = process.env.WORK + '/out.txt'
writeFileSync(file, 'built ' + 'x'.repeat(100000))
const uploaded = await new DefaultArtifactClient().uploadArtifact('dist', [file], process.env.WORK, { retentionDays: 7 })
console.log('RESULT ' + JSON.stringify(uploaded))`

test('an artifact made in one job is listed, downloaded and deleted in another by the unmodified client', async () => {
  const producer = aJob(state, run)
  const uploaded = resultOf(await runToolkit(tokensFor(producer), UPLOAD)) as {
    id: number
    size: number
    digest: string
  }
  const stored = [...state.artifacts.values()][0]
  const bytes = state.blobs.get(stored?.blobId ?? '')?.bytes ?? new Uint8Array()
  expect(stored).toMatchObject({ id: uploaded.id, name: 'dist', size: bytes.length, backendJobId: producer.backendId })
  expect(stored?.digest).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`)
  expect(uploaded).toEqual({ id: stored?.id, size: bytes.length, digest: stored?.digest?.slice(7) })

  const consumer = await runToolkit(
    tokensFor(aJob(state, run, { key: 'use' })),
    `import { DefaultArtifactClient } from '@actions/artifact'
     import { readFileSync } from 'node:fs'
     const client = new DefaultArtifactClient()
     const { artifacts } = await client.listArtifacts()
     const { downloadPath, digestMismatch } = await client.downloadArtifact(artifacts[0].id, {
       path: process.env.WORK + '/in', expectedHash: artifacts[0].digest })
     const text = readFileSync(downloadPath + '/out.txt', 'utf8')
     const deleted = await client.deleteArtifact('dist')
     const left = (await client.listArtifacts()).artifacts.length
     console.log('RESULT ' + JSON.stringify({ artifacts, digestMismatch, length: text.length, deleted, left }))`,
  )
  expect(resultOf(consumer)).toMatchObject({
    artifacts: [{ name: 'dist', id: uploaded.id, size: uploaded.size, digest: stored?.digest }],
    digestMismatch: false,
    length: 100_006,
    deleted: { id: uploaded.id },
    left: 0,
  })
  expect(services.violations).toEqual([])
}, 30_000)

test('a second artifact of one name is refused as GitHub words it; a new attempt may use the name again', async () => {
  await runToolkit(tokensFor(aJob(state, run)), UPLOAD)
  const second = await runToolkit(tokensFor(aJob(state, run)), UPLOAD)
  expect(second.stderr).toContain('(409) Conflict: an artifact with this name already exists on the workflow run')
  run.attempts.push({ ...(run.attempts[0] as LabRun['attempts'][number]), attempt: 2, jobIds: [] })
  const rerun = await runToolkit(tokensFor(aJob(state, run)), UPLOAD)
  expect(resultOf(rerun)).toMatchObject({ size: expect.any(Number) })
  expect([...state.artifacts.values()].filter(one => one.finalized)).toHaveLength(2)
}, 30_000)

test('findBy reads another run through REST and follows the redirect to the blob', async () => {
  const producer = aJob(state, run)
  await runToolkit(tokensFor(producer), UPLOAD)
  const other = aRun(state)
  const job = aJob(state, other)
  const tokens = tokensFor(job)
  const ran = await runToolkit(
    tokens,
    `import { DefaultArtifactClient } from '@actions/artifact'
     const client = new DefaultArtifactClient()
     const findBy = { token: process.env.GITHUB_TOKEN, workflowRunId: ${run.id}, repositoryOwner: 'octo', repositoryName: 'app' }
     const { artifacts } = await client.listArtifacts({ findBy })
     const { digestMismatch } = await client.downloadArtifact(artifacts[0].id, { path: process.env.WORK + '/in', findBy, expectedHash: artifacts[0].digest })
     console.log('RESULT ' + JSON.stringify({ names: artifacts.map(one => one.name), digestMismatch }))`,
  )
  expect(resultOf(ran)).toEqual({ names: ['dist'], digestMismatch: false })
  expect(services.violations).toEqual([])
}, 30_000)

const cacheScript = (body: string): string => `
import * as cache from '@actions/cache'
import { mkdirSync, writeFileSync, rmSync, readFileSync } from 'node:fs'
process.chdir(process.env.WORK)
const save = async key => { mkdirSync('deps', { recursive: true }); writeFileSync('deps/a.txt', key); const id = await cache.saveCache(['deps'], key); rmSync('deps', { recursive: true }); return id }
const read = () => readFileSync('deps/a.txt', 'utf8')
${body}`

test('a cache is missed, saved, hit, matched by prefix, looked up and not saved twice', async () => {
  const ran = await runToolkit(
    tokensFor(aJob(state, run)),
    cacheScript(`
    const miss = await cache.restoreCache(['deps'], 'npm-1')
    const saved = await save('npm-1')
    const again = await save('npm-1')
    const hit = await cache.restoreCache(['deps'], 'npm-1')
    const text = read()
    const partial = await cache.restoreCache(['deps'], 'npm-2', ['npm-'])
    const lookedUp = await cache.restoreCache(['deps'], 'npm-1', [], { lookupOnly: true })
    const otherVersion = await cache.restoreCache(['elsewhere'], 'npm-1')
    console.log('RESULT ' + JSON.stringify({ miss: miss ?? null, saved, again, hit, text, partial, lookedUp, otherVersion: otherVersion ?? null }))`),
  )
  const stored = [...state.caches.values()]
  expect(stored).toHaveLength(1)
  expect(resultOf(ran)).toEqual({
    miss: null,
    saved: stored[0]?.id,
    again: -1,
    hit: 'npm-1',
    text: 'npm-1',
    partial: 'npm-1',
    lookedUp: 'npm-1',
    otherVersion: null,
  })
  expect(ran.stdout).toContain(
    'Failed to save: Unable to reserve cache with key npm-1, another job may be creating this cache.',
  )
  expect(ran.stdout).toContain('Cache hit for restore-key: npm-1')
  expect(stored[0]?.size).toBe(state.blobs.get(stored[0]?.blobId ?? '')?.bytes.length)
}, 30_000)

test('a pull request reads the base branch, writes only its own scope, and denials are worded as GitHub does', async () => {
  await runToolkit(tokensFor(aJob(state, run)), cacheScript(`await save('base')`))
  const pull: LabToken['cacheScopes'] = [
    { scope: 'refs/pull/3/merge', permission: 3 },
    { scope: 'refs/heads/main', permission: 1 },
  ]
  const ofPull = await runToolkit(
    tokensFor(aJob(state, run), pull),
    cacheScript(
      `const hit = await cache.restoreCache(['deps'], 'base'); await save('base'); console.log('RESULT ' + JSON.stringify(hit))`,
    ),
  )
  expect(resultOf(ofPull)).toBe('base')
  expect([...state.caches.values()].map(one => one.scope)).toEqual(['refs/heads/main', 'refs/pull/3/merge'])

  const readOnly: LabToken['cacheScopes'] = [{ scope: 'refs/heads/main', permission: 1 }]
  const denied = await runToolkit(tokensFor(aJob(state, run), readOnly), cacheScript(`await save('new')`))
  expect(denied.stdout).toContain('cache write denied:')
  const blind = await runToolkit(
    tokensFor(aJob(state, run), []),
    cacheScript(`await cache.restoreCache(['deps'], 'base')`),
  )
  expect(blind.stdout).toContain('cache read denied:')
}, 30_000)

const create = async (token: string, name: string): Promise<Response> =>
  fetch(`${services.resultsUrl}twirp/github.actions.results.api.v1.ArtifactService/CreateArtifact`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      workflow_run_backend_id: run.backendRunId,
      workflow_job_run_backend_id: [...state.jobs.values()][0]?.backendId,
      name,
      version: 7,
    }),
  })

test('wrong tokens, wrong names and forged blob signatures are refused', async () => {
  const job = aJob(state, run)
  const tokens = tokensFor(job)
  expect((await create('nobody', 'a')).status).toBe(401)
  expect((await create(tokens.githubToken, 'a')).status).toBe(401)
  expect((await create(tokensFor(aJob(state, run)).runtimeToken, 'a')).status).toBe(403)
  expect((await create(tokens.runtimeToken, '../up')).status).toBe(400)
  const made = (await (await create(tokens.runtimeToken, 'a')).json()) as { signed_upload_url: string }
  const url = new URL(made.signed_upload_url)
  const put = (target: URL): Promise<Response> =>
    fetch(target, { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body: 'zip' })
  const forged = new URL(url)
  forged.searchParams.set('sp', 'r')
  expect((await put(forged)).status).toBe(403)
  expect((await put(url)).status).toBe(201)
  // A write URL is no read URL.
  expect((await fetch(url)).status).toBe(403)
  expect(services.requests.every(one => !one.path.includes(url.searchParams.get('sig') ?? '?'))).toBe(true)
})

test('a part of a blob is answered as 206 with its place', async () => {
  const job = aJob(state, run)
  const tokens = tokensFor(job)
  const made = (await (await create(tokens.runtimeToken, 'a')).json()) as { signed_upload_url: string }
  await fetch(made.signed_upload_url, {
    method: 'PUT',
    headers: { 'x-ms-blob-type': 'BlockBlob', 'x-ms-blob-content-type': 'application/zip' },
    body: '0123456789',
  })
  const twirp = async (method: string, more: Record<string, unknown>): Promise<Record<string, string>> => {
    const response = await fetch(
      `${services.resultsUrl}twirp/github.actions.results.api.v1.ArtifactService/${method}`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${tokens.runtimeToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          workflow_run_backend_id: run.backendRunId,
          workflow_job_run_backend_id: job.backendId,
          name: 'a',
          ...more,
        }),
      },
    )
    return (await response.json()) as Record<string, string>
  }
  expect(await twirp('FinalizeArtifact', { size: '9' })).toMatchObject({ code: 'invalid_argument' })
  await twirp('FinalizeArtifact', { size: '10' })
  const signed = await twirp('GetSignedArtifactURL', {})
  const part = await fetch(signed['signed_url'] ?? '', { headers: { range: 'bytes=2-4' } })
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/10', '234'])
})

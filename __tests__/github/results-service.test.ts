import { afterEach, describe, expect, test } from '@jest/globals'
import { fetchArtifactZip, type ListedArtifact, listArtifacts } from '../../src/github/results/results-service.ts'
import { directClient } from '../io/direct-client.ts'
import { type Reply, type RestServer, startRestServer } from './rest-server.ts'

let server: RestServer | undefined
afterEach(() => server?.stop())

const serve = async (answer: (url: URL, index: number) => Reply) => {
  server = await startRestServer(answer)
  const http = directClient()
  return { ...server, service: { url: `${server.url}/`, token: 't', backendRunId: 'r', backendJobId: 'j', http } }
}

const snake = {
  workflow_run_backend_id: 'r',
  workflow_job_run_backend_id: 'j1',
  database_id: '12',
  name: 'a',
  size: '34',
  created_at: '2026-03-01T10:00:00.5Z',
  digest: `sha256:${'a'.repeat(64)}`,
}
const camel = {
  workflowRunBackendId: 'r',
  workflowJobRunBackendId: 'j1',
  databaseId: 12,
  name: 'a',
  size: 34,
  createdAt: '2026-03-01T10:00:00.5Z',
  digest: `sha256:${'a'.repeat(64)}`,
}
const LISTED: ListedArtifact = {
  name: 'a',
  id: '12',
  sizeBytes: 34,
  digest: `sha256:${'a'.repeat(64)}`,
  createdAt: '2026-03-01T10:00:00.5Z',
  backendRunId: 'r',
  backendJobId: 'j1',
}

describe('the artifacts of the run', () => {
  test.each([
    ['snake_case', snake],
    ['lowerCamelCase', camel],
  ])('in %s', async (_, artifact) => {
    const { service } = await serve(() => ({ body: { artifacts: [artifact] } }))
    expect(await listArtifacts(service, 1_000)).toEqual({ value: [LISTED], gaps: [] })
  })

  test('an entry without a form is dropped and counted', async () => {
    const { service } = await serve(() => ({ body: { artifacts: [snake, { name: 'x' }] } }))
    const learned = await listArtifacts(service, 1_000)
    expect(learned.value).toEqual([LISTED])
    expect(learned.gaps).toMatchObject([{ reason: 'malformed' }])
  })

  test.each<[string, Reply, string, number]>([
    ['500', { status: 500 }, 'service-error', 2],
    ['404', { status: 404 }, 'service-error', 1],
    ['403', { status: 403 }, 'permission-denied', 1],
    ['a cut body', { body: '{"artifacts":[', truncate: true }, 'service-error', 2],
    ['no JSON', { body: 'oops' }, 'malformed', 1],
  ])('%s is a gap', async (_, reply, reason, calls) => {
    const { service, requests } = await serve(() => reply)
    const learned = await listArtifacts(service, 60_000)
    expect(learned).toMatchObject({ value: [], gaps: [{ field: 'artifacts', source: 'results', reason }] })
    expect(requests).toHaveLength(calls)
  })

  test('silence is a gap', async () => {
    const { service } = await serve(() => ({ isHeld: true }))
    expect(await listArtifacts(service, 500)).toMatchObject({ value: [], gaps: [{ reason: 'deadline' }] })
  })
})

describe('the bytes of an artifact', () => {
  test('the blob store never sees the token', async () => {
    let base = ''
    const { service, requests, url } = await serve(at =>
      at.pathname === '/blob' ? { body: 'zip' } : { body: { signed_url: `${base}/blob?sig=1` } },
    )
    base = url
    expect(Buffer.from(await fetchArtifactZip(service, LISTED, 1_000)).toString()).toBe('zip')
    expect(requests.map(request => request.headers.authorization)).toEqual(['Bearer t', undefined])
  })

  test('an artifact that announces too much is not asked for', async () => {
    const { service, requests } = await serve(() => ({}))
    await expect(fetchArtifactZip(service, { ...LISTED, sizeBytes: 1e9 }, 1_000)).rejects.toMatchObject({
      code: 'TOO_LARGE',
    })
    expect(requests).toHaveLength(0)
  })

  test('one that sends more than it announced is stopped', async () => {
    let base = ''
    const { service, url } = await serve(at =>
      at.pathname === '/blob' ? { body: 'x'.repeat(17 * 1_048_576) } : { body: { signed_url: `${base}/blob` } },
    )
    base = url
    await expect(fetchArtifactZip(service, LISTED, 5_000)).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })
})

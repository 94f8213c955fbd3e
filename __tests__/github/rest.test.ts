import { afterEach, describe, expect, test } from '@jest/globals'
import { readJobs } from '../../src/github/rest/job.ts'
import { fetchJobLog } from '../../src/github/rest/job-log.ts'
import { beginAnchoredLog, beginAnchorLog, readWholeLog } from '../../src/log/read-log.ts'
import { ALL_READERS } from '../../src/log/readers.ts'
import { type Reply, type RestServer, startRestServer } from './rest-server.ts'

let server: RestServer | undefined
afterEach(() => server?.stop())

const serve = async (answer: (url: URL, index: number) => Reply): Promise<RestServer> => {
  server = await startRestServer(answer)
  return server
}

const job = (id: number) => ({
  id,
  name: `job ${id}`,
  status: 'completed',
  conclusion: 'success',
  labels: [],
  steps: [],
})
const jobs = (from: number, count: number, total = count) => ({
  total_count: total,
  jobs: Array.from({ length: count }, (_, index) => job(from + index)),
})

describe('one request', () => {
  test.each<[string, Reply, string, number]>([
    ['403 without a limit', { status: 403 }, 'permission-denied', 1],
    ['401', { status: 401 }, 'permission-denied', 1],
    ['404', { status: 404 }, 'not-found', 1],
    ['410', { status: 410 }, 'not-found', 1],
    ['403 with an empty pool', { status: 403, headers: { 'x-ratelimit-remaining': '0' } }, 'budget', 1],
    ['429 with a short wait', { status: 429, headers: { 'retry-after': '1' } }, 'budget', 2],
    ['429 with a wait over our patience', { status: 429, headers: { 'retry-after': '60' } }, 'budget', 1],
    ['500', { status: 500 }, 'service-error', 2],
    ['a cut body', { body: '{"a":1', truncate: true }, 'service-error', 2],
    ['no JSON', { body: '<html>' }, 'malformed', 1],
  ])('%s is %s', async (_, reply, reason, requests) => {
    const { client, requests: seen } = await serve(() => reply)
    const answer = await client().get('/x')
    expect(answer).toMatchObject({ ok: false, reason })
    expect(seen).toHaveLength(requests)
  })

  test('an answer that never comes is not waited for, and not asked for again', async () => {
    const { client, requests } = await serve(() => ({ isHeld: true }))
    expect(await client({ callMs: 500 }).get('/x')).toMatchObject({ ok: false, reason: 'deadline' })
    // On a busy machine the time can be over before the request has arrived.
    expect(requests.length).toBeLessThanOrEqual(1)
  })

  test('a failing server that recovers costs one repetition', async () => {
    const { client } = await serve((_, index) => (index === 0 ? { status: 502 } : { body: { a: 1 } }))
    expect(await client().get('/x')).toMatchObject({ ok: true, value: { a: 1 } })
  })

  test('of requests that fail side by side one is repeated, and the others only if that one succeeds', async () => {
    const failing = await serve(() => ({ status: 502 }))
    const rest = failing.client()
    const refused = await Promise.all(['/a', '/b', '/c'].map(path => rest.get(path)))
    expect(refused.map(({ ok }) => ok)).toEqual([false, false, false])
    expect(failing.requests).toHaveLength(4)
    await server?.stop()
    const met = new Set<string>()
    const recovering = await serve(({ pathname }) => {
      if (met.has(pathname)) return { body: { a: 1 } }
      met.add(pathname)
      return { status: 502 }
    })
    const again = recovering.client()
    const answers = await Promise.all(['/a', '/b', '/c'].map(path => again.get(path)))
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true])
    expect(recovering.requests).toHaveLength(6)
  })

  test('names the permission that GitHub names', async () => {
    const { client } = await serve(() => ({
      status: 403,
      headers: { 'x-accepted-github-permissions': 'checks=write' },
    }))
    expect(await client().send('POST', '/x', {})).toMatchObject({ ok: false, permission: 'checks=write' })
  })

  test('pins the API version and sends the token', async () => {
    const { client, requests } = await serve(() => ({}))
    await client().get('/x')
    expect(requests[0]?.headers).toMatchObject({ 'x-github-api-version': '2022-11-28', authorization: 'Bearer t' })
  })

  test('a write that failed is not done twice', async () => {
    const { client, requests } = await serve(() => ({ status: 502 }))
    await client().send('POST', '/x', {})
    expect(requests).toHaveLength(1)
  })
})

describe('the budget', () => {
  test('stops reading, not writing', async () => {
    const { client, requests } = await serve(() => ({}))
    const rest = client({ budget: 2 })
    const answers = [await rest.get('/1'), await rest.get('/2'), await rest.get('/3')]
    expect(answers.map(answer => (answer.ok ? 'ok' : answer.reason))).toEqual(['ok', 'ok', 'budget'])
    expect((await rest.send('POST', '/4', {})).ok).toBe(true)
    expect(requests).toHaveLength(3)
    expect(rest.spent()).toEqual({ allowed: 2, used: 3 })
  })

  test('leaves 30 % of what the repository has', async () => {
    let remaining = 10
    const { client, requests } = await serve(() => ({ headers: { 'x-ratelimit-remaining': String(remaining--) } }))
    const rest = client()
    for (let index = 0; index < 20; index += 1) await rest.get('/x')
    expect(requests).toHaveLength(8)
    expect(remaining + 1).toBeGreaterThanOrEqual(3)
  })
})

describe('a paged list', () => {
  const read = (client: RestServer['client']) => readJobs(client(), 'octo/app', '5', 1)

  test('300 jobs, each once although pages overlap', async () => {
    const { client, requests } = await serve(url => {
      const page = Number(url.searchParams.get('page'))
      return { body: jobs(page === 1 ? 1 : (page - 1) * 100, 100, 299) }
    })
    const pages = await read(client)
    expect(pages.value).toHaveLength(299)
    expect(pages.gaps).toEqual([])
    expect(requests).toHaveLength(3)
  })

  test('a server that is failing at 100 a page is asked for 50', async () => {
    const { client } = await serve(url => {
      if (url.searchParams.get('per_page') === '100') return { status: 502 }
      return { body: jobs(Number(url.searchParams.get('page')) * 50, 50, 100) }
    })
    const pages = await read(client)
    expect(pages.value).toHaveLength(100)
    expect(pages.refusal).toBeUndefined()
  })

  test('a page that fails keeps the pages before it', async () => {
    const { client } = await serve(url =>
      url.searchParams.get('page') === '1' ? { body: jobs(1, 100, 150) } : { body: '{"jobs":[', truncate: true },
    )
    const pages = await read(client)
    expect(pages.value).toHaveLength(100)
    expect(pages.gaps.map(gap => gap.reason)).toEqual(['service-error'])
  })

  test('an entry without a job’s form is dropped and counted', async () => {
    const { client } = await serve(() => ({ body: { total_count: 2, jobs: [job(1), { id: 'x' }] } }))
    const pages = await read(client)
    expect(pages.value.map(one => one.id)).toEqual(['1'])
    expect(pages.gaps).toEqual([{ field: 'jobs', source: 'api', reason: 'malformed', detail: '1 entries dropped' }])
  })

  test('fewer entries than announced are a gap', async () => {
    const { client } = await serve(() => ({ body: jobs(1, 3, 9) }))
    expect((await read(client)).gaps).toHaveLength(1)
  })
})

describe('a job log', () => {
  const at = (text: string) => `2026-03-01T10:00:00.0000000Z ${text}`
  const line = (digest: string, job: string) => `pipeline-trace manifest sha256:${digest} job=${job} attempt=1`

  test('only a line of ours by itself counts', async () => {
    const digest = 'b'.repeat(64)
    const log = [
      at(line(digest, '11')),
      at(`echo ${line(digest, '12')}`),
      at('- pipeline-trace-job-5-1-10 (ID: 7, Size: 400, Expected Digest: sha256:x)'),
      at("Artifact 'app' (ID: 71) deleted"),
      line(digest, '13'),
    ].join('\r\n')
    const { client } = await serve(() => ({ body: log }))
    const answer = await fetchJobLog(client(), 'octo/app', '11', () => beginAnchoredLog(ALL_READERS))
    expect(answer.ok && answer.value.facts).toEqual({
      anchor: {
        heads: [],
        digests: [
          { line: 1, at: Date.parse('2026-03-01T10:00:00Z'), digest: `sha256:${digest}`, jobId: '11', attempt: 1 },
          { line: 5, digest: `sha256:${digest}`, jobId: '13', attempt: 1 },
        ],
        hasSetUp: false,
        hasEnd: false,
        isAmbiguous: false,
      },
      downloadsOurs: true,
      uploadFailed: false,
      deleted: [{ name: 'app', id: '71' }],
    })
    expect(answer.ok && answer.value.reading?.end).toMatchObject({ lines: 5, bytes: log.length, isOpen: true })
  })

  test('lines that a step prints before the recorder’s do not push it out, however many', () => {
    const decoys = Array.from({ length: 5_000 }, (_, index) => at(line('e'.repeat(64), String(100 + index))))
    const log = Buffer.from([...decoys, at(line('b'.repeat(64), '11'))].join('\n'))
    const facts = readWholeLog(log, beginAnchorLog())
    expect(facts.anchor.digests.filter(({ jobId }) => jobId === '11')).toHaveLength(1)
    expect(facts.anchor.digests.length).toBeLessThan(3_000)
    expect(facts.anchor.isAmbiguous).toBe(true)
  })

  test('over the size that readers of facts take is read to its end', async () => {
    const filler = `${at('x'.repeat(4_000))}\n`.repeat(9_000)
    const { client } = await serve(() => ({ body: `${filler}${at(line('b'.repeat(64), '11'))}\n` }))
    const answer = await fetchJobLog(client({ callMs: 60_000 }), 'octo/app', '11', () => beginAnchoredLog(ALL_READERS))
    expect(answer.ok && [answer.value.reading, answer.value.facts.anchor.digests.length]).toEqual([undefined, 1])
  }, 60_000)
})

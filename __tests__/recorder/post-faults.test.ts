import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { manifestOf, type RecorderLab, startRecorderLab } from './recorder-lab.ts'
import { CACHE_MISS, contextData, putOrdinaryJob } from './runner-files.ts'

let lab: RecorderLab

beforeEach(async () => {
  lab = await startRecorderLab()
  putOrdinaryJob(lab)
})

afterEach(async () => {
  await lab.stop()
})

/** How often a service was asked: what has failed is not asked again and again. */
const countRequests = (path: RegExp): number => lab.services.requests.filter(request => path.test(request.path)).length

/** Takes connections and never says a word. */
const silentServer = async (): Promise<{ readonly url: string; readonly server: Server }> => {
  const server = createServer(socket => socket.on('error', () => undefined))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`, server }
}

describe('services that fail', () => {
  test('a results service that is down: one notice, the digest line, exit code 0, few requests', async () => {
    lab.services.inject({ path: /^\/twirp\//, status: 500, body: '{"code":"internal","msg":"down"}', times: 999 })
    const recorded = await lab.start('post')
    expect([recorded.code, recorded.notices.length, recorded.digestLines.length]).toEqual([0, 1, 1])
    expect(countRequests(/^\/twirp\//)).toBeLessThanOrEqual(4)
  })

  test('servers that never answer: ends within the budget', async () => {
    const { url, server } = await silentServer()
    try {
      // On a busy machine the shorter budgets are over before the work has begun, which is a notice of its own.
      for (const budget of [2, 6, 18]) {
        const recorded = await lab.start('post', {
          hardStopMs: 3_000 * budget,
          inputs: { 'time-budget': String(budget) },
          environment: { ACTIONS_RESULTS_URL: url, GITHUB_API_URL: url },
        })
        expect([recorded.code, recorded.digestLines.length]).toEqual([0, 1])
        if (recorded.notices.some(line => line.includes('not done in time')) && budget < 18) continue
        expect(recorded.notices).toEqual([expect.any(String)])
        return
      }
    } finally {
      server.close()
    }
  })

  test('a listing that fails is a gap; the manifest goes up all the same', async () => {
    lab.services.inject({ path: /ListArtifacts$/, status: 500, body: '{}', times: 99 })
    const { artifacts, gaps } = manifestOf(await lab.start('post'))
    expect(artifacts).toEqual([])
    expect(gaps).toContainEqual(expect.objectContaining({ field: 'artifacts', source: 'results' }))
  })

  test.each([
    ['no JSON', { status: 200, body: '<html>' }, 'malformed'],
    ['no job', { status: 200, body: '{"labels":"all"}' }, 'malformed'],
    ['an error', { status: 502, body: '' }, 'service-error'],
    ['a refusal', { status: 404, body: '{}' }, 'permission-denied'],
    ['a broken connection', { destroy: true }, 'service-error'],
  ])('REST that answers with %s', async (_, fault, reason) => {
    lab.services.inject({ path: /\/actions\/jobs\//, times: 99, ...fault })
    const { runner, gaps } = manifestOf(await lab.start('post'))
    expect(runner.labels).toBeUndefined()
    expect(gaps).toContainEqual(expect.objectContaining({ field: 'runner.labels', source: 'api', reason }))
  })
})

describe('signing', () => {
  const keyless = (lab: RecorderLab) => ({
    signing: 'keyless',
    'fulcio-url': lab.services.fulcioUrl,
    'rekor-url': lab.services.rekorUrl,
    'tsa-url': lab.services.tsaUrl,
  })

  test('keyless where it was asked: manifest and bundle go up together', async () => {
    const recorded = await lab.start('post', { inputs: keyless(lab), permissions: { 'id-token': 'write' } })
    expect([recorded.notices, Object.keys(recorded.files).sort()]).toEqual([
      [],
      ['job-manifest.json', 'job-manifest.sigstore.json'],
    ])
    expect(manifestOf(recorded).signing).toEqual({ mode: 'keyless', reason: 'requested' })
  })

  test('an outage: unsigned with the reason, never half', async () => {
    lab.services.inject({ path: /^\/sigstore\/(?:fulcio|rekor|tsa)/, status: 503, body: '', times: 999 })
    const recorded = await lab.start('post', { inputs: keyless(lab), permissions: { 'id-token': 'write' } })
    expect([recorded.code, recorded.notices.length, Object.keys(recorded.files)]).toEqual([0, 1, ['job-manifest.json']])
    expect(manifestOf(recorded).signing).toEqual({ mode: 'none', reason: 'service-unavailable' })
    expect(countRequests(/^\/sigstore\//)).toBeLessThanOrEqual(4)
  })

  test('a key that is none, and a permission that is absent', async () => {
    const key = await lab.start('post', { inputs: { signing: 'key', 'signing-key': 'no key' } })
    expect([manifestOf(key).signing, Object.keys(key.files)]).toEqual([
      { mode: 'none', reason: 'key-unusable' },
      ['job-manifest.json'],
    ])
    lab.services.state.artifacts.clear()
    const bare = manifestOf(await lab.start('post', { inputs: keyless(lab) }))
    expect(bare.signing).toEqual({ mode: 'none', reason: 'no-id-token-permission' })
  })
})

/** Those that the runner fills from its contexts. */
const CONTEXT_INPUTS = [
  ...['steps', 'job-workflow-ref', 'job-workflow-sha', 'job-index', 'job-total'],
  ...['has-matrix', 'has-container', 'has-services'],
]

describe('inputs', () => {
  test('bad ones are named in one notice and have their default', async () => {
    const recorded = await lab.start('post', {
      inputs: { signing: 'gpg', 'time-budget': 'soon', 'retention-days': '-1', 'rekor-url': 'ftp://x' },
    })
    expect([recorded.code, recorded.notices.length]).toEqual([0, 1])
    for (const name of ['signing', 'time-budget', 'retention-days', 'rekor-url'])
      expect(recorded.notices[0]).toContain(`${name}: `)
    expect(manifestOf(recorded).recorder.budgetMs).toBe(20_000)
  })

  test.each([
    ['{'],
    ['[]'],
    ['{"__proto__":{"outcome":"success"},"a":{"outcome":7,"outputs":{"cache-hit":{}}}}'],
    [`{"a":"${'x'.repeat(100_000)}"}`],
  ])('contexts that are no contexts', async json => {
    const recorded = await lab.start('post', {
      inputs: Object.fromEntries(CONTEXT_INPUTS.map(name => [name, json])),
    })
    expect([recorded.code, recorded.notices, manifestOf(recorded).job.key.value]).toEqual([0, [], 'build'])
  })

  test('every text at the length of a hostile one still gives a manifest', async () => {
    const long = 'x'.repeat(20_000)
    putOrdinaryJob(
      lab,
      CACHE_MISS,
      [],
      contextData({ matrix: { [long]: long, b: '\u{1F600}'.repeat(5_000) }, strategy: { [long]: long } }),
    )
    const recorded = await lab.start('post', {
      inputs: {
        ...Object.fromEntries(CONTEXT_INPUTS.map(name => [name, long])),
        steps: JSON.stringify({ [long]: { outcome: 'success', outputs: { 'cache-hit': 'true' } } }),
      },
      environment: {
        GITHUB_WORKFLOW: long,
        GITHUB_REF: long,
        GITHUB_JOB: long,
        GITHUB_EVENT_NAME: long,
        RUNNER_NAME: long,
        RUNNER_OS: long,
        RUNNER_ARCH: long,
        RUNNER_ENVIRONMENT: long,
        ImageOS: long,
        ImageVersion: long,
      },
    })
    expect([recorded.code, recorded.notices, recorded.digestLines.length]).toEqual([0, [], 1])
    expect(manifestOf(recorded).job.key.value).toMatch(/^x{1,256}$/)
  })
})

describe('files', () => {
  test('all of the wrong form, at once', async () => {
    const { job, put } = lab
    put('.runner', '[1,')
    put('.setup_info', '{"group":1}')
    put('_diag/Worker_20260301-100000-utc.log', `[2026-03-01 10:00:00Z INFO JobRunner] Job ID ${job.backendId}\n{{{{`)
    put(`_diag/pages/timeline_${job.backendId}_1.log`, new Uint8Array(300_000).fill(0xff))
    put('event.json', '{"pull_request":{"head":{"sha":"short"}}}')
    lab.services.inject({ path: /\/actions\/jobs\//, status: 403, body: '{}', times: 9 })
    put('list.json', '{"version":1,"subjects":[{"name":"a","digest":"md5:1","kind":"file"}]}')
    const recorded = await lab.start('post', {
      environment: { GITHUB_EVENT_PATH: `${lab.root}/event.json`, GITHUB_ARTIFACTS_LIST: `${lab.root}/list.json` },
    })
    expect([recorded.code, recorded.notices]).toEqual([0, []])
    const fields = manifestOf(recorded)
      .gaps.filter(({ reason }) => reason === 'malformed')
      .map(({ field }) => field)
    for (const field of ['runner.group', 'image', 'run.headSha', 'declaredSubjects']) expect(fields).toContain(field)
  })
})

import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod/mini'
import { readPresentState } from '../../src/cli/questions/present-state.ts'
import { toStateText } from '../../src/core/state-text.ts'
import { type OpenInput, replayAssessment } from '../../src/schema/questions/replay-assessment.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { buildCli, runCliWith } from '../cli/run-cli.ts'
import { type Reply, startRestServer } from '../github/rest-server.ts'
import { aJob, aRunOf, DIGEST, SAMPLE, SHA } from './a-run.ts'

const NOW = Date.parse('2026-12-20T00:00:00Z')
const OTHER = 'c'.repeat(40)
const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const readAt = '2026-12-01T00:00:00Z'

const open: readonly OpenInput[] = [
  { kind: 'action', name: 'octo/tag@v4', was: SHA, reason: 'movable-ref', source: 'log' },
  { kind: 'action', name: 'octo/still@release/v1', was: SHA, reason: 'movable-ref', source: 'log' },
  { kind: 'cache', name: 'deps-1', was: 'deps-1', reason: 'cache-key', source: 'log' },
  { kind: 'cache', name: 'deps-2', was: 'deps-2', reason: 'cache-key', source: 'log' },
  { kind: 'runner-image', name: 'ubuntu-latest', was: 'ubuntu-24.04 1', reason: 'label', source: 'api' },
]

const run = aRunOf([aJob('build')])
const manifest: RunManifest = {
  ...run,
  run: {
    ...run.run,
    runId: { value: '5', source: 'api' },
    attempt: { value: 1, source: 'api' },
    repository: { value: 'octo/app', source: 'api' },
    headBranch: { value: 'main', source: 'api' },
    headSha: { value: SHA, source: 'api' },
    fork: { value: false, source: 'api' },
  },
  artifacts: [
    { name: 'kept', id: '1', digest: DIGEST, source: 'api' },
    { name: 'expired', id: '2', digest: DIGEST, source: 'api' },
    { name: 'deleted', id: '3', digest: DIGEST, source: 'api' },
  ],
  rerunConditions: {
    environments: [{ environment: 'prod', digest: digestOf(toStateText([])), ruleCount: 0, readAt, source: 'api' }],
    rulesets: { branch: 'main', digest: DIGEST, ruleCount: 1, readAt, source: 'api' },
    workflows: [{ path: 'octo/app/.github/workflows/ci.yml', sha: SHA, digest: digestOf('on: push'), source: 'api' }],
    unpinned: [],
  },
}

const REPO = '/repos/octo/app'
const ANSWERS: Readonly<Record<string, Reply>> = {
  [`${REPO}/actions/runs/5`]: { body: { run_attempt: 2 } },
  [`${REPO}/actions/runs/5/logs`]: { status: 410, body: {} },
  [`${REPO}/commits/main`]: { body: { sha: OTHER } },
  [`${REPO}/contents/.github/workflows/ci.yml`]: {
    body: { type: 'file', encoding: 'base64', content: Buffer.from('on: push').toString('base64') },
  },
  '/repos/octo/tag/commits/v4': { body: { sha: OTHER } },
  '/repos/octo/still/commits/release/v1': { body: { sha: SHA } },
  [`${REPO}/environments/prod`]: { body: { name: 'prod', protection_rules: [{ type: 'wait_timer', wait_timer: 5 }] } },
  [`${REPO}/rules/branches/main`]: { body: [] },
  [`${REPO}/actions/runs/5/artifacts`]: {
    body: {
      total_count: 2,
      artifacts: [
        { id: 1, name: 'kept', digest: DIGEST, expires_at: '2027-01-01T00:00:00Z' },
        { id: 2, name: 'expired', digest: DIGEST, expires_at: '2026-12-10T00:00:00Z' },
      ],
    },
  },
}

const answer = (url: URL): Reply => {
  if (url.pathname === `${REPO}/actions/caches`) {
    const key = url.searchParams.get('key') ?? ''
    const entries = key === 'deps-1' ? [{ key, ref: 'refs/heads/main' }] : []
    return { body: { total_count: entries.length, actions_caches: entries } }
  }
  return ANSWERS[decodeURIComponent(url.pathname)] ?? { status: 404, body: {} }
}

const look = async (asked: RunManifest, reply: (url: URL) => Reply = answer) => {
  const server = await startRestServer(reply)
  try {
    const state = await readPresentState(server.client({ patienceMs: 0 }), asked, open, NOW)
    return { state, paths: server.requests.map(({ url }) => url) }
  } finally {
    await server.stop()
  }
}

describe('what has changed since the run', () => {
  test('each input with what it was, what it is now, its source and when', async () => {
    const { state } = await look(manifest)
    expect(state.inputs.map(({ kind, name, state }) => `${kind} ${name} ${state}`)).toEqual([
      'run 5 moved',
      'log logs of the run gone',
      'branch main moved',
      'workflow-file octo/app/.github/workflows/ci.yml on main same',
      'action octo/tag@v4 moved',
      'action octo/still@release/v1 same',
      'rules environment prod moved',
      'rules branch main moved',
      'cache deps-1 same',
      'cache deps-2 gone',
      'artifact kept same',
      'artifact expired gone',
      'artifact deleted gone',
    ])
    expect(state.inputs[4]).toEqual({
      kind: 'action',
      name: 'octo/tag@v4',
      state: 'moved',
      was: SHA,
      now: OTHER,
      source: 'api',
      at: '2026-12-20T00:00:00.000Z',
    })
    expect(state.notAskable.map(({ kind }) => kind)).toEqual(['runner-image'])
    expect(state.gaps).toEqual([])
  })

  test('a refused lookup is a gap, and never “gone”', async () => {
    const { state } = await look(manifest, () => ({ status: 404, body: {} }))
    expect(state.inputs).toEqual([])
    expect(new Set(state.gaps.map(({ reason }) => reason))).toEqual(new Set(['not-found']))
  })

  test('an API that fails is asked a few times, not once for each name', async () => {
    const { state, paths } = await look(manifest, () => ({ status: 502, body: {} }))
    expect(state.inputs).toEqual([])
    expect(paths.length).toBeLessThan(30)
  })

  test('the branch of a fork is in another repository, and not looked up here', async () => {
    const fork: RunManifest = { ...manifest, run: { ...manifest.run, fork: { value: true, source: 'api' } } }
    const { paths } = await look(fork)
    expect(paths.filter(path => path.startsWith(`${REPO}/commits/`) || path.includes('/contents/'))).toEqual([])
  })

  test.each(['../../user/repos', 'octo', 'octo/..', 'octo/app/../x', 'octo/app?x='])(
    'a repository that would lead elsewhere is not asked about: %s',
    async value => {
      const { paths } = await look({ ...manifest, run: { ...manifest.run, repository: { value, source: 'api' } } })
      expect(paths).toEqual([])
    },
  )
})

describe('pipeline-trace replay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pipeline-trace-replay-cli-'))
  beforeAll(buildCli, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('--offline: the whole part is left out, and the answer says so', async () => {
    const { code, stdout, stderr } = await runCliWith({}, 'replay', SAMPLE, '--offline', '--format', 'json')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const document = z.parse(replayAssessment, JSON.parse(stdout))
    expect(document.present).toEqual({ checked: 'offline', inputs: [], notAskable: [], gaps: [] })
    const shown = await runCliWith({}, 'replay', SAMPLE, '--offline')
    expect(shown.stdout).toContain('Left out: nothing was requested (--offline).')
    expect(shown.stdout).toContain(`${document.score.percent} % of what is known of its inputs is pinned`)
  })

  test('a manifest does not decide where the token goes', async () => {
    const server = await startRestServer(answer)
    const environment = { GH_TOKEN: 'ghs_hidden', GITHUB_API_URL: server.url }
    try {
      const { code, stdout } = await runCliWith(environment, 'replay', SAMPLE)
      expect(code).toBe(0)
      expect(stdout).toContain('Left out: the run is of another server than the API.')
      expect(server.requests).toEqual([])
    } finally {
      await server.stop()
    }
  })

  test('online: asks the server of the run, and exits with 3 where a lookup was refused', async () => {
    const server = await startRestServer(url =>
      url.pathname.endsWith('/commits/main') ? { status: 403, body: {} } : answer(url),
    )
    const file = join(folder, 'run-manifest.json')
    const serverUrl = { value: server.url, source: 'runner' } as const
    writeFileSync(file, JSON.stringify({ ...manifest, run: { ...manifest.run, serverUrl } }))
    const environment = { GH_TOKEN: 'ghs_hidden', GITHUB_API_URL: `${server.url}/api/v3` }
    try {
      // GitHub Enterprise Server: the API is a folder of the server.
      const { code, stdout } = await runCliWith(environment, 'replay', file, '--format', 'json')
      expect(server.requests.every(({ url }) => url.startsWith('/api/v3/repos/octo/app/'))).toBe(true)
      expect(server.requests.length).toBeGreaterThan(3)
      expect(code).toBe(3)
      expect(stdout).not.toContain('ghs_hidden')
    } finally {
      await server.stop()
    }
  })

  test.each([
    [['replay'], 'replay is about one run, and 0 are named'],
    [['replay', SAMPLE, SAMPLE], 'replay is about one run, and 2 are named'],
    [['replay', SAMPLE, '--format', 'html'], '--format is text, markdown or json'],
    [['replay', '/nowhere'], 'there is no /nowhere'],
    [['replay', 'octo/app', '5', '--offline'], '--offline asks nobody'],
  ])('%j: %s', async (args, message) => {
    const { code, stderr } = await runCliWith({}, ...args)
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})

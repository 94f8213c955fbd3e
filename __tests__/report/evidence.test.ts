import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { CacheOperation } from '../../src/schema/job/job-manifest.ts'
import { readRunManifest } from '../../src/schema/read-manifest.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { type Reported, type ReportLab, startReportLab } from './report-lab.ts'

let lab: ReportLab
beforeEach(async () => {
  lab = await startReportLab({ ref: 'refs/heads/topic', headBranch: 'topic' })
})
afterEach(async () => {
  await lab.services.stop()
})

const manifestOf = (reported: Reported): RunManifest => {
  const bytes = reported.files['run-manifest.json']
  if (bytes === undefined) throw new Error(`no run manifest; log:\n${reported.log}`)
  return readRunManifest(bytes).value
}

const ALL = { actions: 'read', contents: 'read', checks: 'write', 'id-token': 'write' } as const
const OLD = 'a1'.repeat(32)
const NEW = 'b2'.repeat(32)

const missed = (key: string): CacheOperation => ({
  operation: 'restore',
  action: 'actions/cache@v4',
  step: 'Cache',
  key,
  restoreKeys: [],
  result: 'miss',
  at: '2026-03-01T10:00:30Z',
  source: 'log',
})

/** A finished entry of the lab's cache service. */
const putCache = (key: string, scope: string, size = 1_000): void => {
  const id = lab.state.nextId()
  const createdAt = new Date('2026-02-28T10:00:00Z')
  lab.state.caches.set(id, {
    id,
    key,
    version: 'v',
    scope,
    blobId: `blob-${id}`,
    size,
    createdAt,
    lastAccessedAt: createdAt,
    finalized: true,
  })
}

describe('how jobs ended, against the lab', () => {
  const cancelled = { conclusion: 'cancelled' } as const
  const annotated = (message: string) => ({
    ...cancelled,
    output: {
      title: 'x',
      summary: '',
      annotations: [{ path: '.github', start_line: 1, end_line: 1, annotation_level: 'failure', message }],
    },
  })

  test('annotations tell by whom jobs were cancelled', async () => {
    const jobs = new Map(
      (
        [
          ['Canceling since a higher priority waiting request for ci exists', 'newer-run'],
          ['The run was canceled by @octocat.', 'person'],
          ['The strategy configuration was canceled because "test._20" failed', 'fail-fast'],
          ['The operation was canceled.', undefined],
        ] as const
      ).map(([message, by], index) => [
        String(lab.finish({ ...annotated(message), key: `a${index}`, name: `a${index}` }).id),
        by,
      ]),
    )
    const reported = await lab.report()
    const failures = manifestOf(reported).jobs.flatMap(({ id, failure }) =>
      failure === undefined ? [] : [{ id, failure }],
    )
    expect(new Map(failures.map(({ id, failure }) => [id, failure.by]))).toEqual(jobs)
    expect(failures.every(({ failure }) => failure.class === 'cancelled' && failure.confidence === 'high')).toBe(true)
    expect(reported.summary).not.toContain('octocat')
    expect(lab.services.violations).toEqual([])
  }, 30_000)

  test('without them it is cancelled by no source known, and a gap says so', async () => {
    lab.finish(annotated('The run was canceled by @octocat.'))
    lab.services.inject({ path: /\/annotations/, status: 403, body: '{"message":"no"}', times: 10 })
    const manifest = manifestOf(await lab.report())
    const [failure] = manifest.jobs.flatMap(job => job.failure ?? [])
    expect([failure?.class, failure?.by]).toEqual(['cancelled', undefined])
    expect(manifest.gaps).toContainEqual(
      expect.objectContaining({ field: 'annotations', reason: 'permission-denied', source: 'api' }),
    )
  }, 30_000)
})

describe('services, against the lab', () => {
  const use = {
    service: 'npm',
    host: 'registry.npmjs.org',
    firstLine: 4,
    steps: [{ name: 'Install', durationMs: 90_000 }],
    failures: [],
    failureCount: 0,
  } as const
  const services = [{ ...use, steps: [...use.steps], failures: [] }]

  test("the report's own reading of the log first, the recorder's where the log is not to be had", async () => {
    const log = ['##[group]Run pip', '##[endgroup]', 'Downloading https://files.pythonhosted.org/a.whl', 'end']
      .map((text, index) => `2026-03-01T10:01:0${index}.0000000Z ${text}\n`)
      .join('')
    const read = lab.finish({ key: 'a', name: 'a' }, { log, more: { services } })
    const unread = lab.finish({ key: 'b', name: 'b' }, { more: { services } })
    lab.services.inject({ path: new RegExp(`/jobs/${unread.id}/logs`), status: 404, body: '{}', times: 9 })
    const reported = await lab.report()
    const told = new Map(manifestOf(reported).jobs.map(job => [job.id, job.services]))
    expect(told.get(String(read.id))).toMatchObject([
      { service: 'pypi', steps: [{ name: 'Run npm test', durationMs: 100_000 }] },
    ])
    expect(told.get(String(unread.id))).toEqual(services)
    const table = reported.summary.split('### External services used')[1]?.split('\n###')[0] ?? ''
    expect(table.split('\n').filter(row => row.startsWith('| '))).toEqual([
      expect.any(String),
      expect.any(String),
      expect.stringContaining('Run npm test 1 m 40 s'),
      expect.stringContaining('Install 1 m 30 s'),
    ])
  }, 30_000)
})

describe('cache misses, against the lab', () => {
  test('each miss has its reason, from three requests at most', async () => {
    putCache(`npm-${OLD}`, 'refs/heads/main')
    putCache('browsers-1', 'refs/heads/other')
    const runKey = `ccache-${lab.run.id}`
    lab.finish({}, { more: { caches: [missed(`npm-${NEW}`), missed('browsers-1'), missed(runKey), missed('gone-2')] } })
    const reported = await lab.report()
    const { cacheFindings } = manifestOf(reported)
    const whys = Object.fromEntries((cacheFindings?.misses ?? []).map(({ key, why, source }) => [key, [why, source]]))
    expect(whys).toEqual({
      [`npm-${NEW}`]: ['changed-hash', 'api'],
      'browsers-1': ['scope', 'api'],
      [runKey]: ['run-scoped-key', 'log'],
      'gone-2': ['evicted-or-none', 'api'],
    })
    expect(reported.summary).toContain('Cache misses explained')
    expect(lab.services.violations).toEqual([])
  })

  test('without `actions: read` the log alone speaks, and a gap says so', async () => {
    putCache(`npm-${OLD}`, 'refs/heads/main')
    lab.finish({}, { more: { caches: [missed(`npm-${NEW}`)] } })
    lab.services.inject({ path: /\/actions\/caches/, status: 403, body: '{"message":"no"}', times: 10 })
    const manifest = manifestOf(await lab.report())
    expect(manifest.cacheFindings?.misses).toMatchObject([{ why: 'unknown', confidence: 'low' }])
    expect(manifest.gaps).toContainEqual(
      expect.objectContaining({ field: 'cacheFindings', reason: 'permission-denied', source: 'api' }),
    )
  })

  test('no miss, no request', async () => {
    lab.finish({}, { more: { caches: [{ ...missed('k'), result: 'hit', matchedKey: 'k' }] } })
    lab.services.inject({ path: /\/actions\/caches/, status: 500, body: '{}', times: 10 })
    const manifest = manifestOf(await lab.report())
    expect(manifest.cacheFindings).toEqual({ misses: [], confirmed: [] })
    expect(manifest.gaps.filter(({ field }) => field === 'cacheFindings')).toEqual([])
  })

  test('hostile keys and refs stay text', async () => {
    const key = '<img src=x>|`@octo`\u202e[x](http://evil)'
    putCache(key, 'refs/heads/<b>|@me')
    lab.finish({}, { more: { caches: [missed(key)] } })
    const reported = await lab.report()
    expect(manifestOf(reported).cacheFindings?.misses).toMatchObject([{ why: 'scope' }])
    expect(reported.summary).not.toMatch(/<img|<b>|@octo|@me|\u202e|\]\(http:\/\/evil/)
  })
})

describe('lineage, against the lab', () => {
  const deployTo = (environment: string, jobId: number): void => {
    const id = lab.state.nextId()
    const createdAt = new Date('2026-03-01T10:00:10Z')
    const logUrl = `${lab.services.serverUrl}/octo/app/actions/runs/${lab.run.id}/job/${jobId}`
    lab.state.deployments.set(id, {
      id,
      environment,
      sha: lab.run.headSha,
      ref: 'topic',
      runId: lab.run.id,
      jobId,
      createdAt,
      statuses: [{ id: lab.state.nextId(), state: 'in_progress', createdAt, logUrl, description: '' }],
    })
  }

  test('says which artifact, made by which job from which commit, reached which environment', async () => {
    const build = lab.finish()
    const app = lab.putArtifact('app', { 'app.bin': new Uint8Array([1]) }, build)
    const download = { name: 'app', id: String(app.id), digest: app.digest ?? '', source: 'log' as const }
    const deploy = lab.finish({ key: 'deploy', name: 'deploy' }, { more: { downloads: [download] } })
    const bare = lab.finish({ key: 'bare', name: 'bare' }, { upload: false, line: false })
    deployTo('production|<b>', deploy.id)
    deployTo('staging', bare.id)

    const reported = await lab.report({ permissions: { ...ALL, deployments: 'read' } })
    const { lineage } = manifestOf(reported)
    const madeBy = { jobId: String(build.id), job: 'build', attempt: 1, source: 'results', confidence: 'high' }
    expect(lineage?.artifacts).toEqual([
      {
        name: 'app',
        id: String(app.id),
        digest: app.digest,
        sizeBytes: app.size,
        attestations: 0,
        madeBy,
        commit: lab.run.sha,
        consumers: [{ jobId: String(deploy.id), job: 'deploy', digest: 'same', source: 'log' }],
        flags: [],
      },
    ])
    expect(Object.fromEntries((lineage?.deployed ?? []).map(one => [one.environment, one]))).toMatchObject({
      'production|<b>': {
        job: 'deploy',
        observed: true,
        artifacts: [{ name: 'app', digest: app.digest, madeBy, commit: lab.run.sha, how: 'downloaded-in-job' }],
      },
      staging: { job: 'bare', observed: false, artifacts: [] },
    })
    expect(reported.summary).toContain('What reached which environment')
    expect(reported.summary).not.toContain('<b>')
  })

  test('says the same of images, by their digests, and asks for attestations of what was deployed', async () => {
    const [app, web] = [`sha256:${OLD}`, `sha256:${NEW}`]
    const image = 'ghcr.io/octo/app|<b>@x'
    const build = lab.finish({}, { more: { pushes: [{ image, digest: app, source: 'log' }] } })
    const file = {
      path: 'k8s/app.yaml',
      images: [
        { image, digest: app },
        { image: 'octo/web', digest: web },
      ],
      source: 'runner' as const,
    }
    const replay = { lockfiles: [], env: [], deployManifests: [file], tools: [] }
    const deploy = lab.finish({ key: 'deploy', name: 'deploy' }, { more: { downloads: [], replay } })
    deployTo('production', deploy.id)
    await attest({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'web', digest: { sha256: NEW } }],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {},
    })

    const reported = await lab.report({ permissions: { ...ALL, deployments: 'read', attestations: 'read' } })
    const deployed = [
      { environment: 'production', job: 'deploy', how: 'named-by-deploy-manifest', source: 'runner' },
    ] as const
    const pushedBy = { jobId: String(build.id), job: 'build', attempt: 1, source: 'log', confidence: 'medium' }
    expect(manifestOf(reported).lineage?.images).toMatchObject([
      { digest: app, image, pushedBy, commit: lab.run.sha, deployed, attestations: 0 },
      { digest: web, image: 'octo/web', deployed, attestations: 1 },
    ])
    const rows = reported.summary.split('\n').filter(line => line.startsWith('| production | deploy | image '))
    expect(rows.map(row => [row.includes(app), row.includes('build'), row.includes(lab.run.sha.slice(0, 12))])).toEqual(
      [
        [true, true, true],
        [false, false, false],
      ],
    )
    expect(reported.summary).not.toMatch(/<b>|@x/)
    expect(lab.services.violations).toEqual([])
  })

  test('counts the attestations that GitHub holds; a missing permission is a gap', async () => {
    const app = lab.putArtifact('app', { 'app.bin': new Uint8Array([2]) }, lab.finish())
    const subject = { name: 'app', digest: { sha256: (app.digest ?? '').slice('sha256:'.length) } }
    await attest({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [subject],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {},
    })
    const allowed = manifestOf(await lab.report({ permissions: { ...ALL, attestations: 'read' } }))
    expect(allowed.lineage?.artifacts).toMatchObject([{ name: 'app', attestations: 1 }])

    lab.services.inject({ path: /\/attestations\//, status: 403, body: '{"message":"no"}', times: 10 })
    lab.state.artifacts.forEach((one, id) => {
      if (one.name.startsWith('pipeline-trace-run-')) lab.state.artifacts.delete(id)
    })
    const refused = manifestOf(await lab.report())
    expect(refused.lineage?.artifacts[0]).not.toHaveProperty('attestations')
    expect(refused.gaps).toContainEqual(
      expect.objectContaining({ field: 'lineage.attestations', reason: 'permission-denied' }),
    )
  })

  const attest = async (statement: object): Promise<void> => {
    const { githubToken } = lab.services.issueTokens({
      jobId: lab.reportJob.id,
      runId: lab.run.id,
      attempt: 1,
      permissions: { attestations: 'write' },
      backendRunId: lab.run.backendRunId,
      backendJobId: lab.reportJob.backendId,
      cacheScopes: [],
      oidcClaims: {},
    })
    const payload = Buffer.from(JSON.stringify(statement)).toString('base64')
    const answer = await fetch(`${lab.services.apiUrl}/repos/octo/app/attestations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${githubToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ bundle: { mediaType: 'x', verificationMaterial: {}, dsseEnvelope: { payload } } }),
    })
    expect(answer.status).toBe(201)
  }
})

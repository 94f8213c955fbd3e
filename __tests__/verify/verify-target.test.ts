import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import { sha256Hex } from '../../src/io/digest.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { signStatement } from '../../src/signing/sign.ts'
import type { Expectations } from '../../src/verify/expected/expectations.ts'
import { filesInMemory, verifyTarget } from '../../src/verify/verify-target.ts'
import { trustClaims } from '../lab/sigstore-claims.ts'
import { type SigstoreServer, startSigstore } from '../lab/sigstore-server.ts'
import { DEADLINE, planFor, signManifest, statementOf } from '../signing/signing-helpers.ts'
import { sampleJob, sampleRun } from './sample-manifests.ts'

let sigstore: SigstoreServer
let first = ''
beforeAll(async () => {
  sigstore = await startSigstore()
  first = await signManifest(sampleJob('1'), sigstore)
})
afterAll(() => sigstore.stop())

// biome-ignore lint/suspicious/noExplicitAny: tests break the manifest in ways that its type forbids
type Loose = any
const sign = (payload: Uint8Array, server: SigstoreServer) =>
  signStatement(payload, planFor(server), server.idToken, DEADLINE)

/** The files of a run artifact: job 1 with a signature, job 2 without. `statement` changes what is signed. */
const runFiles = async (
  change: (manifest: Loose) => void = () => undefined,
  statement: (statement: Loose) => void = () => undefined,
  server = sigstore,
) => {
  const jobs = [{ manifest: sampleJob('1'), bundle: first }, { manifest: sampleJob('2') }]
  const run: RunManifest = sampleRun(jobs, change)
  const payload = JSON.parse(new TextDecoder().decode(statementOf(run))) as object
  statement(payload)
  return new Map([
    ['run-manifest.json', toCanonicalJson(run)],
    ['run-manifest.sigstore.json', await sign(Buffer.from(JSON.stringify(payload)), server)],
    ['jobs/1.json', toCanonicalJson(sampleJob('1'))],
    ['jobs/1.sigstore.json', first],
    ['jobs/2.json', toCanonicalJson(sampleJob('2'))],
  ])
}
const verify = async (files: ReadonlyMap<string, string>, expected: Expectations = {}, server = sigstore) => {
  const bytes = new Map([...files].map(([name, text]) => [name, Buffer.from(text)]))
  const material = { roots: [server.trustedRoot()], keys: [] }
  const { sections, verdict, missing } = await verifyTarget(filesInMemory(bytes), material, expected)
  const checks = sections.flatMap(section => section.checks.map(check => ({ ...check, at: section.subject })))
  const failed = checks.filter(({ result }) => result === 'fail').map(({ at, id }) => `${at} ${id}`)
  return { verdict, missing, checks, failed }
}
const found = (checks: Awaited<ReturnType<typeof verify>>['checks'], id: string) =>
  checks.find(check => check.id === id)

test('a run: every job accounted for, and what nobody but the report confirms is named', async () => {
  const { verdict, failed, checks } = await verify(await runFiles(), { repo: 'octo/traced' })
  expect([verdict.result, failed]).toEqual(['verified', []])
  expect(found(checks, 'unique-jobs')?.result).toBe('pass')
  expect(found(checks, 'completeness')).toMatchObject({ result: 'pass', reason: 'complete: 2 of 2 jobs recorded' })
  expect(found(checks, 'job-signatures')).toMatchObject({
    result: 'not-applicable',
    reason: '1 jobs with a signature of their own; only the report speaks for build',
  })
  expect(found(checks, 'predicate-jobs')?.result).toBe('pass')
})

describe('a manifest that the run artifact only refers to', () => {
  const referred = () =>
    runFiles(m => {
      const { record: _, ...job } = m.jobs[1]
      const artifact = { name: 'pipeline-trace-job-9876543210-1-2', expiresAt: '2026-12-07T00:00:00Z' }
      m.jobs[1] = { ...job, manifest: { ...job.manifest, inRunArtifact: false, artifact } }
    })

  test('is accounted for, not missing, and its place is told', async () => {
    const files = new Map([...(await referred())].filter(([name]) => name !== 'jobs/2.json'))
    const { verdict, failed, missing, checks } = await verify(files, { repo: 'octo/traced' })
    expect([verdict.result, failed, missing]).toEqual(['verified', [], []])
    expect(found(checks, 'completeness')).toMatchObject({ result: 'pass', reason: 'complete: 2 of 2 jobs recorded' })
    expect(checks.filter(({ at }) => at === 'jobs/2.json')).toEqual([
      expect.objectContaining({
        id: 'file-digest',
        result: 'not-applicable',
        reason: expect.stringContaining('pipeline-trace-job-9876543210-1-2 holds it until 2026-12-07T00:00:00Z'),
      }),
    ])
  })

  test('is compared where somebody put it under its name', async () => {
    const files = await referred()
    expect((await verify(files, { repo: 'octo/traced' })).verdict.result).toBe('verified')
    const other = new Map([...files, ['jobs/2.json', toCanonicalJson(sampleJob('3'))]])
    expect((await verify(other, { repo: 'octo/traced' })).failed).toContain('jobs/2.json file-digest')
  })
})

describe('an account that cannot be right, signed all the same', () => {
  test.each<[string, (manifest: Loose) => void, readonly string[]]>([
    [
      'a job twice',
      m => m.jobs.push({ ...m.jobs[1], id: '1', manifest: undefined, record: undefined, presence: 'skipped' }),
      ['unique-jobs'],
    ],
    ['a manifest twice', m => Object.assign(m.jobs[1], { manifest: m.jobs[0].manifest }), ['unique-jobs']],
    [
      'a record without a file',
      m => Object.assign(m.jobs[1], { manifest: undefined }),
      ['unique-jobs', 'completeness'],
    ],
    [
      'called recorded, and nothing there',
      m => Object.assign(m.jobs[1], { manifest: undefined, record: undefined }),
      ['completeness'],
    ],
    ['a job dropped after counting', m => m.completeness.known++ && m.completeness.recorded++, ['completeness']],
    ['complete, and one missing', m => Object.assign(m.completeness, { recorded: 1 }), ['completeness']],
    ['signed by the job, without a bundle', m => Object.assign(m.jobs[1].signature, { by: 'job' }), ['job-signatures']],
  ])('%s', async (_, change, expected) => {
    const { failed, verdict } = await verify(await runFiles(change))
    expect(verdict.result).toBe('not-verified')
    expect(failed.filter(id => id.startsWith('run-manifest.json')).map(id => id.split(' ')[1])).toEqual(expected)
  })

  test('incomplete by its own words is no failure, and said', async () => {
    const { failed, checks } = await verify(
      await runFiles(m => {
        m.jobs.push({
          ...m.jobs[1],
          id: '3',
          name: 'deploy',
          presence: 'not-recorded',
          manifest: undefined,
          record: undefined,
        })
        Object.assign(m.completeness, { complete: false, known: 3 })
      }),
    )
    expect(failed).toEqual([])
    expect(found(checks, 'completeness')).toMatchObject({
      result: 'not-applicable',
      reason: expect.stringContaining('deploy (not-recorded)'),
    })
  })

  test.each<[string, (statement: Loose) => void, string]>([
    ['a job dropped', s => s.predicate.jobs.pop(), 'predicate-jobs'],
    ['jobs in another order', s => s.predicate.jobs.reverse(), 'predicate-jobs'],
    ['another presence', s => Object.assign(s.predicate.jobs[0], { presence: 'skipped' }), 'predicate-jobs'],
    [
      'another file digest',
      s => Object.assign(s.predicate.jobs[0].files[0].digest, { sha256: 'f'.repeat(64) }),
      'predicate-jobs',
    ],
    ['another signature', s => Object.assign(s.predicate.jobs[1].signature, { by: 'job' }), 'predicate-jobs'],
    ['another run', s => Object.assign(s.predicate.run, { runId: '1' }), 'predicate'],
    ['another attempt', s => Object.assign(s.predicate.run, { runAttempt: '2' }), 'predicate'],
    ['another commit', s => Object.assign(s.predicate.run, { sha: 'b'.repeat(40) }), 'predicate'],
    ['no run at all', s => delete s.predicate.run, 'predicate'],
    ['a subject dropped', s => s.subject.pop(), 'subjects'],
    ['subjects in another order', s => s.subject.reverse(), 'subject'],
  ])('the index of the statement: %s', async (_, change, expected) => {
    const { failed } = await verify(await runFiles(undefined, change))
    expect(failed).toContain(`run-manifest.json ${expected}`)
  })

  test('a payload digest of another signature', async () => {
    const digest = `sha256:${'e'.repeat(64)}`
    const { failed } = await verify(await runFiles(m => Object.assign(m.jobs[0].manifest, { payloadDigest: digest })))
    expect(failed).toEqual(['jobs/1.sigstore.json payload-digest'])
  })

  test('the payload digest that is right', async () => {
    const { payload } = (JSON.parse(first) as Loose).dsseEnvelope
    const digest = `sha256:${sha256Hex(Buffer.from(payload, 'base64'))}`
    const { failed, checks } = await verify(
      await runFiles(m => Object.assign(m.jobs[0].manifest, { payloadDigest: digest })),
    )
    expect([failed, found(checks, 'payload-digest')?.result]).toEqual([[], 'pass'])
  })
})

describe('a bundle that nobody relies on', () => {
  const withBundle = async (bundle: string, signature: object) => {
    const digest = `sha256:${sha256Hex(bundle)}`
    const files = await runFiles(m => {
      Object.assign(m.jobs[0].manifest, { bundleDigest: digest })
      Object.assign(m.jobs[0].signature, signature)
    })
    return verify(files.set('jobs/1.sigstore.json', bundle), { repo: 'octo/traced' })
  }
  const unsigned = { mode: 'none', by: null, reason: 'not verified: bundle-form: not JSON' }

  test.each([
    ['no bundle at all', async () => '{'],
    ['a bundle of a sibling', () => signManifest(sampleJob('7'), sigstore)],
    ['an altered bundle', async () => first.replace('"payload":"', '"payload":"AAAA')],
  ])('%s: said by the run manifest, it spoils nothing; called signed, it is a failure', async (_, make) => {
    const bundle = await make()
    const told = await withBundle(bundle, unsigned)
    expect([told.verdict.result, told.failed]).toEqual(['verified', []])
    expect(told.checks.some(({ at, reason }) => at.endsWith('1.sigstore.json') && /nobody relies/.test(reason))).toBe(
      true,
    )
    const called = await withBundle(bundle, { mode: 'keyless', by: 'job', reason: 'attested by the job' })
    expect([called.verdict.result, called.failed.every(id => id.startsWith('jobs/1.sigstore.json'))]).toEqual([
      'not-verified',
      true,
    ])
  })

  test.each([
    ['a workflow', { identity: 'https://github.com/octo/traced/.github/workflows/release.yml@refs/heads/main' }],
    ['an issuer', { issuer: 'https://token.example' }],
  ])('the run manifest names %s as its signer that the certificate does not', async (_, change) => {
    const signer = {
      identity: 'https://github.com/octo/traced/.github/workflows/ci.yml@refs/heads/main',
      issuer: 'https://token.actions.githubusercontent.com',
    }
    const signature = { mode: 'keyless', by: 'job', reason: 'attested by the job' }
    expect((await withBundle(first, { ...signature, signer })).failed).toEqual([])
    expect((await withBundle(first, { ...signature, signer: { ...signer, ...change } })).failed).toEqual([
      'jobs/1.sigstore.json reported-signer',
    ])
    expect((await withBundle(first, { ...signature, mode: 'key' })).failed).toEqual([
      'jobs/1.sigstore.json reported-signer',
    ])
  })

  test('other bytes in its place are a failure all the same', async () => {
    const files = await runFiles(m => {
      Object.assign(m.jobs[0].manifest, { bundleDigest: `sha256:${sha256Hex('{')}` })
      Object.assign(m.jobs[0].signature, unsigned)
    })
    expect((await verify(files.set('jobs/1.sigstore.json', '{ '))).failed).toEqual(['jobs/1.sigstore.json file-digest'])
  })
})

test('a job that writes its server with a slash at the end, as the report takes it, spoils nothing', async () => {
  const slashed = sampleJob('2', m => {
    m.run['serverUrl'] = { value: 'https://GitHub.com/', source: 'runner' }
  })
  const text = toCanonicalJson(slashed)
  const files = await runFiles(m => {
    m.jobs[1].record = slashed
    Object.assign(m.jobs[1].manifest, { digest: `sha256:${sha256Hex(text)}`, sizeBytes: Buffer.byteLength(text) })
  })
  expect((await verify(files.set('jobs/2.json', text), { repo: 'octo/traced' })).failed).toEqual([])
})

describe('files of the folder', () => {
  test('everything that is not listed is named', async () => {
    const files = await runFiles()
    for (const name of ['jobs/7.json', 'jobs/1.json.bak', 'trusted_root.json']) files.set(name, '{}')
    const { failed, checks } = await verify(files)
    expect(failed).toEqual(['folder stray-files'])
    expect(found(checks, 'stray-files')?.reason).toContain('jobs/1.json.bak, jobs/7.json')
    expect(found(checks, 'not-covered')?.reason).toContain('trusted_root.json')
  })

  test('what is missing is said, and a failure outweighs it', async () => {
    const files = await runFiles()
    files.delete('jobs/1.sigstore.json')
    expect(await verify(files)).toMatchObject({ verdict: { result: 'incomplete' }, missing: ['jobs/1.sigstore.json'] })
    files.set('jobs/2.json', '{}')
    expect((await verify(files)).verdict.result).toBe('not-verified')
  })

  test('names that are none of the three are wrong usage', async () => {
    await expect(
      verify(
        new Map([
          ['a', ''],
          ['b', ''],
        ]),
      ),
    ).rejects.toMatchObject({ code: 'USAGE' })
    await expect(verify(new Map())).rejects.toMatchObject({ code: 'USAGE' })
  })

  test('bundle, manifest and root swapped together: the root in the folder is one more file', async () => {
    const unmatchedArtifact = await startSigstore()
    const files = await runFiles(undefined, undefined, unmatchedArtifact)
    files.set('trusted_root.json', JSON.stringify(unmatchedArtifact.trustedRoot()))
    expect((await verify(files, {}, unmatchedArtifact)).failed).toEqual(['jobs/1.sigstore.json trust-root'])
    const { verdict, failed } = await verify(files, { repo: 'octo/traced' })
    expect([verdict.text, failed]).toEqual(['not verified: no trust root', ['run-manifest.json trust-root']])
    await unmatchedArtifact.stop()
  })

  test('a key that the bundle names is not thereby trusted', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const plan = { mode: 'key', state: { mode: 'key', reason: 'requested' }, key } as const
    const bundle = await signStatement(statementOf(sampleJob('1')), plan, undefined, DEADLINE)
    const files = new Map([
      ['job-manifest.json', toCanonicalJson(sampleJob('1'))],
      ['job-manifest.sigstore.json', bundle],
    ])
    expect((await verify(files, { repo: 'octo/traced' })).verdict.text).toBe('not verified: no trust root')
  })
})

describe('who is expected', () => {
  const called = 'acme/trace/.github/workflows/report.yml'
  const reusable = { ...trustClaims, job_workflow_ref: `${called}@refs/tags/v1` }

  test('a reusable workflow serves everybody: alone it names no repository', async () => {
    const server = await startSigstore(reusable)
    first = await signManifest(sampleJob('1'), server)
    const files = await runFiles(undefined, undefined, server)
    const result = async (expected: Expectations) => (await verify(files, expected, server)).verdict.result
    expect(await result({})).toBe('signed')
    expect(await result({ run: '9876543210', attempt: '1' })).toBe('signed')
    expect(await result({ signerWorkflow: called })).toBe('signed')
    expect(await result({ repo: 'octo/traced', signerWorkflow: called })).toBe('verified')
    expect(await result({ repo: 'octo/traced', signerWorkflow: `${called}@refs/tags/v1` })).toBe('verified')
    expect(await result({ repo: 'octo/traced', signerWorkflow: `${called}@refs/tags/v2` })).toBe('not-verified')
    expect(await result({ repo: 'acme/trace', signerWorkflow: called })).toBe('not-verified')
    await server.stop()
    first = await signManifest(sampleJob('1'), sigstore)
  })

  test('what a later run collected is compared with that run, and needs a named collector', async () => {
    const collector = '.github/workflows/collect.yml'
    const server = await startSigstore({
      ...trustClaims,
      run_id: '111',
      event_name: 'workflow_run',
      workflow_ref: `octo/traced/${collector}@refs/heads/main`,
      job_workflow_ref: `octo/traced/${collector}@refs/heads/main`,
    })
    const reporter = { role: 'collector', runId: '111', attempt: 1, event: 'workflow_run' }
    const collected = async (change: object, statement?: (statement: Loose) => void) => {
      const files = await runFiles(
        m => {
          Object.assign(m, { reporter: { ...reporter, ...change } })
          delete m.jobs[0].manifest.bundleDigest
          m.jobs[0].signature.by = 'collector'
        },
        statement,
        server,
      )
      files.delete('jobs/1.sigstore.json')
      return files
    }
    const files = await collected({})
    const result = async (expected: Expectations) => (await verify(files, expected, server)).verdict.result
    expect((await verify(files, {}, server)).failed).toEqual([])
    expect(await result({ repo: 'octo/traced' })).toBe('signed')
    expect(await result({ repo: 'octo/traced', signerWorkflow: `octo/traced/${collector}` })).toBe('verified')
    expect(await result({ repo: 'octo/traced', run: '9876543210', attempt: '1' })).toBe('signed')
    expect(await result({ repo: 'octo/traced', run: '111' })).toBe('not-verified')
    expect((await verify(await collected({ runId: '112' }), {}, server)).failed).toEqual([
      'run-manifest.json claim-run',
    ])
    expect((await verify(await collected({ role: 'report' }), {}, server)).failed).toContain(
      'run-manifest.json claim-run',
    )
    const silent = await collected({}, statement => delete statement.predicate.reporter)
    expect((await verify(silent, { repo: 'octo/traced' }, server)).failed).toEqual(['run-manifest.json predicate'])
    await server.stop()
  })

  test('another service’s token with GitHub’s repository in it', async () => {
    const { failed, verdict } = await verify(await runFiles(), { repo: 'octo/traced', issuer: 'https://example.com' })
    expect(verdict.result).toBe('not-verified')
    expect(failed).toContain('run-manifest.json expected-issuer')
  })
})

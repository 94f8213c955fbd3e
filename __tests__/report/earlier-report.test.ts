import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { strToU8 } from 'fflate'
import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import { readJobManifest, readRunManifest } from '../../src/schema/read-manifest.ts'
import { trustClaims } from '../lab/sigstore-claims.ts'
import { startSigstore } from '../lab/sigstore-server.ts'
import { signManifest } from '../signing/signing-helpers.ts'
import { sampleRun } from '../verify/sample-manifests.ts'
import { type ReportLab, startReportLab } from './report-lab.ts'

let lab: ReportLab
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earlier-report-'))
  lab = await startReportLab()
})
afterEach(async () => {
  await Promise.all([lab.services.stop(), rm(folder, { recursive: true, force: true })])
})

const fact = (value: unknown) => ({ value, source: 'runner' })
const WORKFLOW = 'octo/app/.github/workflows/ci.yml@refs/heads/main'
const claimsOfThisRun = () => ({
  ...trustClaims,
  sub: 'repo:octo/app:ref:refs/heads/main',
  repository: 'octo/app',
  repository_id: '101',
  workflow_ref: WORKFLOW,
  job_workflow_ref: WORKFLOW,
  run_id: String(lab.run.id),
})

/** What an account says of its run; by default the truth about attempt 1 of the run of the lab. */
const about = (more: Readonly<Record<string, unknown>> = {}) => ({
  serverUrl: fact(lab.services.serverUrl),
  repository: fact('octo/app'),
  repositoryId: fact('101'),
  runId: fact(String(lab.run.id)),
  workflowRef: fact(WORKFLOW),
  ...more,
})

/**
 * Attempt 2, in which job `build` did not run again. A job of attempt 1 left an artifact that bears the name of that
 * attempt's report: a run manifest that covers `build`, with a signature that verifies.
 */
const reportAfter = async (
  run: Readonly<Record<string, unknown>>,
  claims: Readonly<Record<string, string>> = {},
  change: (files: Record<string, Uint8Array>) => void = () => undefined,
) => (await reportWith(run, claims, change)).job

const reportWith = async (
  run: Readonly<Record<string, unknown>>,
  claims: Readonly<Record<string, string>>,
  change: (files: Record<string, Uint8Array>) => void,
  more: Readonly<Record<string, unknown>> = {},
) => {
  const build = lab.finish({ startedAt: new Date(Date.now() - 50_000) }, { upload: false })
  const bytes = lab.manifestOf(build)
  const account = sampleRun([{ manifest: readJobManifest(bytes).value }], manifest => {
    Object.assign(manifest.run, run)
    Object.assign(manifest, more)
  })
  const signer = await startSigstore({ ...claimsOfThisRun(), ...claims }, lab.services.serverUrl)
  const bundle = await signManifest(account, signer)
  const roots = join(folder, 'roots.jsonl')
  await writeFile(roots, [lab.services.trustedRoot(), signer.trustedRoot()].map(one => JSON.stringify(one)).join('\n'))
  const files: Record<string, Uint8Array> = {
    'run-manifest.json': strToU8(toCanonicalJson(account)),
    'run-manifest.sigstore.json': strToU8(bundle),
    [`jobs/${build.id}.json`]: bytes,
  }
  change(files)
  const { name } = lab.putArtifact(`pipeline-trace-run-${lab.run.id}-1`, files, build)
  const next = { ...lab.run.attempts[0], attempt: 2, startedAt: new Date(), jobIds: [build.id, lab.reportJob.id] }
  lab.run.attempts.push(next as (typeof lab.run.attempts)[number])
  const reported = await lab.report({ inputs: { signing: 'none', 'trusted-root': roots } })
  await signer.stop()
  const manifest = readRunManifest(reported.files['run-manifest.json'] ?? new Uint8Array()).value
  return {
    job: manifest.jobs.find(job => job.id === String(build.id)),
    unmatchedArtifacts: manifest.unmatchedArtifacts.filter(({ artifact }) => artifact === name),
    earlier: manifest.earlierReports,
  }
}

const taken = { presence: 'carried-over', manifest: expect.anything(), signature: { mode: 'keyless', by: 'report' } }
const notTaken = { presence: 'carried-over', signature: { mode: 'none', by: null, reason: 'no manifest' } }

describe('the report of an earlier attempt', () => {
  test('of this run covers what it lists', async () => {
    expect(await reportAfter(about())).toMatchObject({
      presence: 'carried-over',
      signature: { mode: 'keyless', by: 'report', reason: expect.stringContaining('countersigned in attempt 1') },
    })
  })

  test('of this run is evidence, and said to be', async () => {
    const { job, earlier, unmatchedArtifacts } = await reportWith(about(), {}, () => undefined)
    expect(job).toMatchObject(taken)
    expect([earlier, unmatchedArtifacts]).toEqual([
      [expect.objectContaining({ attempt: 1, use: 'evidence', reason: 'signed: keyless' })],
      [],
    ])
  })

  test('of five megabytes is read, since its signature states its size', async () => {
    const gap = { field: 'x'.repeat(200), reason: 'not-found', detail: 'y'.repeat(300) }
    const unmatchedArtifact = { artifact: 'z'.repeat(500), reason: 'unknown-job', detail: 'y'.repeat(300) }
    const more = {
      gaps: Array.from({ length: 500 }, () => gap),
      unmatchedArtifacts: Array.from({ length: 1_000 }, () => unmatchedArtifact),
      artifacts: Array.from({ length: 2_000 }, () => ({ name: 'n'.repeat(512), source: 'api' })),
      warnings: Array.from({ length: 500 }, () => ({ code: 'truncated', subject: 's'.repeat(300) })),
    }
    let bytes = 0
    const sized = (files: Record<string, Uint8Array>) => {
      bytes = files['run-manifest.json']?.byteLength ?? 0
    }
    const { job } = await reportWith(about(), {}, sized, more)
    expect(bytes).toBeGreaterThan(2 * 1_048_576)
    expect(job).toMatchObject(taken)
  })

  test.each<[string, (files: Record<string, Uint8Array>) => void, string]>([
    ['that nobody signed', files => Reflect.deleteProperty(files, 'run-manifest.sigstore.json'), 'nobody signed it'],
    [
      'whose signature does not verify',
      files => Object.assign(files, { 'run-manifest.sigstore.json': strToU8('{"mediaType":"x"}') }),
      'not verified',
    ],
  ])(
    '%s is a baseline: nothing is taken of it, though the log of the job names the manifest',
    async (_, change, why) => {
      const { job, earlier } = await reportWith(about(), {}, change)
      expect(job).toMatchObject(notTaken)
      expect(job?.manifest).toBeUndefined()
      expect(earlier).toEqual([expect.objectContaining({ use: 'baseline', reason: expect.stringContaining(why) })])
    },
  )

  test('with another run manifest than it signed is refused', async () => {
    const other = (files: Record<string, Uint8Array>) =>
      Object.assign(files, {
        'run-manifest.json': Buffer.concat([files['run-manifest.json'] ?? Buffer.of(), strToU8('\n')]),
      })
    const { job, earlier } = await reportWith(about(), {}, other)
    expect(job).toMatchObject(notTaken)
    expect(earlier).toMatchObject([{ use: 'refused', reason: 'its signature is about another run manifest' }])
  })

  test('with another job file than it signed for: that file is not taken', async () => {
    const { job, unmatchedArtifacts } = await reportWith(about(), {}, files => {
      const [name = ''] = Object.keys(files).filter(one => one.startsWith('jobs/'))
      files[name] = Buffer.concat([files[name] ?? Buffer.of(), strToU8('\n')])
    })
    expect(job).toMatchObject(notTaken)
    expect(unmatchedArtifacts).toMatchObject([
      { detail: expect.stringContaining('is not the file that the report signed for') },
    ])
  })

  test('holds a file that it did not sign for: that file is not read', async () => {
    const { job, unmatchedArtifacts } = await reportWith(about(), {}, files => {
      files['jobs/123456789.json'] = strToU8('{')
    })
    expect([job, unmatchedArtifacts]).toEqual([expect.objectContaining({ presence: 'carried-over' }), []])
  })

  test.each<[string, () => [Readonly<Record<string, unknown>>, Readonly<Record<string, string>>?]]>([
    [
      'in another repository',
      () => [
        about({ repository: fact('mallory/app'), repositoryId: fact('666') }),
        {
          sub: 'repo:mallory/app:ref:refs/heads/main',
          repository: 'mallory/app',
          repository_id: '666',
          repository_owner: 'mallory',
          repository_owner_id: '66',
        },
      ],
    ],
    ['of another run', () => [about({ runId: fact('1') }), { run_id: '1' }]],
    ['of another attempt', () => [about({ attempt: fact(9) }), { run_attempt: '9' }]],
    ['about this run with a certificate of another', () => [about(), { run_id: '1' }]],
  ])('%s, signed as well as can be, covers nothing', async (_, make) => {
    expect(await reportAfter(...make())).toMatchObject({
      presence: 'carried-over',
      signature: { mode: 'none', by: null },
    })
  })
})

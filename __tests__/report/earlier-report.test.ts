import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { strToU8 } from 'fflate'
import { toCanonicalJson } from '../../src/model/canonical-json.ts'
import { readJobManifest, readRunManifest } from '../../src/model/reading.ts'
import { trustClaims } from '../lab/sigstore-claims.ts'
import { startSigstore } from '../lab/sigstore-server.ts'
import { sampleRun } from '../trust/sample-manifests.ts'
import { signManifest } from '../trust/signing-helpers.ts'
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
const reportAfter = async (run: Readonly<Record<string, unknown>>, claims: Readonly<Record<string, string>> = {}) => {
  const build = lab.finish({ startedAt: new Date(Date.now() - 50_000) }, { upload: false })
  const bytes = lab.manifestOf(build)
  const account = sampleRun([{ manifest: readJobManifest(bytes).value }], manifest => {
    Object.assign(manifest.run, run)
  })
  const signer = await startSigstore({ ...claimsOfThisRun(), ...claims }, lab.services.serverUrl)
  const bundle = await signManifest(account, signer)
  const roots = join(folder, 'roots.jsonl')
  await writeFile(roots, [lab.services.trustedRoot(), signer.trustedRoot()].map(one => JSON.stringify(one)).join('\n'))
  lab.putArtifact(
    `pipeline-trace-run-${lab.run.id}-1`,
    {
      'run-manifest.json': strToU8(toCanonicalJson(account)),
      'run-manifest.sigstore.json': strToU8(bundle),
      [`jobs/${build.id}.json`]: bytes,
    },
    build,
  )
  const next = { ...lab.run.attempts[0], attempt: 2, startedAt: new Date(), jobIds: [build.id, lab.reportJob.id] }
  lab.run.attempts.push(next as (typeof lab.run.attempts)[number])
  const reported = await lab.report({ inputs: { signing: 'none', 'trusted-root': roots } })
  await signer.stop()
  const manifest = readRunManifest(reported.files['run-manifest.json'] ?? new Uint8Array()).value
  return manifest.jobs.find(job => job.id === String(build.id))
}

describe('the report of an earlier attempt', () => {
  test('of this run covers what it lists', async () => {
    expect(await reportAfter(about())).toMatchObject({
      presence: 'carried-over',
      signature: { mode: 'keyless', by: 'report', reason: expect.stringContaining('countersigned in attempt 1') },
    })
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

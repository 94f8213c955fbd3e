import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { strToU8 } from 'fflate'
import type { LabJob } from '../../lab/state.ts'
import { digestLine, jobArtifactName } from '../../src/core/artifact-name.ts'
import { readJobManifest, readRunManifest } from '../../src/schema/read-manifest.ts'
import { trustClaims } from '../lab/sigstore-claims.ts'
import { startSigstore } from '../lab/sigstore-server.ts'
import { aLocallyRecordedJob } from '../report/a-job-log.ts'
import { type ReportLab, startReportLab } from '../report/report-lab.ts'
import { signManifest } from '../signing/signing-helpers.ts'

let folder = ''
let stops: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-budget-'))
  stops = []
})
afterEach(async () => {
  await Promise.all([...stops.map(stop => stop()), rm(folder, { recursive: true, force: true })])
})

/** Five finished jobs, those whose log matters least first. */
const aRun = async () => {
  const lab = await startReportLab()
  stops.push(lab.services.stop)
  const rest = lab.finish({ key: 'rest', name: 'rest' }, { upload: false, line: false })
  const plain = lab.finish({ key: 'plain', name: 'plain' })
  const attested = lab.finish({ key: 'attested', name: 'attested' }, { upload: false })
  const bare = lab.finish(
    { key: 'bare', name: 'bare', conclusion: 'failure' },
    { upload: false, line: false, log: '2026-03-01T10:01:00.0000000Z ##[error]no\n' },
  )
  const failed = lab.finish({ key: 'failed', name: 'failed', conclusion: 'failure' })
  const roots = await sign(lab, attested)
  return { lab, roots, jobs: { rest, plain, attested, bare, failed } }
}

/** Puts up the manifest of the job with a signature of its own; gives the file of roots that know its signer. */
const sign = async (lab: ReportLab, job: LabJob): Promise<string> => {
  const sigstore = await startSigstore(
    { ...trustClaims, repository: 'octo/app', repository_id: '101', run_id: String(lab.run.id), sub: 'repo:octo/app' },
    lab.services.serverUrl,
  )
  stops.push(sigstore.stop)
  const bytes = lab.manifestOf(job, { run: { ...runOf(lab, job), serverUrl: fact(lab.services.serverUrl) } })
  job.log = strToU8(aLocallyRecordedJob('', digestLine(await digestOf(bytes), String(job.id), 1)).text)
  const bundle = await signManifest(readJobManifest(bytes).value, sigstore)
  lab.putArtifact(
    jobArtifactName(String(lab.run.id), 1, { jobId: String(job.id) }),
    { 'job-manifest.json': bytes, 'job-manifest.sigstore.json': strToU8(bundle) },
    job,
  )
  const roots = join(folder, `roots-${lab.services.serverUrl.split(':').at(-1)}.jsonl`)
  await writeFile(roots, [lab.services, sigstore].map(one => JSON.stringify(one.trustedRoot())).join('\n'))
  return roots
}

const fact = (value: string) => ({ value, source: 'runner' as const })
const runOf = (lab: ReportLab, job: LabJob) => readJobManifest(lab.manifestOf(job)).value.run
const digestOf = async (bytes: Uint8Array): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex')

/** Paths of the requests to the REST API that read, in their order. */
const readsOf = (lab: ReportLab): readonly string[] =>
  lab.services.requests.filter(({ path }) => path.startsWith('/api/')).map(({ path }) => path)
const jobOfLog = (path: string): string | undefined => /\/actions\/jobs\/(\d+)\/logs$/.exec(path)?.[1]

test('logs are asked for in the order in which they matter, and what the budget leaves out is never confirmed', async () => {
  const full = await aRun()
  await full.lab.report({ inputs: { 'trusted-root': full.roots } })
  const reads = readsOf(full.lab)
  const names = new Map(Object.entries(full.jobs).map(([name, job]) => [String(job.id), name]))
  // Four are asked for at a time, so that those which are answered come in any order.
  const asked = (paths: readonly string[]) => paths.flatMap(path => names.get(jobOfLog(path) ?? '') ?? []).sort()
  expect(asked(reads)).toEqual(['attested', 'bare', 'failed', 'plain', 'rest'])

  const before = reads.findIndex(path => jobOfLog(path) !== undefined)
  const one = await aRun()
  await one.lab.report({ inputs: { 'trusted-root': one.roots, 'api-budget': String(before + 1) } })
  expect(asked(readsOf(one.lab))).toEqual(['failed'])

  const small = await aRun()
  const reported = await small.lab.report({
    inputs: { 'trusted-root': small.roots, 'api-budget': String(before + 3) },
  })
  expect(asked(readsOf(small.lab))).toEqual(['attested', 'bare', 'failed'])
  const manifest = readRunManifest(reported.files['run-manifest.json'] ?? new Uint8Array()).value
  const stand = manifest.jobs.map(({ name, agreement, signature, fields }) => [
    name,
    agreement,
    signature.by,
    fields.find(({ field }) => field === 'manifest.digest')?.unchecked,
  ])
  expect(stand).toEqual(
    expect.arrayContaining([
      ['failed', 'confirmed', 'report', undefined],
      ['attested', 'confirmed', 'job', undefined],
      ['plain', 'unconfirmed', 'report', 'budget'],
      ['bare', 'unconfirmed', null, undefined],
      ['rest', 'unconfirmed', null, undefined],
    ]),
  )
  const plain = manifest.jobs.find(({ name }) => name === 'plain')
  expect(plain?.fields.filter(one => one.confirmedBy === 'log')).toEqual([])
  expect(manifest.warnings).toContainEqual({ code: 'budget', subject: '2 job logs' })
  expect(reported.summary).toMatch(/\| plain \| not checked: budget \|/)
}, 120_000)

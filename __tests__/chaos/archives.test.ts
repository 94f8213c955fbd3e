import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { hostileArchives } from '../../lab/hostile/archives.ts'
import { makeZip } from '../../lab/hostile/make-zip.ts'
import type { LabJob } from '../../lab/state.ts'
import { jobArtifactName } from '../../src/core/artifact-name.ts'
import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import { readJobManifest, readRunManifest } from '../../src/schema/read-manifest.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { type Reported, type ReportLab, startReportLab } from '../report/report-lab.ts'
import { sampleRun } from '../verify/sample-manifests.ts'
import { watchMemory } from './process-tree.ts'

// The report as it is shipped, against archives that no packer writes. Time and memory are printed, and only memory has a
// limit: that of the machine's other work would be measured otherwise.
const PROGRAM = 'dist/report/index.js'
const MIB = 1_048_576
const MOST_MEMORY = 600

let lab: ReportLab
let folder: string

beforeEach(async () => {
  lab = await startReportLab()
  folder = mkdtempSync(join(tmpdir(), 'chaos-archives-'))
})
afterEach(async () => {
  await lab.services.stop()
  rmSync(folder, { recursive: true, force: true })
})

const report = async (what: string, inputs: Readonly<Record<string, string>> = {}): Promise<Reported> => {
  const memory = watchMemory()
  const startedAt = Date.now()
  const reported = await lab.report({ program: PROGRAM, onStart: memory.start, inputs })
  const peak = memory.stop()
  console.log(`${what}: ${((Date.now() - startedAt) / 1_000).toFixed(1)} s, ${peak} MB`)
  expect(peak).toBeLessThan(MOST_MEMORY)
  expect(reported.code).toBe(0)
  expect([...lab.state.checkRuns.values()].map(({ status }) => status)).toEqual(['completed'])
  expect(reported.summary).not.toBe('')
  return reported
}

const manifestOf = (reported: Reported): RunManifest =>
  readRunManifest(reported.files['run-manifest.json'] ?? Buffer.of()).value
const jobOf = (manifest: RunManifest, { id }: LabJob) => manifest.jobs.find(job => job.id === String(id))
const nameFor = ({ id }: { readonly id: number | string }, attempt = 1): string =>
  jobArtifactName(String(lab.run.id), attempt, { jobId: String(id) })
const artifactNames = (): readonly string[] => [...lab.state.artifacts.values()].map(({ name }) => name)
const unrecorded = (key: string): LabJob => lab.finish({ key, name: key }, { upload: false, line: false })
/** What the command line says of the run artifact, with the lab's own root. */
const verify = ({ files }: Reported) => {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'run', name)), { recursive: true })
    writeFileSync(join(folder, 'run', name), bytes)
  }
  writeFileSync(join(folder, 'root.json'), JSON.stringify(lab.services.trustedRoot()))
  const options = [
    '--offline',
    '--trusted-root',
    join(folder, 'root.json'),
    '--repo',
    `${lab.services.serverUrl}/octo/app`,
  ]
  return spawnSync(process.execPath, ['dist/cli/index.js', 'verify', join(folder, 'run'), ...options], {
    encoding: 'utf8',
  })
}

/** A valid manifest of so many bytes, as no recorder writes one. */
const large = (job: LabJob, bytes: number): Uint8Array => lab.manifestOf(job, cachesOf(bytes))
const cachesOf = (bytes: number): Partial<JobManifest> => ({
  caches: Array.from({ length: Math.round(bytes / 8_500) }, (_, index) => ({
    operation: 'restore' as const,
    action: `${index}`.padEnd(1_000, 'x'),
    step: 'y'.repeat(1_000),
    key: 'k'.repeat(500),
    restoreKeys: Array.from({ length: 10 }, () => 'r'.repeat(500)),
    matchedKey: 'm'.repeat(500),
    result: 'hit' as const,
    source: 'log' as const,
  })),
})

describe('hostile archives in the place of job manifests', () => {
  test('of every kind in one run: each is named with its reason, and the honest job is confirmed', async () => {
    const kinds = hostileArchives(Buffer.of())
    const honest = lab.finish()
    const jobs = kinds.map((kind, index) => {
      const job = unrecorded(`job-${index}`)
      const made = hostileArchives(lab.manifestOf(job))[index]?.make() ?? Buffer.of()
      return { kind, job, artifact: lab.putZip(nameFor(job), made, job) }
    })
    const reported = await report(`${kinds.length} archives`)
    const manifest = manifestOf(reported)
    expect(jobOf(manifest, honest)).toMatchObject({ presence: 'recorded', agreement: 'confirmed' })
    const told = jobs.map(({ kind, job, artifact }) => [
      kind.name,
      jobOf(manifest, job)?.presence,
      manifest.unmatchedArtifacts.filter(one => one.artifact === artifact.name).map(({ reason }) => reason),
    ])
    const wanted = jobs.map(({ kind }) =>
      kind.isReadable === true
        ? [kind.name, 'recorded', []]
        : [kind.name, 'not-recorded', [expect.stringMatching(/^(too-large|not-json|schema-mismatch)$/)]],
    )
    expect(told).toEqual(wanted)
    expect(kinds.length).toBeGreaterThan(40)
    // What was refused is left to those who may want to look at it.
    const refused = jobs.filter(({ kind }) => kind.isReadable !== true).map(({ artifact }) => artifact.name)
    expect(artifactNames()).toEqual(expect.arrayContaining(refused))
    expect(artifactNames()).not.toContain(nameFor(honest))
    expect(verify(reported).stdout).toMatch(/^verified: /)
  }, 900_000)
})

describe('hostile archives in the place of the report of an earlier attempt', () => {
  const zipOf = (files: Readonly<Record<string, Uint8Array>>) => zipSync(files, { level: 9 })
  const account = (job: LabJob): Uint8Array =>
    strToU8(
      toCanonicalJson(
        sampleRun([{ manifest: readJobManifest(lab.manifestOf(job)).value }], manifest => {
          const fact = (value: unknown) => ({ value, source: 'runner' })
          Object.assign(manifest.run, {
            serverUrl: fact(lab.services.serverUrl),
            repository: fact('octo/app'),
            repositoryId: fact('101'),
            runId: fact(String(lab.run.id)),
          })
        }),
      ),
    )
  const zeros = Buffer.alloc(4 * MIB)
  const packed = deflateRawSync(zeros, { level: 9 })

  test.each<readonly [string, (job: LabJob) => Uint8Array, string]>([
    [
      '2,000 job files of four megabytes',
      () =>
        makeZip(
          Array.from({ length: 2_000 }, (_, index) => ({ name: `jobs/${index}.json`, content: zeros, data: packed })),
        ),
      'unmatchedArtifact',
    ],
    [
      'valid manifests that would fill the memory, unsigned',
      job => {
        const name = (index: number) => `jobs/${100_000 + index}.json`
        const content = large(job, 3.9 * MIB)
        const data = deflateRawSync(content, { level: 9 })
        const files = Array.from({ length: 300 }, (_, index) => ({ name: name(index), content, data }))
        return makeZip([{ name: 'run-manifest.json', content: account(job) }, ...files])
      },
      'baseline',
    ],
    [
      'two hundred files of brackets',
      job => {
        const brackets = Buffer.alloc(4 * MIB, '[')
        const data = deflateRawSync(brackets, { level: 9 })
        const files = Array.from({ length: 200 }, (_, index) => ({
          name: `jobs/${index}.json`,
          content: brackets,
          data,
        }))
        return makeZip([{ name: 'run-manifest.json', content: account(job) }, ...files])
      },
      'baseline',
    ],
    [
      'a run manifest of three megabytes that nobody signed',
      () => zipOf({ 'run-manifest.json': Buffer.alloc(3 * MIB) }),
      'unmatchedArtifact',
    ],
    [
      'a bundle of three megabytes',
      job => zipOf({ 'run-manifest.json': account(job), 'run-manifest.sigstore.json': Buffer.alloc(3 * MIB) }),
      'unmatchedArtifact',
    ],
    [
      'a bundle that does not verify',
      job => zipOf({ 'run-manifest.json': account(job), 'run-manifest.sigstore.json': strToU8('{}') }),
      'baseline',
    ],
    ['an account that nobody signed', job => zipOf({ 'run-manifest.json': account(job) }), 'baseline'],
    ['a run manifest of brackets', () => zipOf({ 'run-manifest.json': Buffer.alloc(MIB, '[') }), 'unmatchedArtifact'],
    ['no run manifest', job => zipOf({ 'jobs/1.json': lab.manifestOf(job) }), 'unmatchedArtifact'],
    ['thirty megabytes of no zip', () => Buffer.alloc(30 * MIB), 'unmatchedArtifact'],
    ['entries that quote one another', job => kindOf('entries that quote one another', job), 'unmatchedArtifact'],
    ['a hundred thousand entries', job => kindOf('a hundred thousand entries', job), 'unmatchedArtifact'],
  ])(
    '%s',
    async (what, make, expected) => {
      const carried = lab.finish({ key: 'carried', name: 'carried' }, { upload: false })
      const zip = make(carried)
      // The last file of each is a manifest of the carried-over job, whose own log names its digest.
      const earlier = lab.putZip(`pipeline-trace-run-${lab.run.id}-1`, zip, carried)
      const attempt = {
        ...lab.run.attempts[0],
        attempt: 2,
        startedAt: new Date(),
        jobIds: [carried.id, lab.reportJob.id],
      }
      lab.run.attempts.push(attempt as (typeof lab.run.attempts)[number])
      const manifest = manifestOf(await report(what))
      const isUnmatched = manifest.unmatchedArtifacts.some(({ artifact }) => artifact === earlier.name)
      expect(isUnmatched).toBe(expected === 'unmatchedArtifact')
      expect(manifest.earlierReports?.map(({ use }) => use)).toEqual(expected === 'baseline' ? ['baseline'] : undefined)
      // Nothing was taken from it, whatever it says.
      expect(jobOf(manifest, carried)).toMatchObject({
        presence: 'carried-over',
        signature: { mode: 'none', by: null },
      })
      expect(jobOf(manifest, carried)?.manifest).toBeUndefined()
      expect(manifest.jobs.length).toBe(2)
    },
    600_000,
  )

  const kindOf = (name: string, job: LabJob): Uint8Array =>
    hostileArchives(lab.manifestOf(job))
      .find(kind => kind.name === name)
      ?.make() ?? Buffer.of()
})

describe('a flood of manifests', () => {
  test('out of one job does not keep the others from being read', async () => {
    const flooder = unrecorded('flooder')
    // Listed before the honest ones, as if it had been first.
    const zip = zipSync({ 'job-manifest.json': large(flooder, 3.9 * MIB) }, { level: 9 })
    const junk = Array.from({ length: 300 }, (_, index) => lab.putZip(nameFor({ id: 900_000 + index }), zip, flooder))
    const missing = Array.from({ length: 12 }, (_, index) => unrecorded(`missing-${index}`))
    const forged = missing.map(job =>
      lab.putZip(nameFor(job), zipSync({ 'job-manifest.json': large(job, 3.9 * MIB) }, { level: 1 }), flooder),
    )
    const honest = Array.from({ length: 5 }, (_, index) =>
      lab.finish({ key: `honest-${index}`, name: `honest-${index}` }),
    )
    const reported = await report('300 artifacts and 12 forged ones of one job')
    const manifest = manifestOf(reported)
    for (const job of honest)
      expect(jobOf(manifest, job)).toMatchObject({ presence: 'recorded', agreement: 'confirmed' })
    const named = new Set(manifest.unmatchedArtifacts.map(({ artifact }) => artifact))
    expect(junk.filter(({ name }) => !named.has(name))).toEqual([])
    const reasons = manifest.unmatchedArtifacts.map(({ reason }) => reason)
    expect(reasons.filter(reason => reason === 'budget').length).toBeGreaterThan(250)
    expect(missing.filter(job => jobOf(manifest, job)?.agreement === 'confirmed')).toEqual([])
    expect(artifactNames()).toEqual(expect.arrayContaining([...junk, ...forged.slice(5)].map(({ name }) => name)))
    expect(lab.services.requests.filter(({ path }) => /GetSignedArtifactURL/.test(path)).length).toBeLessThan(60)
  }, 900_000)

  test('of 68 megabytes out of as many jobs: posted, signed, verified, and nothing is lost', async () => {
    const jobs = Array.from({ length: 17 }, (_, index) =>
      lab.finish({ key: `big-${index}`, name: `big-${index}` }, { bytes: job => large(job, 3.9 * MIB) }),
    )
    const reported = await report('17 manifests of four megabytes')
    const manifest = manifestOf(reported)
    expect(reported.files['run-manifest.json']?.byteLength).toBeLessThan(32 * MIB)
    expect(jobs.map(job => jobOf(manifest, job)?.presence)).toEqual(jobs.map(() => 'recorded'))
    const places = jobs.map(job => ({
      inRun: reported.files[`jobs/${job.id}.json`] !== undefined,
      isLeft: artifactNames().includes(nameFor(job)),
      isReferred: jobOf(manifest, job)?.manifest?.inRunArtifact === false,
      isExpiryTold: jobOf(manifest, job)?.manifest?.artifact?.expiresAt !== undefined,
    }))
    // Each is in one place at least: in the run artifact, or in its own, which is then not deleted.
    const carried = { inRun: true, isLeft: false, isReferred: false, isExpiryTold: false }
    const referred = { inRun: false, isLeft: true, isReferred: true, isExpiryTold: true }
    expect(places).toEqual(places.map(({ isReferred }) => (isReferred ? referred : carried)))
    expect(places.filter(({ isReferred }) => isReferred).length).toBeGreaterThan(3)
    expect(manifest.warnings.filter(({ code }) => code === 'not-carried').map(({ subject }) => subject)).toEqual(
      places
        .filter(({ isReferred }) => isReferred)
        .map(() => expect.stringMatching(/^the manifest of big-\d+: artifact/)),
    )
    expect(manifest.completeness).toMatchObject({ known: 17, recorded: 17, complete: true })
    const verified = verify(reported)
    expect(verified.stdout).toMatch(/^verified: /)
    expect(verified.status).toBe(0)
  }, 900_000)
})

import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { readRunManifest } from '../../src/schema/read-manifest.ts'
import type { ReportedJob, RunManifest } from '../../src/schema/run/run-manifest.ts'
import { HEX, head, SHA, setUp, timed } from '../log/log-text.ts'
import { type Reported, type ReportLab, startReportLab } from './report-lab.ts'

// Each test runs the report as a process.
jest.setTimeout(30_000)

let lab: ReportLab
beforeEach(async () => {
  lab = await startReportLab()
})
afterEach(async () => {
  await lab.services.stop()
})

const manifestOf = (reported: Reported): RunManifest => {
  const bytes = reported.files['run-manifest.json']
  if (bytes === undefined) throw new Error(`no run manifest; log:\n${reported.log}`)
  return readRunManifest(bytes).value
}
const jobOf = ({ jobs }: RunManifest, name: string): ReportedJob | undefined => jobs.find(job => job.name === name)

const CACHE = 'actions/cache@v4'
const UPLOAD = 'actions/upload-artifact@v4'
const DOWNLOAD = 'actions/download-artifact@v4'
const findLog = (...lines: readonly string[]): string => `${timed(lines).join('\n')}\n`
const missed = (key: string) => [...head(CACHE, [`  key: ${key}`]), `Cache not found for input keys: ${key}`]
const uploaded = (name: string, id: number, digest = HEX) => [
  ...head(UPLOAD),
  `SHA256 digest of uploaded artifact zip is ${digest}`,
  `Artifact ${name}.zip successfully finalized. Artifact ID ${id}`,
]
const downloaded = (name: string, id: number, digest: string) => [
  ...head(DOWNLOAD),
  `- ${name} (ID: ${id}, Size: 10, Expected Digest: ${digest})`,
]

/** A job without a recorder, with that log. */
const bare = (name: string, log: string) => lab.finish({ key: name, name }, { upload: false, line: false, log })

describe('a job without a recorder', () => {
  test('has the facts of its log in the run manifest; a recorded one has its manifest alone', async () => {
    const log = findLog(...setUp(CACHE), ...missed('deps-1'))
    bare('docs', log)
    lab.finish({}, { log })
    const manifest = manifestOf(await lab.report())
    const docs = jobOf(manifest, 'docs')
    expect(docs).toMatchObject({ presence: 'not-recorded', signature: { mode: 'none' } })
    expect(docs?.record).toBeUndefined()
    expect(docs?.log).toMatchObject({
      image: { name: { value: 'ubuntu-24.04', source: 'log' } },
      actions: [{ uses: 'actions/cache', ref: 'v4', sha: SHA, source: 'log' }],
      caches: [{ operation: 'restore', key: 'deps-1', result: 'miss', source: 'log' }],
    })
    const build = manifest.jobs.find(({ presence }) => presence === 'recorded')
    expect(build?.record).toMatchObject({ kind: 'job-manifest' })
    expect(build?.log).toBeUndefined()
    expect(manifest.completeness).toMatchObject({ known: 2, recorded: 1, complete: false })
  })

  test('has its misses explained, and is marked in the report', async () => {
    bare('docs', findLog(...setUp(CACHE), ...missed(`deps-${lab.run.id}`)))
    const reported = await lab.report()
    expect(manifestOf(reported).cacheFindings?.misses).toMatchObject([
      { job: 'docs', key: `deps-${lab.run.id}`, why: 'run-scoped-key', source: 'log' },
    ])
    expect(reported.summary).toContain('docs (from its log)')
  })

  test('is found as producer and as consumer of artifacts, by the word of its log', async () => {
    const producer = lab.finish({ key: 'make', name: 'make' }, { upload: false, line: false })
    const app = lab.putArtifact('app', { 'app.bin': new Uint8Array([1]) }, producer)
    const digest = app.digest ?? ''
    producer.log = Buffer.from(findLog(...setUp(UPLOAD), ...uploaded('app', app.id, digest.slice('sha256:'.length))))
    const consumer = bare('take', findLog(...setUp(DOWNLOAD), ...downloaded('app', app.id, digest)))
    const reported = await lab.report()
    expect(manifestOf(reported).lineage?.artifacts).toMatchObject([
      {
        name: 'app',
        digest,
        madeBy: { job: 'make', jobId: String(producer.id), source: 'log', confidence: 'medium' },
        consumers: [{ job: 'take', jobId: String(consumer.id), digest: 'same', source: 'log' }],
        flags: [],
      },
    ])
    expect(reported.summary).toMatch(/\| app \| make \(from its log\) \|/)
  })

  test('cannot claim what the service says another job made, nor give it another digest', async () => {
    const build = lab.finish()
    const app = lab.putArtifact('app', { 'app.bin': new Uint8Array([1]) }, build)
    bare('liar', findLog(...setUp(UPLOAD), ...uploaded('app', app.id)))
    const reported = await lab.report()
    const manifest = manifestOf(reported)
    expect(manifest.artifacts).toMatchObject([{ name: 'app', digest: app.digest, jobId: String(build.id) }])
    expect(manifest.lineage?.artifacts).toMatchObject([
      { name: 'app', digest: app.digest, madeBy: { job: 'build', source: 'results', confidence: 'high' }, flags: [] },
    ])
    expect(reported.summary).not.toMatch(/\| app \| liar/)
  })

  test('gives no credential away, and hostile names stay text', async () => {
    const token = `ghp_${'a1B2'.repeat(9)}`
    const name = '<img src=x>|`@octo`\u202e[x](http://evil)'
    bare('docs', findLog(...setUp(CACHE, UPLOAD), ...missed(`deps-${token}`), ...missed(name), ...uploaded(name, 12)))
    const reported = await lab.report()
    const manifest = manifestOf(reported)
    expect(jobOf(manifest, 'docs')?.log?.caches.map(({ key }) => key)).toEqual(['redacted', name])
    expect(manifest.redacted).toBeGreaterThanOrEqual(1)
    for (const text of [reported.summary, Buffer.from(reported.files['run-manifest.json'] ?? []).toString()])
      expect(text).not.toContain(token)
    expect(reported.summary).not.toMatch(/<img|@octo|\u202e|\]\(http:\/\/evil/)
  })

  test('that another attempt ran has no account in this one', async () => {
    const docs = bare('docs', findLog(...setUp(CACHE), ...missed('deps-1')))
    const next = { ...lab.run.attempts[0], attempt: 2, startedAt: new Date(), jobIds: [docs.id, lab.reportJob.id] }
    lab.run.attempts.push(next as (typeof lab.run.attempts)[number])
    const manifest = manifestOf(await lab.report())
    expect(jobOf(manifest, 'docs')?.presence).toBe('carried-over')
    expect(jobOf(manifest, 'docs')?.log).toBeUndefined()
    expect(manifest.cacheFindings).toBeUndefined()
  })
})

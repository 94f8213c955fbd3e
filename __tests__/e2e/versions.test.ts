import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { strFromU8, strToU8 } from 'fflate'
import type { LabJob } from '../../lab/state.ts'
import { frozenFolder, sampleFolder } from '../../scripts/frozen-schemas.ts'
import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import { readRunManifest } from '../../src/schema/read-manifest.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { type Reported, type ReportLab, startReportLab } from '../report/report-lab.ts'
import { jobOf, type LabOutcome, ROOT, runNode, runWorkflow } from './lab-run.ts'
import { laterDocument } from './later-document.ts'
import { type Released, unpackReleased } from './released.ts'

const NEW = { report: join(ROOT, 'dist', 'report', 'index.js'), cli: join(ROOT, 'dist', 'cli', 'index.js') }
const read = (folder: string, name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, name), 'utf8'))

const manifestOf = ({ files, log }: Reported): RunManifest => {
  const bytes = files['run-manifest.json']
  if (bytes === undefined) throw new Error(`no run manifest: ${log}`)
  return readRunManifest(bytes).value
}

// What a released dist/ and this one make of each other's documents: both are run as they are, as processes.
describe.each(['1.0'])('released with schema %s', minor => {
  let released: Released
  beforeAll(async () => {
    released = await unpackReleased(minor)
  })
  afterAll(() => rm(released.actions, { recursive: true, force: true }))

  describe('both in one run', () => {
    let runs: Readonly<Record<'new-report' | 'old-report', LabOutcome>>
    beforeAll(async () => {
      const options = ['--offline', '--actions', released.actions]
      const [newReport, oldReport] = await Promise.all([
        runWorkflow('old-recorder-new-report.yml', options),
        runWorkflow('new-recorder-old-report.yml', options),
      ])
      runs = { 'new-report': newReport, 'old-report': oldReport }
    }, 600_000)

    it.each(['new-report', 'old-report'] as const)('%s takes the manifests of both recorders', name => {
      const { code, stderr, runs: folders } = runs[name]
      expect(stderr).not.toContain('violation of')
      expect(code).toBe(0)
      const manifest = folders[0]?.manifest
      if (manifest === undefined) throw new Error(stderr)
      expect([manifest.signing.mode, manifest.unmatchedArtifacts]).toEqual(['keyless', []])
      for (const job of ['old', 'new'])
        expect(jobOf(manifest, job)).toMatchObject({ presence: 'recorded', agreement: 'confirmed' })
      const recorders = ['old', 'new'].map(job => jobOf(manifest, job).record?.actions[0]?.uses)
      expect(recorders).toEqual(['octo/released', 'OWNER/pipeline-trace'])
    })

    it.each(['new-report', 'old-report'] as const)('what %s signed verifies with both command lines', async name => {
      const { out, runs: folders } = runs[name]
      const [{ folder, manifest } = { folder: '', manifest: undefined }] = folders
      const repository = `${manifest?.run.serverUrl?.value}/${manifest?.run.repository.value}`
      const options = ['--trusted-root', join(out, 'lab-trusted-root.json'), '--repo', repository, '--format', 'json']
      const verified = await Promise.all(
        [NEW, released].map(async ({ cli }) => {
          const { code, stdout } = await runNode([cli, 'verify', folder, ...options])
          return { code, checks: checksOf(stdout) }
        }),
      )
      for (const { code, checks } of verified) {
        expect(code).toBe(0)
        expect(checks.filter(({ result }) => result === 'fail')).toEqual([])
        expect(checks).toContainEqual(expect.objectContaining({ id: 'signature', result: 'pass' }))
      }
    })
  })

  /** The sample of that release with everything in it that says which job of which run it is of. */
  const sampleAs = (lab: ReportLab, job: LabJob): Record<string, unknown> => {
    const { correlationId, trace, run, job: place } = JSON.parse(strFromU8(lab.manifestOf(job)))
    return { ...read(sampleFolder(minor), 'job-manifest.json'), correlationId, trace, run, job: place }
  }

  it('later manifests, with unknown fields and words everywhere, are reported by the old report', async () => {
    const schema = read(frozenFolder(minor), 'job-manifest.schema.json')
    const lab = await startReportLab()
    const made = [1, 3].map(nth => {
      const later = (job: LabJob) => laterDocument(sampleAs(lab, job), schema, '1.7.0', nth)
      const name = `later${nth}`
      return { name, ...later(lab.finish({ key: name, name }, { bytes: job => later(job).bytes })) }
    })
    lab.finish({ key: 'plain', name: 'plain' })
    const ofNextMajor = (job: LabJob) => strToU8(toCanonicalJson({ ...sampleAs(lab, job), schemaVersion: '2.0.0' }))
    lab.finish({ key: 'next', name: 'next' }, { bytes: ofNextMajor })
    const reported = await lab.report({ program: released.report })
    await lab.services.stop()

    expect(reported.code).toBe(0)
    const manifest = manifestOf(reported)
    for (const { name, added, words } of made) {
      expect(added).toBeGreaterThan(100)
      expect(words).toBeGreaterThan(20)
      expect(jobOf(manifest, name)).toMatchObject({
        presence: 'recorded',
        manifest: { unknownFields: added },
        record: { schemaVersion: '1.7.0' },
      })
    }
    expect(jobOf(manifest, 'later1').record).toMatchObject({ signing: { mode: 'other', reason: 'other' } })
    expect(jobOf(manifest, 'plain').manifest).not.toHaveProperty('unknownFields')
    expect(jobOf(manifest, 'next').presence).toBe('not-recorded')
    expect(manifest.unmatchedArtifacts).toMatchObject([{ reason: 'schema-major' }])
  })

  it('its sample is reported whole by the new report', async () => {
    const lab = await startReportLab()
    const bytes = (job: LabJob) => strToU8(toCanonicalJson(sampleAs(lab, job)))
    const job = lab.finish({ key: 'build', name: 'build' }, { bytes })
    const reported = await lab.report({ program: NEW.report })
    await lab.services.stop()

    expect(reported.code).toBe(0)
    const manifest = manifestOf(reported)
    expect(manifest.unmatchedArtifacts).toEqual([])
    expect(jobOf(manifest, 'build')).toMatchObject({ presence: 'recorded', record: sampleAs(lab, job) })
  })

  it('a later run manifest is read by the old command line, whatever it decides', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-later-'))
    try {
      const sample = read(sampleFolder(minor), 'run-manifest.json')
      const schema = read(frozenFolder(minor), 'run-manifest.schema.json')
      const { bytes, added } = laterDocument(sample, schema, '1.7.0')
      await writeFile(join(folder, 'run-manifest.json'), bytes)
      const { stdout } = await runNode([released.cli, 'verify', folder, '--format', 'json'])
      expect(checksOf(stdout).find(({ id }) => id === 'manifest')).toMatchObject({
        result: 'pass',
        reason: `schema 1.7.0, ${added} unknown fields`,
      })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

type CheckLine = { readonly id: string; readonly result: string; readonly reason: string }
const checksOf = (stdout: string): readonly CheckLine[] => {
  const sections: readonly { readonly checks: readonly CheckLine[] }[] = JSON.parse(stdout).sections
  return sections.flatMap(({ checks }) => checks)
}

import { expect, test } from '@jest/globals'
import { sha256Hex } from '../../src/io/digest.ts'
import { jobStatement, runStatement } from '../../src/signing/statement.ts'
import { sampleJob, sampleRun } from '../verify/sample-manifests.ts'

const parse = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes))
const DIGEST = 'd'.repeat(64)

test('a job statement names the manifest file first, and holds ids as strings', () => {
  const statement = parse(jobStatement(sampleJob(), DIGEST, 1234))
  expect(statement).toMatchObject({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'job-manifest.json', digest: { sha256: DIGEST } }],
    predicateType: expect.stringMatching(/\/job-manifest\/v1$/),
    predicate: {
      run: { repository: 'octo/traced', repositoryId: '123456', runId: '9876543210', runAttempt: '1' },
      job: { key: 'build', id: '4567' },
      signing: { mode: 'keyless', reason: 'automatic' },
      manifest: { digest: { sha256: DIGEST }, annotations: { sizeBytes: '1234' } },
    },
  })
})

test('a run statement names every job file by digest', () => {
  const bundle = '{"a":"bundle"}'
  const manifest = sampleRun([{ manifest: sampleJob('1'), bundle }, { manifest: sampleJob('2') }])
  const statement = parse(runStatement(manifest, DIGEST, 1))
  expect(statement.subject.map(({ name }: { name: string }) => name)).toEqual([
    'run-manifest.json',
    'jobs/1.json',
    'jobs/1.sigstore.json',
    'jobs/2.json',
  ])
  expect(statement.subject[2].digest.sha256).toBe(sha256Hex(bundle))
  expect(statement.predicateType).toMatch(/\/run-manifest\/v1$/)
})

test('over a thousand files stay within what readers accept, and stay named in the predicate', () => {
  const jobs = Array.from({ length: 900 }, (_, index) => ({
    manifest: sampleJob(String(index + 1)),
    bundle: `${index}`,
  }))
  const statement = parse(runStatement(sampleRun(jobs), DIGEST, 1))
  expect(statement.subject).toHaveLength(1_024)
  expect(statement.predicate.jobs.flatMap(({ files }: { files: unknown[] }) => files)).toHaveLength(1_800)
})

test('what the job declared are further subjects, at most 1,024 in all; the rest is counted', () => {
  const declared = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      name: `dist/${at}`,
      digest: `sha256:${sha256Hex(String(at))}`,
      kind: 'file' as const,
    }))
  const few = parse(jobStatement({ ...sampleJob(), declaredSubjects: declared(2) }, DIGEST, 1))
  expect(few.subject.slice(1, 3)).toEqual([
    { name: 'dist/0', digest: { sha256: sha256Hex('0') } },
    { name: 'dist/1', digest: { sha256: sha256Hex('1') } },
  ])
  expect(few.predicate.subjectsLeftOut).toBeUndefined()
  const many = { ...sampleJob(), artifacts: [], declaredSubjects: declared(1_100) }
  const statement = parse(jobStatement(many, DIGEST, 1))
  expect(statement.subject).toHaveLength(1_024)
  expect(statement.predicate.subjectsLeftOut).toBe(1_101 - 1_024)
})

test('a zip is a subject under a name of its own; what no reader can compare is none', () => {
  const artifact = { name: 'app', digest: `sha256:${sha256Hex('zip')}`, source: 'results' as const }
  const image = { name: 'ghcr.io/octo/app', digest: `sha512:${'a'.repeat(128)}`, kind: 'oci' as const }
  const { subject } = parse(
    jobStatement({ ...sampleJob(), artifacts: [artifact], declaredSubjects: [image] }, DIGEST, 1),
  )
  expect(subject.slice(1)).toEqual([{ name: 'app.zip', digest: { sha256: sha256Hex('zip') } }])
})

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { unzipSync, zipSync } from 'fflate'
import { sha256Hex } from '../../src/io/digest.ts'
import { verifyBundle } from '../../src/verify/bundle/verify-bundle.ts'
import { manifestOf, type RecorderLab, startRecorderLab } from './recorder-lab.ts'

const IMAGE = `ghcr.io/octo/app:1@sha256:${'a'.repeat(64)}`
const CONTENT = 'a built file'

let lab: RecorderLab

beforeEach(async () => {
  lab = await startRecorderLab()
  lab.put('_work/app/app/dist/app.txt', CONTENT)
})

afterEach(async () => {
  await lab.stop()
})

const start = (inputs: Readonly<Record<string, string>> = {}, permissions: Readonly<Record<string, 'write'>> = {}) =>
  lab.start('post', {
    inputs: {
      signing: 'keyless',
      attest: 'true',
      subjects: `dist/*.txt\n${IMAGE}`,
      'fulcio-url': lab.services.fulcioUrl,
      'rekor-url': lab.services.rekorUrl,
      'tsa-url': lab.services.tsaUrl,
      ...inputs,
    },
    permissions: { 'id-token': 'write', attestations: 'write', ...permissions },
  })

/** As a client that has the file, or the image's digest, and nothing else. */
const attestationsOf = async (digest: string): Promise<readonly { readonly bundle: unknown }[]> => {
  const { githubToken } = lab.services.issueTokens({
    jobId: lab.job.id,
    runId: lab.run.id,
    attempt: 1,
    permissions: { attestations: 'read' },
    backendRunId: lab.run.backendRunId,
    backendJobId: lab.job.backendId,
    cacheScopes: [],
    oidcClaims: {},
  })
  const answer = await fetch(`${lab.services.apiUrl}/repos/octo/app/attestations/${digest}`, {
    headers: { authorization: `Bearer ${githubToken}` },
  })
  return answer.status === 404 ? [] : ((await answer.json()) as { attestations: { bundle: unknown }[] }).attestations
}

test('whoever has the file, the image or the manifest finds the job and can verify it', async () => {
  const recorded = await start()
  expect(recorded.notices).toEqual([])
  expect(manifestOf(recorded).declaredSubjects).toEqual([
    { name: 'dist/app.txt', digest: `sha256:${sha256Hex(CONTENT)}`, kind: 'file', source: 'runner', sizeBytes: 12 },
    { name: 'ghcr.io/octo/app:1', digest: `sha256:${'a'.repeat(64)}`, kind: 'oci', source: 'user' },
  ])
  const manifestDigest = sha256Hex(recorded.files['job-manifest.json'] ?? '')
  for (const hex of [sha256Hex(CONTENT), 'a'.repeat(64), manifestDigest]) {
    const [attestation, ...more] = await attestationsOf(`sha256:${hex}`)
    expect(more).toEqual([])
    const verified = await verifyBundle(JSON.stringify(attestation?.bundle), {
      roots: [lab.services.trustedRoot()],
      keys: [],
    })
    expect(verified.ok).toBe(true)
    expect(verified.statement?.subject[0]).toEqual({ name: 'job-manifest.json', digest: { sha256: manifestDigest } })
    expect(verified.statement?.subject.map(({ digest }) => digest.sha256)).toContain(hex)
  }
  expect(await attestationsOf(`sha256:${'b'.repeat(64)}`)).toEqual([])
  expect(lab.services.violations).toEqual([])
})

test('a file taken out of an artifact is found by its own digest, the zip by another', async () => {
  const zip = zipSync({ 'app.txt': new TextEncoder().encode(CONTENT) })
  const steps = JSON.stringify({
    upload: { outcome: 'success', outputs: { 'artifact-id': '77', 'artifact-digest': sha256Hex(zip) } },
  })
  await start({ steps })
  const taken = unzipSync(zip)['app.txt'] ?? new Uint8Array()
  for (const [bytes, name] of [
    [taken, 'dist/app.txt'],
    [zip, 'upload.zip'],
  ] as const) {
    const [attestation] = await attestationsOf(`sha256:${sha256Hex(bytes)}`)
    const { statement } = await verifyBundle(JSON.stringify(attestation?.bundle), {
      roots: [lab.services.trustedRoot()],
      keys: [],
    })
    expect(statement?.subject.find(({ digest }) => digest.sha256 === sha256Hex(bytes))?.name).toBe(name)
  }
})

describe('what cannot be attested costs one notice', () => {
  test('without attestations: write', async () => {
    const recorded = await lab.start('post', {
      inputs: {
        signing: 'keyless',
        attest: 'true',
        'fulcio-url': lab.services.fulcioUrl,
        'tsa-url': lab.services.tsaUrl,
      },
      permissions: { 'id-token': 'write' },
    })
    expect([recorded.code, recorded.notices.length]).toEqual([0, 1])
    expect(recorded.notices[0]).toContain('attestations: write')
    expect(manifestOf(recorded).signing.mode).toBe('keyless')
  })

  test('an unsigned manifest, of which GitHub is asked nothing', async () => {
    const recorded = await start({ signing: 'none' })
    expect([recorded.code, recorded.notices.length]).toEqual([0, 1])
    expect(lab.services.requests.filter(({ path }) => path.includes('/attestations'))).toEqual([])
  })

  test('an API that does not answer', async () => {
    lab.services.inject({ path: /\/attestations$/, destroy: true, times: 9 })
    const recorded = await start()
    expect([recorded.code, recorded.notices.length, Object.keys(recorded.files).length]).toEqual([0, 1, 2])
  })

  test.each([
    ['answers 500', { status: 500, body: '{"message":"no"}' }],
    ['answers 200 with a page', { status: 200, body: '<html>' }],
    ['never answers', { delayMs: 3_600_000 }],
  ])(
    'an API that %s',
    async (_, fault) => {
      lab.services.inject({ path: /\/attestations$/, ...fault, times: 9 })
      const recorded = await start()
      expect([recorded.code, recorded.notices.length, Object.keys(recorded.files).length]).toEqual([0, 1, 2])
      expect(recorded.notices[0]).toMatch(/attestation/)
      // One try: a second one could store it twice.
      expect(lab.services.requests.filter(({ path }) => path.endsWith('/attestations')).length).toBeLessThanOrEqual(1)
    },
    40_000,
  )
})

test('without the input nothing is sent to the attestation API', async () => {
  const recorded = await start({ attest: 'false' })
  expect(recorded.notices).toEqual([])
  expect(lab.services.requests.filter(({ path }) => path.includes('/attestations'))).toEqual([])
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import { sha256Hex } from '../../src/io/digest.ts'
import { createVerifier, type TrustedRun } from '../../src/run/manifests/verify-manifest.ts'
import { checkClaims } from '../../src/verify/documents/claims.ts'
import { isEnterpriseIssuer, isIssuerName, toIssuer } from '../../src/verify/issuers.ts'
import { type Scene, setScene } from './scene.ts'

const GITHUB = 'https://token.actions.githubusercontent.com'
const OURS = `${GITHUB}/octo-inc`

let scene: Scene
let rootFile: string
let folder: string
beforeAll(async () => {
  scene = await setScene()
  folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-issuers-'))
  rootFile = join(folder, 'root.json')
  await writeFile(rootFile, JSON.stringify(scene.trustedRoot))
}, 60_000)
afterAll(async () => {
  await scene.stop()
  await rm(folder, { recursive: true, force: true })
})

/** The run of the honest manifest, by what its runner gives the report. */
const run = (more: Partial<TrustedRun> = {}): TrustedRun => ({
  serverUrl: 'https://github.com',
  repositoryId: scene.manifest.run.repositoryId.value,
  ownerId: scene.manifest.run.ownerId?.value,
  runId: scene.manifest.run.runId.value,
  issuer: undefined,
  ...more,
})

const verdict = async (claims: Readonly<Record<string, string>>, trusted: TrustedRun) => {
  const verifier = await createVerifier(rootFile, '', trusted)
  const bundle = await scene.signedBy(claims)
  return verifier.verifyJob(scene.manifest, sha256Hex(toCanonicalJson(scene.manifest)), Buffer.from(bundle))
}

describe('a certificate by the issuer of an enterprise', () => {
  test('counts in the report where it is of this run, repository and owner', async () => {
    expect(await verdict({ iss: OURS }, run())).toMatchObject({ kind: 'verified', identity: { issuer: OURS } })
  })

  test('counts where input issuer names it, by URL or by slug, and no other then', async () => {
    for (const issuer of [OURS, toIssuer('octo-inc', 'https://github.com')])
      expect(await verdict({ iss: OURS }, run({ issuer, ownerId: undefined }))).toMatchObject({ kind: 'verified' })
    const other = await verdict({ iss: `${GITHUB}/mallory` }, run({ issuer: OURS }))
    expect(other).toMatchObject({ kind: 'unverified', reason: expect.stringContaining('input issuer') })
  })

  test('without the owner’s id is no signature and no contradiction, and the reason names the input', async () => {
    const found = await verdict({ iss: OURS }, run({ ownerId: undefined }))
    expect(found).toMatchObject({ kind: 'unverified', reason: expect.stringContaining('input issuer') })
  })

  test.each([
    ['owner', { repository_owner_id: '999' }],
    ['repository', { repository_id: '999' }],
    ['run', { run_id: '999' }],
  ])('is refused where it is of another owner, repository or run: %s', async (_, claims) => {
    expect(await verdict({ iss: OURS, ...claims }, run())).toMatchObject({ kind: 'invalid' })
  })

  test.each([`${GITHUB}/a/b`, `${GITHUB}/`, `${GITHUB}/..`, `${GITHUB}/octo%2Finc`])(
    'the path %s is no slug',
    async iss => {
      expect(await verdict({ iss }, run())).toMatchObject({ kind: 'invalid' })
    },
  )

  test('fails in the verifier without --issuer, and the failure names the option', async () => {
    const found = await verdict({ iss: OURS }, run())
    const identity = 'identity' in found ? found.identity : undefined
    if (identity === undefined) throw new Error('no identity')
    const issuerOf = (issuer?: string) =>
      checkClaims(scene.manifest, identity, issuer).find(one => one.id === 'claim-issuer')
    expect(issuerOf()).toMatchObject({ result: 'fail', reason: expect.stringContaining('--issuer') })
    expect(issuerOf(OURS)).toMatchObject({ result: 'pass' })
    expect(issuerOf(`${GITHUB}/mallory`)).toMatchObject({ result: 'fail' })
  })
})

test('issuers of enterprises are one slug below GitHub’s, on each server', () => {
  expect(isEnterpriseIssuer('https://octo.ghe.com', 'https://token.actions.octo.ghe.com/inc')).toBe(true)
  expect(isEnterpriseIssuer('https://octo.ghe.com', OURS)).toBe(false)
  expect(isEnterpriseIssuer('https://github.com', `${GITHUB}.evil.example/x`)).toBe(false)
  expect(['octo-inc', 'octo_inc', OURS, 'https://ghes.example/_services/token'].map(isIssuerName)).toEqual(
    Array(4).fill(true),
  )
  expect(['', 'a b', 'javascript:x', '-x', 'a/b'].map(isIssuerName)).toEqual(Array(5).fill(false))
})

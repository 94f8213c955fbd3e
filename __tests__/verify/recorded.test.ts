import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod/mini'
import { readTrustedRoots } from '../../src/verify/bundle/trusted-roots.ts'
import { type Verified, verifyBundle } from '../../src/verify/bundle/verify-bundle.ts'
import { checkRunClaims, type RunClaims } from '../../src/verify/documents/claims.ts'
import { RECORDED, type RecordedBundle, readRecordedBundles } from './recorded-bundles.ts'

const present = existsSync(RECORDED)
const whenPresent = present ? describe : describe.skip
if (!present)
  process.stderr.write('recorded bundles: skipped, set PIPELINE_TRACE_RECORDED to the folder of recorded data\n')

const firstFailure = (verified: Verified) => verified.checks.find(({ result }) => result === 'fail')?.id

whenPresent('bundles that others made, under the shipped roots', () => {
  let roots: readonly unknown[] = []
  let bundles: readonly RecordedBundle[] = []
  beforeAll(async () => {
    roots = await readTrustedRoots(undefined)
    bundles = await readRecordedBundles()
  })
  const verify = (bundle: object) => verifyBundle(JSON.stringify(bundle), { roots, keys: [] })
  const named = (part: string) => {
    const found = bundles.find(({ file }) => file.includes(part))
    if (found === undefined) throw new Error(`no recorded bundle ${part}`)
    return found.bundle
  }
  const isForged = (file: string) => /invalid-?sig|2sigs/.test(file)
  const hasCertificate = ({ bundle }: RecordedBundle) =>
    !JSON.stringify(bundle['verificationMaterial']).includes('"hint"')

  test('every keyless one that is not forged proves its payload, and none of them is a manifest of ours', async () => {
    const good = bundles.filter(each => hasCertificate(each) && !/invalidsigprov|invalid-sig|2sigs/.test(each.file))
    expect(good.length).toBeGreaterThan(40)
    for (const { file, bundle } of good) {
      const verified = await verify(bundle)
      expect([file, verified.ok, verified.payload !== undefined]).toEqual([file, false, true])
      expect(['statement', 'predicate-type']).toContain(firstFailure(verified))
    }
  })

  test('every forged one is rejected before its payload counts', async () => {
    const forged = bundles.filter(each => /invalidsigprov|invalid-sig|2sigs/.test(each.file) && hasCertificate(each))
    expect(forged.length).toBeGreaterThan(5)
    for (const { file, bundle } of forged) expect([file, (await verify(bundle)).payload]).toEqual([file, undefined])
  })

  test('signed with a key that was not given: no trust root', async () => {
    const byKey = bundles.filter(each => !hasCertificate(each) && !isForged(each.file))
    expect(byKey.length).toBeGreaterThan(5)
    for (const { bundle } of byKey) expect(firstFailure(await verify(bundle))).toBe('trust-root')
  })

  test('one of GitHub’s own instance verifies by its timestamp alone', async () => {
    const verified = await verify(named('github_provenance_demo-0.0.12-py3-none-any-bundle.jsonl'))
    const results = Object.fromEntries(verified.checks.map(({ id, result }) => [id, result]))
    expect(results).toMatchObject({
      timestamp: 'pass',
      certificate: 'pass',
      'transparency-log': 'not-applicable',
      signature: 'pass',
    })
    expect(verified.identity?.runInvocationUri).toBe(
      'https://github.com/actions/attest-demo/actions/runs/8788389601/attempts/1',
    )
  })

  test('a called workflow signs as itself, and names its caller', async () => {
    const { identity } = await verify(named('reusable-workflow-attestation'))
    expect(identity?.san).toBe(identity?.buildSignerUri)
    expect(identity?.san).not.toBe(identity?.buildConfigUri)
  })

  test('an issuer with an enterprise’s own path is no issuer of GitHub’s run', async () => {
    const { identity } = await verify(named('custom-issuer'))
    if (identity === undefined) throw new Error('no identity')
    expect(identity.issuer).toBe('https://token.actions.githubusercontent.com/hammer-time')
    const claims = {
      repository: 'too-legit/attest',
      repositoryId: identity.sourceRepositoryId ?? '',
      runId: '10818226125',
      attempt: '1',
    }
    const failures = checkRunClaims(claims, identity).filter(({ result }) => result === 'fail')
    expect(failures.map(({ id }) => id)).toEqual(['claim-issuer'])
  })

  test('a perfect signature over a document about another repository is rejected by its claims', async () => {
    const failuresOf = async (part: string) => {
      const { identity, statement } = await verify(named(part))
      if (identity === undefined || statement === undefined) throw new Error('the signature should verify')
      const checks = checkRunClaims(claimsOfProvenance(statement.predicate), identity)
      return checks.filter(({ result }) => result === 'fail').map(({ id }) => id)
    }
    expect(await failuresOf('bcr/MODULE.bazel')).toEqual([])
    expect(await failuresOf('bcr/MODULE-wrong-signer')).toEqual(
      expect.arrayContaining(['claim-run', 'claim-repository', 'claim-repository-id']),
    )
  })

  test.each(['missing-cert', 'missing-verification-material'])('a bundle with %s has no form', async part => {
    const file = `gh-cli/github_provenance_demo-0.0.12-py3-none-any-bundle-${part}.jsonl`
    const text = await readFile(join(RECORDED, file), 'utf8')
    expect(firstFailure(await verifyBundle(text, { roots, keys: [] }))).toBe('bundle-form')
  })
})

/** Run claims of a SLSA v1 provenance as actions/attest writes it (actions/toolkit packages/attest/src/provenance.ts). */
const claimsOfProvenance = (predicate: unknown): RunClaims => {
  const { buildDefinition, runDetails } = z.parse(provenance, predicate)
  const [, run = '', attempt = ''] = /\/runs\/(\d+)\/attempts\/(\d+)$/.exec(runDetails.metadata.invocationId) ?? []
  const { workflow } = buildDefinition.externalParameters
  return {
    repository: workflow.repository.replace('https://github.com/', ''),
    repositoryId: buildDefinition.internalParameters.github.repository_id,
    runId: run,
    attempt,
  }
}
const provenance = z.object({
  buildDefinition: z.object({
    externalParameters: z.object({ workflow: z.object({ repository: z.string() }) }),
    internalParameters: z.object({ github: z.object({ repository_id: z.string() }) }),
  }),
  runDetails: z.object({ metadata: z.object({ invocationId: z.string() }) }),
})

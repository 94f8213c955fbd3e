import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readTrustedRoots } from '../../src/verify/bundle/trusted-roots.ts'
import { filesInMemory, verifyTarget } from '../../src/verify/verify-target.ts'
import { RECORDED, type RecordedBundle, readRecordedBundles } from '../verify/recorded-bundles.ts'
import { buildCli, runCli } from './run-cli.ts'

const present = existsSync(RECORDED)
const whenPresent = present ? describe : describe.skip
if (!present)
  process.stderr.write('recorded bundles: skipped, set PIPELINE_TRACE_RECORDED to the folder of recorded data\n')

const SLSA = ['--predicate-type', 'https://slsa.dev/provenance/v1']
type Report = { result: string; sections: { checks: { id: string; result: string }[] }[] }

whenPresent('the command line on bundles that others made', () => {
  let base = ''
  let bundles: readonly RecordedBundle[] = []
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'pipeline-trace-recorded-'))
    bundles = await readRecordedBundles()
    await buildCli()
  }, 30_000)
  afterAll(() => rm(base, { recursive: true, force: true }))

  const verify = async (bundle: object, name: string, options: readonly string[]) => {
    const file = join(base, `${name}.json`)
    await writeFile(file, JSON.stringify(bundle))
    const { code, stdout } = await runCli('verify', file, '--offline', '--format', 'json', ...options)
    const report = JSON.parse(stdout) as Report
    const checks = report.sections.flatMap(section => section.checks)
    return { code, result: report.result, failed: checks.filter(each => each.result === 'fail').map(({ id }) => id) }
  }
  const named = (part: string) => {
    const found = bundles.find(({ file }) => file.includes(part))
    if (found === undefined) throw new Error(`no recorded bundle ${part}`)
    return found.bundle
  }

  test.each<[string, string, readonly string[], number, readonly string[]]>([
    [
      'GitHub’s own instance',
      'github_provenance_demo-0.0.12-py3-none-any-bundle.jsonl',
      ['--repo', 'actions/attest-demo', ...SLSA],
      0,
      [],
    ],
    ['nobody expected', 'github_provenance_demo-0.0.12-py3-none-any-bundle.jsonl', SLSA, 4, []],
    [
      'another run expected',
      'github_provenance_demo-0.0.12-py3-none-any-bundle.jsonl',
      ['--repo', 'actions/attest-demo', '--run', '1', ...SLSA],
      1,
      ['expected-run'],
    ],
    [
      'not a manifest of ours',
      'github_provenance_demo-0.0.12-py3-none-any-bundle.jsonl',
      ['--repo', 'actions/attest-demo'],
      1,
      ['predicate-type'],
    ],
    ['public good', 'bcr/MODULE.bazel', SLSA, 4, []],
    [
      'a called workflow, by its own path',
      'reusable-workflow-attestation',
      [
        '--repo',
        'malancas/attest-demo',
        '--signer-workflow',
        'github/artifact-attestations-workflows/.github/workflows/attest.yml',
        ...SLSA,
      ],
      0,
      [],
    ],
    [
      'a called workflow alone names no repository',
      'reusable-workflow-attestation',
      ['--signer-workflow', 'github/artifact-attestations-workflows/.github/workflows/attest.yml', ...SLSA],
      4,
      [],
    ],
    [
      'a called workflow, by its caller',
      'reusable-workflow-attestation',
      [
        '--repo',
        'malancas/attest-demo',
        '--signer-workflow',
        'malancas/attest-demo/.github/workflows/attest.yml',
        ...SLSA,
      ],
      1,
      ['expected-signer'],
    ],
    [
      'an enterprise’s issuer that nobody named',
      'custom-issuer',
      ['--repo', 'too-legit/attest', ...SLSA],
      1,
      ['claim-issuer', 'expected-issuer'],
    ],
    [
      'an enterprise’s issuer',
      'custom-issuer',
      ['--repo', 'too-legit/attest', '--issuer', 'https://token.actions.githubusercontent.com/hammer-time', ...SLSA],
      0,
      [],
    ],
  ])('%s', async (name, part, options, code, failed) => {
    expect(await verify(named(part), name.replaceAll(/\W/g, '-'), options)).toMatchObject({ code, failed })
  })

  test('a perfect signature over a document about another run fails by its claims alone', async () => {
    const { code, failed } = await verify(named('bcr/MODULE-wrong-signer'), 'wrong-signer', SLSA)
    expect(code).toBe(1)
    expect(failed).toEqual(expect.arrayContaining(['claim-run', 'claim-repository', 'claim-repository-id']))
    expect(failed.filter(id => !id.startsWith('claim-'))).toEqual([])
  })

  test('every one of them has a verdict, and none is a yes for another repository', async () => {
    const material = { roots: await readTrustedRoots(undefined), keys: [] }
    expect(bundles.length).toBeGreaterThan(60)
    for (const { file, bundle } of bundles) {
      const files = filesInMemory(new Map([['x.json', Buffer.from(JSON.stringify(bundle))]]))
      const { verdict, sections } = await verifyTarget(files, material, {
        repo: 'octo/traced',
        predicateType: 'https://slsa.dev/provenance/v1',
      })
      expect([file, verdict.result]).toEqual([file, 'not-verified'])
      const failed = sections.flatMap(({ checks }) => checks.filter(({ result }) => result === 'fail'))
      if (/invalidsigprov|invalid-sig|2sigs/.test(file))
        expect([file, failed[0]?.id]).not.toEqual([file, 'expected-repository'])
    }
  })
})

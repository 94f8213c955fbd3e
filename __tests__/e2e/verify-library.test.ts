import { expect, test } from '@jest/globals'
import { CHECK_IDS } from '../../src/verify/check.ts'
import { type SigstoreServer, startSigstore } from '../lab/sigstore-server.ts'
import { signManifest } from '../signing/signing-helpers.ts'
import { sampleJob } from '../verify/sample-manifests.ts'
import { runNode } from './lab-run.ts'

/** What another program writes, run as one: the package imports itself by its public name. */
const CALLER = `
import { CHECK_IDS, filesInMemory, verifyTarget } from 'pipeline-trace/verify'
const { bundle, root } = JSON.parse(process.argv[1])
const files = filesInMemory(new Map([['job-manifest.sigstore.json', Buffer.from(bundle)]]))
const { verdict, sections } = await verifyTarget(files, { roots: [root], keys: [] }, { repo: 'octo/traced' })
console.log(JSON.stringify({ verdict, ids: CHECK_IDS, checks: sections[0].checks.length }))
`

test('the verifier is importable by the name of the package', async () => {
  const sigstore: SigstoreServer = await startSigstore()
  const argument = JSON.stringify({ bundle: await signManifest(sampleJob(), sigstore), root: sigstore.trustedRoot() })
  await sigstore.stop()
  const { code, stdout, stderr } = await runNode(['--input-type=module', '-e', CALLER, argument])
  expect([code, stderr]).toEqual([0, ''])
  const answer = JSON.parse(stdout) as { verdict: { result: string }; ids: string[]; checks: number }
  expect(answer.verdict.result).toBe('verified')
  expect(answer.ids).toEqual(CHECK_IDS)
  expect(answer.checks).toBeGreaterThan(30)
})

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import type { SigstoreServer } from '../lab/sigstore-server.ts'
import { signManifest } from '../signing/signing-helpers.ts'
import { type SampleRun, sampleJob, sampleRun } from '../verify/sample-manifests.ts'

/** Writes an unpacked run artifact with two jobs: 1 signed by itself, 2 not. */
export const writeRunFolder = async (
  folder: string,
  sigstore: SigstoreServer,
  change: (manifest: SampleRun) => void = () => undefined,
  changeJobs: (manifest: SampleRun) => void = () => undefined,
): Promise<void> => {
  const first = sampleJob('1', changeJobs)
  const second = sampleJob('2', changeJobs)
  const bundle = await signManifest(first, sigstore)
  const run = sampleRun([{ manifest: first, bundle }, { manifest: second }], change)
  await mkdir(join(folder, 'jobs'), { recursive: true })
  await writeFile(join(folder, 'jobs/1.json'), toCanonicalJson(first))
  await writeFile(join(folder, 'jobs/1.sigstore.json'), bundle)
  await writeFile(join(folder, 'jobs/2.json'), toCanonicalJson(second))
  await writeFile(join(folder, 'run-manifest.json'), toCanonicalJson(run))
  await writeFile(join(folder, 'run-manifest.sigstore.json'), await signManifest(run, sigstore))
  await writeFile(join(folder, 'report.md'), '# report\n')
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import { sha256Hex } from '../../src/io/digest.ts'
import type { BundleVerdict } from '../../src/report/merge/candidate.ts'
import { createVerifier } from '../../src/report/verify-manifest.ts'
import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import { signStatement } from '../../src/signing/sign.ts'
import { trustClaims } from '../lab/sigstore-claims.ts'
import { startSigstore } from '../lab/sigstore-server.ts'
import { DEADLINE, planFor, signManifest } from '../signing/signing-helpers.ts'
import { sampleJob } from '../verify/sample-manifests.ts'

/** A JSON value that cases may change as they like: hostile input has no type. */
// biome-ignore lint/suspicious/noExplicitAny: a bundle is torn apart here on purpose
export type Loose = any

/** What hostile cases are made from, and who evaluates them. */
export type Scene = {
  /** An honest manifest, and the bundle over it that verifies. */
  readonly manifest: JobManifest
  readonly bundle: string
  /** The honest manifest signed a second time. */
  readonly again: string
  /** A sibling job's manifest, signed in the same run. */
  readonly sibling: { readonly manifest: JobManifest; readonly bundle: string }
  /** The honest manifest signed by a Sigstore that nobody trusts. */
  readonly untrusted: string
  /** The honest manifest signed by a job of which GitHub says these other claims. */
  readonly signedBy: (claims: Readonly<Record<string, string>>) => Promise<string>
  /** This manifest signed by the honest job. */
  readonly signed: (manifest: JobManifest) => Promise<string>
  /** Any bytes signed by the honest job, as a job with id-token can do. */
  readonly signedBytes: (payload: string | Uint8Array) => Promise<string>
  readonly trustedRoot: Loose
  /** The report's own judgement, under the honest root unless another one is given. */
  readonly judge: (bundle: string, manifest?: JobManifest, root?: unknown) => Promise<BundleVerdict>
  readonly stop: () => Promise<void>
}

const { run } = sampleJob()
const trustedRun = {
  serverUrl: run.serverUrl?.value ?? 'https://github.com',
  repositoryId: run.repositoryId.value,
  ownerId: run.ownerId?.value,
  runId: run.runId.value,
  issuer: undefined,
}

export const setScene = async (): Promise<Scene> => {
  const folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-hostile-'))
  // One object that the lab reads at every token: `signedBy` changes it for one signing.
  const claims: Record<string, string> = { ...trustClaims }
  const sigstore = await startSigstore(claims)
  const unmatchedArtifact = await startSigstore()
  const rootFile = join(folder, 'root.json')
  await writeFile(rootFile, JSON.stringify(sigstore.trustedRoot()))
  const honest = await createVerifier(rootFile, '', trustedRun)
  let roots = 0

  const judge: Scene['judge'] = async (bundle, manifest = sampleJob(), root) => {
    let verifier = honest
    if (root !== undefined) {
      const file = join(folder, `root-${roots++}.json`)
      await writeFile(file, JSON.stringify(root))
      verifier = await createVerifier(file, '', trustedRun)
    }
    return verifier.verifyJob(manifest, sha256Hex(toCanonicalJson(manifest)), Buffer.from(bundle))
  }
  const other = sampleJob('4568')
  return {
    manifest: sampleJob(),
    bundle: await signManifest(sampleJob(), sigstore),
    again: await signManifest(sampleJob(), sigstore),
    sibling: { manifest: other, bundle: await signManifest(other, sigstore) },
    untrusted: await signManifest(sampleJob(), unmatchedArtifact),
    signedBy: async changed => {
      Object.assign(claims, changed)
      try {
        return await signManifest(sampleJob(), sigstore)
      } finally {
        Object.assign(claims, trustClaims)
      }
    },
    signed: manifest => signManifest(manifest, sigstore),
    signedBytes: payload => signStatement(Buffer.from(payload), planFor(sigstore), sigstore.idToken, DEADLINE),
    trustedRoot: sigstore.trustedRoot(),
    judge,
    stop: async () => {
      await Promise.all([sigstore.stop(), unmatchedArtifact.stop(), rm(folder, { recursive: true, force: true })])
    },
  }
}

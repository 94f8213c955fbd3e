import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import { sha256Hex } from '../../src/io/digest.ts'
import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import type { KeylessPlan } from '../../src/signing/choose-signing.ts'
import { signStatement } from '../../src/signing/sign.ts'
import { jobStatement, runStatement } from '../../src/signing/statement.ts'
import type { SigstoreServer } from '../lab/sigstore-server.ts'

export const DEADLINE = 10_000

export const planFor = (sigstore: SigstoreServer): Required<KeylessPlan> => ({
  mode: 'keyless',
  state: { mode: 'keyless', reason: 'requested' },
  fulcioUrl: sigstore.fulcioUrl,
  rekorUrl: sigstore.rekorUrl,
  tsaUrl: sigstore.tsaUrl,
})

export const statementOf = (manifest: JobManifest | RunManifest): Uint8Array => {
  const bytes = Buffer.from(toCanonicalJson(manifest))
  return manifest.kind === 'job-manifest'
    ? jobStatement(manifest, sha256Hex(bytes), bytes.byteLength)
    : runStatement(manifest, sha256Hex(bytes), bytes.byteLength)
}

/** Signs a manifest against a running Sigstore of the lab. */
export const signManifest = (manifest: JobManifest | RunManifest, sigstore: SigstoreServer): Promise<string> =>
  signStatement(statementOf(manifest), planFor(sigstore), sigstore.idToken, DEADLINE)

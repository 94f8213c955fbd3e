import { sha256Hex } from '../../src/digest.ts'
import { toCanonicalJson } from '../../src/model/canonical-json.ts'
import type { JobManifest } from '../../src/model/job-manifest.ts'
import type { RunManifest } from '../../src/model/run-manifest.ts'
import type { KeylessPlan } from '../../src/trust/choose-signing.ts'
import { signStatement } from '../../src/trust/sign.ts'
import { jobStatement, runStatement } from '../../src/trust/statement.ts'
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

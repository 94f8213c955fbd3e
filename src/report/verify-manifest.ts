import { sha256Hex } from '../digest.ts'
import type { JobManifest } from '../model/job-manifest.ts'
import type { BundleVerdict } from './merge/candidate.ts'

/** A verified signature of an earlier report and the manifest digests (`sha256:<hex>`) that it covers. */
export type Countersignature = {
  readonly mode: 'keyless' | 'key'
  readonly attempt: number
  readonly digests: ReadonlySet<string>
}

export type Verifier = {
  readonly verifyJob: (
    manifest: JobManifest,
    digestHex: string,
    bundle: Uint8Array | undefined,
  ) => Promise<BundleVerdict>
  readonly verifyRun: (
    manifest: Uint8Array | undefined,
    bundle: Uint8Array | undefined,
  ) => Promise<Countersignature | undefined>
}

/** Verifies nothing: bundles are kept, and said to be unverified. */
export const createVerifier = async (_trustedRoot: string, _key: string): Promise<Verifier> => ({
  verifyJob: async (_manifest, _digestHex, bundle) =>
    bundle === undefined
      ? { kind: 'none' }
      : { kind: 'unverified', mode: 'none', reason: 'not verified', digest: `sha256:${sha256Hex(bundle)}`, checks: [] },
  verifyRun: async () => undefined,
})

/** Bytes as text; replaced characters make a bundle unreadable, never something else. */
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

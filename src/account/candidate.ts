import type { ListedArtifact } from '../github/results/results-service.ts'
import type { JobManifest } from '../schema/job/job-manifest.ts'
import type { Check, UnmatchedArtifact } from '../schema/run/run-manifest.ts'
import type { CertificateIdentity } from '../verify/bundle/certificate-identity.ts'

/** The verification of the bundle beside a manifest. `invalid`: it covers something else than this manifest. */
export type BundleVerdict =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'verified' | 'unverified' | 'invalid'
      readonly mode: 'keyless' | 'key' | 'none'
      readonly reason: string
      readonly digest: string
      readonly payloadDigest?: string
      /** The certificate's claims about its run, where it verified. */
      readonly identity?: CertificateIdentity
      readonly checks: readonly Check[]
    }

/** A manifest that was read whole and fits its schema. Whether it belongs to this run is not yet known. */
export type Candidate = {
  readonly artifact: ListedArtifact
  readonly manifest: JobManifest
  /** `sha256:<hex>` of the file's bytes: the manifest digest. */
  readonly digest: string
  readonly sizeBytes: number
  /**
   * The bytes for the run artifact. Absent where the run artifact is full: the manifest is then read without its
   * lists, and referred to.
   */
  readonly bytes?: Uint8Array
  readonly bundle?: Uint8Array
  readonly verdict: BundleVerdict
  readonly unknownFields: number
  /** The signature of an earlier attempt's report over these bytes. */
  readonly countersigned?: { readonly mode: 'keyless' | 'key'; readonly attempt: number }
}

export type Sorted = {
  /** Manifests of this attempt by the identity in their artifact's name. */
  readonly accepted: readonly Candidate[]
  /** Manifests of earlier attempts of this run: for carried-over jobs. */
  readonly earlier: readonly Candidate[]
  readonly unmatchedArtifacts: readonly UnmatchedArtifact[]
}

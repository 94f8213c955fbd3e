import type { LogRecord } from '../../schema/job/log-record.ts'
import type { ApiJob } from '../../schema/run/run-manifest.ts'
import type { CertificateIdentity } from '../../verify/bundle/certificate-identity.ts'
import type { Anchor } from './anchor/anchor.ts'
import type { Siblings } from './siblings.ts'

/** The sources that know a recorded job, beside its own manifest. An absent source was not read or did not answer. */
export type EvidenceSources = {
  /** `sha256:<hex>` of the manifest's bytes as fetched. */
  readonly digest: string
  /** The certificate of the job's own signature, after it verified. */
  readonly certificate?: CertificateIdentity | undefined
  readonly api?: ApiEvidence | undefined
  /** Whether the job's own recorder wrote this manifest's digest into the job's log. */
  readonly anchor: Anchor
  /** The job's log as GitHub serves it. Only that job writes there, but any of its steps can. Absent: not read. */
  readonly log?: LogRecord | undefined
  /** Backend id of the job that uploaded the manifest's artifact; '' = unknown. */
  readonly uploadedBy: string
  /** Artifacts of the run as a service of GitHub lists them. */
  readonly artifacts: readonly ArtifactEvidence[]
  /** All manifests of this attempt together. */
  readonly siblings: Siblings
}

export type ArtifactEvidence = { readonly id: string; readonly name: string; readonly digest?: string | undefined }

/** The job as REST lists it, and the attempt it is part of. */
export type ApiEvidence = {
  readonly id: string
  readonly name: string
  readonly headSha: string | undefined
  readonly job: ApiJob
  /** The repository name and id that the API uses for this run. */
  readonly repository: { readonly serverUrl: string; readonly name: string; readonly id: string }
  readonly runId: string
  readonly run: {
    readonly number?: number | undefined
    readonly event?: string | undefined
    readonly workflow?: string | undefined
    readonly headBranch?: string | undefined
    /** The workflow's file; may end in `@ref`. */
    readonly path?: string | undefined
  }
}

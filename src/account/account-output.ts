import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import type { Candidate } from './candidate.ts'

/** A job of the report with its manifest. */
export type Recorded = { readonly job: ReportedJob; readonly candidate: Candidate }

/** The run manifest before it is signed. */
export type RunAccount = {
  readonly manifest: RunManifest
  /** The manifests of the jobs in the report, in the order of its jobs. */
  readonly records: readonly Recorded[]
}

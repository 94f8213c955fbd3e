import { redactThenCut } from '../core/redact/redact.ts'
import type { SigningState } from '../schema/job/job-manifest.ts'
import type { JobSignature, RunManifest } from '../schema/run/run-manifest.ts'
import type { RunAccount } from './account-output.ts'

/** The signing state of an account before it is stated. */
export const UNSTATED: SigningState = { mode: 'none', reason: 'requested' }

/**
 * Adds the signing state to the account. The run manifest's signature covers every job manifest by digest. For a job
 * manifest without another signature, this signature counts. No other field depends on it.
 */
export const stateSigning = ({ manifest, records }: RunAccount, signing: SigningState): RunAccount => {
  const covered = new Map(
    records.map(({ job }) => [job, { ...job, signature: coveredBy(manifest, signing, job.signature) }]),
  )
  return {
    records: records.map(({ job, candidate }) => ({ job: covered.get(job) ?? job, candidate })),
    manifest: {
      ...manifest,
      signing,
      jobs: manifest.jobs.map(job => covered.get(job) ?? job),
      warnings: isUnsigned(signing)
        ? [{ code: 'unsigned', subject: signing.reason }, ...manifest.warnings]
        : manifest.warnings,
    },
  }
}

const isUnsigned = ({ mode }: SigningState): boolean => mode === 'none'

const COVERED = { report: 'countersigned', collector: 'collected after the run' } as const

const coveredBy = ({ reporter }: RunManifest, signing: SigningState, own: JobSignature): JobSignature => {
  if (own.by !== null) return own
  if (signing.mode === 'none' || signing.mode === 'other')
    return { ...own, reason: redactThenCut(`${own.reason}; report unsigned: ${signing.reason}`, 300) }
  const by = reporter?.role === 'collector' ? 'collector' : 'report'
  return { mode: signing.mode, by, reason: redactThenCut(`${COVERED[by]}; ${own.reason}`, 300) }
}

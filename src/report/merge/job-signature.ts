import type { JobSignature } from '../../model/run-manifest.ts'
import type { CertificateIdentity } from '../../trust/certificate-identity.ts'
import type { Candidate } from './candidate.ts'
import type { JobContext } from './job-context.ts'

/** The job's own verified signature first; else the report's, which covers the bytes by digest; else none, and why. */
export const signatureOf = (
  context: Pick<JobContext, 'signing' | 'signer'>,
  { verdict, countersigned }: Candidate,
): JobSignature => {
  if (verdict.kind === 'verified' && verdict.mode !== 'none')
    return {
      mode: verdict.mode,
      by: 'job',
      reason: verdict.reason,
      ...signerOf(verdict.identity),
    }
  const why = verdict.kind === 'none' ? 'not signed by the job' : verdict.reason
  if (countersigned !== undefined)
    return {
      mode: countersigned.mode,
      by: 'report',
      reason: `countersigned in attempt ${countersigned.attempt}; ${why}`.slice(0, 300),
    }
  return context.signing.mode === 'none' || context.signing.mode === 'other'
    ? unsigned(`${why}; report unsigned: ${context.signing.reason}`)
    : { mode: context.signing.mode, by: context.signer, reason: `${COVERED[context.signer]}; ${why}`.slice(0, 300) }
}

const signerOf = (identity: CertificateIdentity | undefined): Pick<JobSignature, 'signer'> =>
  identity === undefined
    ? {}
    : { signer: { identity: identity.san.slice(0, 1_024), issuer: identity.issuer.slice(0, 300) } }

const COVERED = { report: 'countersigned', collector: 'collected after the run' } as const

export const unsigned = (reason: string): JobSignature => ({ mode: 'none', by: null, reason: reason.slice(0, 300) })

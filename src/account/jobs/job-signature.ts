import { cutText } from '../../core/cut-text.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import type { JobSignature } from '../../schema/run/run-manifest.ts'
import type { CertificateIdentity } from '../../verify/bundle/certificate-identity.ts'
import type { Candidate } from '../candidate.ts'

/**
 * Returns the job's own verified signature, else an earlier report's signature over the same bytes, else none with the
 * reason.
 */
export const ownSignature = ({ verdict, countersigned }: Candidate): JobSignature => {
  if (verdict.kind === 'verified' && verdict.mode !== 'none')
    return {
      mode: verdict.mode,
      by: 'job',
      reason: verdict.reason,
      ...toSigner(verdict.identity),
    }
  const why = verdict.kind === 'none' ? 'not signed by the job' : verdict.reason
  if (countersigned === undefined) return unsigned(why)
  return {
    mode: countersigned.mode,
    by: 'report',
    reason: redactThenCut(`countersigned in attempt ${countersigned.attempt}; ${why}`, 300),
  }
}

const toSigner = (identity: CertificateIdentity | undefined): Pick<JobSignature, 'signer'> =>
  identity === undefined
    ? {}
    : { signer: { identity: cutText(identity.san, 1_024), issuer: cutText(identity.issuer, 300) } }

export const unsigned = (reason: string): JobSignature => ({
  mode: 'none',
  by: null,
  reason: redactThenCut(reason, 300),
})

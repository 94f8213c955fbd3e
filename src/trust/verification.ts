import type { Check } from '../model/run-manifest.ts'
import { type Expectations, namesSigner } from './expectations.ts'
import type { Verified } from './verify-bundle.ts'

/** The checks of one file. */
export type Section = { readonly subject: string; readonly checks: readonly Check[] }

/** What was found out about a target. */
export type Verification = {
  readonly sections: readonly Section[]
  /** Files that are listed and not there. */
  readonly missing: readonly string[]
  /** The bundle that speaks for the whole target; undefined: unsigned. */
  readonly main: Verified | undefined
}

/**
 * `verified`: nothing failed, and the signer is who the caller said. `signed`: nothing failed, and nobody said who must
 * have signed: never a yes. `incomplete`: listed files are missing, nothing else failed.
 */
export type Verdict = {
  readonly result: 'verified' | 'signed' | 'not-verified' | 'incomplete'
  readonly text: string
}

/** One answer from all checks. A failure outweighs a missing file. */
export const decide = (verification: Verification, expected: Expectations): Verdict => {
  const failures = verification.sections.flatMap(({ subject, checks }) =>
    checks.filter(({ result }) => result === 'fail').map(check => ({ subject, check })),
  )
  const [first] = failures
  if (first !== undefined)
    return { result: 'not-verified', text: `not verified: ${reasonOf(first.subject, first.check)}` }
  if (verification.main?.ok !== true) return { result: 'not-verified', text: 'not verified: unsigned' }
  if (verification.missing.length > 0)
    return { result: 'incomplete', text: `incomplete: ${verification.missing.length} listed file(s) missing` }
  const signer = signerOf(verification.main)
  return namesSigner(expected, verification.main)
    ? { result: 'verified', text: `verified: signed by ${signer}` }
    : { result: 'signed', text: `signed by ${signer}, not checked against an expectation` }
}

/** Subject name of the certificate, or the key by its hint. */
export const signerOf = (verified: Verified): string =>
  verified.identity?.san ?? (verified.keyHint === undefined ? 'nobody' : `key ${verified.keyHint}`)

const reasonOf = (subject: string, check: Check): string => {
  if (check.id === 'signed') return 'unsigned'
  if (check.id === 'trust-root') return subject.startsWith('jobs/') ? `no trust root for ${subject}` : 'no trust root'
  return `${subject}: ${check.id}: ${check.reason}`
}

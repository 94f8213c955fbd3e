import type { Check } from '../model/run-manifest.ts'
import type { Verified } from '../trust/verify-bundle.ts'
import { EXIT } from './exit.ts'
import { type Expectations, namesSigner } from './expectations.ts'

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

export type Verdict = {
  readonly text: string
  readonly exitCode: 0 | 1 | 3
}

/** One answer from all checks. A failure outweighs a missing file. */
export const decide = (verification: Verification, expected: Expectations): Verdict => {
  const failures = verification.sections.flatMap(({ subject, checks }) =>
    checks.filter(({ result }) => result === 'fail').map(check => ({ subject, check })),
  )
  const [first] = failures
  if (first !== undefined)
    return { text: `not verified: ${reasonOf(first.subject, first.check)}`, exitCode: EXIT.negative }
  if (verification.main?.ok !== true) return { text: 'not verified: unsigned', exitCode: EXIT.negative }
  if (verification.missing.length > 0)
    return { text: `incomplete: ${verification.missing.length} listed file(s) missing`, exitCode: EXIT.incomplete }
  const signer = signerOf(verification.main)
  return namesSigner(expected) || verification.main.mode === 'key'
    ? { text: `verified: signed by ${signer}`, exitCode: EXIT.ok }
    : { text: `signed by ${signer}, not checked against an expectation`, exitCode: EXIT.ok }
}

/** Subject name of the certificate, or the key by its hint. */
export const signerOf = (verified: Verified): string =>
  verified.identity?.san ?? (verified.keyHint === undefined ? 'nobody' : `key ${verified.keyHint}`)

const reasonOf = (subject: string, check: Check): string => {
  if (check.id === 'signed') return 'unsigned'
  if (check.id === 'trust-root') return subject.startsWith('jobs/') ? `no trust root for ${subject}` : 'no trust root'
  return `${subject}: ${check.id}: ${check.reason}`
}

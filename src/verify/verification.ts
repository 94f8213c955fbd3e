import type { Check } from '../schema/run/run-manifest.ts'
import type { Verified } from './bundle/verify-bundle.ts'
import { type Expectations, namesSigner } from './expected/expectations.ts'

/** The checks of one file. */
export type Section = { readonly subject: string; readonly checks: readonly Check[] }

/** The result of the verification of a target. */
export type Verification = {
  readonly sections: readonly Section[]
  /** Files that are listed but missing. */
  readonly missing: readonly string[]
  /** The bundle that covers the whole target; undefined for an unsigned one. */
  readonly main: Verified | undefined
  /** For a file that contains only bundles: the bundles that were evaluated. */
  readonly bundles?: readonly Verified[]
}

/**
 * The result word. `verified`: nothing failed, and the signer is the expected one. `signed`: nothing failed, and the
 * caller named no expected signer, which is not a success. `incomplete`: listed files are missing, nothing else failed.
 */
export type Verdict = {
  readonly result: 'verified' | 'signed' | 'not-verified' | 'incomplete'
  readonly text: string
}

/** Derives one answer from all checks. A failure outweighs a missing file. */
export const decide = (verification: Verification, expected: Expectations): Verdict => {
  const failures = verification.sections.flatMap(({ subject, checks }) =>
    checks.filter(({ result }) => result === 'fail').map(check => ({ subject, check })),
  )
  const [first] = failures
  if (first !== undefined)
    return { result: 'not-verified', text: `not verified: ${describeReason(first.subject, first.check)}` }
  if (verification.main?.ok !== true) return { result: 'not-verified', text: 'not verified: unsigned' }
  if (verification.missing.length > 0)
    return { result: 'incomplete', text: `incomplete: ${verification.missing.length} listed file(s) missing` }
  const { bundles = [verification.main] } = verification
  const count = bundles.length > 1 ? `${bundles.length} bundles, ` : ''
  const signed = `${count}signed by ${[...new Set(bundles.map(nameSigner))].slice(0, NAMED).join(' and ')}`
  const file = nameFile(verification, expected)
  return bundles.every(bundle => namesSigner(expected, bundle))
    ? { result: 'verified', text: `verified: ${signed}${file}` }
    : { result: 'signed', text: `${signed}, not checked against an expectation${file}` }
}

const NAMED = 5

/** Describes the comparison with a file: a lone bundle is bound to no file until the caller names one. */
const nameFile = ({ sections, bundles }: Verification, { artifact }: Expectations): string => {
  if (artifact === undefined) return bundles === undefined ? '' : '; no file was compared (--artifact names one)'
  const found = sections.flatMap(({ checks }) => checks).find(({ id }) => id === 'expected-artifact')
  return found === undefined ? '' : `; ${found.reason}`
}

/** Returns the subject name of the certificate, or the hint of the key. */
export const nameSigner = (verified: Verified): string =>
  verified.identity?.san ?? (verified.keyHint === undefined ? 'nobody' : `key ${verified.keyHint}`)

const describeReason = (subject: string, check: Check): string => {
  if (check.id === 'signed') return 'unsigned'
  if (check.id === 'trust-root') return subject.startsWith('jobs/') ? `no trust root for ${subject}` : 'no trust root'
  return `${subject}: ${check.id}: ${check.reason}`
}

import { shortenText } from '../core/cut-text.ts'
import { redactThenCut } from '../core/redact/redact.ts'
import type { Check } from '../schema/run/run-manifest.ts'

/**
 * All checks of the verifier, in their order of execution. The ids are stable, since scripts and reports depend on
 * them. docs/verify.md explains each check.
 */
export const CHECK_IDS = [
  // The bundle by itself.
  'signed',
  'bundle-size',
  'bundle-form',
  'signature-count',
  'trust-root',
  'timestamp',
  'certificate',
  'transparency-log',
  'signature',
  'certificate-extensions',
  'payload-type',
  'statement',
  'predicate-type',
  // The subject of the bundle.
  'statement-kind',
  'manifest',
  'predicate',
  'predicate-jobs',
  // Claims of the payload against the certificate.
  'claim-issuer',
  'claim-run',
  'claim-repository',
  'claim-repository-id',
  'claim-owner',
  'claim-owner-id',
  'claim-commit',
  'claim-ref',
  'claim-workflow',
  'claim-workflow-commit',
  'claim-workflow-name',
  'claim-event',
  'claim-visibility',
  'claim-job-workflow',
  'claim-job-workflow-commit',
  'claim-runner-environment',
  'claim-environment',
  'claim-subject',
  // The bytes on disk.
  'subject',
  'subjects',
  'file-digest',
  'payload-digest',
  'reported-signer',
  'record',
  'same-run',
  // GitHub's own records.
  'api-run',
  'api-run-fields',
  'api-all-jobs',
  'api-job',
  'api-conclusion',
  'api-times',
  'signing-time',
  'log-anchor',
  // The completeness of the run manifest.
  'unique-jobs',
  'completeness',
  'job-signatures',
  'stray-files',
  'not-covered',
  // The expected signer.
  'expected-issuer',
  'expected-repository',
  'expected-run',
  'expected-attempt',
  'expected-signer',
  'expected-source-ref',
  'expected-source-digest',
  'expected-event',
  'expected-signer-digest',
  'expected-repository-id',
  'expected-owner-id',
  'expected-runner',
  'expected-countersigner',
  'expected-artifact',
] as const

export type CheckId = (typeof CHECK_IDS)[number]

export const pass = (id: CheckId, reason: string): Check => ({ id, result: 'pass', reason: cut(reason) })
export const fail = (id: CheckId, reason: string): Check => ({ id, result: 'fail', reason: cut(reason) })
export const notApplicable = (id: CheckId, reason: string): Check => ({
  id,
  result: 'not-applicable',
  reason: cut(reason),
})

/** Marks several checks as not applicable, for one reason. */
export const noneApply = (ids: readonly CheckId[], reason: string): readonly Check[] =>
  ids.map(id => notApplicable(id, reason))

/** Passes if the claimed value equals the proven value; else fails with both. */
export const equal = (id: CheckId, what: string, claimed: string, proven: string): Check =>
  claimed === proven ? pass(id, `${what} ${proven}`) : fail(id, `${what}: claimed ${claimed}, proven ${proven}`)

/** Returns whether nothing failed. An empty list proves nothing. */
export const allPass = (checks: readonly Check[]): boolean =>
  checks.length > 0 && checks.every(({ result }) => result === 'pass' || result === 'not-applicable')

/** Returns the first failed check, cut to a number of characters; credentials in it are replaced. */
export const firstFailure = (checks: readonly Check[], max: number): string => {
  const failed = checks.find(({ result }) => result === 'fail')
  return failed === undefined ? 'no check passed' : redactThenCut(`${failed.id}: ${failed.reason}`, max)
}

const cut = (reason: string): string => shortenText(reason, 500)

/**
 * Every check the verifier can make, in the order in which it makes them. The ids are stable: scripts and reports keep
 * them. docs/verify.md says what each asks.
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
  // What it is about.
  'statement-kind',
  'subject-type',
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
  // Bytes on disk.
  'subject',
  'subjects',
  'file-digest',
  'payload-digest',
  'reported-signer',
  'record',
  'same-run',
  // GitHub's account.
  'api-run',
  'api-run-fields',
  'api-all-jobs',
  'api-job',
  'api-conclusion',
  'api-times',
  'signing-time',
  'log-anchor',
  // The run manifest as an account of the whole run.
  'unique-jobs',
  'completeness',
  'job-signatures',
  'stray-files',
  'not-covered',
  // Who was expected.
  'expected-issuer',
  'expected-repository',
  'expected-run',
  'expected-attempt',
  'expected-signer',
] as const

export type CheckId = (typeof CHECK_IDS)[number]

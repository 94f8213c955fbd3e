import type { AgreementKind, FieldAgreement } from '../../model/field-agreement.ts'
import type { JobManifest } from '../../model/job-manifest.ts'
import { certifiedQuestions } from './certified-questions.ts'
import { judge } from './judge.ts'
import { listQuestions } from './list-questions.ts'
import { observedQuestions } from './observed-questions.ts'
import type { Question } from './question.ts'
import type { Witnesses } from './witness.ts'

/** The line in the job's own log that names its manifest: what ties the bytes to the job. */
export const ANCHOR = 'manifest.digest'

/**
 * Every field of a job manifest against everybody else who knows it: the certificate, GitHub's API and services, the
 * job's log, the manifests of sibling jobs. Fields in a fixed order; those that nobody else knows are there too, vouched
 * for by the job itself.
 */
export const crossExamine = (manifest: JobManifest, witnesses: Witnesses): readonly FieldAgreement[] =>
  questionsOf(manifest, witnesses)
    .map(question => judge(question, witnesses.log))
    .filter(field => field !== undefined)

/**
 * The job as a whole. All fields may agree and still be a sibling's forgery: any job can sign in the run's name, and
 * everybody can read what the API says. The digest in the job's own log is what no other job can have written.
 */
export const jobAgreement = (fields: readonly FieldAgreement[]): AgreementKind => {
  if (fields.some(field => field.agreement === 'contradicted')) return 'contradicted'
  return fields.find(field => field.field === ANCHOR)?.agreement === 'confirmed' ? 'confirmed' : 'unconfirmed'
}

const questionsOf = (manifest: JobManifest, witnesses: Witnesses): readonly Question[] => [
  {
    field: ANCHOR,
    said: { source: 'runner', value: witnesses.digest },
    others: [{ voucher: 'log', source: 'log', value: digestInLog(manifest, witnesses) }],
  },
  ...certifiedQuestions(manifest, witnesses),
  ...observedQuestions(manifest, witnesses),
  ...listQuestions(manifest, witnesses),
]

/** The last line for this job and attempt: a step before the recorder's may print a decoy. */
const digestInLog = ({ job, run }: JobManifest, { log }: Witnesses): string | undefined => {
  if (log.kind === 'unread') return undefined
  const id = job.id?.value
  return log.digestLines.findLast(line => line.attempt === run.attempt.value && (id === undefined || line.jobId === id))
    ?.digest
}

import type { AgreementKind, FieldAgreement } from '../../model/field-agreement.ts'
import type { JobManifest } from '../../model/job-manifest.ts'
import { certifiedQuestions } from './certified-questions.ts'
import { judge } from './judge.ts'
import { listQuestions } from './list-questions.ts'
import { observedQuestions } from './observed-questions.ts'
import type { Question } from './question.ts'
import type { DigestLine, LogWitness, Witnesses } from './witness.ts'

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
    others: [{ voucher: 'log', source: 'log', value: loggedDigest(manifest, witnesses.log) }],
  },
  uploaderQuestion(manifest, witnesses),
  ...certifiedQuestions(manifest, witnesses),
  ...observedQuestions(manifest, witnesses),
  ...listQuestions(manifest, witnesses),
]

const loggedDigest = (manifest: JobManifest, log: LogWitness): string | undefined =>
  log.kind === 'unread' ? undefined : digestInLog(manifest, log.digestLines)

/**
 * A job has one backend id (the scope of its runtime token), and the results service keeps it for each artifact: of the
 * manifests of several jobs that one job uploaded at most one is its own. The logs tell which. Not asked of a manifest
 * whose uploader sent no other.
 */
const uploaderQuestion = (manifest: JobManifest, witnesses: Witnesses): Question => {
  const { digest, log, siblings, uploadedBy } = witnesses
  const id = manifest.job.id?.value
  const others = (siblings.uploaded.get(uploadedBy.toLowerCase()) ?? []).filter(other => other !== id)
  const isForeign = log.kind === 'read' && loggedDigest(manifest, log) !== digest
  const isAsked = id !== undefined && others.length > 0 && (isForeign || log.kind === 'unread')
  return {
    field: 'manifest.uploader',
    said: isAsked ? { source: 'runner', value: id } : undefined,
    others: [
      { voucher: 'api', source: 'results', value: isForeign ? others.slice(0, MAX_UPLOADED) : undefined },
      // Without the log nobody can tell whose the uploader is.
      { voucher: 'log', source: 'log', value: undefined },
    ],
  }
}

const MAX_UPLOADED = 20

/** The last line for this job and attempt: a step before the recorder's may print a decoy. */
export const digestInLog = ({ job, run }: JobManifest, lines: readonly DigestLine[]): string | undefined => {
  const id = job.id?.value
  return lines.findLast(line => line.attempt === run.attempt.value && (id === undefined || line.jobId === id))?.digest
}

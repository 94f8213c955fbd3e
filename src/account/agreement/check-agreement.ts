import type { AgreementKind, FieldAgreement } from '../../schema/values/field-agreement.ts'
import type { JobManifest } from '../../schema/job/job-manifest.ts'
import { type Anchor, anchorWords } from './anchor/anchor.ts'
import { certifiedQuestions } from './certified-fields.ts'
import { judge } from './compare-field.ts'
import { listQuestions } from './list-fields.ts'
import { observedQuestions } from './observed-fields.ts'
import type { Question } from './field-check.ts'
import { jobStated } from './siblings.ts'
import type { Witnesses } from './evidence-source.ts'

/** The line in the job's own log that names its manifest: what ties the bytes to the job. */
export const ANCHOR = 'manifest.digest'

/**
 * Every field of a job manifest against everybody else who knows it: the certificate, GitHub's API and services, the
 * job's log, the manifests of sibling jobs. Fields in a fixed order; those that nobody else knows are there too, vouched
 * for by the job itself.
 */
export const crossExamine = (manifest: JobManifest, witnesses: Witnesses): readonly FieldAgreement[] => {
  const { anchor } = witnesses
  const unread = anchor.kind === 'unconfirmed' ? anchor.gap : undefined
  return [
    anchorField(witnesses.digest, anchor),
    ...questionsOf(manifest, witnesses)
      .map(question => judge(question, unread))
      .filter(field => field !== undefined),
  ]
}

/**
 * The job as a whole. All fields may agree and still be a sibling's forgery: any job can sign in the run's name, and
 * everybody can read what the API says. The digest in the job's own log is what no other job can have written.
 */
export const jobAgreement = (fields: readonly FieldAgreement[]): AgreementKind => {
  if (fields.some(field => field.agreement === 'contradicted')) return 'contradicted'
  return fields.find(field => field.field === ANCHOR)?.agreement === 'confirmed' ? 'confirmed' : 'unconfirmed'
}

/** What the log says of the digest, as a field like the others. */
export const anchorField = (digest: string, anchor: Anchor): FieldAgreement => {
  switch (anchor.kind) {
    case 'confirmed':
      return { field: ANCHOR, agreement: 'confirmed', vouchedBy: 'log', values: [] }
    case 'unconfirmed':
      return {
        field: ANCHOR,
        agreement: 'unconfirmed',
        vouchedBy: 'self',
        ...(anchor.gap === undefined ? {} : { unchecked: anchor.gap }),
        values: [],
      }
    case 'rejected':
      return {
        field: ANCHOR,
        agreement: 'contradicted',
        vouchedBy: 'self',
        values: [
          { source: 'runner', value: digest },
          { source: 'log', value: anchor.digest ?? anchorWords(anchor) },
        ],
      }
  }
}

const questionsOf = (manifest: JobManifest, witnesses: Witnesses): readonly Question[] => [
  uploaderQuestion(manifest, witnesses),
  ...certifiedQuestions(manifest, witnesses),
  ...observedQuestions(manifest, witnesses),
  ...listQuestions(manifest, witnesses),
]

/**
 * A job has one backend id (the scope of its runtime token), and the results service keeps it for each artifact: of the
 * manifests of several jobs that one job uploaded at most one is its own. The logs tell which. Not asked of a manifest
 * whose uploader sent no other.
 */
const uploaderQuestion = (manifest: JobManifest, { anchor, siblings, uploadedBy }: Witnesses): Question => {
  const stated = jobStated(manifest)
  const uploader = uploadedBy.toLowerCase()
  const others = (siblings.uploaded.get(uploader) ?? []).filter(other => other !== stated)
  const owner = siblings.uploaders.get(uploader)
  const isForeign = anchor.kind !== 'confirmed' && owner !== undefined && owner !== stated
  const isAsked = others.length > 0 && anchor.kind !== 'confirmed'
  return {
    field: 'manifest.uploader',
    said: isAsked ? { source: 'runner', value: stated } : undefined,
    others: [
      { voucher: 'api', source: 'results', value: isForeign ? [owner] : undefined },
      // Without the logs nobody can tell whose the uploader is.
      { voucher: 'log', source: 'log', value: undefined },
    ],
  }
}

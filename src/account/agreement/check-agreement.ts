import type { JobManifest } from '../../schema/job/job-manifest.ts'
import type { AgreementKind, FieldAgreement } from '../../schema/values/field-agreement.ts'
import { type Anchor, anchorWords } from './anchor/anchor.ts'
import { listCertifiedChecks } from './certified-fields.ts'
import { compareField } from './compare-field.ts'
import type { EvidenceSources } from './evidence-source.ts'
import type { FieldCheck } from './field-check.ts'
import { listListChecks } from './list-fields.ts'
import { listObservedChecks } from './observed-fields.ts'
import { jobStated } from './siblings.ts'

/**
 * The field of the line in the job's own log that names its manifest. This line ties the manifest's bytes to the job.
 */
export const ANCHOR = 'manifest.digest'

/**
 * Checks every field of a job manifest against every other source that knows it: the certificate, GitHub's API and
 * services, the job's log, and the manifests of sibling jobs. Fields have a fixed order. A field that no other source
 * knows is included, confirmed by the job alone.
 */
export const checkAgreement = (manifest: JobManifest, sources: EvidenceSources): readonly FieldAgreement[] => {
  const { anchor } = sources
  const unread = anchor.kind === 'unconfirmed' ? anchor.gap : undefined
  return [
    anchorField(sources.digest, anchor),
    ...listFieldChecks(manifest, sources)
      .map(check => compareField(check, unread))
      .filter(field => field !== undefined),
  ]
}

/**
 * Returns the agreement of the whole job. Every field may agree and the manifest may still be forged by a sibling: any
 * job can sign in the run's name, and anyone can read the API's values. No other job can have written the digest in
 * the job's own log.
 */
export const jobAgreement = (fields: readonly FieldAgreement[]): AgreementKind => {
  if (fields.some(field => field.agreement === 'contradicted')) return 'contradicted'
  return fields.find(field => field.field === ANCHOR)?.agreement === 'confirmed' ? 'confirmed' : 'unconfirmed'
}

/** Converts the log's evidence about the digest to a field like the others. */
export const anchorField = (digest: string, anchor: Anchor): FieldAgreement => {
  switch (anchor.kind) {
    case 'confirmed':
      return { field: ANCHOR, agreement: 'confirmed', confirmedBy: 'log', values: [] }
    case 'unconfirmed':
      return {
        field: ANCHOR,
        agreement: 'unconfirmed',
        confirmedBy: 'self',
        unchecked: anchor.gap,
        values: [],
      }
    case 'rejected':
      return {
        field: ANCHOR,
        agreement: 'contradicted',
        confirmedBy: 'self',
        values: [
          { source: 'runner', value: digest },
          { source: 'log', value: anchor.digest ?? anchorWords(anchor) },
        ],
      }
  }
}

const listFieldChecks = (manifest: JobManifest, sources: EvidenceSources): readonly FieldCheck[] => [
  toUploaderCheck(manifest, sources),
  ...listCertifiedChecks(manifest, sources),
  ...listObservedChecks(manifest, sources),
  ...listListChecks(manifest, sources),
]

/**
 * Builds the check of the uploader. A job has one backend id (the scope of its runtime token), and the results service
 * keeps it for each artifact. Where one job uploaded manifests of several jobs, at most one of them is its own; the
 * logs show which one. The manifest of an uploader without another manifest is not checked.
 */
const toUploaderCheck = (manifest: JobManifest, { anchor, siblings, uploadedBy }: EvidenceSources): FieldCheck => {
  const stated = jobStated(manifest)
  const uploader = uploadedBy.toLowerCase()
  const others = (siblings.uploaded.get(uploader) ?? []).filter(other => other !== stated)
  const owner = siblings.uploaders.get(uploader)
  const isForeign = anchor.kind !== 'confirmed' && owner !== undefined && owner !== stated
  const isAsked = others.length > 0 && anchor.kind !== 'confirmed'
  return {
    field: 'manifest.uploader',
    stated: isAsked ? { source: 'runner', value: stated } : undefined,
    others: [
      { observer: 'api', source: 'results', value: isForeign ? [owner] : undefined },
      // Without the logs the uploader cannot be matched to a job.
      { observer: 'log', source: 'log', value: undefined },
    ],
  }
}

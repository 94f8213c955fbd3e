import { anchorField, checkAgreement, jobAgreement } from '../../account/agreement/check-agreement.ts'
import type { ListedJob } from '../../github/rest/job.ts'
import type { LogRecord } from '../../schema/job/log-record.ts'
import type { ServiceUse } from '../../schema/job/service-use.ts'
import type { Failure } from '../../schema/run/failure.ts'
import type { Absence, Presence, ReportedJob } from '../../schema/run/run-manifest.ts'
import type { TimelineJob } from '../../schema/run/run-timeline.ts'
import type { FieldAgreement } from '../../schema/values/field-agreement.ts'
import type { Candidate } from './candidate.ts'
import type { JobContext } from './job-context.ts'
import { keyOf, readResult, waitedFor } from './job-needs.ts'
import { signatureOf, unsigned } from './job-signature.ts'
import { recordTiming, timingOf } from './job-timing.ts'
import { recordedBy } from './manifest-file.ts'
import type { Match } from './match-manifests.ts'
import { presenceOf } from './presence.ts'
import { listEvidenceSources } from './witnesses.ts'

/** A job of the report and the manifest that stands for it, if one was taken. */
export type Reported = { readonly job: ReportedJob; readonly candidate?: Candidate }

type Evidence = {
  readonly match: Match | undefined
  /** What the log told: of a job without a manifest all there is, of others an evidence source. */
  readonly told: LogRecord | undefined
  readonly absence: Absence | undefined
  readonly timed: TimelineJob | undefined
  readonly failure: Failure | undefined
  /** Undefined where the log was not read: then the manifest's own account stands. */
  readonly services: readonly ServiceUse[] | undefined
}

/** A job of the API's list, with what was found for it. */
export const reportListedJob = (context: JobContext, job: ListedJob, evidence: Evidence): Reported => {
  const { match } = evidence
  const presence = presenceOf(job, match, context.attempt, context.ownJobId)
  const candidate = match?.taken?.candidate
  const fields = fieldsOf(context, job, evidence)
  const key = keyOf(context, job, candidate)
  const { id, name } = job
  const stated = candidate?.manifest.job.key.value
  const waited = waitedFor(context, { id, name, key: stated, conclusion: job.api.conclusion })
  return {
    ...(candidate === undefined ? {} : { candidate }),
    job: {
      ...key,
      ...waited,
      id: job.id,
      name: job.name,
      presence,
      signature: candidate === undefined ? unsigned('no manifest') : signatureOf(context, candidate),
      agreement: jobAgreement(fields),
      fields: [...(match?.taken?.inferred === true ? [INFERRED] : []), ...fields].slice(0, 100),
      ...anchorOf(match),
      ...duplicatesOf(match),
      ...(candidate === undefined && evidence.absence !== undefined ? { absence: evidence.absence } : {}),
      api: job.api,
      // An earlier attempt's waiting is not this attempt's.
      timing: presence === 'carried-over' || evidence.timed === undefined ? { clamped: [] } : timingOf(evidence.timed),
      ...failed(evidence, presence),
      ...(presence === 'carried-over' ? {} : servicesUsed(evidence.services?.map(asWritten), candidate)),
      ...(candidate === undefined ? fromLog(evidence, presence) : recordedBy(candidate)),
    },
  }
}

/**
 * A manifest against everybody else; of a job whose only manifests were rejected the contradiction alone, since nothing of
 * them is the job's.
 */
const fieldsOf = (context: JobContext, job: ListedJob, { match, told }: Evidence): readonly FieldAgreement[] => {
  if (match?.taken !== undefined) {
    const { candidate, anchor } = match.taken
    return checkAgreement(candidate.manifest, listEvidenceSources(context, candidate, job, { anchor, log: told }))
  }
  return (match?.rejected ?? []).slice(0, 1).map(({ candidate, anchor, why }): FieldAgreement => {
    const field = anchorField(candidate.digest, anchor)
    if (anchor.kind === 'rejected') return field
    const values = [
      { source: 'runner' as const, value: candidate.digest },
      { source: 'api' as const, value: why },
    ]
    return { ...field, agreement: 'contradicted', values }
  })
}

const anchorOf = (match: Match | undefined): Pick<ReportedJob, 'anchor'> => {
  const [rejection] = match?.rejected ?? []
  const anchor = match?.taken?.anchor ?? rejection?.anchor
  if (anchor === undefined) return {}
  if (match?.taken === undefined && anchor.kind !== 'rejected')
    return { anchor: { result: 'rejected', reason: 'other-time' } }
  return { anchor: { result: anchor.kind, ...(anchor.kind === 'confirmed' ? {} : { reason: anchor.reason }) } }
}

const duplicatesOf = (match: Match | undefined): Pick<ReportedJob, 'duplicates'> => {
  const duplicates = match?.taken?.duplicates ?? []
  if (duplicates.length === 0) return {}
  return {
    duplicates: duplicates.slice(0, 20).map(({ artifact, digest }) => ({ artifact: artifact.name, digest })),
  }
}

/** A carried-over job failed, if it did, in another attempt: that attempt's report says why. */
const failed = ({ failure }: Evidence, presence: Presence): Pick<ReportedJob, 'failure'> =>
  presence === 'carried-over' || failure === undefined
    ? {}
    : { failure: { ...failure, evidence: [...failure.evidence] } }

/** The report's own reading of the log; without one, what the recorder read of it. */
const servicesUsed = (
  read: ReportedJob['services'],
  candidate: Candidate | undefined,
): Pick<ReportedJob, 'services'> => {
  const services = read ?? candidate?.manifest.services ?? []
  return services.length === 0 ? {} : { services }
}

/** The log of a carried-over job is another attempt's. */
const fromLog = ({ told }: Evidence, presence: Presence): Pick<ReportedJob, 'log'> =>
  told === undefined || presence === 'carried-over' ? {} : { log: told }

const asWritten = ({ steps, failures, ...use }: ServiceUse) => ({
  ...use,
  ...(steps === undefined ? {} : { steps: [...steps] }),
  failures: [...failures],
})

/** A job that only its manifest shows: the job list was refused or cut. */
export const reportUnlistedJob = (context: JobContext, candidate: Candidate): Reported => {
  const { manifest } = candidate
  const name = manifest.job.name?.value ?? manifest.job.key.value
  const anchor = { kind: 'unconfirmed', reason: 'log-unread', gap: context.unlisted } as const
  const fields = checkAgreement(manifest, listEvidenceSources(context, candidate, undefined, { anchor }))
  const key = manifest.job.key.value
  const id = manifest.job.id?.value
  return {
    candidate,
    job: {
      key,
      ...waitedFor(context, { id, name, key, conclusion: undefined }),
      ...(id === undefined ? {} : { id }),
      name,
      presence: manifest.run.attempt.value < context.attempt.attempt ? 'carried-over' : 'recorded',
      signature: signatureOf(context, candidate),
      agreement: jobAgreement(fields),
      fields: fields.slice(0, 100),
      anchor: { result: anchor.kind, reason: anchor.reason },
      timing: recordTiming(manifest),
      ...(manifest.run.attempt.value < context.attempt.attempt ? {} : servicesUsed(undefined, candidate)),
      ...recordedBy(candidate),
    },
  }
}

/** A job key of `needs` for which nothing was found, where the job list was refused. */
export const reportUnrecordedKey = (key: string, result: string | undefined): Reported => ({
  job: {
    key,
    name: key,
    presence: result === 'skipped' ? 'skipped' : 'not-recorded',
    signature: unsigned('no manifest'),
    agreement: 'unconfirmed',
    fields: [],
    waitedFor: true,
    ...(result === undefined ? {} : { needsResult: readResult(result) }),
    timing: { clamped: [] },
  },
})

const INFERRED: FieldAgreement = {
  field: 'job.id',
  agreement: 'unconfirmed',
  values: [{ source: 'api', value: 'inferred from the display name' }],
}

import { writeFailure } from '../../findings/failures/decide-failure.ts'
import type { ListedJob } from '../../github/rest/job.ts'
import type { LogRecord } from '../../schema/job/log-record.ts'
import type { ResolvedPackage } from '../../schema/job/resolved-package.ts'
import type { ServiceUse } from '../../schema/job/service-use.ts'
import type { Failure } from '../../schema/run/failure.ts'
import type { HiddenFailure } from '../../schema/run/hidden-failure.ts'
import type { Absence, Presence, ReportedJob } from '../../schema/run/run-manifest.ts'
import type { TimelineJob } from '../../schema/run/run-timeline.ts'
import type { FieldAgreement } from '../../schema/values/field-agreement.ts'
import { anchorField, checkAgreement, jobAgreement } from '../agreement/check-agreement.ts'
import type { Candidate } from '../candidate.ts'
import type { Match } from '../match-manifests.ts'
import { toEvidenceSources } from './evidence-sources.ts'
import type { JobContext } from './job-context.ts'
import { readResult, toKey, waitedFor } from './job-needs.ts'
import { ownSignature, unsigned } from './job-signature.ts'
import { getTiming, recordTiming } from './job-timing.ts'
import { recordedBy } from './manifest-file.ts'
import { getPresence } from './presence.ts'

/** A job of the report, with its manifest where one was matched. */
export type Reported = { readonly job: ReportedJob; readonly candidate?: Candidate }

type Evidence = {
  readonly match: Match | undefined
  /** The only record of a job without a manifest; evidence about the others. */
  readonly logRecord: LogRecord | undefined
  readonly absence: Absence | undefined
  readonly timed: TimelineJob | undefined
  readonly failure: Failure | undefined
  readonly hiddenFailures?: readonly HiddenFailure[] | undefined
  /** Undefined where the log was not read: the manifest's own list is then used. */
  readonly services: readonly ServiceUse[] | undefined
  readonly packages: readonly ResolvedPackage[] | undefined
}

/** Reports a job of the API's list, with the evidence found for it. */
export const reportListedJob = (context: JobContext, job: ListedJob, evidence: Evidence): Reported => {
  const { match } = evidence
  const presence = getPresence(job, match, context.attempt, context.ownJobId)
  const candidate = match?.taken?.candidate
  const fields = listFields(context, job, evidence)
  const key = toKey(context, job, candidate)
  const { id, name } = job
  const stated = candidate?.manifest.job.key.value
  const waited = waitedFor(context, { id, name, key: stated, conclusion: job.api.conclusion })
  return {
    candidate,
    job: {
      ...key,
      ...waited,
      id: job.id,
      name: job.name,
      presence,
      signature: candidate === undefined ? unsigned('no manifest') : ownSignature(candidate),
      agreement: jobAgreement(fields),
      fields: [...(match?.taken?.inferred === true ? [INFERRED] : []), ...fields].slice(0, 100),
      ...findAnchor(match),
      ...findDuplicates(match),
      absence: candidate === undefined && evidence.absence !== undefined ? evidence.absence : undefined,
      api: job.api,
      // Waiting in an earlier attempt does not belong to this attempt.
      timing: presence === 'carried-over' || evidence.timed === undefined ? { clamped: [] } : getTiming(evidence.timed),
      ...failed(evidence, presence),
      hiddenFailures: presence === 'carried-over' ? undefined : toHidden(evidence),
      ...(presence === 'carried-over' ? {} : listServices(evidence.services?.map(asWritten), candidate)),
      packages: presence === 'carried-over' ? undefined : listPackages(evidence),
      ...(candidate === undefined ? recordedByLog(evidence, presence) : recordedBy(candidate)),
    },
  }
}

/**
 * Lists the agreement of a manifest's fields with the other sources. For a job with only rejected manifests it lists
 * the contradiction alone, since none of their values are the job's.
 */
const listFields = (context: JobContext, job: ListedJob, { match, logRecord }: Evidence): readonly FieldAgreement[] => {
  if (match?.taken !== undefined) {
    const { candidate, anchor } = match.taken
    return checkAgreement(candidate.manifest, toEvidenceSources(context, candidate, job, { anchor, log: logRecord }))
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

const findAnchor = (match: Match | undefined): Pick<ReportedJob, 'anchor'> => {
  const [rejection] = match?.rejected ?? []
  const anchor = match?.taken?.anchor ?? rejection?.anchor
  if (anchor === undefined) return {}
  if (match?.taken === undefined && anchor.kind !== 'rejected')
    return { anchor: { result: 'rejected', reason: 'other-time' } }
  return { anchor: { result: anchor.kind, reason: anchor.kind === 'confirmed' ? undefined : anchor.reason } }
}

const findDuplicates = (match: Match | undefined): Pick<ReportedJob, 'duplicates'> => {
  const duplicates = match?.taken?.duplicates ?? []
  if (duplicates.length === 0) return {}
  return {
    duplicates: duplicates.slice(0, 20).map(({ artifact, digest }) => ({ artifact: artifact.name, digest })),
  }
}

/**
 * Returns the failure of the job. A carried-over job has none here: the report of its own attempt states why it
 * failed.
 */
const failed = ({ failure }: Evidence, presence: Presence): Pick<ReportedJob, 'failure'> =>
  presence === 'carried-over' || failure === undefined ? {} : { failure: writeFailure(failure) }

/** Returns the services in the log that the report read; without the log, those in the manifest. */
const listServices = (
  read: ReportedJob['services'],
  candidate: Candidate | undefined,
): Pick<ReportedJob, 'services'> => {
  const services = read ?? candidate?.manifest.services ?? []
  return services.length === 0 ? {} : { services }
}

const listPackages = ({ packages = [] }: Evidence): ReportedJob['packages'] =>
  packages.length === 0 ? undefined : [...packages]

/** Returns the log record. The log of a carried-over job belongs to another attempt. */
const toHidden = ({ hiddenFailures = [] }: Evidence): ReportedJob['hiddenFailures'] =>
  hiddenFailures.length === 0 ? undefined : hiddenFailures.map(({ lines, ...one }) => ({ ...one, lines: [...lines] }))

const recordedByLog = ({ logRecord }: Evidence, presence: Presence): Pick<ReportedJob, 'log'> =>
  logRecord === undefined || presence === 'carried-over' ? {} : { log: logRecord }

const asWritten = ({ steps, failures, ...use }: ServiceUse) => ({
  ...use,
  steps: steps === undefined ? undefined : [...steps],
  failures: [...failures],
})

/** Reports a job that only its manifest shows: the job list was refused or cut. */
export const reportUnlistedJob = (context: JobContext, candidate: Candidate): Reported => {
  const { manifest } = candidate
  const name = manifest.job.name?.value ?? manifest.job.key.value
  const anchor = { kind: 'unconfirmed', reason: 'log-unread', gap: context.unlisted } as const
  const fields = checkAgreement(manifest, toEvidenceSources(context, candidate, undefined, { anchor }))
  const key = manifest.job.key.value
  const id = manifest.job.id?.value
  return {
    candidate,
    job: {
      key,
      ...waitedFor(context, { id, name, key, conclusion: undefined }),
      id,
      name,
      presence: manifest.run.attempt.value < context.attempt.attempt ? 'carried-over' : 'recorded',
      signature: ownSignature(candidate),
      agreement: jobAgreement(fields),
      fields: fields.slice(0, 100),
      anchor: { result: anchor.kind, reason: anchor.reason },
      timing: recordTiming(manifest),
      ...(manifest.run.attempt.value < context.attempt.attempt ? {} : listServices(undefined, candidate)),
      ...recordedBy(candidate),
    },
  }
}

/** Reports a job key of `needs` without any evidence, where the job list was refused. */
export const reportUnrecordedKey = (key: string, result: string | undefined): Reported => ({
  job: {
    key,
    name: key,
    presence: result === 'skipped' ? 'skipped' : 'not-recorded',
    signature: unsigned('no manifest'),
    agreement: 'unconfirmed',
    fields: [],
    waitedFor: true,
    needsResult: result === undefined ? undefined : readResult(result),
    timing: { clamped: [] },
  },
})

const INFERRED: FieldAgreement = {
  field: 'job.id',
  agreement: 'unconfirmed',
  values: [{ source: 'api', value: 'inferred from the display name' }],
}

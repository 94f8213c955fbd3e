import type { Failure } from '../../model/failure.ts'
import type { SigningState } from '../../model/job-manifest.ts'
import type { LogRecord } from '../../model/log-record.ts'
import type { FieldAgreement, JobSignature, ManifestFile, Presence, ReportedJob } from '../../model/run-manifest.ts'
import type { TimelineJob } from '../../model/run-timeline.ts'
import type { ServiceUse } from '../../model/service-use.ts'
import type { ListedJob } from '../../sources/rest/job.ts'
import type { LogFacts } from '../../sources/rest/job-log.ts'
import type { ListedArtifact } from '../../sources/results-service.ts'
import type { AttemptFacts } from '../../timeline/carried-over.ts'
import type { Candidate } from './candidate.ts'
import { fieldAgreements, jobAgreement } from './field-agreement.ts'
import { type Needs, needsKeyOf } from './job-key.ts'
import { recordTiming, timingOf } from './job-timing.ts'
import type { Match } from './match-manifests.ts'
import { presenceOf } from './presence.ts'

/** What holds for every job of the report. */
export type JobContext = {
  readonly attempt: AttemptFacts
  readonly ownJobId: string
  readonly ownJobKey: string
  readonly needs: Needs | undefined
  /** How the run manifest will be signed: its signature covers every recorded job by digest. */
  readonly signing: SigningState
  /** Who signs it, if it is signed: a job of the run, or a later run that collected what it left. */
  readonly signer: 'report' | 'collector'
  readonly artifacts: readonly ListedArtifact[]
}

/** A job of the report and the manifest that stands for it, if one was taken. */
export type Reported = { readonly job: ReportedJob; readonly candidate?: Candidate }

type Evidence = {
  readonly match: Match | undefined
  readonly earlier: Candidate | undefined
  readonly log: LogFacts | undefined
  readonly timed: TimelineJob | undefined
  readonly failure: Failure | undefined
  readonly services: readonly ServiceUse[]
  /** What its log told, where it has no manifest. */
  readonly told: LogRecord | undefined
}

/** A job of the API's list, with what was found for it. */
export const reportListedJob = (context: JobContext, job: ListedJob, evidence: Evidence): Reported => {
  const presence = presenceOf(job, evidence.match, context.attempt, context.ownJobId)
  const candidate =
    evidence.match?.kind === 'one'
      ? evidence.match.candidate
      : presence === 'carried-over'
        ? evidence.earlier
        : undefined
  const inferred = evidence.match?.kind === 'one' && evidence.match.inferred
  const fields =
    candidate === undefined ? [] : fieldAgreements(candidate, { job, log: evidence.log, artifacts: context.artifacts })
  const key = keyOf(context, job, candidate)
  const waited = waitedFor(context, job.name, key)
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
      fields: [...(inferred ? [INFERRED] : []), ...fields].slice(0, 100),
      api: job.api,
      // An earlier attempt's waiting is not this attempt's.
      timing: presence === 'carried-over' || evidence.timed === undefined ? { clamped: [] } : timingOf(evidence.timed),
      ...failed(evidence, presence),
      ...(candidate === undefined ? toldByLog(evidence, presence) : recorded(candidate)),
    },
  }
}

/** A carried-over job failed, if it did, in another attempt: that attempt's report says why. */
const failed = ({ failure, services }: Evidence, presence: Presence): Pick<ReportedJob, 'failure' | 'services'> =>
  presence === 'carried-over'
    ? {}
    : {
        ...(failure === undefined ? {} : { failure: { ...failure, evidence: [...failure.evidence] } }),
        ...(services.length === 0 ? {} : { services: services.map(asWritten) }),
      }

/** The log of a carried-over job is another attempt's. */
const toldByLog = ({ told }: Evidence, presence: Presence): Pick<ReportedJob, 'log'> =>
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
  const fields = fieldAgreements(candidate, {
    job: undefined,
    log: undefined,
    artifacts: context.artifacts,
  })
  const key = { key: manifest.job.key.value }
  return {
    candidate,
    job: {
      ...key,
      ...waitedFor(context, name, key),
      ...(manifest.job.id === undefined ? {} : { id: manifest.job.id.value }),
      name,
      presence: manifest.run.attempt.value < context.attempt.attempt ? 'carried-over' : 'recorded',
      signature: signatureOf(context, candidate),
      agreement: jobAgreement(fields),
      fields: fields.slice(0, 100),
      timing: recordTiming(manifest),
      ...recorded(candidate),
    },
  }
}

/** A job key of `needs` for which nothing was found, where the job list was refused. */
export const reportUnrecordedKey = (key: string, result: string): Reported => ({
  job: {
    key,
    name: key,
    presence: result === 'skipped' ? 'skipped' : 'not-recorded',
    signature: unsigned('no manifest'),
    agreement: 'unconfirmed',
    fields: [],
    waitedFor: true,
    needsResult: readResult(result),
    timing: { clamped: [] },
  },
})

const recorded = (
  candidate: Candidate,
): { readonly manifest: ManifestFile; readonly record: Candidate['manifest'] } => {
  const { artifact, verdict } = candidate
  return {
    record: candidate.manifest,
    manifest: {
      digest: candidate.digest,
      sizeBytes: candidate.sizeBytes,
      ...(verdict.kind === 'none' ? {} : { bundleDigest: verdict.digest }),
      ...(verdict.kind === 'none' || verdict.payloadDigest === undefined
        ? {}
        : { payloadDigest: verdict.payloadDigest }),
      artifact: {
        name: artifact.name,
        id: artifact.id,
        sizeBytes: artifact.sizeBytes,
        ...(artifact.digest === undefined ? {} : { digest: artifact.digest }),
        ...(artifact.createdAt === undefined ? {} : { createdAt: artifact.createdAt }),
        ...(artifact.backendJobId === '' ? {} : { backendJobId: artifact.backendJobId.slice(0, 64) }),
      },
      checks: verdict.kind === 'none' ? [] : verdict.checks.slice(0, 60),
    },
  }
}

/** The job's own verified signature first; else the report's, which covers the bytes by digest; else none, and why. */
const signatureOf = (context: JobContext, { verdict, countersigned }: Candidate): JobSignature => {
  if (verdict.kind === 'verified' && verdict.mode !== 'none')
    return {
      mode: verdict.mode,
      by: 'job',
      reason: verdict.reason,
      ...(verdict.signer === undefined ? {} : { signer: verdict.signer }),
    }
  const why = verdict.kind === 'none' ? 'not signed by the job' : verdict.reason
  if (countersigned !== undefined)
    return {
      mode: countersigned.mode,
      by: 'report',
      reason: `countersigned in attempt ${countersigned.attempt}; ${why}`.slice(0, 300),
    }
  return context.signing.mode === 'none' || context.signing.mode === 'other'
    ? unsigned(`${why}; report unsigned: ${context.signing.reason}`)
    : { mode: context.signing.mode, by: context.signer, reason: `${COVERED[context.signer]}; ${why}`.slice(0, 300) }
}

const COVERED = { report: 'countersigned', collector: 'collected after the run' } as const

const unsigned = (reason: string): JobSignature => ({ mode: 'none', by: null, reason: reason.slice(0, 300) })

const INFERRED: FieldAgreement = {
  field: 'job.id',
  agreement: 'unconfirmed',
  values: [{ source: 'api', value: 'inferred from the display name' }],
}

/** The YAML key: the manifest's, else one that the display name suggests and `needs` has. */
const keyOf = (context: JobContext, job: ListedJob, candidate: Candidate | undefined): { readonly key?: string } => {
  const stated = candidate?.manifest.job.key.value
  const key =
    stated ??
    (job.id === context.ownJobId && context.ownJobKey !== ''
      ? context.ownJobKey
      : context.needs && needsKeyOf(job.name, undefined, context.needs))
  return key === undefined ? {} : { key }
}

const waitedFor = (context: JobContext, name: string, key: { readonly key?: string }) => {
  if (context.needs === undefined) return {}
  const found = needsKeyOf(name, key.key, context.needs)
  const result = found === undefined ? undefined : context.needs.get(found)
  return { waitedFor: found !== undefined, ...(result === undefined ? {} : { needsResult: readResult(result) }) }
}

const readResult = (result: string) =>
  result === 'success' || result === 'failure' || result === 'cancelled' || result === 'skipped' ? result : 'other'

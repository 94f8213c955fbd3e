import type { GapReason } from '../../model/fact.ts'
import type { Failure } from '../../model/failure.ts'
import type { FieldAgreement } from '../../model/field-agreement.ts'
import type { SigningState } from '../../model/job-manifest.ts'
import type { LogRecord } from '../../model/log-record.ts'
import type { JobSignature, ManifestFile, Presence, ReportedJob } from '../../model/run-manifest.ts'
import type { TimelineJob } from '../../model/run-timeline.ts'
import type { ServiceUse } from '../../model/service-use.ts'
import type { ListedJob } from '../../sources/rest/job.ts'
import type { LogFacts } from '../../sources/rest/job-log.ts'
import type { RunFacts } from '../../sources/rest/run.ts'
import type { ListedArtifact } from '../../sources/results-service.ts'
import type { AttemptFacts } from '../../timeline/carried-over.ts'
import type { CertificateIdentity } from '../../trust/certificate-identity.ts'
import { crossExamine, jobAgreement } from '../../trust/cross-examination/cross-examine.ts'
import type { Siblings } from '../../trust/cross-examination/siblings.ts'
import type { Witnesses } from '../../trust/cross-examination/witness.ts'
import type { Candidate } from './candidate.ts'
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
  /** The run as REST has it. */
  readonly api: RunFacts
  readonly runId: string
  /** The manifests of this attempt together. */
  readonly siblings: Siblings
}

/** A job of the report and the manifest that stands for it, if one was taken. */
export type Reported = { readonly job: ReportedJob; readonly candidate?: Candidate }

type Evidence = {
  readonly match: Match | undefined
  readonly earlier: Candidate | undefined
  readonly log: LogFacts | undefined
  /** Why there is none. */
  readonly unread: GapReason
  readonly timed: TimelineJob | undefined
  readonly failure: Failure | undefined
  /** Undefined where the log was not read: then the manifest's own account stands. */
  readonly services: readonly ServiceUse[] | undefined
  /** What its log told: of a job without a manifest all there is, of others a witness. */
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
    candidate === undefined ? [] : crossExamine(candidate.manifest, witnessesOf(context, candidate, job, evidence))
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
      ...(presence === 'carried-over' ? {} : leanedOn(evidence.services?.map(asWritten), candidate)),
      ...(candidate === undefined ? toldByLog(evidence, presence) : recorded(candidate)),
    },
  }
}

/** A carried-over job failed, if it did, in another attempt: that attempt's report says why. */
const failed = ({ failure }: Evidence, presence: Presence): Pick<ReportedJob, 'failure'> =>
  presence === 'carried-over' || failure === undefined
    ? {}
    : { failure: { ...failure, evidence: [...failure.evidence] } }

/** The report's own reading of the log; without one, what the recorder read of it. */
const leanedOn = (read: ReportedJob['services'], candidate: Candidate | undefined): Pick<ReportedJob, 'services'> => {
  const services = read ?? candidate?.manifest.services ?? []
  return services.length === 0 ? {} : { services }
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
  const fields = crossExamine(manifest, witnessesOf(context, candidate, undefined, undefined))
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
      ...(manifest.run.attempt.value < context.attempt.attempt ? {} : leanedOn(undefined, candidate)),
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
      ...signerOf(verdict.identity),
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

const signerOf = (identity: CertificateIdentity | undefined): Pick<JobSignature, 'signer'> =>
  identity === undefined
    ? {}
    : { signer: { identity: identity.san.slice(0, 1_024), issuer: identity.issuer.slice(0, 300) } }

const COVERED = { report: 'countersigned', collector: 'collected after the run' } as const

const unsigned = (reason: string): JobSignature => ({ mode: 'none', by: null, reason: reason.slice(0, 300) })

/** Everybody outside the job who may know something of it. */
const witnessesOf = (
  { api, runId, artifacts, siblings }: JobContext,
  { digest, verdict, artifact }: Candidate,
  job: ListedJob | undefined,
  evidence: Pick<Evidence, 'log' | 'told' | 'unread'> | undefined,
): Witnesses => ({
  digest,
  certificate: verdict.kind === 'verified' ? verdict.identity : undefined,
  api: job && { id: job.id, name: job.name, headSha: job.headSha, job: job.api, runId, run: api },
  log:
    evidence?.log === undefined
      ? { kind: 'unread', reason: evidence?.unread ?? 'not-found' }
      : { kind: 'read', digestLines: evidence.log.digestLines, record: evidence.told },
  uploadedBy: artifact.backendJobId,
  artifacts,
  siblings,
})

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

import type { GapReason } from '../../model/fact.ts'
import type { LogRecord } from '../../model/log-record.ts'
import { redactSecrets } from '../../model/redact.ts'
import type { ListedJob } from '../../sources/rest/job.ts'
import type { LogFacts } from '../../sources/rest/job-log.ts'
import type { Witnesses } from '../../trust/cross-examination/witness.ts'
import type { Candidate } from './candidate.ts'
import type { JobContext } from './job-context.ts'

/** What there is of a job's log. */
export type LogEvidence = {
  readonly log: LogFacts | undefined
  /** Why there is none. */
  readonly unread: GapReason
  /** What the log told: of a job without a manifest all there is, of others a witness. */
  readonly told: LogRecord | undefined
}

/** Everybody outside the job who may know something of it. */
export const witnessesOf = (
  { api, runId, repository, artifacts, siblings }: JobContext,
  { digest, verdict, artifact }: Candidate,
  job: ListedJob | undefined,
  evidence: LogEvidence | undefined,
): Witnesses => ({
  digest,
  certificate: verdict.kind === 'verified' ? verdict.identity : undefined,
  // As the recorder wrote it: what became `redacted` there must not differ here.
  api: job && {
    id: job.id,
    headSha: job.headSha,
    ...redactSecrets({ name: job.name, job: job.api }).value,
    repository,
    runId,
    run: api,
  },
  log:
    evidence?.log === undefined
      ? { kind: 'unread', reason: evidence?.unread ?? 'not-found' }
      : { kind: 'read', digestLines: evidence.log.digestLines, record: evidence.told },
  uploadedBy: artifact.backendJobId,
  artifacts,
  siblings,
})

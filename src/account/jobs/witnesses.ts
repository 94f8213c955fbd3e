import type { LogRecord } from '../../model/log-record.ts'
import { redactSecrets } from '../../model/redact.ts'
import type { ListedJob } from '../../sources/rest/job.ts'
import type { Anchor } from '../../trust/cross-examination/anchor/anchor.ts'
import type { Witnesses } from '../../trust/cross-examination/witness.ts'
import type { Candidate } from '../candidate.ts'
import type { JobContext } from './job-context.ts'

/** Everybody outside the job who may know something of it. */
export const witnessesOf = (
  { api, runId, repository, artifacts, siblings }: JobContext,
  { digest, verdict, artifact }: Candidate,
  job: ListedJob | undefined,
  { anchor, log }: { readonly anchor: Anchor; readonly log?: LogRecord | undefined },
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
  anchor,
  log,
  uploadedBy: artifact.backendJobId,
  artifacts,
  siblings,
})

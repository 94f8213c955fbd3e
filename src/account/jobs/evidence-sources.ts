import { redactSecrets } from '../../core/redact/redact.ts'
import type { ListedJob } from '../../github/rest/job.ts'
import type { LogRecord } from '../../schema/job/log-record.ts'
import type { Anchor } from '../agreement/anchor/anchor.ts'
import type { EvidenceSources } from '../agreement/evidence-source.ts'
import type { Candidate } from '../candidate.ts'
import type { JobContext } from './job-context.ts'

/** Returns the sources outside the job that may know it. */
export const toEvidenceSources = (
  { api, runId, repository, artifacts, siblings }: JobContext,
  { digest, verdict, artifact }: Candidate,
  job: ListedJob | undefined,
  { anchor, log }: { readonly anchor: Anchor; readonly log?: LogRecord | undefined },
): EvidenceSources => ({
  digest,
  certificate: verdict.kind === 'verified' ? verdict.identity : undefined,
  // The values are redacted as the recorder redacted them: a value that became `redacted` there must not differ here.
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

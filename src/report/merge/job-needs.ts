import type { ListedJob } from '../../sources/rest/job.ts'
import type { Candidate } from './candidate.ts'
import type { JobContext } from './job-context.ts'
import { needsKeyOf } from './job-key.ts'

/** The YAML key: the manifest's, else one that the display name suggests and `needs` has. */
export const keyOf = (
  context: JobContext,
  job: ListedJob,
  candidate: Candidate | undefined,
): { readonly key?: string } => {
  const stated = candidate?.manifest.job.key.value
  const key =
    stated ??
    (job.id === context.ownJobId && context.ownJobKey !== ''
      ? context.ownJobKey
      : context.needs && needsKeyOf(job.name, undefined, context.needs))
  return key === undefined ? {} : { key }
}

/** Whether the report waited for the job, and the result that `needs` gives it. */
export const waitedFor = (context: JobContext, name: string, key: { readonly key?: string }) => {
  if (context.needs === undefined) return {}
  const found = needsKeyOf(name, key.key, context.needs)
  const result = found === undefined ? undefined : context.needs.get(found)
  return { waitedFor: found !== undefined, ...(result === undefined ? {} : { needsResult: readResult(result) }) }
}

export const readResult = (result: string) =>
  result === 'success' || result === 'failure' || result === 'cancelled' || result === 'skipped' ? result : 'other'

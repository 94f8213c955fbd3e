import type { ListedJob } from '../../github/rest/job.ts'
import type { Outcome } from '../../schema/job/job-manifest.ts'
import type { Candidate } from '../candidate.ts'
import type { JobContext } from './job-context.ts'
import { findNeedsKey } from './job-key.ts'
import { FAILED } from './job-standing.ts'

/**
 * Returns the YAML key: the manifest's, else the workflow file's, else a key in `needs` that the display name
 * suggests.
 */
export const toKey = (
  context: JobContext,
  job: ListedJob,
  candidate: Candidate | undefined,
): { readonly key?: string } => {
  const stated = candidate?.manifest.job.key.value
  const key =
    stated ??
    (job.id === context.ownJobId && context.ownJobKey !== ''
      ? context.ownJobKey
      : (context.waits?.jobs.get(job.id)?.key ?? (context.needs && findNeedsKey(job.name, undefined, context.needs))))
  return key === undefined ? {} : { key }
}

/** The job to find in `needs`. */
export type Asked = {
  readonly id: string | undefined
  readonly name: string
  /** The key in its manifest. */
  readonly key: string | undefined
  /** The conclusion in REST. */
  readonly conclusion: string | undefined
}

/**
 * Returns whether the report waited for the job, and the job's result in `needs`. The workflow file decides. Without
 * it, a key or a name that leads to a key shows that a job is in `needs`; only a key shows that it is not, because a
 * display name is free text.
 */
export const waitedFor = (context: JobContext, asked: Asked) => {
  const planned = asked.id === undefined ? undefined : context.waits?.jobs.get(asked.id)
  const need =
    planned === undefined ? context.needs && findNeedsKey(asked.name, asked.key, context.needs) : planned.need
  const waited = planned === undefined ? byKey(context, asked, need) : planned.waitedFor
  const result = need === undefined ? undefined : findResult(context, need, asked.conclusion)
  return {
    waitedFor: waited,
    needsResult: result === undefined ? undefined : readResult(result),
  }
}

const byKey = ({ needs }: JobContext, { key }: Asked, need: string | undefined): boolean | undefined => {
  if (needs === undefined) return undefined
  if (need !== undefined) return true
  return key === undefined ? undefined : false
}

/**
 * Returns the result of a key. Results without keys can be assigned where all are equal. A failed job while no result
 * is a failure is tolerated by the workflow.
 */
const findResult = (context: JobContext, need: string, conclusion: string | undefined): string | undefined => {
  const given = context.needs?.get(need)
  if (given !== undefined) return given
  const results = new Set(context.neededResults)
  if (results.size === 1) return [...results][0]
  const isTolerated = FAILED.has(conclusion ?? '') && results.has('success') && !results.has('failure')
  return isTolerated ? 'success' : undefined
}

export const readResult = (result: string): Outcome =>
  result === 'success' || result === 'failure' || result === 'cancelled' || result === 'skipped' ? result : 'other'

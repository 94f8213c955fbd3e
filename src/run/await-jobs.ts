import { findNeedsKey } from '../account/jobs/job-key.ts'
import { findWaits, type Waits } from '../account/waits.ts'
import { BUDGETS } from '../core/budgets.ts'
import type { Refusal, RunClient } from '../github/rest/client.ts'
import { type ListedJob, readJobs } from '../github/rest/job.ts'
import type { Gap } from '../schema/values/fact.ts'
import { isPseudoJob } from '../timeline/jobs/pseudo-job.ts'
import type { GivenNeeds } from './given-needs.ts'
import type { WorkflowRead } from './read-workflow.ts'
import type { OwnRun, RunPlace } from './subject.ts'

export type JobList = {
  /** Undefined when the list was refused. */
  readonly jobs: readonly ListedJob[] | undefined
  readonly complete: boolean
  readonly gaps: readonly Gap[]
  readonly refusal?: Refusal | undefined
}

/** The attempt's jobs, as GitHub lists them now. */
export const readJobList = async (
  client: RunClient,
  { repository, runId }: RunPlace,
  attempt: number,
): Promise<JobList> => {
  const { value: items, gaps, refusal } = await readJobs(client, repository, runId, attempt)
  const isRefused = items.length === 0 && gaps.length > 0
  return { jobs: isRefused ? undefined : items, complete: gaps.length === 0, gaps, refusal }
}

/** Pauses between two readings in milliseconds: the API lags behind the end of a job by a second or a few. */
const PAUSES = [1_000, 1_000, 2_000, 3_000, 5_000, 8_000, 10_000]

/** The ports that waiting needs beside the job list. */
type Wait = {
  readonly now: () => number
  readonly sleep: (millis: number) => Promise<void>
  /** Reads the run's workflow file when the needed jobs must be found in it. */
  readonly workflow: () => Promise<WorkflowRead>
}

/**
 * Reads the jobs of the report's own attempt. Reads them again for at most 30 s while a job that the report needs
 * still reads as running. `needs` means that these jobs have ended; the API lags behind
 * (inception-health/otel-export-trace-action#9). The workflow file names the needed jobs. Without it, input `needs`
 * names them as far as it can.
 */
export const readSettledJobs = async (
  client: RunClient,
  subject: OwnRun,
  { now, sleep, workflow: readOwn }: Wait,
): Promise<JobList> => {
  const end = now() + BUDGETS.waitForNeeds
  const { needs, jobId } = subject
  let list = await readJobList(client, subject, subject.attempt)
  const isOpen = list.jobs?.some(job => isRunning(job, jobId)) === true
  const workflow = isOpen && needs?.kind !== 'by-key' && subject.workflowSha !== undefined ? await readOwn() : undefined
  for (const pause of PAUSES) {
    if (list.jobs === undefined || now() + pause > end) break
    const waits = findWaits(subject, workflow?.read, list.jobs, new Map())
    if (!isNeededRunning(list.jobs, needs, waits, jobId)) break
    await sleep(pause)
    list = await readJobList(client, subject, subject.attempt)
  }
  return list
}

const isOther = (job: ListedJob, ownJobId: string): boolean => job.id !== ownJobId && !isPseudoJob(job)

const isRunning = (job: ListedJob, ownJobId: string): boolean =>
  isOther(job, ownJobId) && job.api.status !== 'completed'

/**
 * Whether a needed job still reads as running. With the workflow file: a job that the report waited for. With job keys
 * alone: a job with a name that leads to a key, or any job while some key has no job. With results alone: any job
 * while fewer jobs have ended than there are results.
 */
export const isNeededRunning = (
  jobs: readonly ListedJob[],
  needs: GivenNeeds | undefined,
  waits: Waits | undefined,
  ownJobId: string,
): boolean => {
  const others = jobs.filter(job => isOther(job, ownJobId))
  const running = others.filter(job => isRunning(job, ownJobId))
  if (waits !== undefined) return running.some(({ id }) => waits.jobs.get(id)?.waitedFor === true)
  if (needs === undefined || running.length === 0) return false
  if (needs.kind === 'results') return others.length - running.length < needs.results.length
  const keys = others.map(job => ({ job, key: findNeedsKey(job.name, undefined, needs.results) }))
  const unclaimed = [...needs.results.keys()].some(key => !keys.some(entry => entry.key === key))
  return keys.some(({ job, key }) => job.api.status !== 'completed' && (key !== undefined || unclaimed))
}

import { BUDGETS } from '../model/budgets.ts'
import type { Gap } from '../model/fact.ts'
import type { Refusal } from '../sources/rest/client.ts'
import { type ListedJob, readJobs } from '../sources/rest/job.ts'
import { isPseudoJob } from '../timeline/pseudo-job.ts'
import type { World } from './connect.ts'
import { type Needs, needsKeyOf } from './merge/job-key.ts'

export type JobList = {
  /** Undefined when the list was refused. */
  readonly jobs: readonly ListedJob[] | undefined
  readonly complete: boolean
  readonly gaps: readonly Gap[]
  readonly refusal?: Refusal
}

/** Pauses between two readings in milliseconds: the API lags behind the end of a job by a second or a few. */
const PAUSES = [1_000, 1_000, 2_000, 3_000, 5_000, 8_000, 10_000]

/**
 * The attempt's jobs, read again for at most 30 s while a job named in `needs` still reads as running. Those have ended
 * by the meaning of `needs`; it is the API that lags (inception-health/otel-export-trace-action#9).
 */
export const readSettledJobs = async (world: World, now: () => number): Promise<JobList> => {
  const end = now() + BUDGETS.waitForNeeds
  for (let round = 0; ; round += 1) {
    const list = await readOnce(world)
    const pause = PAUSES[round]
    if (list.jobs === undefined || pause === undefined || now() + pause > end) return list
    if (!isNeededRunning(list.jobs, world.inputs.needs, world.inputs.jobId)) return list
    await world.sleep(pause)
  }
}

const readOnce = async ({ rest, repository, runId, attempt }: World): Promise<JobList> => {
  const pages = await readJobs(rest, repository, runId, attempt)
  const refused = pages.items.length === 0 && pages.refusal !== undefined
  return {
    jobs: refused ? undefined : pages.items,
    complete: pages.gaps.length === 0,
    gaps: pages.gaps,
    ...(pages.refusal === undefined ? {} : { refusal: pages.refusal }),
  }
}

/** A running job counts when its name leads to a key of `needs`, or when some key has no job that bears it. */
export const isNeededRunning = (jobs: readonly ListedJob[], needs: Needs | undefined, ownJobId: string): boolean => {
  if (needs === undefined) return false
  const others = jobs.filter(job => job.id !== ownJobId && !isPseudoJob(job))
  const keys = others.map(job => ({ job, key: needsKeyOf(job.name, undefined, needs) }))
  const unclaimed = [...needs.keys()].some(key => !keys.some(entry => entry.key === key))
  return keys.some(({ job, key }) => job.api.status !== 'completed' && (key !== undefined || unclaimed))
}

import type { Interval } from '../../schema/run/run-timeline.ts'
import type { Instant } from '../instant.ts'
import type { TimedJob } from '../jobs/timeline-job.ts'

/** A finished job with a time of its own, as input of critical path and slack. */
export type PathJob = {
  readonly id: string
  readonly name: string
  readonly admittedAt: Instant
  readonly completedAt: Instant
  readonly intervals: readonly Interval[]
  /** Labels of the runner that its queue waited for. */
  readonly labels: readonly string[]
  /** The environment that its protection waits waited for. */
  readonly environment?: string | undefined
}

/** Returns undefined for a job without time: its needs take its place. */
export const toPathJob = ({ job, from, to }: TimedJob): PathJob | undefined => {
  if (from === undefined || to === undefined) return undefined
  const { id, name, intervals, labels, environment } = job
  return { id, name, admittedAt: from, completedAt: to, intervals, labels, environment }
}

/** Sorts by id. Ids are numbers that grow: the smaller one is the earlier job. */
export const byId = (a: PathJob, b: PathJob): number =>
  a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Returns true if the job took time. A job that was skipped, or over at once, did not. */
export const tookTime = (job: PathJob): boolean => job.completedAt > job.admittedAt

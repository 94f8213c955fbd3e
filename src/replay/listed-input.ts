import { cutText } from '../core/cut-text.ts'
import { grouped } from '../core/grouped.ts'
import { LIMITS } from '../core/limits.ts'
import type { OpenInput, PinnedInput, ReplayInputKind } from '../schema/questions/replay-assessment.ts'
import type { ReportedJob } from '../schema/run/run-manifest.ts'

/** An input of one job; a job of undefined means the whole run. */
export type Pinned = Omit<PinnedInput, 'jobs' | 'jobCount'> & { readonly job: string | undefined }
export type Open = Omit<OpenInput, 'jobs' | 'jobCount'> & { readonly job: string | undefined }

/** The inputs of one kind. */
export type KindReading = {
  readonly kind: ReplayInputKind
  readonly pinned: readonly Pinned[]
  readonly open: readonly Open[]
  /** Inputs that a lockfile pins, and that are not listed one by one. */
  readonly pinnedElsewhere?: number
  /** Jobs that ran, and of which nothing tells whether they had inputs of this kind. */
  readonly unknownJobs: number
}

/** Returns the jobs that ran: the others had no inputs. */
export const listRanJobs = (jobs: readonly ReportedJob[]): readonly ReportedJob[] =>
  jobs.filter(({ presence }) => presence !== 'skipped' && presence !== 'not-started')

/** Joins equal inputs of several jobs into one entry with the names of the jobs. */
export const joinPinned = (inputs: readonly Pinned[]): PinnedInput[] =>
  [...grouped(inputs, ({ kind, name, value }) => `${kind}\n${name}\n${value}`).values()].flatMap(same =>
    same.slice(0, 1).map(({ job: _, ...input }) => ({ ...input, name: toName(input.name), ...nameJobs(same) })),
  )

export const joinOpen = (inputs: readonly Open[]): OpenInput[] =>
  [...grouped(inputs, ({ kind, name, was }) => `${kind}\n${name}\n${was ?? ''}`).values()].flatMap(same =>
    same.slice(0, 1).map(({ job: _, ...input }) => ({ ...input, name: toName(input.name), ...nameJobs(same) })),
  )

/** A name may be made of several names of a run, each as long as its own cap. */
const toName = (name: string): string => cutText(name, 1_024)

const nameJobs = (same: readonly { readonly job: string | undefined }[]) => {
  const jobs = [...new Set(same.flatMap(({ job }) => job ?? []))]
  return jobs.length === 0 ? {} : { jobs: jobs.slice(0, LIMITS.replayNames), jobCount: jobs.length }
}

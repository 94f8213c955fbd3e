import { toMillis } from '../../core/time.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import type { ControlState, TimelineJob } from '../../schema/run/run-timeline.ts'

/** A job of the account with its row in the timeline. */
export type RunJob = { readonly reported: ReportedJob; readonly timed: TimelineJob }

/** A span of time in epoch milliseconds. */
export type Span = { readonly from: number; readonly to: number }

/** Lists the jobs of this attempt that have both. The time of a carried-over job belongs to an earlier attempt. */
export const listRunJobs = ({ jobs, timeline }: RunManifest): readonly RunJob[] => {
  const byId = new Map(jobs.map(job => [job.id, job]))
  return (timeline?.jobs ?? []).flatMap(timed => {
    const reported = byId.get(timed.id)
    return reported === undefined || timed.shape === 'carried-over' ? [] : [{ reported, timed }]
  })
}

/** Returns the time from the first to the last of some states; undefined where none has a time. */
export const findSpan = ({ intervals }: TimelineJob, states: ReadonlySet<ControlState | 'other'>): Span | undefined => {
  const spans = intervals
    .filter(({ state }) => states.has(state))
    .flatMap(({ start, end }) => {
      const [from, to] = [toMillis(start), toMillis(end)]
      return from === undefined || to === undefined || to <= from ? [] : [{ from, to }]
    })
  const [first] = spans
  return first === undefined
    ? undefined
    : { from: Math.min(...spans.map(({ from }) => from)), to: Math.max(...spans.map(({ to }) => to)) }
}

/** States in which a job has a runner. */
export const ON_RUNNER: ReadonlySet<ControlState | 'other'> = new Set([
  'assigned',
  'preparing',
  'executing',
  'deploying',
  'uploading',
])

export const measureSpan = ({ from, to }: Span): number => to - from

/** Returns the milliseconds that two spans share. */
export const measureOverlap = (one: Span, other: Span): number =>
  Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from))

/** Returns the length of the run: from the first instant of the attempt to the last. */
export const measureRun = ({ timeline }: RunManifest): number | undefined => timeline?.criticalPath?.totalMs

/** Returns the reference of a job that evidence names. */
export const locate = ({ reported, timed }: RunJob) => ({ job: timed.name, jobId: timed.id, url: reported.api?.url })

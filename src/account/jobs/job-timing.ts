import { toMillis } from '../../core/time.ts'
import type { JobManifest } from '../../schema/job/job-manifest.ts'
import type { JobTiming } from '../../schema/run/run-manifest.ts'
import type { Interval, TimelineJob } from '../../schema/run/run-timeline.ts'
import { joinStepTimes } from '../../timeline/steps/step-times.ts'

type Phase = 'queueMs' | 'setupMs' | 'workMs' | 'totalMs'

/**
 * Returns the milliseconds per phase of a job, summed from its intervals, so that the table of jobs and the timeline
 * always agree. A phase that was not observed is absent.
 */
export const getTiming = (job: TimelineJob): JobTiming => {
  const sum = (...states: readonly Interval['state'][]): number | undefined => {
    const found = job.intervals.filter(
      one => states.includes(one.state) && one.open !== true && one.detail !== 'post-steps',
    )
    return found.length === 0 ? undefined : Math.round(found.reduce((total, one) => total + measureLength(one), 0))
  }
  const onRunner = job.intervals.filter(one => !BEFORE_RUNNER.has(one.state))
  const total = job.intervals.some(one => one.open === true)
    ? undefined
    : onRunner.reduce((all, one) => all + measureLength(one), 0)
  const clamped: [Phase, readonly Interval['state'][]][] = [
    ['queueMs', ['queued']],
    ['setupMs', ['assigned', 'preparing']],
  ]
  return {
    approvalMs: sum('waiting-for-policy'),
    queueMs: sum('queued'),
    setupMs: sum('assigned', 'preparing'),
    workMs: sum('executing', 'deploying', 'uploading'),
    totalMs: total === undefined || onRunner.length === 0 ? undefined : Math.round(total),
    clamped: clamped
      .filter(([, states]) => job.intervals.some(one => one.clamped && states.includes(one.state)))
      .map(([phase]) => phase),
  }
}

const BEFORE_RUNNER: ReadonlySet<Interval['state']> = new Set(['admitted', 'waiting-for-policy', 'blocked', 'queued'])

/**
 * Returns the same from the recorder alone, on the runner's clock. It has no queue time, since the runner cannot know
 * it.
 */
export const recordTiming = (record: JobManifest): JobTiming => {
  const steps = joinStepTimes([], record).filter(step => step.outcome !== 'skipped' && step.start !== undefined)
  const main = steps.filter(step => step.stage === 'main')
  const first = steps[0]?.start
  const [begin, end] = [main[0]?.start, Math.max(...main.map(step => step.end ?? 0))]
  return {
    setupMs: first === undefined || begin === undefined ? undefined : Math.round((begin - first) / 1_000),
    workMs: begin === undefined || end < begin ? undefined : Math.round((end - begin) / 1_000),
    clamped: [],
  }
}

const measureLength = ({ start, end }: Interval): number => (toMillis(end) ?? 0) - (toMillis(start) ?? 0)

import type { FindingInput } from '../../../src/findings/rules/finding-rule.ts'
import { THRESHOLDS } from '../../../src/findings/rules/finding-rule.ts'
import type { HistoryRun } from '../../../src/schema/history/history.ts'
import type { PlannedJob, WorkflowPlan } from '../../../src/schema/observed/workflow-plan.ts'
import type { ReportedJob, RunManifest } from '../../../src/schema/run/run-manifest.ts'
import type { Interval, Timeline, TimelineJob } from '../../../src/schema/run/run-timeline.ts'
import { aRunManifest } from '../../render/a-run.ts'
import { anInterval, aPath, aTimeline, aTimelineJob, at } from '../../render/a-timeline.ts'

/** A job of a run by its times: `[queued, began, ended]` in minutes and seconds after ten o’clock. */
export type JobTimes = readonly [queued: string, began: string, ended: string]

export type JobInput = {
  readonly times: JobTimes
  readonly timed?: Partial<TimelineJob>
  readonly reported?: Partial<ReportedJob>
}

const clock = (time: string): string => `10:${time}`

/** A run of jobs that queued and ran, in the form in which rules read it: ids are 1, 2, … in the order given. */
export const anInput = (
  jobs: Readonly<Record<string, JobInput>>,
  more: Partial<FindingInput> & { readonly timeline?: Partial<Timeline>; readonly run?: Partial<RunManifest> } = {},
): FindingInput => {
  const names = Object.keys(jobs)
  const base = aRunManifest(names.length, index => names[index] ?? '')
  const timed = names.map((name, index) => toTimed(name, index, jobs[name]))
  const ends = timed.map(({ completedAt = '' }) => completedAt).toSorted()
  const path = aPath(timed)
  const timeline = aTimeline({
    start: at('10:00:00'),
    end: ends.at(-1),
    jobs: timed,
    criticalPath: {
      ...path,
      start: at('10:00:00'),
      totalMs: Date.parse(ends.at(-1) ?? '') - Date.parse(at('10:00:00')),
    },
    ...more.timeline,
  })
  const reported = base.jobs.map((job, index): ReportedJob => {
    const { record: _, failure: _failure, ...bare } = job
    return { ...bare, ...jobs[names[index] ?? '']?.reported }
  })
  const manifest = { ...base, result: 'success' as const, jobs: reported, timeline, ...more.run }
  return { manifest, past: [], thresholds: THRESHOLDS, ...more }
}

const toTimed = (name: string, index: number, { times, timed }: JobInput = { times: ['', '', ''] }): TimelineJob => {
  const [queued, began, ended] = times.map(clock) as [string, string, string]
  const intervals: Interval[] = [anInterval('executing', began, ended)]
  if (queued !== began) intervals.unshift(anInterval('queued', queued, began))
  return aTimelineJob(String(index + 1), { name, intervals, completedAt: at(ended), planId: name, ...timed })
}

/** A planned job with plain steps. */
export const aPlannedJob = (key: string, more: Partial<PlannedJob> = {}): PlannedJob => ({
  ...{ id: key, key, caller: undefined, needs: [], kind: 'runs', instances: undefined, anyName: [key], anyScope: [] },
  ...{ environment: undefined, hasConcurrency: false, labels: undefined, steps: [{ run: 'make', background: false }] },
  ...{ condition: { text: 'success()', tree: { kind: 'value', text: 'success()' }, isImplicit: true }, reads: [] },
  ...more,
})

export const aPlan = (...jobs: readonly PlannedJob[]): WorkflowPlan => ({ name: 'ci', jobs, hasConcurrency: false })

/** Past runs with the same jobs each. */
export const aPast = (count: number, more: Partial<HistoryRun> = {}): readonly HistoryRun[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ runId: String(100 + index), attempt: 1, branch: 'main', event: 'push', jobs: [] },
    ...more,
  }))

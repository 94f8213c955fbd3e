import type { ReportedJob } from '../schema/run/run-manifest.ts'
import type { Activity, TimelineJob } from '../schema/run/run-timeline.ts'
import type { Source } from '../schema/values/fact.ts'
import { joinStepTimes } from '../timeline/steps/step-times.ts'

/** A step of a job, with its times in epoch milliseconds. */
export type ComparedStep = {
  readonly number: number | undefined
  readonly name: string
  /** `owner/repo[/path]@ref` of the action that it runs, where the recorder has it. */
  readonly action: string | undefined
  readonly activity: Activity | undefined
  readonly outcome: string | undefined
  readonly from: number | undefined
  readonly to: number | undefined
  readonly resolutionMs: number
  readonly source: Source
}

/** Lists the steps of a job as its timeline was built from them: REST's list, with the recorder's times. */
export const listComparedSteps = (
  { api, record }: ReportedJob,
  timed: TimelineJob | undefined,
): readonly ComparedStep[] => {
  const activities = new Map((timed?.activities ?? []).map(({ step, activity }) => [step, activity]))
  return joinStepTimes(api?.steps ?? [], record).map(
    ({ number, name, action, outcome, start, end, resolutionMs, source }) => ({
      number,
      name,
      action,
      activity: activities.get(name),
      outcome,
      from: toMillis(start),
      to: toMillis(end),
      resolutionMs,
      source,
    }),
  )
}

/** An instant of the timeline is in microseconds. */
const toMillis = (instant: number | undefined): number | undefined =>
  instant === undefined ? undefined : instant / 1_000

export const measureStep = ({ from, to }: ComparedStep): number | undefined =>
  from === undefined || to === undefined ? undefined : to - from

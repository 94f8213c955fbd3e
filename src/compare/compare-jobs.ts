import { millisBetween } from '../core/time.ts'
import type { BehaviourDifference, JobReference } from '../schema/questions/comparison.ts'
import type { TimelineJob } from '../schema/run/run-timeline.ts'
import type { Source } from '../schema/values/fact.ts'
import { type ComparedStep, measureStep } from './compared-step.ts'
import { describeOutcome } from './outcome-words.ts'
import { type JobPair, toReference } from './pair-jobs.ts'
import { pairSteps } from './pair-steps.ts'

/** Compares what one job did in both runs: how it ended, its states, its steps, and its activities. */
export const compareJob = (pair: JobPair): readonly BehaviourDifference[] => {
  const job = toReference(pair.before, pair.after)
  const { before, after } = pair
  return [
    ...compareResults(pair, job),
    ...compareHiddenFailures(pair, job),
    ...compareSteps(before.steps, after.steps, job),
    ...(before.timed === undefined || after.timed === undefined
      ? []
      : [...compareStates(before.timed, after.timed, job), ...compareActivities(before.timed, after.timed, job)]),
  ]
}

const compareResults = ({ before, after }: JobPair, job: JobReference): readonly BehaviourDifference[] => {
  const [then, now] = [describeOutcome(before.reported), describeOutcome(after.reported)]
  return then === undefined || now === undefined || then === now
    ? []
    : [{ kind: 'result', job, name: 'result', before: then, after: now, source: 'api' }]
}

/** Failures inside a job that passed are read from its log: where one was not read, nothing is compared. */
const compareHiddenFailures = ({ before, after }: JobPair, job: JobReference): readonly BehaviourDifference[] => {
  if (!hasReadLog(before) || !hasReadLog(after)) return []
  const [then, now] = [describeHidden(before), describeHidden(after)]
  return [...new Set([...then.keys(), ...now.keys()])]
    .filter(step => then.get(step) !== now.get(step))
    .map(step => ({
      kind: 'hidden-failure' as const,
      job,
      name: step,
      before: then.get(step),
      after: now.get(step),
      source: 'log' as const,
    }))
}

/** The report found the digest of the manifest in the log, or made a record of the log, or found such failures in it. */
const hasReadLog = ({ reported: { hiddenFailures, log, anchor } }: JobPair['before']): boolean =>
  hiddenFailures !== undefined || log !== undefined || anchor?.result === 'confirmed'

const describeHidden = ({ reported }: JobPair['before']): ReadonlyMap<string, string> =>
  new Map(
    (reported.hiddenFailures ?? []).map(({ step, kind, failedAttempts }) => [
      step,
      failedAttempts === undefined ? kind : `${kind}, ${failedAttempts} failed`,
    ]),
  )

const compareStates = (before: TimelineJob, after: TimelineJob, job: JobReference): readonly BehaviourDifference[] =>
  [...new Set([...Object.keys(before.statesMs), ...Object.keys(after.statesMs)])].flatMap(state => {
    const least = 2 * Math.max(...[...before.intervals, ...after.intervals].map(one => one.resolutionMs), LEAST_MS)
    return differing(before.statesMs[state], after.statesMs[state], least).map(([beforeMs, afterMs]) => ({
      kind: 'state' as const,
      job,
      name: state,
      beforeMs,
      afterMs,
      source: findSource(after, state) ?? findSource(before, state) ?? ('api' as const),
    }))
  })

/** A difference under this, or under twice the resolution of the times (each of two ends may be off by it), is none. */
const LEAST_MS = 500

/** Returns both times in whole milliseconds where they differ by so much; a time that one side lacks is absent. */
const differing = (
  before: number | undefined,
  after: number | undefined,
  least: number,
): readonly (readonly [number | undefined, number | undefined])[] =>
  Math.abs((after ?? 0) - (before ?? 0)) < least ? [] : [[toWhole(before), toWhole(after)]]

const toWhole = (millis: number | undefined): number | undefined =>
  millis === undefined ? undefined : Math.max(0, Math.round(millis))

const findSource = ({ intervals }: TimelineJob, state: string): Source | undefined =>
  intervals.find(one => one.state === state)?.source

/** A job without any step was not observed: GitHub drops the list of steps after some months. */
const compareSteps = (
  before: readonly ComparedStep[],
  after: readonly ComparedStep[],
  job: JobReference,
): readonly BehaviourDifference[] =>
  before.length === 0 || after.length === 0
    ? []
    : pairSteps(before, after).flatMap(pair => compareStep(pair.before, pair.after, job))

const compareStep = (
  before: ComparedStep | undefined,
  after: ComparedStep | undefined,
  job: JobReference,
): readonly BehaviourDifference[] => {
  const step = after ?? before
  if (step === undefined) return []
  const [then, now] = [describeStep(before), describeStep(after)]
  const [old, fresh] = [before && measureStep(before), after && measureStep(after)]
  const resolution = Math.max(before?.resolutionMs ?? 0, after?.resolutionMs ?? 0, LEAST_MS)
  const times = differing(old, fresh, 2 * resolution)
  if (then === now && times.length === 0) return []
  return [
    {
      kind: 'step',
      job,
      name: step.name,
      before: then === now ? undefined : then,
      after: then === now ? undefined : now,
      beforeMs: toWhole(old),
      afterMs: toWhole(fresh),
      source: step.source,
    },
  ]
}

/** `absent` for a step that this run does not have. */
const describeStep = (step: ComparedStep | undefined): string =>
  step === undefined ? 'absent' : (step.outcome ?? 'not known')

const compareActivities = (
  before: TimelineJob,
  after: TimelineJob,
  job: JobReference,
): readonly BehaviourDifference[] => {
  const [then, now] = [sumActivities(before), sumActivities(after)]
  return [...new Set([...then.keys(), ...now.keys()])].flatMap(activity =>
    differing(then.get(activity), now.get(activity), 2 * 1_000).map(([beforeMs, afterMs]) => ({
      kind: 'activity' as const,
      job,
      name: activity,
      beforeMs,
      afterMs,
      source: after.activities[0]?.source ?? before.activities[0]?.source ?? ('api' as const),
    })),
  )
}

const sumActivities = ({ activities }: TimelineJob): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>()
  for (const { activity, start, end } of activities)
    sums.set(activity, (sums.get(activity) ?? 0) + (millisBetween(start, end) ?? 0))
  return sums
}

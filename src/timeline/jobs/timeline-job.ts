import type { JobManifest } from '../../schema/job/job-manifest.ts'
import type { ControlTrace, EndSignal, ObservedJob, ProtectionWait } from '../../schema/observed/run-observation.ts'
import type { PlannedJob, PlannedStep } from '../../schema/observed/workflow-plan.ts'
import type { Interval, TimelineJob, TimelineStep } from '../../schema/run/run-timeline.ts'
import type { Confidence } from '../../schema/values/fact.ts'
import { fromInstant, type Instant, toInstant } from '../instant.ts'
import { type ActivityFact, type ActivityReader, divideActivities } from '../steps/activities.ts'
import { matchPlannedSteps } from '../steps/planned-steps.ts'
import { joinStepTimes, type StepTime } from '../steps/step-times.ts'
import { uploadConfidence } from '../steps/upload-step.ts'
import type { Timestamp } from './interval-candidate.ts'
import { buildIntervals, type OwnerOf, sumStates } from './job-intervals.ts'
import { buildShape } from './job-shape.ts'

/** The facts about one job beside the API's list. */
export type JobContext = {
  readonly skip?: TimelineJob['skip']
  readonly planned: PlannedJob | undefined
  readonly key: string | undefined
  readonly matrix: TimelineJob['matrix']
  readonly joinedBy: 'manifest' | 'name' | undefined
  /** Ids of the jobs that it waited for; undefined if unknown. */
  readonly needs: readonly string[] | undefined
  readonly ready: Timestamp | undefined
  readonly manifest: JobManifest | undefined
  readonly trace: ControlTrace | undefined
  readonly waits: readonly ProtectionWait[]
  readonly probablyHeld: boolean
  readonly environment: string | undefined
  readonly signals: readonly EndSignal[]
  readonly carriedOver: boolean
  readonly isHosted: boolean | undefined
  readonly findOwner: OwnerOf
  readonly recognizeActivity: ActivityReader
  readonly observedAt: Instant
}

/** One job of the timeline, and its time if it had one. */
export type TimedJob = {
  readonly job: TimelineJob
  readonly from: Instant | undefined
  readonly to: Instant | undefined
}

export const buildTimelineJob = (job: ObservedJob, context: JobContext): TimedJob => {
  const { manifest, planned } = context
  const steps = joinStepTimes(job.api.steps, manifest)
  const plannedSteps = matchPlannedSteps(steps, planned?.steps ?? [])
  const uploads = getUploads(steps, plannedSteps)
  const activities = recognizeActivities(steps, plannedSteps, context.recognizeActivity)
  const inEnvironment = context.environment !== undefined || planned?.environment !== undefined
  const mayBlock = planned?.hasConcurrency ?? false
  const shape = buildShape(job, { ...context, mayBeHeld: inEnvironment || mayBlock })
  const time = buildIntervals(
    {
      ...context,
      job,
      shape,
      steps,
      uploads,
      inEnvironment,
      mayBlock,
    },
    context.findOwner,
  )
  const intervals = time?.intervals ?? []
  return {
    from: time?.from,
    to: time?.to,
    job: {
      id: job.id,
      name: job.name,
      planId: planned?.id,
      key: context.key,
      matrix: context.matrix === undefined || Object.keys(context.matrix).length === 0 ? undefined : context.matrix,
      joinedBy: context.joinedBy,
      status: job.api.status,
      conclusion: job.api.conclusion,
      shape,
      skip: context.skip,
      labels: job.api.labels,
      runner: job.api.runnerName,
      isHosted: context.isHosted,
      environment: context.environment,
      needs: [...(context.needs ?? [])],
      admittedAt: time === undefined ? undefined : fromInstant(time.from),
      completedAt: job.api.completedAt,
      intervals: [...intervals],
      statesMs: { ...sumStates(intervals) },
      activities: [...divideActivities(sumWork(intervals), activities)],
      steps: steps.map(step => toTimelineStep(step, activities.get(step), uploads.has(step))),
      notes: [...(time?.notes ?? []), ...(context.needs === undefined ? ['unknown-edges'] : [])],
    },
  }
}

const getUploads = (steps: readonly StepTime[], planned: ReadonlyMap<StepTime, PlannedStep>) => {
  const uploads = new Map<StepTime, Confidence>()
  for (const step of steps) {
    const main = step.stage === 'post' ? steps.find(one => one.stage === 'main' && isPostFor(step, one)) : undefined
    const confidence = uploadConfidence(
      step,
      planned.get(step),
      main === undefined ? undefined : { step: main, planned: planned.get(main) },
    )
    if (confidence !== undefined) uploads.set(step, confidence)
  }
  return uploads
}

const isPostFor = (post: StepTime, main: StepTime): boolean => post.name === `Post ${main.name}`

const sumWork = (intervals: readonly Interval[]) =>
  intervals.flatMap(({ state, start, end }) => {
    const [from, to] = [toInstant(start), toInstant(end)]
    return (state === 'executing' || state === 'deploying') && from !== undefined && to !== undefined
      ? [{ from, to }]
      : []
  })

const UNTOLD: ActivityFact = { activity: 'other', source: 'api', confidence: 'high' }

/** Returns the activity of each step that works. Post steps clean up and have no activity. */
const recognizeActivities = (
  steps: readonly StepTime[],
  planned: ReadonlyMap<StepTime, PlannedStep>,
  recognizeActivity: ActivityReader,
): ReadonlyMap<StepTime, ActivityFact> =>
  new Map(
    steps
      .filter(step => step.outcome !== 'skipped' && step.stage !== 'setup' && step.stage !== 'pre')
      .map(step => [step, step.stage === 'main' ? recognizeActivity(step, planned.get(step)) : UNTOLD]),
  )

const toTimelineStep = (step: StepTime, fact: ActivityFact | undefined, uploads: boolean): TimelineStep => ({
  number: step.number,
  name: step.name,
  state: decideState(step, uploads),
  activity: step.stage === 'main' && !uploads ? fact?.activity : undefined,
  start: step.start === undefined ? undefined : fromInstant(step.start),
  end: step.end === undefined ? undefined : fromInstant(step.end),
  outcome: step.outcome,
  source: step.source,
  resolutionMs: step.resolutionMs,
  clamped: step.reversed,
})

const decideState = (step: StepTime, uploads: boolean): TimelineStep['state'] => {
  if (uploads) return 'uploading'
  return step.stage === 'setup' || step.stage === 'pre' ? 'preparing' : 'executing'
}

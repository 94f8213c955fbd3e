import { toMillis } from '../../core/time.ts'
import type { FailureReading } from '../../log/failure-reading.ts'
import type { LogStep } from '../../log/steps/log-step.ts'
import { createStepPlacer } from '../../log/steps/place-steps.ts'
import type { Step } from '../../schema/job/job-manifest.ts'
import type { TimelineJob, TimelineStep } from '../../schema/run/run-timeline.ts'
import { decideStep } from './decide-step.ts'
import { NO_FACTS, type StepFacts, toStepFacts } from './failure-signs.ts'

export type FailingStep = {
  /** The step as GitHub lists it; absent if the job's steps are unknown. */
  readonly step: TimelineStep | undefined
  readonly facts: StepFacts
  /** True if the facts certainly belong to the step that failed. */
  readonly isCertain: boolean
}

/** Finds the first step that failed: later steps run in spite of it, and often fail because of it. */
export const findFailedStep = (job: Pick<TimelineJob, 'steps'>): TimelineStep | undefined =>
  job.steps?.find(({ outcome }) => outcome === 'failure' || outcome === 'timed_out') ??
  job.steps?.find(({ outcome }) => outcome === 'cancelled')

/**
 * Finds the step that failed, with its facts from the log. If no part of the log matches the step by time, a title
 * decides; otherwise the part of the log that an error ended.
 */
export const findFailingStep = (job: Pick<TimelineJob, 'steps'>, reading: FailureReading | undefined): FailingStep => {
  const step = findFailedStep(job)
  if (reading === undefined) return { step, facts: NO_FACTS, isCertain: step !== undefined }
  if (step !== undefined && job.steps !== undefined) {
    const placed = placeParts(job.steps, reading.steps).get(job.steps.indexOf(step)) ?? []
    const parts = placed.length > 0 ? placed : findRunnerParts(step, reading.failures)
    if (parts.length > 0) return { step, facts: factsOfParts(reading, parts), isCertain: true }
    const titled = findPartsByTitle(step, reading)
    if (titled.length > 0) return { step, facts: factsOfParts(reading, titled), isCertain: true }
    // Both have times, and the log has no part within the step: its own lines are lost, and lines of other steps
    // explain nothing.
    const hasTimes = step.start !== undefined && reading.steps.some(({ time }) => time !== undefined)
    if (hasTimes) return { step, facts: NO_FACTS, isCertain: false }
  }
  const part = findEndedPart(reading)
  // A log without an error is incomplete: all of its facts belong to the job that failed.
  const facts = part === undefined ? toStepFacts(reading.failures, []) : factsOfParts(reading, [part])
  return { step, facts, isCertain: false }
}

/** Groups the parts of the log by the index of their step. */
const placeParts = (
  steps: readonly TimelineStep[],
  parts: readonly LogStep[],
): ReadonlyMap<number, readonly LogStep[]> => {
  const findPlace = createStepPlacer(steps.map(toStep))
  const byStep = new Map<number, LogStep[]>()
  for (const part of parts) {
    const place = findPlace({ title: part.title, isPost: part.kind === 'post', time: part.time })
    if (place !== undefined) byStep.set(place.index, [...(byStep.get(place.index) ?? []), part])
  }
  return byStep
}

/**
 * Steps that the runner adds (actions/runner src/Runner.Worker/JobExtension.cs, ActionManager.cs): they have no header.
 */
const RUNNER_STEP =
  /^(?:Set up (?:job|runner)$|Initialize containers$|Stop containers$|Complete (?:job|runner)$|(?:Pull|Build) [^\s/:@]{1,200}[/:@]\S{1,500}$)/

const toStep = (step: TimelineStep): Step => ({
  name: step.name,
  source: step.source,
  number: step.number,
  startedAt: step.start,
  completedAt: step.end,
  outcome: step.outcome,
  stage: RUNNER_STEP.test(step.name) ? undefined : step.name.startsWith('Post ') ? ('post' as const) : 'main',
})

/**
 * Finds the parts before the first step, where the log has no headers: Set up job, and the runner's work between it and
 * the first step.
 */
const findRunnerParts = (
  { name, start, end, resolutionMs }: TimelineStep,
  facts: FailureReading['failures'],
): readonly LogStep[] => {
  if (!RUNNER_STEP.test(name) && !name.startsWith('Pre ')) return []
  const kinds: readonly string[] = name.startsWith('Set up ') ? ['set-up', 'prepare'] : ['prepare', 'set-up']
  const [from, to] = [start, end].map(time => (time === undefined ? undefined : toMillis(time)))
  const isWithin = (time: string | undefined): boolean => {
    const at = time === undefined ? undefined : toMillis(time)
    return at === undefined || from === undefined || to === undefined || (from <= at && at <= to + resolutionMs)
  }
  const found = facts.filter(({ step, time }) => kinds.includes(step.kind) && isWithin(time)).map(({ step }) => step)
  return [...new Set(found)]
}

const findPartsByTitle = ({ name, start }: TimelineStep, { steps }: FailureReading): readonly LogStep[] =>
  steps.filter(({ title, time }) => title === name && (time === undefined || start === undefined))

/**
 * Finds the failed part from the log alone: the first part that an error ended, else the last one with an error. If the
 * first names no cause and a later one does, the first was allowed to fail (`continue-on-error`): steps after a failure
 * run only with a condition for that.
 */
export const findEndedPart = (reading: FailureReading): LogStep | undefined => {
  const { failures, lastTimes } = reading
  const errors = failures.filter(({ value }) => value.kind === 'error')
  const isEnd = ({ step, time, line }: (typeof errors)[number]): boolean =>
    failures.some(fact => fact.line === line && fact.value.kind === 'sign' && fact.value.family === 'runner') ||
    (step.kind !== 'script' && time !== undefined && time === lastTimes.get(step))
  const ended = [...new Set(errors.filter(isEnd).map(({ step }) => step))]
  const named = ended.find(part => namesCause(factsOfParts(reading, [part])))
  const last = errors.filter(({ step }) => step.kind !== 'post').at(-1) ?? errors.at(-1)
  return named ?? ended[0] ?? last?.step
}

/**
 * Returns true if the facts name a cause. Steps that run after a failure often lack their input, such as a report to
 * upload or a cache to save; that is no cause.
 */
const namesCause = (facts: StepFacts): boolean => {
  const decided = decideStep(facts)
  return decided !== undefined && !['command', 'artifact', 'cache', 'unknown'].includes(decided.class)
}

export const factsOfParts = ({ failures }: FailureReading, parts: readonly LogStep[]): StepFacts =>
  toStepFacts(
    failures.filter(({ step }) => parts.includes(step)),
    parts,
  )

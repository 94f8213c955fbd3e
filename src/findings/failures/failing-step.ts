import { knownFields } from '../../core/optional-fields.ts'
import { toMillis } from '../../core/time.ts'
import type { FailureReading } from '../../log/failure-reading.ts'
import type { LogStep } from '../../log/steps/log-step.ts'
import { createStepPlacer } from '../../log/steps/place-steps.ts'
import type { Step } from '../../schema/job/job-manifest.ts'
import type { TimelineJob, TimelineStep } from '../../schema/run/run-timeline.ts'
import { decideStep } from './decide-step.ts'
import { NO_FACTS, type StepFacts, toStepFacts } from './failure-signs.ts'

export type FailingStep = {
  /** As GitHub lists it; absent where the job's steps are not known. */
  readonly step: TimelineStep | undefined
  readonly facts: StepFacts
  /** Whether the facts are known to be of the step that failed. */
  readonly isCertain: boolean
}

/** The first step that failed: those after it run in spite of it, and often fail because of it. */
export const findFailedStep = (job: Pick<TimelineJob, 'steps'>): TimelineStep | undefined =>
  job.steps?.find(({ outcome }) => outcome === 'failure' || outcome === 'timed_out') ??
  job.steps?.find(({ outcome }) => outcome === 'cancelled')

/**
 * The step that failed with what the log tells of it. Where the log's parts cannot be placed by time, a title decides,
 * else the part of the log that an error ended.
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
    // Both have times and the log has none in the step: its own lines are lost, and those of others explain nothing.
    const hasTimes = step.start !== undefined && reading.steps.some(({ time }) => time !== undefined)
    if (hasTimes) return { step, facts: NO_FACTS, isCertain: false }
  }
  const part = findEndedPart(reading)
  // A log without an error is a part of one: all that it says is of the job that failed.
  const facts = part === undefined ? toStepFacts(reading.failures, []) : factsOfParts(reading, [part])
  return { step, facts, isCertain: false }
}

/** The parts of the log by the index of the step that they are of. */
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

/** Steps that the runner adds (actions/runner src/Runner.Worker/JobExtension.cs, ActionManager.cs): they have no header. */
const RUNNER_STEP =
  /^(?:Set up (?:job|runner)$|Initialize containers$|Stop containers$|Complete (?:job|runner)$|(?:Pull|Build) [^\s/:@]{1,200}[/:@]\S{1,500}$)/

const toStep = (step: TimelineStep): Step => ({
  name: step.name,
  source: step.source,
  ...knownFields({ number: step.number, startedAt: step.start, completedAt: step.end, outcome: step.outcome }),
  ...(RUNNER_STEP.test(step.name) ? {} : { stage: step.name.startsWith('Post ') ? ('post' as const) : 'main' }),
})

/** Before the first step the log has no header: Set up job, and what the runner does between it and the first step. */
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
 * The log alone: the first part that an error ended, else the last one that has an error. Where a later one names a cause
 * and the first does not, the first was allowed to fail (`continue-on-error`): steps after a failure run only where they
 * ask for it.
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

/** What a step that runs after a failure often lacks is no cause: a report to upload, a cache to save. */
const namesCause = (facts: StepFacts): boolean => {
  const decided = decideStep(facts)
  return decided !== undefined && !['command', 'artifact', 'cache', 'unknown'].includes(decided.class)
}

export const factsOfParts = ({ failures }: FailureReading, parts: readonly LogStep[]): StepFacts =>
  toStepFacts(
    failures.filter(({ step }) => parts.includes(step)),
    parts,
  )

import type { JobManifest, Outcome, Step } from '../../schema/job/job-manifest.ts'
import type { Confidence, Source } from '../../schema/values/fact.ts'
import { type Instant, toInstant } from '../instant.ts'
import type { Timestamp } from '../jobs/interval-candidate.ts'
import { listStages, type StepStage } from './step-stage.ts'

/** The time of a step, with both ends in order. */
export type StepTime = {
  readonly number: number | undefined
  readonly name: string
  readonly stage: StepStage
  /** `owner/repo[/path]@ref`, if the recorder has it. */
  readonly action: string | undefined
  readonly outcome: Outcome | undefined
  readonly start: Instant | undefined
  readonly end: Instant | undefined
  readonly source: Source
  readonly confidence: Confidence
  readonly resolutionMs: number
  /** True if it ended before it started: its end was moved to its start. */
  readonly reversed: boolean
}

export const findStart = (step: StepTime): Timestamp | undefined => findTimestamp(step, step.start)
export const findEnd = (step: StepTime): Timestamp | undefined => findTimestamp(step, step.end)

const findTimestamp = (
  { source, confidence, resolutionMs }: StepTime,
  at: Instant | undefined,
): Timestamp | undefined => (at === undefined ? undefined : { at, source, confidence, resolutionMs })

/**
 * REST cuts times to whole seconds: a more exact time of the same instant is at most this far away, in microseconds.
 */
const SAME_INSTANT = 1_000_000

/**
 * Joins the steps of a job as REST lists them with the recorder's times (100 ns), if both are about the same instant.
 * If REST lists none (`steps` are gone after months), the recorder's own steps are used. The result is in order of
 * start, then number. Numbers alone give no order: post steps are numbered from the end, and a post step may follow
 * "Complete job".
 */
export const joinStepTimes = (listed: readonly Step[], manifest: JobManifest | undefined): readonly StepTime[] => {
  const recorded = manifest?.steps ?? []
  const steps = listed.length > 0 ? listed : recorded
  const stages = listStages(steps.map(step => step.name))
  return steps
    .map((step, index) => stepTime(step, stages[index] ?? 'main', findRecordedStep(step, recorded)))
    .sort((a, b) => compare(a.start, b.start) || compare(a.number, b.number))
}

const findRecordedStep = (step: Step, recorded: readonly Step[]): Step | undefined =>
  step.number === undefined
    ? undefined
    : recorded.find(one => one.number === step.number && (one.name === step.name || one.name === ''))

const stepTime = (step: Step, guessed: StepStage, twin: Step | undefined): StepTime => {
  const start = sharpest(step.startedAt, twin?.startedAt)
  const end = sharpest(step.completedAt, twin?.completedAt)
  const reversed = start !== undefined && end !== undefined && end.at < start.at
  const stage = twin?.stage ?? step.stage
  const sharp = (start?.sharp ?? true) && (end?.sharp ?? true) && (start ?? end) !== undefined
  const ownSource = step.source === 'other' ? 'api' : step.source
  return {
    number: step.number,
    name: step.name,
    stage: stage === undefined || stage === 'other' ? guessed : stage,
    action: twin?.action ?? step.action,
    outcome: step.outcome,
    start: start?.at,
    end: reversed ? start.at : end?.at,
    source: sharp && twin !== undefined ? 'runner' : ownSource,
    confidence: 'high',
    resolutionMs: sharp && (twin !== undefined || ownSource !== 'api') ? 0.0001 : 1_000,
    reversed,
  }
}

type Sharp = { readonly at: Instant; readonly sharp: boolean }

const sharpest = (listed: string | undefined, recorded: string | undefined): Sharp | undefined => {
  const coarse = toInstant(listed)
  const fine = toInstant(recorded)
  if (coarse === undefined) return undefined
  return fine !== undefined && Math.abs(fine - coarse) <= SAME_INSTANT
    ? { at: fine, sharp: true }
    : { at: coarse, sharp: false }
}

const compare = (a: number | undefined, b: number | undefined): number =>
  (a ?? Number.MAX_SAFE_INTEGER) - (b ?? Number.MAX_SAFE_INTEGER)

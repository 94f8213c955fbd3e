import type { ErrorLine } from '../../model/failure.ts'
import type { TimelineJob, TimelineStep } from '../../model/run-timeline.ts'
import { toInstant } from '../../timeline/instant.ts'

/** The first step that failed: those after it run in spite of it, and often fail because of it. */
export const failedStepOf = (job: TimelineJob): TimelineStep | undefined =>
  job.steps?.find(({ outcome }) => outcome === 'failure' || outcome === 'timed_out') ??
  job.steps?.find(({ outcome }) => outcome === 'cancelled')

export type StepLines = {
  readonly lines: readonly ErrorLine[]
  /** They are known to stand in the step that failed. */
  readonly certain: boolean
}

/**
 * The lines of the failed step, by time, else by title. Where neither tells, those of the stretches that the runner
 * ended with an error, else all: a script's words are then not tied to what failed.
 */
export const linesOfStep = (step: TimelineStep | undefined, lines: readonly ErrorLine[]): StepLines => {
  if (step !== undefined) {
    const timed = lines.filter(line => isWithin(step, line))
    if (timed.length > 0) return { lines: timed, certain: true }
    const titled = lines.filter(line => line.time === undefined && line.step === step.name)
    if (titled.length > 0) return { lines: titled, certain: true }
    // The step has times and the log has none in it: its own lines are lost, and other steps' lines explain nothing.
    if (hasTimes(step) && lines.some(({ time }) => time !== undefined)) return { lines: [], certain: false }
  }
  const failed = new Set(lines.filter(({ text }) => text.startsWith('##[error]')).map(line => line.step))
  return { lines: failed.size === 0 ? lines : lines.filter(line => failed.has(line.step)), certain: false }
}

const hasTimes = ({ start, end }: TimelineStep): boolean => start !== undefined && end !== undefined

/** A step's times and its lines come from one clock; an end that REST cut to a whole second lies before the last lines. */
const isWithin = ({ start, end, resolutionMs }: TimelineStep, line: ErrorLine): boolean => {
  const [from, to, at] = [toInstant(start), toInstant(end), toInstant(line.time)]
  if (from === undefined || to === undefined || at === undefined) return false
  return from <= at && at <= to + resolutionMs * 1_000
}

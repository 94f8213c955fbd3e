import { toMillis } from '../../../core/time.ts'
import type { Step } from '../../../schema/job/job-manifest.ts'
import type { StepHead } from '../../../schema/observed/anchor-log.ts'

/** A step of REST's list that ran. Epoch milliseconds of the runner's clock; REST cuts them to whole seconds. */
export type RanStep = { readonly step: Step; readonly from: number; readonly to: number | undefined }

/**
 * Where in the log a step stands, in numbers of lines. `start`: it can begin there at the earliest, `latest`: it has surely
 * begun. `soon`: the next step may begin there, `late`: it has surely begun.
 */
export type Slot = RanStep & {
  readonly start: number | undefined
  readonly latest: number | undefined
  readonly soon: number | undefined
  readonly late: number | undefined
  /** The next step begins then, by GitHub's list. */
  readonly nextFrom: number | undefined
  /** When all steps before it had ended; undefined where one has no end. */
  readonly clearFrom: number | undefined
}

/**
 * REST gives the runner's times in whole seconds, cut or rounded, and a line is written a moment after its step has begun
 * (actions/runner src/Runner.Worker/ExecutionContext.cs `Start`, `Complete`): both are of one clock, the runner's.
 */
export const RESOLUTION_MS = 1_000

export const ranSteps = (steps: readonly Step[]): readonly RanStep[] =>
  steps.flatMap(step => {
    const from = toMillis(step.startedAt ?? '')
    if (from === undefined || step.outcome === 'skipped') return []
    return [{ step, from, to: toMillis(step.completedAt ?? '') }]
  })

/** Whether something of this time can have happened in the step, give or take a second. */
export const isWithin = ({ from, to }: RanStep, at: number): boolean =>
  at >= from - RESOLUTION_MS && (to === undefined || at <= to + RESOLUTION_MS)

/**
 * Steps and heads have one order. Where a log has more heads than steps (those inside composite actions, or what a script
 * printed) each step has an earliest and a latest one that can be its own: read from the beginning, and from the end.
 * `before` are steps that ran before all of these.
 */
export const alignSteps = (
  before: readonly RanStep[],
  steps: readonly RanStep[],
  heads: readonly StepHead[],
  fits: Fits,
): readonly Slot[] => {
  const earliest = firstFits(steps, heads, fits)
  const latest = firstFits([...steps].reverse(), [...heads].reverse(), fits).reverse()
  const ends = endsBefore(before, steps)
  const places = steps.map((step, index) => {
    const ended = ends[index]
    const clearFrom = ended === undefined ? undefined : ended + RESOLUTION_MS
    const found = [earliest[index], latest[index]].filter(line => line !== undefined)
    const start = found.length === 0 ? undefined : Math.min(...found)
    const end = found.length === 0 ? undefined : Math.max(...found)
    return { ...step, start, end, latest: latest[index], clearFrom }
  })
  return withNext(places)
}

/** When all that ran before each step had ended. A composite action stands twice in the list, and waits for itself not. */
const endsBefore = (before: readonly RanStep[], steps: readonly RanStep[]): readonly (number | undefined)[] => {
  let ends = before.reduce<number | undefined>(lastEnd, Number.NEGATIVE_INFINITY)
  return steps.map((step, index) => {
    const last = steps[index - 1]
    if (last !== undefined && last.step !== step.step) ends = lastEnd(ends, last)
    return ends
  })
}

const lastEnd = (last: number | undefined, { to }: RanStep): number | undefined =>
  last === undefined || to === undefined ? undefined : Math.max(last, to)

type Place = Omit<Slot, 'soon' | 'late' | 'nextFrom'> & { readonly end: number | undefined }

/** Each place with the next one that the log shows. */
const withNext = (places: readonly Place[]): readonly Slot[] => {
  let next: Place | undefined
  return places
    .map(place => place)
    .reverse()
    .map(({ end, ...place }): Slot => {
      const slot = { ...place, soon: next?.start, late: next?.end, nextFrom: next?.from }
      if (place.start !== undefined) next = { ...place, end }
      return slot
    })
    .reverse()
}

/** By order: the list has the time at which GitHub observed of a step where the runner told it late (recorded: up to four seconds). */
export const alignInOrder = (steps: readonly RanStep[], heads: readonly StepHead[], fits: Fits): readonly Slot[] =>
  alignSteps(
    [],
    steps.map(({ step, from, to }) => ({ step, from: from - LATE_MS, to })),
    heads,
    fits,
  ).map(slot => ({ ...slot, clearFrom: undefined, nextFrom: undefined }))

const LATE_MS = 10_000

export type Fits = (step: RanStep, head: StepHead) => boolean

/** For each step the first head after the one before it. A step that no head fits takes none. */
const firstFits = (steps: readonly RanStep[], heads: readonly StepHead[], fits: Fits): (number | undefined)[] => {
  let next = 0
  return steps.map(step => {
    for (let at = next; at < heads.length; at += 1) {
      const head = heads[at]
      if (head === undefined || !isWithin(step, head.at) || !fits(step, head)) continue
      next = at + 1
      return head.line
    }
    return undefined
  })
}

/** Whether a line stands in a step: surely, perhaps, or surely not. */
export type Standing = 'surely' | 'perhaps' | 'no'

/**
 * A line after the latest head of a step and before the earliest one of the next is surely the step's. Where heads do not
 * tell, times may: a line written a second after all that came before had ended is of none of it.
 */
export const standingIn = (slot: Slot, { line, at }: { readonly line: number; readonly at: number }): Standing => {
  const { start, latest, soon, late, nextFrom, clearFrom } = slot
  if (start === undefined || line < start || !isWithin(slot, at)) return 'no'
  if (late !== undefined && line >= late) return 'no'
  const hasBegun = (latest !== undefined && line >= latest) || (clearFrom !== undefined && at >= clearFrom)
  const goesOn = soon === undefined || line < soon || (nextFrom !== undefined && at < nextFrom - RESOLUTION_MS)
  return hasBegun && goesOn ? 'surely' : 'perhaps'
}

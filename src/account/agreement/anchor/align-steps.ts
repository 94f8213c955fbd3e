import { toMillis } from '../../../core/time.ts'
import type { Step } from '../../../schema/job/job-manifest.ts'
import type { StepHead } from '../../../schema/observed/anchor-log.ts'

/** A step of REST's list that ran. Epoch milliseconds of the runner's clock; REST cuts them to whole seconds. */
export type RanStep = { readonly step: Step; readonly from: number; readonly to: number | undefined }

/**
 * The lines of the log where a step is, as line numbers. `start`: the step begins there at the earliest; `latest`: the
 * step has begun by then. `soon`: the next step may begin there; `late`: the next step has begun by then.
 */
export type Slot = RanStep & {
  readonly start: number | undefined
  readonly latest: number | undefined
  readonly soon: number | undefined
  readonly late: number | undefined
  /** The start of the next step in GitHub's list. */
  readonly nextFrom: number | undefined
  /** The time at which all earlier steps had ended; undefined where one has no end. */
  readonly clearFrom: number | undefined
}

/**
 * Tolerance between a step's times and its log lines. REST gives the runner's times in whole seconds, cut or rounded.
 * A line is written a moment after its step has begun (actions/runner src/Runner.Worker/ExecutionContext.cs `Start`,
 * `Complete`). Both times are on the runner's clock.
 */
export const RESOLUTION_MS = 1_000

export const ranSteps = (steps: readonly Step[]): readonly RanStep[] =>
  steps.flatMap(step => {
    const from = toMillis(step.startedAt ?? '')
    if (from === undefined || step.outcome === 'skipped') return []
    return [{ step, from, to: toMillis(step.completedAt ?? '') }]
  })

/** Whether an event at this time can belong to the step, within a second. */
export const isWithin = ({ from, to }: RanStep, at: number): boolean =>
  at >= from - RESOLUTION_MS && (to === undefined || at <= to + RESOLUTION_MS)

/**
 * Aligns steps with step headers; both have the same order. A log may have more headers than steps: headers inside
 * composite actions, or headers that a script printed. Each step then has an earliest and a latest possible header:
 * the matches from the beginning and from the end of the log. `before` are steps that ran before all of these.
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

/**
 * Returns the time at which all steps before each step had ended. A composite action is in the list twice and does not
 * wait for itself.
 */
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

/** Pairs each place with the next one that the log shows. */
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

/**
 * Aligns by order alone. Where the runner reported a step late (recorded: up to four seconds), the list has the time
 * at which GitHub received the report.
 */
export const alignInOrder = (steps: readonly RanStep[], heads: readonly StepHead[], fits: Fits): readonly Slot[] =>
  alignSteps(
    [],
    steps.map(({ step, from, to }) => ({ step, from: from - LATE_MS, to })),
    heads,
    fits,
  ).map(slot => ({ ...slot, clearFrom: undefined, nextFrom: undefined }))

const LATE_MS = 10_000

export type Fits = (step: RanStep, head: StepHead) => boolean

/**
 * Finds for each step the first fitting header after the previous step's header. A step without a fitting header has
 * none.
 */
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

/** Whether a line belongs to a step: surely, perhaps, or no. */
export type Standing = 'surely' | 'perhaps' | 'no'

/**
 * Decides whether a line belongs to the step. A line between the latest header of the step and the earliest header of
 * the next step surely belongs to it. Where headers do not decide, times may: a line written more than a second after
 * all earlier steps had ended belongs to none of them.
 */
export const standingIn = (slot: Slot, { line, at }: { readonly line: number; readonly at: number }): Standing => {
  const { start, latest, soon, late, nextFrom, clearFrom } = slot
  if (start === undefined || line < start || !isWithin(slot, at)) return 'no'
  if (late !== undefined && line >= late) return 'no'
  const hasBegun = (latest !== undefined && line >= latest) || (clearFrom !== undefined && at >= clearFrom)
  const goesOn = soon === undefined || line < soon || (nextFrom !== undefined && at < nextFrom - RESOLUTION_MS)
  return hasBegun && goesOn ? 'surely' : 'perhaps'
}

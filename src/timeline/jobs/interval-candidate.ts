import { CONTROL_STATES, type ControlState } from '../../schema/run/run-timeline.ts'
import type { Confidence, Source } from '../../schema/values/fact.ts'
import type { Instant } from '../instant.ts'

/** An instant with its source and precision. */
export type Timestamp = {
  readonly at: Instant
  readonly source: Source
  readonly confidence: Confidence
  readonly resolutionMs: number
}

/**
 * The state that one source gives for a part of a job's time. Candidates may overlap: precedence decides, not the
 * order.
 */
export type IntervalCandidate = {
  readonly state: ControlState
  readonly from: Instant
  readonly to: Instant
  readonly source: Source
  readonly confidence: Confidence
  readonly resolutionMs: number
  readonly clamped: boolean
  readonly detail?: string
}

/** A part of the window that belongs to one candidate, or to none. */
export type Slice = { readonly from: Instant; readonly to: Instant; readonly candidate: IntervalCandidate | undefined }

type More = {
  readonly clamped?: boolean
  readonly detail?: string
  readonly confidence?: Confidence
}

/** Builds a candidate between two timestamps, with the precision and confidence of the worse one. */
export const candidateBetween = (
  state: ControlState,
  from: Timestamp,
  to: Timestamp,
  more: More = {},
): IntervalCandidate => {
  const coarse = to.resolutionMs > from.resolutionMs ? to : from
  const sure = weaker(from.confidence, to.confidence)
  return {
    state,
    from: from.at,
    to: to.at,
    source: coarse.source,
    confidence: more.confidence === undefined ? sure : weaker(sure, more.confidence),
    resolutionMs: coarse.resolutionMs,
    clamped: more.clamped ?? false,
    detail: more.detail,
  }
}

export const earliest = (timestamps: readonly (Timestamp | undefined)[]): Timestamp | undefined =>
  timestamps.reduce(
    (best, timestamp) => (timestamp !== undefined && (best === undefined || timestamp.at < best.at) ? timestamp : best),
    undefined,
  )

/**
 * Divides a window among candidates. Every instant belongs to the candidate with the highest precedence that covers it
 * (the order of CONTROL_STATES; between equals the one with more confidence, then the earlier), or to none. Candidates
 * of zero length cover nothing.
 */
export const divide = (
  window: { readonly from: Instant; readonly to: Instant },
  candidates: readonly IntervalCandidate[],
) => {
  const inside = candidates
    .map(candidate => ({
      candidate,
      from: Math.max(candidate.from, window.from),
      to: Math.min(candidate.to, window.to),
    }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => byPrecedence(a.candidate, b.candidate))
  const borders = new Set([window.from, window.to, ...inside.flatMap(({ from, to }) => [from, to])])
  const cuts = [...borders].sort((a, b) => a - b)
  const slices: Slice[] = []
  for (const [index, from] of cuts.entries()) {
    const to = cuts[index + 1]
    if (to === undefined) break
    const candidate = inside.find(one => one.from <= from && one.to >= to)?.candidate
    const last = slices.at(-1)
    if (last !== undefined && last.candidate === candidate) slices[slices.length - 1] = { ...last, to }
    else slices.push({ from, to, candidate })
  }
  return slices
}

const SURENESS: readonly Confidence[] = ['high', 'medium', 'low']

const weaker = (a: Confidence, b: Confidence): Confidence => (SURENESS.indexOf(a) > SURENESS.indexOf(b) ? a : b)

const byPrecedence = (a: IntervalCandidate, b: IntervalCandidate): number =>
  CONTROL_STATES.indexOf(a.state) - CONTROL_STATES.indexOf(b.state) ||
  SURENESS.indexOf(a.confidence) - SURENESS.indexOf(b.confidence) ||
  a.from - b.from

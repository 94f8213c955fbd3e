import { CONTROL_STATES, type ControlState } from '../../schema/run/run-timeline.ts'
import type { Confidence, Source } from '../../schema/values/fact.ts'
import type { Instant } from '../instant.ts'

/** An instant with how it is known. */
export type Timestamp = {
  readonly at: Instant
  readonly source: Source
  readonly confidence: Confidence
  readonly resolutionMs: number
}

/** What one source says of a slice of a job's time. Claims may overlap: precedence decides, not the order. */
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

/** A slice of the window that belongs to one candidate, or to none. */
export type Slice = { readonly from: Instant; readonly to: Instant; readonly candidate: IntervalCandidate | undefined }

type More = {
  readonly clamped?: boolean
  readonly detail?: string
  readonly confidence?: Confidence
}

/** A candidate between two timestamps: as exact and as sure as the worse of them. */
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
    ...(more.detail === undefined ? {} : { detail: more.detail }),
  }
}

export const earliest = (timestamps: readonly (Timestamp | undefined)[]): Timestamp | undefined =>
  timestamps.reduce(
    (best, timestamp) => (timestamp !== undefined && (best === undefined || timestamp.at < best.at) ? timestamp : best),
    undefined,
  )

export const latest = (timestamps: readonly (Timestamp | undefined)[]): Timestamp | undefined =>
  timestamps.reduce(
    (best, timestamp) => (timestamp !== undefined && (best === undefined || timestamp.at > best.at) ? timestamp : best),
    undefined,
  )

/**
 * Divides a window among candidates: every instant belongs to the candidate of the highest precedence that covers it (the order
 * of CONTROL_STATES; the surer one of two equals, then the earlier), or to none. Zero-length candidates cover nothing.
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

import type { Confidence, Source } from '../../schema/values/fact.ts'
import { CONTROL_STATES, type ControlState } from '../../schema/run/run-timeline.ts'
import type { Instant } from '../instant.ts'

/** An instant with how it is known. */
export type Mark = {
  readonly at: Instant
  readonly source: Source
  readonly confidence: Confidence
  readonly resolutionMs: number
}

/** What one source says of a stretch of a job's time. Claims may overlap: precedence decides, not the order. */
export type Claim = {
  readonly state: ControlState
  readonly from: Instant
  readonly to: Instant
  readonly source: Source
  readonly confidence: Confidence
  readonly resolutionMs: number
  readonly clamped: boolean
  readonly detail?: string
}

/** A stretch of the window that belongs to one claim, or to none. */
export type Stretch = { readonly from: Instant; readonly to: Instant; readonly claim: Claim | undefined }

type More = {
  readonly clamped?: boolean
  readonly detail?: string
  readonly confidence?: Confidence
}

/** A claim between two marks: as exact and as sure as the worse of them. */
export const claimBetween = (state: ControlState, from: Mark, to: Mark, more: More = {}): Claim => {
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

export const earliest = (marks: readonly (Mark | undefined)[]): Mark | undefined =>
  marks.reduce(
    (best, mark) => (mark !== undefined && (best === undefined || mark.at < best.at) ? mark : best),
    undefined,
  )

export const latest = (marks: readonly (Mark | undefined)[]): Mark | undefined =>
  marks.reduce(
    (best, mark) => (mark !== undefined && (best === undefined || mark.at > best.at) ? mark : best),
    undefined,
  )

/**
 * Divides a window among claims: every instant belongs to the claim of the highest precedence that covers it (the order
 * of CONTROL_STATES; the surer one of two equals, then the earlier), or to none. Zero-length claims cover nothing.
 */
export const divide = (window: { readonly from: Instant; readonly to: Instant }, claims: readonly Claim[]) => {
  const inside = claims
    .map(claim => ({ claim, from: Math.max(claim.from, window.from), to: Math.min(claim.to, window.to) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => byPrecedence(a.claim, b.claim))
  const borders = new Set([window.from, window.to, ...inside.flatMap(({ from, to }) => [from, to])])
  const cuts = [...borders].sort((a, b) => a - b)
  const stretches: Stretch[] = []
  for (const [index, from] of cuts.entries()) {
    const to = cuts[index + 1]
    if (to === undefined) break
    const claim = inside.find(one => one.from <= from && one.to >= to)?.claim
    const last = stretches.at(-1)
    if (last !== undefined && last.claim === claim) stretches[stretches.length - 1] = { ...last, to }
    else stretches.push({ from, to, claim })
  }
  return stretches
}

const SURENESS: readonly Confidence[] = ['high', 'medium', 'low']

const weaker = (a: Confidence, b: Confidence): Confidence => (SURENESS.indexOf(a) > SURENESS.indexOf(b) ? a : b)

const byPrecedence = (a: Claim, b: Claim): number =>
  CONTROL_STATES.indexOf(a.state) - CONTROL_STATES.indexOf(b.state) ||
  SURENESS.indexOf(a.confidence) - SURENESS.indexOf(b.confidence) ||
  a.from - b.from

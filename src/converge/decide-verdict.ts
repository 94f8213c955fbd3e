import type {
  ConvergenceState,
  Decision,
  StateEntry,
  TargetConvergence,
} from '../schema/converge/target-convergence.ts'
import type { Confidence } from '../schema/values/fact.ts'
import { type ChosenRevision, findReplacement, type Replacement } from './choose-wanted.ts'
import type { Moment, RevisionTrack, RevisionTracks } from './revision-track.ts'
import type { Snapshot } from './snapshot.ts'

export type Verdict = {
  readonly verdict: ConvergenceState
  readonly confidence: Confidence
  readonly reason?: TargetConvergence['reason']
  readonly states: readonly StateEntry[]
  readonly rollback?: Decision | undefined
}

/** The object at the end of the observation. */
export type TargetEnd = {
  readonly last: Snapshot | undefined
  readonly deleted: Moment | undefined
  /** Another object of the same name answered, such as that of another cluster: what was seen may be of two targets. */
  readonly isMixed: boolean
}

/** Decides the states that the wanted revision reached, and the one that tells most. */
export const decideVerdict = (chosen: ChosenRevision, tracks: RevisionTracks, end: TargetEnd): Verdict => {
  const { track } = chosen
  const { last } = end
  if (last === undefined) return notObserved('no-object')
  if (track === undefined) return { ...neverNamed(last, tracks, chosen), states: sync(last, undefined) }
  const steps = listSteps(track)
  const cap = end.isMixed ? 'low' : chosen.wanted.by === 'last-change' ? 'medium' : 'high'
  const made = decideEnding(track, tracks, end)
  return {
    ...made,
    confidence: lower(made.confidence, cap),
    states: [...steps, ...made.states].map(entry => ({ ...entry, confidence: lower(entry.confidence, cap) })),
  }
}

const notObserved = (reason: NonNullable<Verdict['reason']>): Verdict => ({
  verdict: 'not-observed',
  confidence: 'high',
  reason,
  states: [],
})

const neverNamed = (last: Snapshot, tracks: RevisionTracks, { wanted }: ChosenRevision): Verdict => ({
  verdict: 'never-applied',
  // Images may have been deployed under a tag. A commit that the controller never named may be older than the observation.
  confidence: wanted.by === 'images' || tracks.order.length === 0 ? 'medium' : 'high',
  reason: last.isPaused === true ? 'suspended' : 'not-compared',
  states: [],
})

const listSteps = (track: RevisionTrack): readonly StateEntry[] => [
  ...toEntry('accepted', track.accepted),
  ...toEntry('applied', track.applied),
  ...toEntry('healthy', track.healthy),
  ...toEntry('stayed-healthy', track.stayed),
]

const toEntry = (
  state: ConvergenceState,
  moment: Moment | undefined,
  confidence: Confidence = 'high',
): readonly StateEntry[] =>
  moment === undefined
    ? []
    : [
        {
          state,
          at: moment.at,
          statedAt: moment.statedAt,
          before: moment.before,
          evidence: [{ field: moment.field, value: moment.value }],
          confidence,
        },
      ]

const sync = (last: Snapshot, track: RevisionTrack | undefined): readonly StateEntry[] =>
  last.sync === 'OutOfSync'
    ? toEntry('out-of-sync', track?.outOfSync ?? { field: 'status.sync.status', value: last.sync })
    : []

const decideEnding = (track: RevisionTrack, tracks: RevisionTracks, end: TargetEnd): Verdict => {
  const last = end.last as Snapshot
  if (end.deleted !== undefined) return { ...notObserved('deleted'), states: toEntry('not-observed', end.deleted) }
  if (track.applied === undefined) return decideUnapplied(track, tracks, last)
  const replacement = findReplacement(tracks, track.revision)
  if (replacement !== undefined) return decideReplaced(replacement)
  const taken = last.isRemediated === true ? 'remediation' : last.isAborted === true ? 'abort' : undefined
  if (taken !== undefined) return decideTakenBack(taken, track)
  return decideInForce(track, last)
}

const decideUnapplied = (track: RevisionTrack, tracks: RevisionTracks, last: Snapshot): Verdict => {
  const later = tracks.order.length === 0 ? undefined : tracks.all.get(tracks.order.at(-1) ?? '')
  const isLater =
    later?.applied?.at !== undefined && (track.accepted?.at ?? '') <= later.applied.at && !track.accepted?.before
  if (isLater && later !== undefined)
    return {
      verdict: 'superseded',
      confidence: 'high',
      states: toEntry('superseded', later.applied),
    }
  const ongoing = last.operation?.revision === track.revision && !track.failing
  const reason =
    track.failing !== undefined
      ? 'operation-failed'
      : last.isPaused === true
        ? 'suspended'
        : ongoing && last.operation?.finishedAt === undefined
          ? 'operation-running'
          : last.isAutomated === false
            ? 'no-automation'
            : 'still-progressing'
  return {
    verdict: 'never-applied',
    confidence: 'high',
    reason,
    states: [
      ...sync(last, track),
      ...toEntry('never-applied', track.failing ?? { field: 'status.history', value: last.applied?.revision }),
    ],
  }
}

const decideReplaced = ({ own, track, by }: Replacement): Verdict => {
  const degraded = toEntry('degraded', own.degraded)
  if (by === undefined)
    return { verdict: 'superseded', confidence: 'high', states: [...degraded, ...toEntry('superseded', track.applied)] }
  const confidence: Confidence = by === 'tags' ? 'medium' : 'high'
  // A new revision that brings the old images was written by somebody: the commit decided, and the controller followed.
  const isCommit = by !== 'revision' && /^[0-9a-f]{40}/.test(track.revision) && track.by?.kind !== 'person'
  const decider = isCommit ? { kind: 'commit' as const } : (track.by ?? { kind: 'unknown' as const })
  return {
    verdict: 'rolled-back',
    confidence,
    states: [...degraded, ...toEntry('rolled-back', track.applied, confidence)],
    rollback: {
      kind: 'rollback',
      at: track.applied?.at,
      statedAt: track.applied?.statedAt,
      before: track.applied?.before,
      revision: track.revision,
      by: decider,
    },
  }
}

const decideTakenBack = (kind: 'remediation' | 'abort', track: RevisionTrack): Verdict => ({
  verdict: 'rolled-back',
  confidence: 'high',
  states: [
    ...toEntry('degraded', track.degraded),
    ...toEntry('rolled-back', {
      field: kind === 'abort' ? 'status.abort' : 'status.conditions[Remediated]',
      value: 'True',
    }),
  ],
})

/** The revision is the one that the cluster holds. */
const decideInForce = (track: RevisionTrack, last: Snapshot): Verdict => {
  const degraded = track.degraded
  if (degraded !== undefined)
    return { verdict: 'degraded', confidence: 'high', states: [...toEntry('degraded', degraded), ...sync(last, track)] }
  if (last.sync === 'OutOfSync' && last.compared === track.revision && last.operation?.failing !== false)
    return { verdict: 'out-of-sync', confidence: 'high', states: sync(last, track) }
  if (isDrifted(track, last)) return { verdict: 'out-of-sync', confidence: 'high', states: sync(last, track) }
  if (track.healthySince === undefined && !isHealthyNow(track, last))
    return { verdict: 'applied', confidence: 'high', reason: whyNotHealthy(last), states: sync(last, track) }
  const reason = last.replicas?.desired === 0 ? 'no-replicas' : undefined
  return track.stayed === undefined
    ? { verdict: 'healthy', confidence: 'high', reason: reason ?? 'soak-not-over', states: sync(last, track) }
    : { verdict: 'stayed-healthy', confidence: 'high', reason, states: sync(last, track) }
}

/** It was healthy under this very revision, and the cluster differs from it since. */
const isDrifted = (track: RevisionTrack, last: Snapshot): boolean =>
  last.sync === 'OutOfSync' && last.compared === track.revision && track.healthy !== undefined

const isHealthyNow = (track: RevisionTrack, { health }: Snapshot): boolean =>
  track.healthy !== undefined && health?.status === 'Healthy'

const whyNotHealthy = (last: Snapshot): NonNullable<Verdict['reason']> => {
  if (last.limits.includes('health-not-evaluated') || last.limits.includes('update-on-delete')) return 'not-evaluated'
  return last.health?.status === 'Suspended' ? 'suspended' : 'still-progressing'
}

const RANK: readonly Confidence[] = ['low', 'medium', 'high']

const lower = (one: Confidence, other: Confidence): Confidence =>
  RANK[Math.min(RANK.indexOf(one), RANK.indexOf(other))] ?? 'low'

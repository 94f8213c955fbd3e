import { LIMITS } from '../core/limits.ts'
import { millisBetween } from '../core/time.ts'
import type { AppliedRevision } from '../schema/converge/target-convergence.ts'
import type { TargetKind } from '../schema/converge/target-kinds.ts'
import type { Snapshot } from './snapshot.ts'

/** When something was first seen, and the field that shows it (src/schema/converge/target-convergence.ts). */
export type Moment = {
  readonly at?: string | undefined
  readonly statedAt?: string | undefined
  readonly before?: boolean | undefined
  readonly field: string
  readonly value?: string | undefined
}

/** What was seen of one revision on one target. */
export type RevisionTrack = {
  readonly revision: string
  accepted?: Moment
  applied?: Moment
  /** By whom it was applied, as the controller states it. */
  by?: AppliedRevision['by']
  healthy?: Moment
  /** The observer's time since which it is healthy without a break; undefined while it is not. */
  healthySince?: string | undefined
  stayed?: Moment
  /** The present stretch of `Degraded`; undefined after it ended. */
  degraded?: Moment | undefined
  outOfSync?: Moment | undefined
  failing?: Moment | undefined
  /** Images that its operations applied, and those that the target declared last while it was in force. */
  readonly appliedImages: Set<string>
  declaredImages: readonly string[]
}

/** The revisions of one target, and the order in which they were applied. */
export type RevisionTracks = {
  readonly all: ReadonlyMap<string, RevisionTrack>
  readonly order: readonly string[]
  /** Takes in one snapshot. `at` is the observer's time; `isFirst`: what it shows was there before. */
  readonly add: (snapshot: Snapshot, at: string | undefined, isFirst: boolean) => void
}

/** The fields that show a revision, by kind of target. */
const FIELDS: Readonly<Record<TargetKind, { readonly accepted: string; readonly applied: string }>> = {
  argocd: { accepted: 'status.sync.revision', applied: 'status.history[-1].revision' },
  kustomization: { accepted: 'status.lastAttemptedRevision', applied: 'status.lastAppliedRevision' },
  helmrelease: { accepted: 'status.lastAttemptedRevision', applied: 'status.history[0].chartVersion' },
  rollout: { accepted: 'metadata.generation', applied: 'status.observedGeneration' },
  deployment: { accepted: 'metadata.generation', applied: 'status.observedGeneration' },
  statefulset: { accepted: 'metadata.generation', applied: 'status.observedGeneration' },
  daemonset: { accepted: 'metadata.generation', applied: 'status.observedGeneration' },
}

export const createRevisionTracks = (soakMs: number): RevisionTracks => {
  const all = new Map<string, RevisionTrack>()
  const order: string[] = []
  const track = (revision: string): RevisionTrack => {
    const known = all.get(revision)
    if (known !== undefined) return known
    const made: RevisionTrack = { revision, appliedImages: new Set(), declaredImages: [] }
    if (all.size < LIMITS.convergenceRevisions) all.set(revision, made)
    return made
  }
  const addHistory = (history: readonly AppliedRevision[], field: string): void => {
    for (const { revision, at, by } of history) {
      const found = track(revision)
      found.applied ??= { statedAt: at, before: true, field, value: revision }
      found.accepted ??= found.applied
      found.by ??= by
      if (order.at(-1) !== revision) order.push(revision)
    }
  }
  return {
    all,
    order,
    add: (snapshot, at, isFirst) => {
      const { accepted, applied } = FIELDS[snapshot.target.kind]
      if (isFirst) addHistory(snapshot.history.slice(0, -1), applied)
      const seen = isFirst ? { before: true } : { at }
      for (const [revision, field] of acceptedRevisions(snapshot, accepted))
        track(revision).accepted ??= { ...seen, field, value: revision }
      noteApplied(snapshot, track, order, { ...seen, field: applied })
      noteOperation(snapshot, track, seen)
      for (const current of currentRevisions(snapshot).map(track)) noteHealth(current, snapshot, at, seen, soakMs)
      noteSync(snapshot, track, seen)
    },
  }
}

type Seen = Pick<Moment, 'at' | 'before'>

const acceptedRevisions = (
  { desired, compared, applied }: Snapshot,
  field: string,
): readonly (readonly [revision: string, field: string])[] =>
  [
    [desired, desired === compared ? field : 'operation.sync.revision'] as const,
    [compared, field] as const,
    [applied?.revision, field] as const,
  ].flatMap(([revision, name]) => (revision === undefined ? [] : [[revision, name] as const]))

const noteApplied = (
  { applied }: Snapshot,
  track: (revision: string) => RevisionTrack,
  order: string[],
  seen: Moment,
): void => {
  if (applied === undefined) return
  const found = track(applied.revision)
  found.applied ??= { ...seen, statedAt: applied.at, value: applied.revision }
  found.by = applied.by ?? found.by
  if (order.at(-1) === applied.revision || order.length >= LIMITS.convergenceRevisions) return
  order.push(applied.revision)
}

const noteOperation = (
  { operation, appliedImages }: Snapshot,
  track: (revision: string) => RevisionTrack,
  seen: Seen,
): void => {
  if (operation?.revision === undefined) return
  const found = track(operation.revision)
  for (const image of appliedImages)
    if (found.appliedImages.size < LIMITS.convergenceImages) found.appliedImages.add(image)
  found.failing = operation.failing
    ? (found.failing ?? {
        ...seen,
        statedAt: operation.finishedAt,
        field: 'status.operationState.phase',
        value: operation.phase,
      })
    : undefined
}

/**
 * The revisions that the cluster holds: the applied one, and one that was compared and found equal to what runs, so that
 * there was nothing to apply.
 */
const currentRevisions = ({ applied, compared, sync, health }: Snapshot): readonly string[] => [
  ...new Set([
    ...(applied === undefined ? [] : [applied.revision]),
    ...(compared !== undefined && sync === 'Synced' && health?.isOfApplied === true ? [compared] : []),
  ]),
]

const noteHealth = (
  track: RevisionTrack,
  { health, sync, images, compared }: Snapshot,
  at: string | undefined,
  seen: Seen,
  soakMs: number,
): void => {
  if (health === undefined || !health.isOfApplied) return
  track.applied ??= { ...seen, field: 'status.sync.status', value: sync }
  if (sync !== 'OutOfSync' || compared === track.revision) track.declaredImages = images
  const moment = { ...seen, statedAt: health.since, field: health.evidence, value: health.status }
  track.degraded = health.status === 'Degraded' || health.status === 'Missing' ? (track.degraded ?? moment) : undefined
  if (health.status !== 'Healthy') {
    track.healthySince = undefined
    return
  }
  track.healthy ??= moment
  track.healthySince ??= at
  noteSoak(track, at, soakMs)
}

/** States that the revision stayed healthy once the soak time is over at `at`. */
export const noteSoak = (track: RevisionTrack, at: string | undefined, soakMs: number): void => {
  const since = millisBetween(track.healthySince, at)
  if (since === undefined || since < soakMs) return
  track.stayed ??= { at, field: track.healthy?.field ?? 'status.health.status', value: 'Healthy' }
}

const noteSync = ({ sync, compared }: Snapshot, track: (revision: string) => RevisionTrack, seen: Seen): void => {
  if (compared === undefined || sync === undefined) return
  const found = track(compared)
  found.outOfSync =
    sync === 'OutOfSync' ? (found.outOfSync ?? { ...seen, field: 'status.sync.status', value: sync }) : undefined
}

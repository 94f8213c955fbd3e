import { BUDGETS } from '../core/budgets.ts'
import { LIMITS } from '../core/limits.ts'
import { millisBetween } from '../core/time.ts'
import type { Decision, TargetConvergence, TreeResource } from '../schema/converge/target-convergence.ts'
import type { Gap } from '../schema/values/fact.ts'
import { chooseWanted, type Wanted } from './choose-wanted.ts'
import { countWarnings, isAboutTarget, readWarning, type Warning } from './count-warnings.ts'
import { decideVerdict, type Verdict } from './decide-verdict.ts'
import { createDecisionList } from './list-decisions.ts'
import { matchImages, type ResourceTree, type RunningPod, readPod } from './match-images.ts'
import { createRevisionNamer, isSameTarget, readTargetObject } from './readers/read-snapshot.ts'
import { createTransitionList } from './record-transitions.ts'
import { createRevisionTracks, type Moment, noteSoak, type RevisionTrack } from './revision-track.ts'
import type { Observation, Snapshot, SnapshotLimit, Target } from './snapshot.ts'

/** Follows one target. Everything is taken in one by one, so that memory does not grow with the observation. */
export type TargetFollower = {
  readonly target: Target
  /** Takes in an object of the target, an event or a pod about it. Returns whether it was one. */
  readonly add: (observation: Observation) => boolean
  readonly addTree: (tree: ResourceTree) => void
  /** Notes why something of the target could not be observed. */
  readonly addGap: (gap: Gap) => void
  /** Returns the record as of the observer's time. The follower goes on. */
  readonly conclude: (until: string | undefined) => TargetConvergence
}

export type FollowOptions = { readonly wanted: Wanted; readonly soakMs: number }

export const followTarget = (target: Target, { wanted, soakMs }: FollowOptions): TargetFollower => {
  const tracks = createRevisionTracks(soakMs)
  const transitions = createTransitionList()
  const decisions = createDecisionList()
  const nameRevision = createRevisionNamer()
  const warnings = new Map<string, Warning>()
  const pods = new Map<string, RunningPod>()
  const gaps: Gap[] = []
  const offsets: number[] = []
  let tree: ResourceTree | undefined
  let last: Snapshot | undefined
  let workload: Snapshot | undefined
  let deleted: Moment | undefined
  let isMixed = false
  let [from, until]: [string | undefined, string | undefined] = [undefined, undefined]

  const addObject = (snapshot: Snapshot, { seenAt, change }: Observation): void => {
    from ??= seenAt
    until = seenAt ?? until
    // A list after a broken watch repeats what was seen.
    const isSeen = snapshot.uid === last?.uid && snapshot.resourceVersion === last?.resourceVersion
    if (isSeen && snapshot.resourceVersion !== undefined && change !== 'deleted') return
    if (change === 'deleted') {
      deleted = { at: seenAt, field: 'metadata.uid', value: snapshot.uid }
      transitions.note({ at: seenAt, field: 'object', from: snapshot.uid, to: 'deleted' })
      return
    }
    if (last?.uid !== undefined && snapshot.uid !== last.uid) {
      // After a deletion the name belongs to a new object. Without one, another cluster may have answered.
      isMixed ||= deleted === undefined
      transitions.note({ at: seenAt, field: 'object', from: last.uid, to: snapshot.uid })
    }
    deleted = undefined
    transitions.add(last, snapshot, seenAt)
    decisions.add(last, snapshot, seenAt)
    noteOffset(offsets, last, snapshot, seenAt)
    tracks.add(snapshot, seenAt, last === undefined)
    last = snapshot
  }

  const addAbout = ({ object, change }: Observation): boolean => {
    const warning = readWarning(object)
    if (warning !== undefined) {
      if (!isAboutTarget(warning, target, last?.resources ?? [])) return false
      if (warnings.has(warning.uid) || warnings.size < LIMITS.convergenceWarnings) warnings.set(warning.uid, warning)
      return true
    }
    const pod = isPod(object) ? readPod(object) : undefined
    if (
      pod === undefined ||
      !isAboutTarget({ ...NO_WARNING, namespace: pod.namespace, objectName: pod.name }, target, last?.resources ?? [])
    )
      return false
    if (change === 'deleted') pods.delete(pod.name)
    else if (pods.size < LIMITS.convergencePods) pods.set(pod.name, pod)
    return true
  }

  return {
    target,
    add: observation => {
      const found = readTargetObject(observation.object)
      if (found === undefined) return addAbout(observation)
      if (!isTargetOf(target, found.target)) {
        if (!isPartOf(found.target, last)) return false
        workload = found
        return true
      }
      addObject(nameRevision(found), observation)
      return true
    },
    addTree: found => {
      tree = found
    },
    addGap: gap => {
      const isKnown = gaps.some(({ field, detail }) => field === gap.field && detail === gap.detail)
      if (!isKnown && gaps.length < LIMITS.convergenceGaps) gaps.push(gap)
    },
    conclude: end => {
      const at = end ?? until
      for (const track of tracks.all.values()) noteSoak(track, at, soakMs)
      const chosen = chooseWanted(wanted, tracks, last)
      const verdict = decideVerdict(chosen, tracks, { last, deleted, isMixed })
      return {
        target: { ...target, namespace: target.namespace ?? last?.target.namespace },
        wanted: chosen.wanted,
        ...toVerdictFields(verdict),
        ...toDurations(chosen.track),
        observedFrom: from,
        observedUntil: at,
        soakMs,
        clockOffsetMs: toOffset(offsets),
        ...toSnapshotFields(last, workload),
        history: tracks.order
          .slice(-LIMITS.convergenceHistory)
          .map(revision => toHistory(tracks.all.get(revision), revision)),
        decisions: withRollback(decisions.list, verdict.rollback),
        images: matchImages(wanted.images, tree?.pods ?? [...pods.values()], last?.images ?? []),
        resources: mergeResources(tree?.resources ?? [], last?.resources ?? []),
        warnings: [...countWarnings(warnings.values(), chosen.track?.accepted?.statedAt)],
        transitions: [...transitions.list],
        transitionCount: transitions.count(),
        gaps: [...gaps, ...findGaps(last, isMixed, transitions.count())].slice(0, LIMITS.convergenceGaps),
      }
    },
  }
}

const NO_WARNING = { uid: '', class: 'other' as const, count: 0 }

/** A target without a namespace is that of any namespace: `argocd:<app>` names none. */
const isTargetOf = (target: Target, found: Target): boolean =>
  isSameTarget(target, target.namespace === undefined ? { ...found, namespace: undefined } : found)

/** Whether a workload is one of the resources that a target lists. */
const isPartOf = ({ kind, namespace, name }: Target, last: Snapshot | undefined): boolean =>
  (last?.resources ?? []).some(
    one => one.kind.toLowerCase() === kind && one.name === name && one.namespace === namespace,
  )

const isPod = (object: unknown): boolean =>
  typeof object === 'object' && object !== null && 'kind' in object && object.kind === 'Pod'

const toVerdictFields = ({ verdict, confidence, reason, states }: Verdict) => ({
  verdict,
  confidence,
  reason,
  states: [...states],
})

/** Both ends by one clock: the observer's if both were seen, else the controller's. */
const toDurations = (
  track: RevisionTrack | undefined,
): Pick<TargetConvergence, 'reconciliationMs' | 'convergenceMs'> => ({
  reconciliationMs: measure(track?.accepted, track?.applied),
  convergenceMs: measure(track?.accepted, track?.healthy),
})

const measure = (start: Moment | undefined, end: Moment | undefined): number | undefined => {
  const millis = millisBetween(start?.at, end?.at) ?? millisBetween(start?.statedAt, end?.statedAt)
  return millis === undefined || millis < 0 ? undefined : Math.round(millis)
}

/** The smallest difference between the time that the controller states for a change and the time at which it was seen. */
const noteOffset = (offsets: number[], before: Snapshot | undefined, after: Snapshot, at: string | undefined): void => {
  if (before === undefined || after.applied?.at === undefined || before.applied?.at === after.applied.at) return
  const offset = millisBetween(after.applied.at, at)
  if (offset !== undefined && offsets.length < LIMITS.convergenceOffsets) offsets.push(offset)
}

const toOffset = (offsets: readonly number[]): number | undefined => {
  const least = offsets.toSorted((a, b) => Math.abs(a) - Math.abs(b))[0]
  return least === undefined || Math.abs(least) < BUDGETS.clusterClocks ? undefined : Math.round(least)
}

/** An Application has no generation of its own that counts, and no replicas: those of its workload, where it was read. */
const toSnapshotFields = (last: Snapshot | undefined, workload: Snapshot | undefined) => ({
  sync: last?.sync,
  health: last?.health?.status,
  generation: last?.generation ?? workload?.generation,
  observedGeneration: last?.observedGeneration ?? workload?.observedGeneration,
  replicas: last?.replicas ?? workload?.replicas,
  operation: last?.operation,
  conditions: [...(last?.conditions ?? []), ...(workload?.conditions ?? [])].slice(0, LIMITS.convergenceConditions),
})

const toHistory = (track: RevisionTrack | undefined, revision: string): TargetConvergence['history'][number] => ({
  revision,
  at: track?.applied?.statedAt ?? track?.applied?.at,
  by: track?.by,
})

const withRollback = (decisions: readonly Decision[], rollback: Decision | undefined): Decision[] =>
  [...(rollback === undefined ? [] : [rollback]), ...decisions]
    .slice(0, LIMITS.convergenceDecisions)
    .sort((a, b) => -(millisBetween(a.at ?? a.statedAt, b.at ?? b.statedAt) ?? 0))

/** The tree knows the health of each resource; the Application knows whether each is in sync. */
const mergeResources = (tree: readonly TreeResource[], listed: readonly TreeResource[]): TreeResource[] => {
  const key = ({ kind, namespace, name }: TreeResource): string => `${kind}/${namespace ?? ''}/${name}`
  const known = new Map(listed.map(one => [key(one), one]))
  const merged = tree.map(one => ({ ...one, sync: known.get(key(one))?.sync }))
  const inTree = new Set(tree.map(key))
  return [...merged, ...listed.filter(one => !inTree.has(key(one)))].slice(0, LIMITS.convergenceResources)
}

const LIMIT_TEXTS: Readonly<Record<SnapshotLimit, string>> = {
  'several-sources': 'the application has several sources: its revision is the list of theirs',
  'revision-is-no-commit': 'the target states chart versions or digests, which cannot be compared with a commit',
  'child-applications': 'the health of child applications is not part of the health of their parent',
  'health-not-evaluated': 'the object has neither wait nor healthChecks: Ready only says that it was applied',
  'update-on-delete': 'pods are only replaced when somebody deletes them',
}

const findGaps = (last: Snapshot | undefined, isMixed: boolean, transitions: number): readonly Gap[] => [
  ...(last?.limits ?? []).map(limit => ({
    field: limit,
    reason: 'not-applicable' as const,
    detail: LIMIT_TEXTS[limit],
  })),
  ...(isMixed
    ? [
        {
          field: 'target',
          reason: 'malformed' as const,
          detail: 'another object of the same name answered without a deletion: perhaps that of another cluster',
        },
      ]
    : []),
  ...(transitions > LIMITS.convergenceTransitions
    ? [
        {
          field: 'transitions',
          reason: 'too-large' as const,
          detail: `the first ${LIMITS.convergenceTransitions} of ${transitions} are kept`,
        },
      ]
    : []),
]
